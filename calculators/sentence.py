"""What a whole sentence tells of a calculator's fields, asked for or not.

Every figure is given to the field whose cue words stand nearest to it; a figure that nothing claims is
left over and never guessed into a field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as setting
from decimal import Decimal

from calculators.answers import (
    Span,
    Told,
    Unclear,
    fits,
    known_value,
    mentioned_flag,
    mentioned_options,
    no_more,
    says_all,
    take,
    told_as_rise,
)
from calculators.fields import Field
from calculators.figures import Figure, Sort, find_figures
from calculators.inputs import Given
from calculators.numerals import fold

_BREAK = re.compile(r"[,，.。;；!！?？]")
_JOINED = re.compile(r"^(?:、|和|与|跟|及|,|，|另一个|一个|还有|另外|又|\s|分别|各)*$")
_ITEM = re.compile(
    r"第([一二三四五六1-6])[个项份笔家]|另(?:外)?一[个项份笔]|还有一[个项份笔]|(?<!第)一[个项份笔](?=[^,，。]{0,14}\d|[^,，。]{0,10}[一二两三四五六七八九十百千]+[万亿千百])"
)
_NUMBER = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5}
_EACH = re.compile(r"都|全部|均|全|没|未|还在")
_CLAIMED_AWARD = re.compile(
    r"(?:(?:能|可以|可)(?:不能|不可以)?(?:给|拿|领|奖|补|得|有|到)?|给|拿|领|奖|补|得)到?(?:我们|我|咱)?(?:多少|个|够)?\s*$"
)
_CLAIMED_AFTER = re.compile(
    r"^(?:的奖|奖励?(?:吗|么|$)|能?(?:拿|给|领|奖|补)(?:全|满|够|到手)|能全|吗|么|不(?:$|[?？])|对不|对吗)"
)
_SPENT = re.compile(r"(?:投(?!产)|付|到账|采购|花|卖|买|开票|销售|营收|收入)[^给拿领奖补]*$")
_AWARD = re.compile(r"奖|补贴")  # a field that is an award itself: 已领的奖励
_RECEIVED = re.compile(r"到账|收到|进账|打过来|打到")
_AGREED = re.compile(r"合同|交易额|成交")
MIN_SCORE = 30


@dataclass
class Reading:
    """What a sentence told: values by path, figures nobody claimed, and what could not be taken."""

    told: dict[str, Told] = setting(default_factory=dict)
    left: list[Figure] = setting(default_factory=list)
    unclear: dict[str, str] = setting(default_factory=dict)


def read_sentence(
    fields: Mapping[str, Field],
    text: str,
    *,
    given: Mapping[str, Given] | None = None,
    item: Mapping[str, int] | None = None,
    bare: str | None = None,
) -> Reading:
    """Values that the sentence states for any of the fields.

    `item` says which item of each list is meant where the sentence does not (default: the first); `bare` is
    the path of the field that a lone figure without cue words means.
    """
    body = fold(text)
    reading = Reading()
    used: set[int] = set()
    given = given or {}
    plain = {name: field for name, field in fields.items() if field.kind != "record"}
    for name, field in fields.items():
        if field.kind == "record" and field.many:
            _record(name, field, body, reading, used, (item or {}).get(name, 0), plain)
    _scalars(plain, body, reading, used, given, item or {})
    figures = find_figures(body)
    reading.left = [
        figure
        for figure in figures
        if figure.start not in used
        and figure.sort not in (Sort.OTHER, Sort.ORDINAL)
        and not is_claimed_award(figure, body)
    ]
    if bare:
        _bare(fields, bare, body, reading, used, item or {})
    return reading


def _scalars(
    fields: Mapping[str, Field],
    body: str,
    reading: Reading,
    used: set[int],
    given: Mapping[str, Given],
    item: Mapping[str, int],
    rivals: Mapping[str, Field] | None = None,
) -> None:
    figures = [figure for figure in find_figures(body) if figure.start not in used]
    for name, field in fields.items():
        if field.kind == "yes_no":
            verdict = mentioned_flag(field, body)
            if verdict is not None:
                reading.told[name] = Told(verdict, body)
        elif field.kind == "choice":
            _choice(name, field, body, reading)
        elif field.kind == "marks":
            _marks(name, field, body, reading, used, figures)
    for figure, name in _assign({n: f for n, f in fields.items() if f.many is None}, figures, body, used, rivals or {}):
        base = (
            known_value(reading.told[fields[name].related or ""].value)
            if fields[name].related in reading.told
            else given.get(fields[name].related or "")
        )
        _put(
            reading,
            name,
            take(fields[name], figure, body, base=Decimal(base) if isinstance(base, Decimal | int) else None),
            used,
            figure,
        )
    _rises(fields, figures, body, reading, used)
    for name, field in fields.items():
        if field.many and field.kind != "marks":
            _list(name, field, body, reading, used, figures, item.get(name, 0))
        if field.whole and field.whole in reading.told and name not in reading.told and _said_all(field, body):
            reading.told[name] = Told(reading.told[field.whole].value, body)


def _rises(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """从30%提到42%, 30%到42%, 原来30%，涨了12个点: what there is now, told against what there was."""
    for name, field in fields.items():
        before = field.related or ""
        if before not in fields or name in reading.told:
            continue
        free = [figure for figure in figures if figure.start not in used and fits(field, figure)]
        free = [figure for figure in free if figure.sort is not Sort.BARE]
        told = reading.told.get(before)
        if told is None and len(free) == 1 and free[0].ranged and _tells_a_rise(free[0], body):
            low, high = (replace(free[0], low=end, high=end, ranged=False) for end in (free[0].low, free[0].high))
            _put(reading, before, take(fields[before], low), used, low)
            _put(reading, name, take(field, high), used, high)
        elif told is None and len(free) == 2 and _from_to(free[0], free[1], body):
            _put(reading, before, take(fields[before], free[0]), used, free[0])
            _put(reading, name, take(field, free[1]), used, free[1])
        elif told is not None and isinstance(told.value, Decimal | int) and len(free) == 1:
            gap = body[: free[0].start]
            if re.search(r"(?:到|至|成|为)了?$", gap) or told_as_rise(body, free[0]):
                _put(reading, name, take(field, free[0], body, base=Decimal(told.value)), used, free[0])


def _tells_a_rise(figure: Figure, body: str) -> bool:
    """30%到42% where a before and a now are wanted; not 20%到40%之间."""
    return bool(re.search(r"[到至]", figure.text)) and not re.match(r"\s*(?:之间|左右|上下|不等)", body[figure.end :])


def _from_to(first: Figure, second: Figure, body: str) -> bool:
    before, between = body[: first.start], body[first.end : second.start]
    return bool(re.search(r"[从由][^,，。;；]{0,8}$", before) and re.search(r"^[^,，。;；]{0,8}[到至]了?$", between))


def _put(reading: Reading, path: str, told: Told | Unclear, used: set[int], figure: Figure) -> None:
    used.add(figure.start)
    if isinstance(told, Unclear):
        reading.unclear[path] = told.why
    else:
        reading.told[path] = told


def _choice(name: str, field: Field, body: str, reading: Reading) -> None:
    """A choice told in passing needs one of the field's cue words next to it: 我们是链主, 评上省级."""
    found = mentioned_options(field, body)
    if field.cues:
        found = [key for key in found if _beside(field, key, body)]
    if len(found) == 1:
        reading.told[name] = Told(found[0], body)


def _beside(field: Field, key: str, body: str) -> bool:
    option = field.options[key]
    for word in sorted((option.label, *option.words), key=len, reverse=True):
        for found in re.finditer(re.escape(word.lower()), body):
            before, after = body[: found.start()], body[found.end() :]
            if re.match(r"(?:政府|财政|的)?(?:奖|补|给|资金|层面|这块)", after):
                continue  # 市级奖励: who pays, not what one is
            if any(re.search(re.escape(cue) + r"(?:了|的|家|为|成|上|个|过|省级|是)?$", before) for cue in field.cues):
                return True
            if any(re.match(r"(?:的|级|认定的?|那个)?" + re.escape(cue), after) for cue in field.cues):
                return True
    return False


def _marks(name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure]) -> None:
    if re.search(
        r"没(?:有)?(?:领|拿|奖|享受|得)过|(?:以前|之前|从)(?:都|来)?没(?:有)?(?:领|拿|奖|得)|第一次(?:申请|申报|达到)",
        body,
    ):
        reading.told[name] = Told((), body)
        return
    hits = [
        figure
        for figure in figures
        if figure.start not in used
        and figure.sort in ((Sort.PERCENT,) if field.marks_unit == "percent" else (Sort.MONEY,))
        and any(
            re.search(r"^[^,，。;；]{0,10}?" + re.escape(cue), body[figure.end : figure.end + 12])
            or re.search(re.escape(cue) + r"[^,，。]{0,8}$", body[: figure.start])
            for cue in field.cues
        )
    ]
    values = tuple(figure.value for figure in hits if not field.marks or figure.value in field.marks)
    if values:
        reading.told[name] = Told(values, body)
        used.update(figure.start for figure in hits)


def _assign(
    fields: Mapping[str, Field], figures: list[Figure], body: str, used: set[int], rivals: Mapping[str, Field]
) -> list[tuple[Figure, str]]:
    """Each figure to the field whose cue is nearest; each field one figure. Rivals may claim figures too."""
    scored = []
    every = {**rivals, **fields}
    for figure in figures:
        if figure.start in used:
            continue
        for name, field in every.items():
            if fits(field, figure) and (_AWARD.search(field.label) or not is_claimed_award(figure, body)):
                score = cue_score(field, figure, figures, body)
                if score >= MIN_SCORE:
                    scored.append((score, figure, name))
    scored.sort(key=lambda entry: -entry[0])
    taken: set[str] = set()
    spent: set[int] = set()
    pairs = []
    for _, figure, name in scored:
        if name in taken or figure.start in spent:
            continue
        taken.add(name)
        spent.add(figure.start)
        if name in fields:
            pairs.append((figure, name))
    return sorted(pairs, key=lambda pair: pair[0].start)


def cue_score(field: Field, figure: Figure, figures: list[Figure], body: str) -> int:
    """How strongly the words around a figure say that it belongs to the field; 0 when nothing does."""
    return _best_cue(field, figure, figures, body)[0]


def _best_cue(field: Field, figure: Figure, figures: list[Figure], body: str) -> tuple[int, str]:
    best = (0, "")
    for cue in field.cues:
        at = body.find(cue)
        while at >= 0:
            best = max(best, (_nearness(at, at + len(cue), figure, figures, body, len(cue)), cue))
            at = body.find(cue, at + 1)
    return best


def _nearness(start: int, end: int, figure: Figure, figures: list[Figure], body: str, size: int) -> int:
    number_end = figure.end - len(figure.unit)
    if end <= figure.start:
        gap = body[end : figure.start]
        between = [other for other in figures if end <= other.start < figure.start and other.sort is not Sort.OTHER]
        if any(other.sort == figure.sort for other in between):
            return 0
        return 100 + 12 * size - 6 * len(gap) - 40 * len(_BREAK.findall(gap)) - 20 * len(between)
    if start >= number_end:
        gap = body[max(figure.end, number_end) : start] if start >= figure.end else ""
        if any(figure.end <= other.start < start and other.sort == figure.sort for other in figures):
            return 0
        return 80 + 12 * size - 9 * len(gap) - 70 * len(_BREAK.findall(gap))
    return 0


def _list(
    name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure], first: int
) -> None:
    """A list of plain values told in one sentence: 两个成果，一个到账300万，一个到账600万."""
    free = [
        figure
        for figure in figures
        if figure.start not in used and fits(field, figure) and figure.sort is not Sort.BARE
    ]
    claimed = _received(field, free, figures, body)
    if claimed:
        chain = [figure for figure in free if figure in claimed or _continues(figure, claimed, figures, body)]
    else:
        chain = []
    chain = [figure for figure in chain if not is_claimed_award(figure, body)]
    for place, figure in enumerate(chain):
        _put(reading, f"{name}.{first + place}", take(field, figure, body), used, figure)
    _close(name, field, body, reading, first + len(chain), len(chain), used, figures)


def _received(field: Field, free: list[Figure], figures: list[Figure], body: str) -> list[Figure]:
    """The figures that the field's cues claim; of 合同额500万，到账300万 only what was received."""
    cues = {figure.start: _best_cue(field, figure, figures, body) for figure in free}
    claimed = [figure for figure in free if cues[figure.start][0] >= MIN_SCORE]
    if any(_RECEIVED.search(cues[figure.start][1]) for figure in claimed):
        claimed = [figure for figure in claimed if not _AGREED.search(cues[figure.start][1])]
    return claimed


def _continues(figure: Figure, claimed: list[Figure], figures: list[Figure], body: str) -> bool:
    """一个300万，一个600万: the second follows the first with nothing but joining words between."""
    before = [other for other in figures if other.end <= figure.start and other.sort is figure.sort]
    if not before:
        return False
    previous = before[-1]
    gap = re.sub(r"[一二三四五六]?[个项份笔](?:是|到账|为)?", "", body[previous.end : figure.start])
    return (previous in claimed or _continues(previous, claimed, figures, body)) and bool(_JOINED.match(gap))


def _close(
    name: str, field: Field, body: str, reading: Reading, count: int, added: int, used: set[int], figures: list[Figure]
) -> None:
    """我们有一个成果 / 两项合同: as many as were told, so nobody has to ask for more."""
    if not field.many or not added:
        return
    for figure in figures:
        if figure.sort is not Sort.COUNT or figure.start in used:
            continue
        after = body[figure.end :]
        if (
            re.match(r"(?:科技|技术|知识产权|推广|产业链|招商)?" + re.escape(field.many.noun), after)
            and int(figure.value) == count
        ):
            used.add(figure.start)
            reading.told[f"{name}.more"] = Told(False, body)
    if re.search(
        r"就这?(?:一|两|三|1|2|3)[个项份笔]|只有(?:这)?(?:一|两|三)?[个项份笔]|只此|没有别的|没别的", body
    ) and no_more(body):
        reading.told[f"{name}.more"] = Told(False, body)


def is_claimed_award(figure: Figure, body: str) -> bool:
    """给650万吗, 300万能拿全不: the award somebody hopes for, not an input."""
    if figure.sort is Sort.COUNT:
        return False
    before, after = _BREAK.split(body[: figure.start])[-1][-6:], body[figure.end :][:4]
    if _CLAIMED_AWARD.search(before):
        return not re.search(r"[付投卖转打汇][给得]$", before)
    if _SPENT.search(before):
        return False
    around = body[max(0, figure.start - 6) : figure.end + 6]
    return bool(_CLAIMED_AFTER.match(after) and re.search(r"[给拿领奖补]", around))


def _said_all(field: Field, body: str) -> bool:
    """全部建成投产, 都付清了: the part is as large as the whole."""
    if not says_all(body):
        return False
    return any(cue in body for cue in field.cues) or bool(re.search(r"全部|全都|投完|付清|全付", body))


def _record(
    name: str, field: Field, body: str, reading: Reading, used: set[int], first: int, rivals: Mapping[str, Field]
) -> None:
    """Items of a list of records: told one by one (第二个…), or as rows (分别投了4000万、6000万)."""
    marks = list(_ITEM.finditer(body))
    if len(marks) >= 2 or (len(marks) == 1 and marks[0].group(1)):
        _told_one_by_one(name, field, body, marks, reading, used, first, rivals)
        return
    figures = find_figures(body)
    main = next(iter(field.fields))
    rows = [figure for figure in figures if fits(field.fields[main], figure) and figure.sort is Sort.MONEY]
    head = _chain(field.fields[main], rows, figures, body)
    if len(head) < 2:
        _one_item(name, field, body, reading, used, first, rivals)
        return
    for place, figure in enumerate(head):
        _put(reading, f"{name}.{first + place}.{main}", take(field.fields[main], figure, body), used, figure)
    _said_of_each(name, field, body, reading, [first + place for place in range(len(head))])
    _close(name, field, body, reading, first + len(head), len(head), used, figures)


def _chain(field: Field, rows: list[Figure], figures: list[Figure], body: str) -> list[Figure]:
    """Amounts in a row after one cue: 分别投了4000万、6000万和1.2亿."""
    claimed = [figure for figure in rows if cue_score(field, figure, figures, body) >= MIN_SCORE]
    return [
        figure for figure in rows if figure in claimed[:1] or (claimed and _in_row(figure, claimed[0], figures, body))
    ]


def _in_row(figure: Figure, first: Figure, figures: list[Figure], body: str) -> bool:
    if figure.start <= first.start:
        return False
    previous = [other for other in figures if other.end <= figure.start][-1]
    joined = re.fullmatch(r"(?:、|和|与|跟|及|,|，|\s)+", body[previous.end : figure.start])
    return bool(joined) and (previous == first or _in_row(previous, first, figures, body))


def _one_item(
    name: str, field: Field, body: str, reading: Reading, used: set[int], place: int, rivals: Mapping[str, Field]
) -> None:
    inner = Reading()
    _scalars(field.fields, body, inner, used, {}, {}, rivals)
    for path, told in inner.told.items():
        reading.told[f"{name}.{place}.{path}"] = told
    reading.unclear |= {f"{name}.{place}.{path}": why for path, why in inner.unclear.items()}
    if inner.told:
        _close(name, field, body, reading, place + 1, 1, used, find_figures(body))


def _told_one_by_one(
    name: str,
    field: Field,
    body: str,
    marks: list[re.Match[str]],
    reading: Reading,
    used: set[int],
    first: int,
    rivals: Mapping[str, Field],
) -> None:
    place, own = first, False
    places: list[int] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
        if mark.group(1):
            place = _NUMBER.get(mark.group(1), int(mark.group(1)) - 1 if mark.group(1).isdigit() else 0)
        elif number:
            place += 1
        piece = Reading()
        spent: set[int] = set()
        _one_item(name, field, body[mark.end() : end], piece, spent, place, rivals)
        main = next(iter(field.fields))
        _lone(field.fields[main], f"{name}.{place}.{main}", body[mark.end() : end], piece, spent)
        reading.told |= {path: told for path, told in piece.told.items() if not path.endswith(".more")}
        last = number + 1 == len(marks)
        own = own or not last and any(path != f"{name}.{place}.{main}" for path in piece.told)
        places.append(place)
        reading.unclear |= piece.unclear
        used.update(at + mark.end() for at in spent)
    _said_of_each(name, field, _common(body, marks, own), reading, places)
    _close(name, field, body, reading, place + 1, 1 if reading.told else 0, used, find_figures(body))


def _common(body: str, marks: list[re.Match[str]], own: bool) -> str:
    """What is said of all items: before the first one, and at the very end: with 都 where each has its own words."""
    last = _BREAK.split(body[marks[-1].end() :])[1:]
    shared = [part for part in last if not own or re.search(r"都|均|两个|三个", part)]
    return "，".join((body[: marks[0].start()], *shared))


def _said_of_each(name: str, field: Field, body: str, reading: Reading, places: list[int]) -> None:
    """都投产了, 全部投完: said once of every item."""
    main = next(iter(field.fields))
    for inner, inner_field in field.fields.items():
        verdict = mentioned_flag(inner_field, body) if inner_field.kind == "yes_no" and _EACH.search(body) else None
        for place in places:
            path = f"{name}.{place}.{inner}"
            if path in reading.told:
                continue
            if verdict is not None:
                reading.told[path] = Told(verdict, body)
            elif (
                inner_field.whole == main and _said_all(inner_field, body) and f"{name}.{place}.{main}" in reading.told
            ):
                reading.told[path] = reading.told[f"{name}.{place}.{main}"]


def _lone(field: Field, path: str, body: str, reading: Reading, used: set[int]) -> None:
    """第二个项目是9000万: the one amount of a piece is its main figure."""
    free = [figure for figure in find_figures(body) if figure.start not in used and figure.sort is Sort.MONEY]
    if path not in reading.told and len(free) == 1 and fits(field, free[0]):
        _put(reading, path, take(field, free[0], body), used, free[0])


def _bare(
    fields: Mapping[str, Field], bare: str, body: str, reading: Reading, used: set[int], item: Mapping[str, int]
) -> None:
    """A lone figure without cue words goes to the calculator's main field."""
    head, _, rest = bare.partition(".")
    field = fields[head]
    target = field.fields[rest] if rest else field
    index = item.get(head, 0)
    path = f"{head}.{index}.{rest}" if rest else f"{head}.{index}" if field.many else head
    lone = [
        figure
        for figure in reading.left
        if fits(target, figure) and figure.sort is not Sort.BARE and not is_claimed_award(figure, body)
    ]
    if path in reading.told or len(lone) != 1:
        return
    told = take(target, lone[0], body)
    if isinstance(told, Told):
        _put(reading, path, told, used, lone[0])
        reading.left.remove(lone[0])
        _close(head, field, body, reading, index + 1, 1, used, find_figures(body))


def spans(told: Mapping[str, Told]) -> list[str]:
    """The paths that were told as a range."""
    return [path for path, entry in told.items() if isinstance(entry.value, Span)]
