"""So much each time beside what it comes to in all: 每批四百万，一共两千四百万 tells 2400万."""

from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures

_EACH = lazy(r"(?:每|一)(?:个?(?:批|次|笔|期|回|月|季度?|人|台|套|件))(?:都是|都|是|要|各|付|给|到|买|采购|交|打|约)*$")
_IN_ALL = lazy(
    r"(?:一共|总共|合计|共计|总计|加起来|拢共|共)(?:就?是|付了?|花了?|到账了?|买了?|采购了?|有|要)*(?:约|大概)?$"
)


def without_each(text: str) -> str:
    """The text without how much it is each time, where it says what that comes to in all."""
    amounts = [figure for figure in find_figures(text) if figure.sort is Sort.MONEY]
    totals = [figure for figure in amounts if _IN_ALL.search(text[: figure.start])]
    if len(amounts) != 2 or len(totals) != 1:
        return text
    (each,) = (figure for figure in amounts if figure is not totals[0])
    said = _EACH.search(text[: each.start])
    if said is None or each.high > totals[0].low:
        return text
    return text[: said.start()] + text[each.end :].lstrip("元,; ")
