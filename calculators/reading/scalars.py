"""Single fields told in a sentence: amounts by their cues, choices, flags, tiers, rises."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.reading.amounts import fits, take, told_as_rise
from calculators.reading.cues import BREAK, MIN_SCORE, assign, cue_score
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import mentioned_flag
from calculators.reading.lists import read_list
from calculators.reading.marks import NEVER, is_denied
from calculators.reading.options import is_complement, mentioned_options, names_an_award
from calculators.reading.parts import is_remainder, part_of, share_paid
from calculators.reading.ranks import is_rank, told_rank
from calculators.reading.replies import says_all
from calculators.reading.sums import all_together
from calculators.reading.told import Reading, Told, Unclear, known_value, put


def read_scalars(
    fields: Mapping[str, Field],
    body: str,
    reading: Reading,
    used: set[int],
    given: Mapping[str, Given],
    item: Mapping[str, int],
    rivals: Mapping[str, Field] | None = None,
) -> None:
    """Every single field and list of plain values that the text tells; rivals may claim figures too."""
    figures = [figure for figure in find_figures(body) if figure.start not in used]
    for name, field in fields.items():
        if field.kind == "yes_no":
            verdict = mentioned_flag(field, body)
            if verdict is not None:
                reading.told[name] = Told(verdict, body)
        elif field.kind == "choice":
            mentioned_choice(name, field, body, reading)
        elif field.kind == "marks":
            mentioned_marks(name, field, body, reading, used, figures)
        elif is_rank(field) and (place := told_rank(field, body)) is not None:
            reading.told[name] = place
        elif denies_default(field, body):
            reading.told[name] = Told(field.default_value, body)
    parts = _set_aside(fields, figures, body, used)
    single = {name: field for name, field in fields.items() if field.many is None and name not in reading.told}
    bases = {field.related for field in fields.values()}
    for figure, name in assign(single, figures, body, used, rivals or {}):
        if name in bases and told_as_rise(body, figure):
            continue  # 比2021年新增6户
        base = (
            known_value(reading.told[fields[name].related or ""].value)
            if fields[name].related in reading.told
            else given.get(fields[name].related or "")
        )
        put(
            reading,
            name,
            take(fields[name], figure, body, base=Decimal(base) if isinstance(base, Decimal | int) else None),
            used,
            figure,
        )
    _not_one(single, body, reading)
    _rises(fields, figures, body, reading, used)
    _added_up(single, figures, body, reading, used)
    for name, field in single.items():
        if field.kind == "money" and (paid := share_paid(field, figures, body)) is not None:
            reading.told.pop(name, None)
            put(reading, name, paid.told, used, paid.whole)
    for name, field in fields.items():
        if field.many and field.kind != "marks":
            read_list(name, field, body, reading, used, figures, item.get(name, 0))
        if field.whole and name not in reading.told:
            _part(name, field, body, reading, given, parts)


def _set_aside(fields: Mapping[str, Field], figures: list[Figure], body: str, used: set[int]) -> list[Figure]:
    """付了六成, 还有1000万没投: figures that tell a part by its whole, and are no amount of their own."""
    if not any(field.whole for field in fields.values()):
        return []
    percents = any(field.kind in ("percent", "rate", "factor") for field in fields.values())
    aside = [
        figure
        for figure in figures
        if is_remainder(figure, body) or figure.sort is Sort.PERCENT and not percents and figure.start not in used
    ]
    used.update(figure.start for figure in aside if figure.sort is Sort.MONEY)
    return aside


def _part(
    name: str, field: Field, body: str, reading: Reading, given: Mapping[str, Given], figures: list[Figure]
) -> None:
    """A part told against its whole, told now or before: 全部建成投产, 付了六成, 还有1000万没投."""
    told = reading.told.get(field.whole or "")
    whole = known_value(told.value) if told else given.get(field.whole or "")
    if told is not None and said_all(field, body):
        reading.told[name] = replace(told, said=body)
    elif isinstance(whole, Decimal) and whole and said_all(field, body):
        reading.told[name] = Told(whole, body)
    elif isinstance(whole, Decimal) and len(figures) == 1:
        figure = figures[0]
        if figure.sort is Sort.PERCENT and cue_score(field, figure, figures, body) < MIN_SCORE:
            return
        part = part_of(whole, figures, body)
        if isinstance(part, Unclear):
            reading.unclear[name] = part.why
        elif part is not None:
            reading.told[name] = part


def _added_up(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """先付了100万，后来又付了200万; 每人2万，一共150人: several figures that make one."""
    for name, field in fields.items():
        if field.kind != "money" or name not in reading.told:
            continue
        own = [
            figure
            for figure in figures
            if figure.sort is Sort.COUNT
            or figure.text == reading.told[name].said
            or figure.start not in used
            and figure.sort is Sort.MONEY
            and cue_score(field, figure, figures, body) >= MIN_SCORE
        ]
        together = all_together(field, own, body)
        if together is not None:
            reading.told[name] = together
            used.update(figure.start for figure in own)


def _not_one(fields: Mapping[str, Field], body: str, reading: Reading) -> None:
    """2021年一家也没有, 去年一分钱没卖: nothing, of the one field whose words stand in the clause."""
    for clause in BREAK.split(body):
        if not _NONE_AT_ALL.search(clause):
            continue
        meant = [
            name
            for name, field in fields.items()
            if field.kind in ("money", "count") and any(cue in clause for cue in field.cues)
        ]
        if len(meant) == 1 and meant[0] not in reading.told:
            reading.told[meant[0]] = Told(Decimal(0) if fields[meant[0]].kind == "money" else 0, clause)


_NONE_AT_ALL = re.compile(r"一(?:家|户|个|条|项|笔|份|台|分钱?|毛钱?|块钱)(?:企业|项目)?(?:都|也|还)*(?:没|未)")
_NEVER_HAD = re.compile(
    r"(?:没|未)(?:有)?(?:领|拿|享受|得)(?:过|到)?|(?:第一次|头一回|头一次|首次|头回)(?:申请|申报|报|领)|还没(?:申请|申报|报)"
)


def denies_default(field: Field, body: str) -> bool:
    """没领过奖励, 没有链主: nothing of what is nothing unless told."""
    if field.default != 0 or field.kind not in ("money", "count") or not field.cues:
        return False
    had = any(re.search(r"[领拿]", cue) for cue in field.cues)
    if had and _NEVER_HAD.search(body):
        return True
    return any(re.search(r"(?:没有?|无|未)(?:什么|过)?" + re.escape(cue), body) for cue in field.cues if cue in body)


def _rises(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """从30%提到42%, 30%到42%, 原来30%，涨了12个点: what there is now, told against what there was."""
    for name, field in fields.items():
        before = field.related or ""
        if before not in fields or name in reading.told:
            continue
        free = [figure for figure in figures if figure.start not in used and fits(field, figure)]
        free = [f for f in free if f.sort is not Sort.BARE or re.search(r"从[^,，。;；]{1,8}[到至]$", body[: f.start])]
        told = reading.told.get(before)
        if told is None and len(free) == 1 and free[0].ranged and _tells_a_rise(free[0], body):
            low, high = (replace(free[0], low=end, high=end, ranged=False) for end in (free[0].low, free[0].high))
            put(reading, before, take(fields[before], low), used, low)
            put(reading, name, take(field, high), used, high)
        elif told is None and len(free) == 2 and _from_to(free[0], free[1], body):
            put(reading, before, take(fields[before], free[0]), used, free[0])
            put(reading, name, take(field, free[1]), used, free[1])
        elif told is not None and isinstance(told.value, Decimal | int) and len(free) == 1:
            gap = body[: free[0].start]
            if re.search(r"(?:到|至|成|为)了?$", gap) or told_as_rise(body, free[0]):
                put(reading, name, take(field, free[0], body, base=Decimal(told.value)), used, free[0])


def _tells_a_rise(figure: Figure, body: str) -> bool:
    """30%到42% where a before and a now are wanted; not 20%到40%之间."""
    return bool(re.search(r"[到至]", figure.text)) and not re.match(r"\s*(?:之间|左右|上下|不等)", body[figure.end :])


def _from_to(first: Figure, second: Figure, body: str) -> bool:
    before, between = body[: first.start], body[first.end : second.start]
    return bool(re.search(r"[从由][^,，。;；]{0,8}$", before) and re.search(r"^[^,，。;；]{0,8}[到至]了?$", between))


def mentioned_choice(name: str, field: Field, body: str, reading: Reading) -> None:
    """A choice told in passing needs one of the field's cue words next to it: 我们是链主, 评上省级."""
    found = mentioned_options(field, body)
    if field.cues:
        found = [key for key in found if _beside(field, key, body)]
    elif is_complement(field):
        found = [key for key in found if not _only_the_awards_name(field, key, body)]
    if len(found) == 1:
        reading.told[name] = Told(found[0], body)


def _only_the_awards_name(field: Field, key: str, body: str) -> bool:
    """链主评优的奖励: every time the option is named, it is the award that is meant."""
    words = (field.options[key].label, *field.options[key].words)
    ends = [found.end() for word in words for found in re.finditer(re.escape(word.lower()), body)]
    return any(names_an_award(body, end) for end in ends)


def _beside(field: Field, key: str, body: str) -> bool:
    option = field.options[key]
    for word in sorted((option.label, *option.words), key=len, reverse=True):
        for found in re.finditer(re.escape(word.lower()), body):
            before, after = body[: found.start()], body[found.end() :]
            if re.match(r"(?:政府|财政|的)?(?:奖|补|给|资金|层面|这块)", after):
                continue  # 市级奖励: who pays, not what one is
            cues = [re.escape(cue) for cue in field.cues if cue in body]
            if _stands_alone(before, after):
                return True  # 链主企业，产业链营收120亿: a clause that says nothing else
            if any(re.search(cue + r"(?:了|的|家|为|成|上|个|过|省级|是|当|算|作)?$", before) for cue in cues):
                return True
            if any(re.match(r"(?:的|级|认定的?|那个)?" + cue, after) for cue in cues):
                return True
    return False


def _stands_alone(before: str, after: str) -> bool:
    """Is an option a whole clause, with nothing but 我们, 省级 or 企业 about it?"""
    first, last = BREAK.split(before)[-1], BREAK.split(after)[0]
    return bool(re.fullmatch(r"(?:我们?|咱们?|俺们?|本|家|省级|省里的?)*", first) and re.fullmatch(r"(?:企业|公司|单位|的)*", last))


def mentioned_marks(
    name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure]
) -> None:
    """Tiers told in passing: 领过20%和40%的, 以前没领过."""
    sort = Sort.PERCENT if field.marks_unit == "percent" else Sort.MONEY
    hits = [
        figure
        for figure in figures
        if figure.start not in used
        and (figure.sort is sort or figure.sort is Sort.BARE and figure.value in field.marks)
        and any(_is_mark(figure, cue, figures, body) for cue in field.cues if cue in body)
    ]
    hits = [figure for figure in hits if not field.marks or figure.value in field.marks]
    values = tuple(figure.value for figure in hits if not is_denied(figure, body))
    if values or (not hits and NEVER.search(body)):
        reading.told[name] = Told(values, body)
        used.update(figure.start for figure in hits)


def _is_mark(figure: Figure, cue: str, figures: list[Figure], body: str) -> bool:
    """20%领过, 领过20%和40%; not the 40% of 占比40% 领过20%, where the cue has a figure of its own."""
    before, after = body[: figure.start], body[figure.end : figure.end + 12]
    if re.search(re.escape(cue) + r"[^,，。]{0,8}$", before):
        return True
    found = re.search(r"^[^,，。;；]{0,10}?" + re.escape(cue), after)
    if found is None:
        return False
    end = figure.end + found.end()
    own = [f for f in figures if f.sort is figure.sort and end <= f.start and not BREAK.search(body[end : f.start])]
    return " " not in found.group() and not own


def said_all(field: Field, body: str) -> bool:
    """全部建成投产, 都付清了: the part is as large as the whole."""
    if not says_all(body) or re.search(r"(?:没|未)(?:有)?(?:全|都)", body):
        return False
    return any(cue in body for cue in field.cues) or bool(re.search(r"全部|全都|投完|付清|全付|全投|全进去|投满", body))
