"""How a sentence answers the one field that was asked for."""

import re
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import flag
from calculators.reading.options import choose
from calculators.reading.replies import clean, says_all, says_unknown, yes_or_no
from calculators.reading.told import Told, Unclear

_NONE = re.compile(
    r"^(?:以前|之前|目前|现在|都|从来|还|暂时|我们|这个|这块|是|就)*(?:没有|没|无|零|0|没领过|没拿过|没有领过|没有拿过|未领|未领过|没享受过|一分没有|一家没有|一家都没有|一个没有|"
    r"一个都没有|一分都没有|一分钱没有|不曾|没有过|从没|从未|没奖过|没申请过|没报过|没得过)(?:领过|拿过|过|了|呢|啊|哦|的)*$"
)
_SHORT_NONE = re.compile(r"^.{0,8}(?:没有|没领过?|没拿过?|为零|是零|是0|为0)$")
_COUNTABLE = ("money", "count", "percent")


def answer(
    field: Field, text: str, *, whole: Decimal | None = None, base: Decimal | None = None
) -> Told | Unclear | None:
    """The field's value as the sentence gives it; None when the sentence does not answer it.

    `whole` is the amount the field is a part of (全部投完), `base` what a rise is told against (涨了十二个点).
    """
    body = clean(fold(text))
    if says_unknown(body) and not find_figures(body):
        return Told(UNKNOWN, text)
    if field.kind == "yes_no":
        verdict = flag(field, body)
        return None if verdict is None else Told(verdict, text)
    if field.kind == "choice":
        return choose(field, body, text)
    if field.kind == "marks":
        return _marks(field, body, text)
    return _number(field, body, text, whole, base)


def _marks(field: Field, body: str, text: str) -> Told | Unclear | None:
    if _NONE.match(body) or yes_or_no(body) is False or re.search(r"没(?:有)?(?:领|拿|奖|享受)过", body):
        return Told((), text)
    if field.marks and re.search(r"都领过|全领过|都拿过|全部领过|三档都", body):
        return Told(tuple(field.marks), text)
    figures = [figure for figure in find_figures(body) if figure.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE)]
    values = []
    for figure in figures:
        value = figure.value
        if field.marks_unit == "money" and figure.sort is Sort.BARE and value:
            return Unclear(f"您说的{figure.text}，是{figure.text}万还是{figure.text}亿的那一档？")
        if field.marks and value not in field.marks:
            return Unclear("只有" + "、".join(f"{mark:f}%" for mark in field.marks) + "这几档")
        values.append(value)
    return Told(tuple(values), text) if values else None


def _number(field: Field, body: str, text: str, whole: Decimal | None, base: Decimal | None) -> Told | Unclear | None:
    if _NONE.match(body):  # also 一家都没有, which names no one
        return Told(Decimal(0) if field.kind != "count" else 0, text) if field.kind in _COUNTABLE else None
    figures = [figure for figure in find_figures(body) if fits(field, figure)]
    if not figures:
        if whole is not None and says_all(body):
            return Told(whole, text)
        if _SHORT_NONE.search(body) and field.kind in _COUNTABLE:
            return Told(Decimal(0) if field.kind != "count" else 0, text)
        return None
    if len({(figure.low, figure.high) for figure in figures}) > 1:
        figures = _meant(figures, body)
        if len(figures) > 1:
            return Unclear("您说了不止一个数，" + "、".join(figure.text for figure in figures) + "，用哪个？")
    return take(field, figures[0], body, base=base)


def _meant(figures: list[Figure], body: str) -> list[Figure]:
    """不是6000万，是8000万: the last one, when the ones before are denied."""
    kept = [figure for figure in figures if not re.search(r"(?:不是|不要|而不是|并非)\s*$", body[: figure.start])]
    return kept or figures
