"""What there was and what there is now, told in one sentence: 从30%提到42%, 去年四成，今年六成二, 涨了12个点."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take, told_as_rise
from calculators.reading.cues import clause_before
from calculators.reading.figures import Figure, Sort
from calculators.reading.told import Reading, Told, put

_FROM = lazy(r"[从由][^,，。;；\d]{0,6}$")
_TO = lazy(
    r"\s*(?:左右)?(?:一下子|一口气|又|再)?(?:涨|提|升|增|做|长|扩|冲|拉|干|变)(?:高|升|加|长|大|成|上)?[到至成为了]{1,2}\s*"
)


def read_rises(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """从30%提到42%, 30%到42%, 原来30%，涨了12个点: what there is now, told against what there was."""
    for name, field in fields.items():
        before = field.related or ""
        if before not in fields:
            continue
        if name in reading.told:
            _what_it_rose_from(before, fields[before], figures, body, reading, used, reading.told[name])
            _more_than_then(before, fields[before], figures, body, reading, used, reading.told[name])
            continue
        free = [figure for figure in figures if figure.start not in used and fits(field, figure)]
        free = [f for f in free if f.sort is not Sort.BARE or _rises_without_unit(field, f, body)]
        counted = [f for f in free if f.sort is Sort.COUNT and told_as_rise(body, f)]
        free = counted if len(counted) == 1 else free  # 新增了4家, 配套率从20提到31: the shares are no firms
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


def _rises_without_unit(field: Field, figure: Figure, body: str) -> bool:
    """从三十到42; 配套率25到38, right behind the words of a percentage."""
    before = clause_before(figure, body)
    named = field.kind == "percent" and figure.ranged and field.label[-3:] in before  # 配套率, whichever of the two
    return named or bool(re.search(r"[从由][^,，。;；]{0,8}$", body[: figure.start]))


def _what_it_rose_from(
    name: str, field: Field, figures: list[Figure], body: str, reading: Reading, used: set[int], now: Told
) -> None:
    """32%提升到41.9%, where the words of the rise told what there is now."""
    for then, after in pairwise(figures):
        between = body[then.end : after.start]
        if name in reading.told or then.start in used or after.text != now.said or not fits(field, then):
            continue
        if then.sort is after.sort and _TO.fullmatch(between):
            put(reading, name, take(field, then), used, then)


def _more_than_then(
    name: str, field: Field, figures: list[Figure], body: str, reading: Reading, used: set[int], now: Told
) -> None:
    """现在12家，比2021年多5家: what there was is what there is without the rise."""
    free = [figure for figure in figures if figure.start not in used and fits(field, figure)]
    risen = [figure for figure in free if told_as_rise(body, figure) and not figure.ranged]
    if name in reading.told or len(risen) != 1 or not isinstance(now.value, Decimal | int):
        return
    then = now.value - risen[0].value
    if re.search(r"比", clause_before(risen[0], body)) and then >= 0:
        value = int(then) if field.kind == "count" else then
        put(reading, name, Told(value, risen[0].text, now.about or risen[0].about, sensed=True), used, risen[0])


def _rose(figure: Figure, after: Figure, body: str) -> bool:
    """18%升到42%, 从18%到42%: did the one become the other?"""
    between = body[figure.end : after.start]
    from_to = between in ("到", "至") and _FROM.search(body[: figure.start])
    return bool(from_to or _TO.fullmatch(between))


def without_what_it_rose_from(fields: Iterable[Field], figures: Sequence[Figure], body: str) -> list[Figure]:
    """The figures without those that the next one took the place of."""
    takers = list(fields)

    def takes_one(figure: Figure) -> bool:
        fitting = [field for field in takers if fits(field, figure)]
        if len(fitting) == 1 or any(field.related for field in fitting):
            return len(fitting) == 1  # 从30%提到42%: both are asked for
        clause = clause_before(figure, body)
        return sum(any(cue in clause for cue in field.cues) for field in fitting) == 1

    return [
        figure
        for figure, after in zip_longest(figures, figures[1:])
        if after is None or figure.sort is not after.sort or not _rose(figure, after, body) or not takes_one(figure)
    ]


def last_year_and_this(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """去年四成，今年六成二: what there was and what there is now."""
    for name, field in fields.items():
        before = field.related or ""
        shares = [figure for figure in figures if figure.start not in used and figure.sort is Sort.PERCENT]
        if field.kind != "percent" or before not in fields or len(shares) != 2:
            continue
        years = [clause_before(figure, body) for figure in shares]
        if re.search(r"去年|上年|前年", years[0]) and re.search(r"今年|现在|目前", years[1]):
            put(reading, before, take(fields[before], shares[0]), used, shares[0])
            base = shares[0].value if told_as_rise(body, shares[1]) else None
            put(reading, name, take(field, shares[1], body, base=base), used, shares[1])


def _tells_a_rise(figure: Figure, body: str) -> bool:
    """30%到42% where a before and a now are wanted; not 20%到40%之间."""
    return bool(re.search(r"[到至→>]", figure.text)) and not re.match(r"\s*(?:之间|左右|上下|不等)", body[figure.end :])


def _from_to(first: Figure, second: Figure, body: str) -> bool:
    before, between = body[: first.start], body[first.end : second.start]
    told = re.search(r"[从由][^,，。;；]{0,8}$", before) and re.search(r"^[^,，。;；]{0,8}[到至]了?$", between)
    return bool(told or _TO.fullmatch(between))
