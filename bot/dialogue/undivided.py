"""One amount for several items (两个成果，到账700万): each, or all together? Asked back, the next message says which."""

import re

from bot.dialogue.state import Goal, Open
from calculators.fields import Many
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.rows import counted, main_of

_TOGETHER = lazy(r"加起来|加一起|加一块|一共|合计|总共|总计|拢共|总的|总数|总额|总和|合起来|合在一起|共")
_EACH = lazy(r"每|各|都是|都有|分别|单[份个项笔]")
_EACH_AT_ONCE = lazy(r"(?:每一?[个项份笔件]|各|都是|分别都?是)[^,，。;；\d]{0,8}\d")
_DENIED = lazy(r"(?:不是|没有|并非)$")


def undivided(goal: Goal, text: str) -> str:
    """The message, if it tells a single amount of several items; empty otherwise."""
    return text if _lone_amount(goal, fold(text)) else ""


def divided(at: Open, text: str) -> str:
    """加起来的, 每份都是: the message that was asked back, saying so itself; the new message where it does not tell."""
    before = fold(at.dialogue.unplaced)
    found = _lone_amount(at.goal, before)
    if found is None or any(figure.text != found[0].text for figure in find_figures(fold(text))):
        return _counted(at, text)
    amount, many = found
    together, each = (_said(pattern.search(text), text) for pattern in (_TOGETHER, _EACH))
    if together is None and each is None or together == each:
        return text
    word = "一共" if together or each is False else f"每{many.classifier}"
    return before[: amount.start] + word + before[amount.start :]


def _counted(at: Open, text: str) -> str:
    """各4000万, of projects that were told before: with how many there are."""
    head = at.path.split(".")[0]
    many = at.goal.inputs[head].many if head in at.goal.inputs else None
    told = {path.split(".")[1] for path in at.dialogue.answers if path.startswith(f"{head}.")} - {"more"}
    if many is None or len(told) < 2 or not _EACH_AT_ONCE.match(text):
        return text
    return f"{len(told)}{many.classifier}{many.noun}，{text}"


def _said(found: re.Match[str] | None, text: str) -> bool | None:
    """Is it said (加起来的) or denied (不是加起来的)? None where it is not spoken of."""
    return None if found is None else not _DENIED.search(text[: found.start()])


def _lone_amount(goal: Goal, body: str) -> tuple[Figure, Many] | None:
    """The only amount of a message that speaks of several items, and how these are counted."""
    figures = find_figures(body)
    for field in goal.inputs.values():
        if field.many is None:
            continue
        amounts = [figure for figure in figures if figure.sort is Sort.MONEY and fits(main_of(field), figure)]
        if len(amounts) == 1 and counted(field, body, figures) > 1:
            return amounts[0], field.many
    return None
