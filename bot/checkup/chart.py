"""The chart of a check-up as HTML: the bars as a list, so that text wraps and is read aloud; each bar an SVG."""

from collections.abc import Sequence

from bot.checkup.bars import LEFT_OUT, LEGEND, UNKNOWN, Bar
from bot.checkup.markup import Markup, joined, tag


def chart(bars: Sequence[Bar]) -> Markup:
    """The legend of what is there, and the bars."""
    legend = [tag("li", _svg(kind, "100%", "22", "12"), LEGEND[kind]) for kind in dict.fromkeys(b.kind for b in bars)]
    if any(bar.share is None for bar in bars):
        legend.append(tag("li", _unknown(), UNKNOWN))
    return joined(_hatching(), tag("ul", *legend, class_="legend"), tag("ol", *map(_row, bars), class_="chart"))


def _row(bar: Bar) -> Markup:
    note = tag("small", LEFT_OUT) if bar.left_out else None
    drawn = _unknown() if bar.share is None else _svg(bar.kind, f"{bar.share}%", "100%", "16")
    name, sum = tag("span", bar.title, note, class_="name"), tag("span", bar.words, class_="sum")
    return tag("li", name, drawn, sum, class_="left-out" if bar.left_out else None)


def _svg(kind: str, share: str, width: str, height: str) -> Markup:
    shape = tag("rect", width=share, height="100%", rx="3", class_=f"bar {kind}")
    return tag("svg", shape, width=width, height=height, aria_hidden="true")


def _unknown() -> Markup:
    return tag("b", "？", class_="unknown", aria_hidden="true")


def _hatching() -> Markup:
    """The pattern that bars of what is within reach are filled with."""
    stripes = tag("path", d="M0 8 8 0M-2 2 2-2M6 10 10 6", class_="stripe")
    pattern = tag("pattern", stripes, id="hatch", width="8", height="8", patternUnits="userSpaceOnUse")
    return tag("svg", tag("defs", pattern), width="0", height="0", class_="defs", aria_hidden="true")
