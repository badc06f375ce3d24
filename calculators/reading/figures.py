"""Figures in a sentence: amounts, percentages, counts, with their place and how exact they are.

Dates, clause numbers, ordinals and measures are recognised too, so that nobody takes 2021年 for an amount.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from calculators.money import EXACT, WAN, times, total
from calculators.patterns import lazy
from calculators.reading.characters import digit, fold
from calculators.reading.denied import without_denied
from calculators.reading.figure import Figure, Sort
from calculators.reading.figure_words import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    BEGINS,
    CLASSIFIER,
    CURRENCY,
    FRACTION,
    HALF,
    IDIOM,
    JOIN,
    LABEL,
    LABEL_BEFORE,
    NEGATIVE,
    OF_AWARDS,
    OTHER,
    PERCENT,
    PERMILLE,
    PROJECT,
    SHORT_AFTER,
    SHORT_BEFORE,
    SMALL,
    THIRD,
    WORTH,
)
from calculators.reading.lent_units import with_lent_units
from calculators.reading.numerals import Numeral, read_numeral

_PLAIN_MONEY = lazy(r"([1-9]\d{0,8})(?:([万亿])元?|元)", re.ASCII)
_PLAIN_UNITS = {"万": 10**4, "亿": 10**8}
_DATE = lazy(r"季度|月份?(?![底末])|期(?!间|限|货)")
_LAST_DIGIT = lazy(r"(?<=[万亿w])([一二三四五六七八九十]|\d{1,2})$")
_COUNTED_ALONE = ("俩", "仨")  # with their classifier in them: 俩成果
__all__ = ["Figure", "Sort", "find_figures", "money_in_words"]


def find_figures(text: str) -> list[Figure]:
    """All figures of a sentence, from left to right."""
    return list(_all_figures(text))


@lru_cache(maxsize=4096)  # every field of a calculation reads the same sentence
def _all_figures(text: str) -> tuple[Figure, ...]:
    folded = fold(text)
    taken = [span.span() for span in IDIOM.finditer(folded)]
    found: list[Figure] = []
    at = 0
    while begins := BEGINS.search(folded, at):
        at = begins.start()
        half = HALF.match(folded, at)
        if half:
            found.append(Figure(Sort.PERCENT, Decimal(50), Decimal(50), at, half.end(), text[at : half.end()]))
            at = half.end()
            continue
        span = next((span for span in taken if span[0] <= at < span[1]), None)
        if span:
            at = span[1]
            continue
        figure = _label(folded, at, text) or _third(folded, at, text) or _figure(folded, at, text)
        if figure is None:
            at += 1
            continue
        found.append(figure)
        at = figure.end
    return tuple(without_denied(with_lent_units(found, folded), folded))


def _label(folded: str, at: int, text: str) -> Figure | None:
    """A clause number or a written date."""
    found = LABEL.match(folded, at)
    if not found or folded[:at][-1:].isdigit():
        return None
    return Figure(Sort.OTHER, Decimal(0), Decimal(0), at, found.end(), text[at : found.end()])


def _third(folded: str, at: int, text: str) -> Figure | None:
    """三分之一, 2/3: in percent, to twelve places."""
    found = THIRD.match(folded, at)
    if not found or folded[:at][-1:].isdigit():
        return None
    of, parts = (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
    whole, part = (Decimal(digit(mark)) for mark in (of, parts))
    if not 0 < part < whole:
        return None
    share = times(EXACT.divide_int(times(part, Decimal(10**14)), whole), Decimal("1e-12")).normalize()
    about = bool(ABOUT_BEFORE.search(folded[:at]))
    return Figure(Sort.PERCENT, share, share, at, found.end(), text[at : found.end()], "%", about)


def _fraction(folded: str, at: int, text: str) -> Figure | None:
    """百分之五, 千分之二, 百分之百."""
    head = FRACTION.match(folded, at)
    if not head or head.end() >= len(folded):
        return None
    if head.group(1) == folded[head.end()] == "百":
        end = head.end() + 1
        return Figure(Sort.PERCENT, Decimal(100), Decimal(100), at, end, text[at:end], "%")
    numeral = read_numeral(folded, head.end())
    if numeral is None:
        return None
    factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[head.group(1)]
    return Figure(
        Sort.PERCENT,
        numeral.low * factor,
        numeral.high * factor,
        at,
        numeral.end,
        text[at : numeral.end],
        "%",
        numeral.about or bool(ABOUT_BEFORE.search(folded[:at])),
        ranged=numeral.low != numeral.high and not numeral.about,
        short=bool(SHORT_BEFORE.search(folded[:at])),
    )


def _figure(folded: str, at: int, text: str) -> Figure | None:
    fraction = _fraction(folded, at, text)
    numeral = None if fraction else _before_a_date(folded, read_numeral(folded, at))
    single = fraction or (_single(folded, numeral, text) if numeral else None)
    first = single
    if numeral and not single:  # 三到五家: the first end does not stand alone
        first = Figure(Sort.BARE, numeral.low, numeral.high, at, numeral.end, text[at : numeral.end])
    join = JOIN.match(folded, first.end) if first else None
    if not first or not join or join.end() >= len(folded) or first.sort is Sort.ORDINAL or _from(folded, at):
        return single
    percent = _fraction(folded, join.end(), text)
    other = None if percent else read_numeral(folded, join.end())
    second = percent or (_single(folded, other, text, joined=True) if other else None)
    if fraction and second and second.sort is Sort.BARE and folded[at] == "百":  # 百分之三十到四十
        second = replace(second, sort=Sort.PERCENT, unit="%")
    if second is None:
        return single
    return _range(first, second, numeral, other, text) or single


def _before_a_date(folded: str, numeral: Numeral | None) -> Numeral | None:
    """30万二季度付45万: 30万, and then 二季度; any other numeral as it is."""
    if numeral is None or not numeral.scaled or not _DATE.match(folded, numeral.end):
        return numeral
    last = _LAST_DIGIT.search(folded, numeral.start, numeral.end)
    return read_numeral(folded[: last.start(1)], numeral.start) if last else numeral


def _from(folded: str, at: int) -> bool:
    """从30%到42% tells a rise, not a range."""
    return bool(re.search(r"[从由][^,，。;；]{0,12}$", folded[max(0, at - 14) : at]))


def _range(first: Figure, second: Figure, low: Numeral | None, high: Numeral | None, text: str) -> Figure | None:
    lent = first.low
    if first.sort == Sort.BARE and low and high and second.sort is not Sort.ORDINAL:
        lent = low.low if low.scaled else EXACT.multiply(low.low, _lent_scale(first, second, high))
    elif first.sort != second.sort or first.sort == Sort.OTHER:
        return None
    if lent >= second.high or second.ranged:
        return None
    return replace(
        second,
        low=lent,
        start=first.start,
        text=text[first.start : second.end],
        ranged=True,
        about=False,
        negative=first.negative,
    )


def _lent_scale(first: Figure, second: Figure, high: Numeral) -> Decimal:
    """500到800万 means 500万, 5000到1.2亿 means 5000万, 三到五成 means 三成."""
    if second.sort is Sort.PERCENT and second.unit == "成":
        return Decimal(10)
    if second.unit == "‰":
        return Decimal("0.1")
    too_much = EXACT.multiply(first.low, high.scale) >= second.high
    if not too_much:
        return high.scale
    return WAN if high.scale > WAN and first.low >= 100 else Decimal(1)


def _single(folded: str, numeral: Numeral, text: str, *, joined: bool = False) -> Figure | None:
    start, end = numeral.start, numeral.end
    before, sort, unit, low, high = folded[:start], Sort.BARE, "", numeral.low, numeral.high
    if not joined and LABEL_BEFORE.search(before[-4:]):
        ordinal = before.rstrip().endswith("第")
        return Figure(Sort.ORDINAL if ordinal else Sort.OTHER, low, high, start, end, text[start:end])
    checks = (
        (Sort.MONEY, CURRENCY),
        (Sort.PERCENT, PERCENT),
        (Sort.PERCENT, PERMILLE),
        (Sort.OTHER, OF_AWARDS),
        (Sort.COUNT, CLASSIFIER),
        (Sort.OTHER, OTHER),
    )
    for candidate, pattern in checks:
        found = pattern.match(folded, end)
        if found and not (numeral.scaled and candidate is Sort.COUNT and PROJECT.match(folded, end)):
            sort, unit, end = candidate, found.group().strip(), found.end()
            break
    if sort is Sort.MONEY and (small := SMALL.match(folded, end)) and small.end() > end:
        parts = [times(Decimal(digit(mark)), worth) for mark, worth in zip(small.groups(), WORTH, strict=True) if mark]
        low, high, end = total([low, *parts]), total([high, *parts]), small.end()
    if sort is Sort.PERCENT and unit == "成":
        low, high, end = _tenths(folded, low, high, end)
    elif sort is Sort.PERCENT and unit == "‰":
        low, high = low / 10, high / 10
    elif sort is Sort.BARE and numeral.scaled or sort is Sort.BARE and before.rstrip().endswith("¥"):
        sort = Sort.MONEY
    if sort is Sort.BARE and folded[start:end] in _COUNTED_ALONE:
        sort, unit = Sort.COUNT, "个"
    if sort is Sort.BARE and numeral.chinese and not _stands_alone(folded, numeral):
        return None
    if (
        sort is Sort.OTHER
        and numeral.chinese
        and end - start <= 2
        and unit in ("次", "大", "手", "维", "线", "板", "节", "级", "度", "点半")
    ):
        return None
    after = ABOUT_AFTER.match(folded, end)
    short = bool(SHORT_BEFORE.search(before) or SHORT_AFTER.match(folded, end))
    about = (
        numeral.about
        or short
        or bool(ABOUT_BEFORE.search(before))
        or bool(after and sort is not Sort.OTHER and after.group() != "吧")
    )
    return Figure(
        sort,
        low,
        low if numeral.about else high,
        start,
        end,
        text[start:end],
        unit,
        about,
        bool(NEGATIVE.search(before)),
        numeral.low != numeral.high and not numeral.about,
        short,
    )


def _tenths(folded: str, low: Decimal, high: Decimal, end: int) -> tuple[Decimal, Decimal, int]:
    """三成五 is 35%, 八成半 is 85%."""
    if folded[end : end + 1] == "半" and folded[end + 1 : end + 2] not in ("数", "年", "天", "个"):
        return low * 10 + 5, high * 10 + 5, end + 1
    more = read_numeral(folded, end) if end < len(folded) and folded[end] in "一二三四五六七八九" else None
    if more and more.end == end + 1 and not re.match(r"[家户条项个年月]", folded[more.end : more.end + 1] or " "):
        return low * 10 + more.low, high * 10 + more.low, more.end
    return low * 10, high * 10, end


def _stands_alone(folded: str, numeral: Numeral) -> bool:
    """A bare Chinese numeral counts only where it cannot be part of a word: 一点五, 十二, or by itself."""
    around = (folded[: numeral.start] + folded[numeral.end :]).strip(" ,.，。!！?？~、吧呢啊了的是就按取约大概")
    return numeral.end - numeral.start >= 2 or not around


def money_in_words(text: str) -> Decimal | None:
    """The exact amount that the whole text states, in yuan: 30万, 1.5亿元, 3000000; else None."""
    plainly = _PLAIN_MONEY.fullmatch(text)
    if plainly:  # as content writes it: the patterns of all that people say are not needed yet
        return Decimal(int(plainly[1]) * _PLAIN_UNITS.get(plainly[2], 1))
    figures = find_figures(text.strip())
    if len(figures) != 1:
        return None
    figure = figures[0]
    if figure.text.strip() != text.strip() or figure.sort not in (Sort.MONEY, Sort.BARE):
        return None
    return None if figure.about or figure.ranged or figure.negative else figure.value
