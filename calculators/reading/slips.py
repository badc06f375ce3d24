"""Slips of the tongue (口误): 5000万，不对，是5500万 means 5500万."""

from calculators.patterns import lazy
from calculators.reading.figures import find_figures

_TAKEN_BACK = lazy(
    r"(?:[,，。;；\s]+(?:哦|噢|啊|哎|呃|嗯)*(?:不对|不不+)|[,，。;；\s]*(?:哦|噢|啊|哎|呃|嗯)+(?:不对|不不+|不是|不))(?:不对|[,，。;；!！\s])*(?:应该|应当)?(?:是|为|有)?"
)
_FEW_WORDS = lazy(r"[,，。;；\s]*(?:[\u4e00-\u9fff]{1,5})?")  # 投资2900,引荐的,不对,3900


def without_slips(text: str) -> str:
    """The text with the figure that was taken back at once replaced by the one said instead."""
    slips = list(_TAKEN_BACK.finditer(text))
    figures = find_figures(text) if slips else []
    for taken_back in reversed(slips):
        before = next((one for one in reversed(figures) if one.end <= taken_back.start()), None)
        after = next((one for one in figures if one.start == taken_back.end()), None)
        between = text[before.end : taken_back.start()] if before is not None else ""
        if before is None or after is None or before.sort is not after.sort or not _FEW_WORDS.fullmatch(between):
            continue
        text = text[: before.start] + after.text + between + text[after.end :]
        figures = find_figures(text)
    return text
