"""Averages of a dated rate (LPR按2024年平均): one that was asked for, and one to offer."""

import re
from collections.abc import Mapping

from bot.changed import replace
from bot.conversation import Dialogue
from calculators.calculator import Fillable
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.told import Told, Unclear
from policies.rates import DatedRate

_YEARS = lazy(r"(20\d\d)\s*年?(?:\s*(?:到|至|-|~|、|和)\s*(20\d\d)\s*年?)?")
_MEAN = lazy(  # 2024年全年平均: which rate needs no saying
    r"20\d\d\s*年?(?:的|全年|各月|每月|度|一年)*(?:平均|均值)(?!值?(?:是|为|按|约)*\s*[\d百])"
)
_JUST = lazy(r"(?:就|那|按照?|用|取|是|算|大概|约)*□(?:的?利率)?(?:来)?(?:算|计算)?(?:吧|呗|的|左右)*[.!]?")
_USUAL = 20  # percent; a rate of interest is below that


def lone_rate(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """3.45%, while something else is asked for: the one rate that is still open, to be read back."""
    body = fold(text)
    figures = find_figures(body)
    rates = [name for name, field in calculator.inputs.items() if field.kind == "rate" and name not in dialogue.answers]
    if len(figures) != 1 or len(rates) != 1 or figures[0].sort is not Sort.PERCENT or figures[0].high > _USUAL:
        return {}
    if not _JUST.fullmatch(body.replace(figures[0].text, "□", 1)):
        return {}
    told = take(calculator.inputs[rates[0]], figures[0], body)
    return {rates[0]: replace(told, sensed=True)} if isinstance(told, Told) else {}


def means_told(
    calculator: Fillable, text: str, rates: Mapping[str, DatedRate], told: Mapping[str, Told]
) -> dict[str, Told]:
    """LPR按2024年平均, whatever is asked for just now."""
    found: dict[str, Told] = {}
    for name, field in calculator.inputs.items():
        if (
            name not in told
            and field.series
            and field.series in rates
            and (_MEAN.search(text) or any(cue.lower() in text.lower() for cue in field.cues))
        ):
            mean = mean_told(rates[field.series], text)
            if isinstance(mean, Told):
                found[name] = mean
    return found


def mean_told(rate: DatedRate, text: str) -> Told | Unclear | None:
    """按2024年的平均: the mean of a period that the person named."""
    found = _YEARS.search(text)
    if found is None or not _MEAN.search(text) and re.search(r"%|百分之|\d\.\d", text):
        return None
    first, last = int(found.group(1)), int(found.group(2) or found.group(1))
    mean = rate.mean((first, 1), (last, 12))
    if mean is None:
        known = rate.known_through[:4]
        return Unclear(f"{rate.title}的数只到{known}年，{found.group()}的平均给不出，请直接说百分之几")
    return Told(mean, f"{found.group()}平均")


def offered_mean(rate: DatedRate) -> tuple[str, str]:
    """The mean of the last full year known, named; and the words that take it."""
    year = int(rate.known_through[:4])
    mean = rate.mean((year, 1), (year, 12))
    if mean is None:
        return "", ""
    percent = f"{(mean * 100):f}".rstrip("0").rstrip(".")
    return (
        f"可以参考：{year}年各月平均{percent}%（数据只到{rate.known_through}，之后的要您自己查）。用哪一段文件没写，说“{year}年平均”就按它算。",
        f"{year}年平均",
    )
