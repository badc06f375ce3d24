"""Single fields told in a sentence: amounts by their cues, choices, flags, tiers, rises."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.reading.amounts import fits, take, told_as_rise
from calculators.reading.cues import assign
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import mentioned_flag
from calculators.reading.lists import read_list
from calculators.reading.options import is_complement, mentioned_options, names_an_award
from calculators.reading.replies import says_all
from calculators.reading.told import Reading, Told, known_value, put


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
    for figure, name in assign({n: f for n, f in fields.items() if f.many is None}, figures, body, used, rivals or {}):
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
    _rises(fields, figures, body, reading, used)
    for name, field in fields.items():
        if field.many and field.kind != "marks":
            read_list(name, field, body, reading, used, figures, item.get(name, 0))
        if field.whole and field.whole in reading.told and name not in reading.told and said_all(field, body):
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
            if any(re.search(re.escape(cue) + r"(?:了|的|家|为|成|上|个|过|省级|是)?$", before) for cue in field.cues):
                return True
            if any(re.match(r"(?:的|级|认定的?|那个)?" + re.escape(cue), after) for cue in field.cues):
                return True
    return False


def mentioned_marks(
    name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure]
) -> None:
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


def said_all(field: Field, body: str) -> bool:
    """全部建成投产, 都付清了: the part is as large as the whole."""
    if not says_all(body):
        return False
    return any(cue in body for cue in field.cues) or bool(re.search(r"全部|全都|投完|付清|全付", body))
