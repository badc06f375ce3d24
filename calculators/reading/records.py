"""Items of a list of records, told one by one (第二个…) or as rows (分别投了4000万、6000万，都投产了)."""

import re
from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import digit
from calculators.reading.cues import MIN_SCORE, PAUSE, cue_score, is_claimed_award
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.lists import close_list, put_rows
from calculators.reading.parts import part_of
from calculators.reading.rows import counted, equal_rows
from calculators.reading.said_of_items import denied_as_before, said_of_each
from calculators.reading.scalars import read_scalars
from calculators.reading.told import Reading, Told, put
from calculators.reading.wholes import is_done_share

_NAME = "[abcdef甲乙丙丁戊]"  # 项目a, 甲项目: what items are called beside their number
_ITEM = lazy(
    rf"(?<![a-z\d])(?:项目|工程){_NAME}(?:项目)?(?![a-z\d])|(?<![a-z\d]){_NAME}(?:项目|公司|企业|厂|工程)|"
    r"(?:(?<=^)|(?<=[,，。;；:：]))[甲乙丙丁](?=[,，\s]*(?:总|固|计划)?(?:投资?|是)?[\d一二两三四五六七八九十百千])|"
    r"(?:项目|工程)[一二三四五六1-6](?=[是投总计固已:：,，、]|为)|"
    r"第([一二三四五六1-6])[个项份笔件家]|另(?:外)?一[个项份笔件]|还有一[个项份笔件]|(?<!第)一[个项份笔件家](?=[^,，。]{0,14}\d|[^,，。]{0,10}[一二两三四五六七八九十百千]+[万亿千百])"
)
_NAMED = lazy(rf"项目|工程|{_NAME}")
_PAUSES = lazy(rf"(?:{PAUSE.pattern})+")


def read_record(
    name: str,
    field: Field,
    body: str,
    reading: Reading,
    used: set[int],
    first: int,
    rivals: Mapping[str, Field],
    given: Mapping[str, Given],
) -> None:
    """Items of a list of records: told one by one (第二个…), or as rows (分别投了4000万、6000万)."""
    marks = list(_ITEM.finditer(body))
    marks = _named_once(marks)
    if len(marks) == 1 and marks[0].group(1) and _tells_rows(field, body[: marks[0].start()]):
        read_record(name, field, body[: marks[0].start()], reading, used, first, rivals, given)
        given = {
            **given,
            **{path: told.value for path, told in reading.told.items() if isinstance(told.value, Decimal)},
        }
    if len(marks) >= 2 or (len(marks) == 1 and marks[0].group(1)):
        _told_one_by_one(name, field, body, marks, reading, used, first, rivals, given)
        return
    figures = find_figures(body)
    main = next(iter(field.fields))
    rows = [figure for figure in figures if fits(field.fields[main], figure) and figure.sort is Sort.MONEY]
    head = _chain(field.fields[main], rows, figures, body)
    if len(head) < 2 and _are_items(field, rows, figures, body):
        head = rows
    claimed = [figure for figure in head or rows[:1] if not is_claimed_award(figure, body)]
    equal = equal_rows(field, claimed[0], body, figures) if len(claimed) == 1 == len(rows) else None
    if equal is not None:
        put_rows(name, field, main, equal, reading, used, claimed[0], first)
        places = range(first, first + max(counted(field, body, figures), 1))
        said_of_each(name, field, body, reading, list(places))
        return
    if len(head) < 2:
        _one_item(name, field, body, reading, used, first, rivals, given)
        return
    for place, figure in enumerate(head):
        put(reading, f"{name}.{first + place}.{main}", take(field.fields[main], figure, body), used, figure)
    said_of_each(name, field, body, reading, [first + place for place in range(len(head))])
    close_list(name, field, body, reading, first + len(head), len(head), used, figures)


def _tells_rows(field: Field, body: str) -> bool:
    """分别4000万、5500万、2900万,…第三个投了一半: several items in a row before one of them is named?"""
    main = field.fields[next(iter(field.fields))]
    figures = find_figures(body)
    rows = [figure for figure in figures if fits(main, figure) and figure.sort is Sort.MONEY]
    return len(_chain(main, rows, figures, body)) > 1 or _are_items(field, rows, figures, body)


def _named_once(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """None where a name comes again: 项目a投了8000万,项目b投了3000万,项目a投产了."""
    names = [mark.group() for mark in marks if _NAMED.match(mark.group())]
    return marks if len(set(names)) == len(names) else []


def _chain(field: Field, rows: list[Figure], figures: list[Figure], body: str) -> list[Figure]:
    """Amounts in a row after one cue: 分别投了4000万、6000万和1.2亿."""
    claimed = [figure for figure in rows if cue_score(field, figure, figures, body) >= MIN_SCORE]
    return [
        figure for figure in rows if figure in claimed[:1] or (claimed and _in_row(figure, claimed[0], figures, body))
    ]


def _are_items(field: Field, rows: list[Figure], figures: list[Figure], body: str) -> bool:
    """两个项目8000万和5000万: as many amounts in a row as items were counted, none of them said of another field."""
    main, *others = field.fields.values()
    if len(rows) < 2 or counted(field, body, figures) != len(rows):
        return False
    if not all(_in_row(figure, rows[0], figures, body) for figure in rows[1:]):
        return False
    said = cue_score(main, rows[0], figures, body)
    return all(cue_score(other, rows[0], figures, body) <= max(said, MIN_SCORE - 1) for other in others)


def _in_row(figure: Figure, first: Figure, figures: list[Figure], body: str) -> bool:
    if figure.start <= first.start:
        return False
    previous = [other for other in figures if other.end <= figure.start][-1]
    joined = re.fullmatch(r"(?:、|和|与|跟|及|,|，|\s)+", body[previous.end : figure.start])
    return bool(joined) and (previous == first or _in_row(previous, first, figures, body))


def _one_item(
    name: str,
    field: Field,
    body: str,
    reading: Reading,
    used: set[int],
    place: int,
    rivals: Mapping[str, Field],
    given: Mapping[str, Given],
) -> None:
    inner = Reading()
    head = f"{name}.{place}."
    known = {path.removeprefix(head): value for path, value in given.items() if path.startswith(head)}
    read_scalars(field.fields, body, inner, used, known, {}, rivals)
    for path, told in inner.told.items():
        reading.told[f"{name}.{place}.{path}"] = told
    reading.unclear |= {f"{name}.{place}.{path}": why for path, why in inner.unclear.items()}
    if inner.told:
        close_list(name, field, body, reading, place + 1, 1, used, find_figures(body))


def _told_one_by_one(
    name: str,
    field: Field,
    body: str,
    marks: list[re.Match[str]],
    reading: Reading,
    used: set[int],
    first: int,
    rivals: Mapping[str, Field],
    given: Mapping[str, Given],
) -> None:
    place, own = first, False
    places: list[int] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
        if mark.group(1):
            place = digit(mark.group(1)) - 1
        elif number:
            place += 1
        piece = Reading()
        spent: set[int] = set()
        _one_item(name, field, body[mark.end() : end], piece, spent, place, rivals, given)
        denied_as_before(name, field, body[mark.end() : end], piece, reading, place)
        main = next(iter(field.fields))
        _lone(field.fields[main], f"{name}.{place}.{main}", body[mark.end() : end], piece, spent)
        _share_of_lone(field, f"{name}.{place}", body[mark.end() : end], piece)
        reading.told |= {path: told for path, told in piece.told.items() if not path.endswith(".more")}
        last = number + 1 == len(marks)
        own = own or not last and any(path != f"{name}.{place}.{main}" for path in piece.told)
        places.append(place)
        reading.unclear |= piece.unclear
        used.update(at + mark.end() for at in spent)
    said_of_each(name, field, _common(body, marks, own), reading, places)
    close_list(name, field, body, reading, place + 1, 1 if reading.told else 0, used, find_figures(body))


def _common(body: str, marks: list[re.Match[str]], own: bool) -> str:
    """What is said of all items: before the first one, and at the very end: with 都 where each has its own words."""
    last = _PAUSES.split(body[marks[-1].end() :])[1:]
    shared = [part for part in last if not own or re.search(r"都|均|两个|三个", part)]
    return "，".join((body[: marks[0].start()], *shared))


def _lone(field: Field, path: str, body: str, reading: Reading, used: set[int]) -> None:
    """第二个项目是9000万: the one amount of a piece is its main figure."""
    free = [figure for figure in find_figures(body) if figure.start not in used and figure.sort is Sort.MONEY]
    if path not in reading.told and len(free) == 1 and fits(field, free[0]):
        put(reading, path, take(field, free[0], body), used, free[0])


def _share_of_lone(field: Field, item: str, body: str, reading: Reading) -> None:
    """第二个1个亿投了一半: the part, once the amount beside it is known to be the whole."""
    figures = find_figures(body)
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT]
    for name, part in field.fields.items():
        whole = reading.told.get(f"{item}.{part.whole}") if part.whole else None
        if (
            whole is None
            or f"{item}.{name}" in reading.told
            or not isinstance(whole.value, Decimal)
            or len(shares) != 1
        ):
            continue
        told = part_of(whole.value, shares, body) if is_done_share(part, shares[0], figures, body) else None
        if isinstance(told, Told):
            reading.told[f"{item}.{name}"] = told
