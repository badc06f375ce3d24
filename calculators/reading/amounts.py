"""A figure as the value of a field: does it fit, in which unit, against what there was before."""

import re
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.money import WAN, YI
from calculators.patterns import lazy
from calculators.reading.figures import Figure, Sort
from calculators.reading.told import Span, Told, Unclear

_SORTS = {
    "money": (Sort.MONEY, Sort.BARE),
    "percent": (Sort.PERCENT, Sort.BARE),
    "rate": (Sort.PERCENT, Sort.BARE),
    "factor": (Sort.BARE, Sort.PERCENT),
    "count": (Sort.COUNT, Sort.BARE),
}
_COUNTED = ("家户", "条")  # firms and chains: what is counted with the one is never counted with the other
_FALLS_SHORT = lazy(  # 有3家不够500万
    r"(?:企业|项目)?(?:全部|全都|目前|现在|[都全均还也])*(?:没有?|未)(?:建成)?(?:投产|达产|投用|开工)|"
    r"(?:企业|单位|厂)?[^,，。;；\d]{0,3}(?:(?:不够|没够|没达到|未达|达不到|不符合|够不上)|(?:不到|没到|不足)\s*\d)"
)


_ALL_FALL_SHORT = lazy(
    r"(?:企业|项目|单位|厂)?(?:现在|目前|还)*(?:全部|全都|[都全均])(?:还|都|也|是)*(?:[没未不]|在建)"
)
_AMONG = lazy(r"(?:其中|里面|当中)(?:还|也)?(?:有)?(?:大约|大概)?$")
_NOT_YET = lazy(r"(?:企业|项目|链主)?(?:目前|现在|还|都|也|是)*(?:没|未|在建|正在|不算|不是|不在)")
_AWARDED_BEFORE = lazy(r"(?:奖|领|享受)过(?:了|其中)?$")
_AWARDED_AFTER = lazy(r"(?:企业|链主|项目)?(?:去年|前年|上年|以前|之前|是|已经?|都|也)*(?:奖|领|享受|拿)过")


def fits(field: Field, figure: Figure) -> bool:
    """Can a figure of this sort be a value of the field at all?"""
    return figure.sort in _SORTS.get(field.kind, ()) and not (
        figure.sort is Sort.COUNT and _counts_another(field, figure)
    )


def _counts_another(field: Field, figure: Figure) -> bool:
    """2家 where chains (条) are counted: the classifier says that it is something else."""
    groups = [next((group for group in _COUNTED if unit in group), "") for unit in (field.counter, figure.unit)]
    return all(groups) and groups[0] != groups[1] or figure.unit == "项" and field.counter not in ("项", "个")


def counted_alike(figure: Figure, other: Figure) -> bool:
    """12家 and 3户, not 2条 and 3个: can the one be some of the other?"""
    both = {figure.unit, other.unit}
    return figure.sort is other.sort is Sort.COUNT and (len(both) == 1 or both <= set("家户个"))


def falls_short(figure: Figure, body: str) -> bool:
    """其中3家不到500万, 其中2个还没投产: a count of those that do not count."""
    after = body[figure.end :]
    not_yet = _AMONG.search(body[: figure.start]) and _NOT_YET.match(after)
    return figure.sort is Sort.COUNT and bool(_FALLS_SHORT.match(after) or not_yet)


def all_fall_short(figure: Figure, body: str) -> bool:
    """5个项目都没投产: none of what was counted counts."""
    every = _ALL_FALL_SHORT.match(body[figure.end :]) and not _AMONG.search(body[: figure.start])
    return bool(every) and falls_short(figure, body)


def was_awarded(figure: Figure, body: str) -> bool:
    """去年已经奖过一家, 其中1家领过: a count of those that are not awarded again."""
    had = _AWARDED_BEFORE.search(body[: figure.start]) or _AWARDED_AFTER.match(body[figure.end :])
    return figure.sort is Sort.COUNT and bool(had)


def take(field: Field, figure: Figure, body: str = "", *, base: Decimal | None = None) -> Told | Unclear:
    """A figure as the field's value, its unit sensed where it was not said."""
    if figure.negative:
        return Unclear("这个数不能是负的")
    if field.kind == "money":
        told = _money(field, figure)
        return told if isinstance(told, Unclear) else _risen_money(told, base, body, figure)
    low, high, sensed = figure.low, figure.high, False
    if field.kind == "rate":
        if figure.sort is Sort.PERCENT or low >= 1:
            sensed = figure.sort is not Sort.PERCENT
            low, high = low / 100, high / 100
        if high > 1:
            return Unclear("利率不会超过100%，请说百分之几，例如3.45%")
    elif field.kind == "factor" and figure.sort is Sort.PERCENT:
        low, high = low / 100, high / 100
    elif field.kind == "percent":
        if figure.sort is Sort.BARE and 0 < high < 1:
            low, high, sensed = low * 100, high * 100, True
        low, high = _against(base, low, high, body, figure)
        if low < 0:
            return Unclear("降得比原来还多，请再说一遍")
        if high > 100:
            return Unclear("百分比不会超过100%，请再说一遍")
    elif field.kind == "count":
        if all_fall_short(figure, body):
            return Told(0, figure.text)
        if falls_short(figure, body):
            return Unclear(f"够不上的{figure.text}不算进去，请直接说够得上的有多少")
        if was_awarded(figure, body):
            return Unclear(f"奖过的{figure.text}不再奖，请直接说这次要算的有多少")
        if low != low.to_integral_value() or high != high.to_integral_value():
            return Unclear("这里要整数")
        if base is not None and _rose_again(body, figure):
            return Unclear(f"又多的{figure.text}，是比什么时候多？请直接说现在一共有多少")
        low, high = _against(base, low, high, body, figure)
        if low < 0:
            return Unclear("少得比原来还多，请再说一遍")
        if low == high:
            return Told(int(low), figure.text, figure.about, short=figure.short)
    return Told(Span(low, high) if low != high else low, figure.text, figure.about, sensed, figure.short)


def _against(base: Decimal | None, low: Decimal, high: Decimal, body: str, figure: Figure) -> tuple[Decimal, Decimal]:
    """A rise or a fall added to what there was; the figure itself where it is neither."""
    if base is not None and told_as_rise(body, figure):
        return base + low, base + high
    if base is not None and re.search(r"(?:下降|降低|降|减少|少|跌)了?(?:大约|大概|约|差不多)?$", body[: figure.start]):
        return base - high, base - low
    return low, high


def _risen_money(told: Told, base: Decimal | None, body: str, figure: Figure) -> Told | Unclear:
    """比2021年多了4亿: what there was, and that much more (or less)."""
    if base is None or not isinstance(told.value, Decimal | Span):
        return told
    ends = (told.value.low, told.value.high) if isinstance(told.value, Span) else (told.value, told.value)
    low, high = _against(base, *ends, body, figure)
    if low < 0:
        return Unclear("少得比原来还多，请再说一遍")
    return replace(told, value=Span(low, high) if low != high else low)


def _rose_again(body: str, figure: Figure) -> bool:
    """今年又多了2户: more than what was said last, whatever that was; 比2021年又多了2户 says than what."""
    before = re.split(r"[,，.。;；]", body[: figure.start])[-1]
    return told_as_rise(body, figure) and bool(re.search(r"(?:又|再)[^比]{0,5}$", before)) and "比" not in before


def told_as_rise(body: str, figure: Figure) -> bool:
    """涨了十二个点, 净增5户: a difference, not the figure itself."""
    before = re.split(r"[,，.。;；]", body[: figure.start])[-1]
    rise = re.search(
        r"(?:涨|提高|提升|提|增加|上升|增长|(?<!差不)(?<!大)多|净增|新增|净?添|净增加|新发展|新进|新签|新引进|新拉|新找|新招|新收|新来|新谈|新合作|多发展|多带|升|加)(?:了|过|出来|出|来)?(?:的?配套(?:企业|户|厂)?)?(?:的?(?:一共|总共)?有)?(?:大约|大概|约|差不多)?$",
        before,
    )
    return bool(rise)


def _money(field: Field, figure: Figure) -> Told | Unclear:
    low, high = figure.low, figure.high
    if figure.sort is Sort.MONEY or low == 0 == high:
        return Told(
            Span(low, high) if low != high else low, figure.text, figure.about, sensed=figure.lent, short=figure.short
        )
    unit = YI if field.unit == "亿" else WAN
    floor, top = field.usual or (Decimal(10_000), Decimal(10) ** 13)
    as_yuan = floor <= low <= top and low >= WAN
    as_unit = floor <= low * unit <= top and low < WAN * 100
    if as_unit and as_yuan:
        return Unclear(f"您说的{figure.text}，是{figure.text}元还是{figure.text}{field.unit}元？")
    if not as_unit and not as_yuan:
        return Unclear(f"您说的{figure.text}，单位是元、万元还是亿元？请带上单位再说一遍")
    factor = unit if as_unit else Decimal(1)
    low, high = low * factor, high * factor
    return Told(Span(low, high) if low != high else low, figure.text, figure.about, sensed=True, short=figure.short)
