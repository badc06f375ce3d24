"""A figure that two fields could mean: which one is asked, and the next message puts it in its place."""

import re

from bot.dialogue.state import Goal, Open
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from intents.normalise import bare
from policies.inquiry import Inquiry

_UNIT = re.compile(
    r"^(?:单位)?(?:是|按|就是|应该是)?(?:人民币)?(万元?|元|块|亿元?|百万|千万)(?:钱|的|吧|啊|呀|来算|算)*[.!]?$"
)


def which_of_two(goal: Goal, text: str) -> tuple[str, str]:
    """帮我算应用场景奖励,3000万: one figure that two fields could mean, and the question which."""
    figures = [figure for figure in find_figures(text) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    if isinstance(goal, Inquiry) or len(figures) != 1 or figures[0].sort is Sort.BARE and figures[0].text != bare(text):
        return "", ""
    kinds = ("count", "percent") if figures[0].sort is Sort.BARE else ("money", "count", "percent")
    fields = [f for f in goal.inputs.values() if f.kind in kinds and not f.only_if and fits(f, figures[0])]
    if len(fields) < 2:
        return "", ""
    labels = "还是".join(field.label for field in fields)
    return figures[0].text, f"您说的{figures[0].text}，是{labels}？说清楚我就记下。"


def placed(at: Open, text: str) -> str:
    """元, or 采购额, after a figure that was asked back: the figure with its unit, or with its field."""
    figure = at.dialogue.unplaced
    if not figure or find_figures(text):
        return text
    unit = _UNIT.match(text)
    if unit:
        return f"{figure}{unit.group(1)}"
    named = any(text in (field.label, *field.cues) for field in at.goal.inputs.values())
    return f"{text}{figure}" if named else text
