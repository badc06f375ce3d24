"""Fields that somebody says not to know though they are not asked for just now: 系数不知道, LPR不清楚."""

from collections.abc import Mapping

from bot.dialogue.state import Goal
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.replies import says_unknown
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_CLAUSE = lazy(r"[,，.。;；!！?？\s]+(?!(?:我|我们)?(?:还|也|都|暂时)*(?:不知道|不清楚|不晓得|不确定|说不准|没查))")
_HAS_NONE = lazy(
    r"^(?:我们?|这边|现在|目前|还|也|都)*没(?:有|给|定|出)?(?:过|这个|这些|两个|什么|啥)*(?:投资|营收|激励)*系数"
)
_NOUN = 2  # the last characters of a label: 投资激励系数 is one of the 系数


def left_unknown(goal: Goal, text: str, told: Mapping[str, Told]) -> dict[str, Told]:
    """The fields a result can do without that a message says to be unknown, where nothing was told of them."""
    if isinstance(goal, Inquiry) or not says_unknown(text) and not _HAS_NONE.search(text):
        return {}
    clauses = [
        clause
        for clause in _CLAUSE.split(text)
        if (says_unknown(clause) or _HAS_NONE.search(clause)) and not find_figures(clause)
    ]
    return {
        name: Told(UNKNOWN, "不知道")
        for name, field in goal.inputs.items()
        if field.optional and name not in told
        for clause in clauses
        if any(word in clause for word in (field.label, field.label[-_NOUN:], *field.cues))
    }


def note_of(goal: Goal, unknown: Mapping[str, Told]) -> str:
    """What it means for the result."""
    labels = "、".join(goal.inputs[name].label for name in unknown)
    return f"好，{labels}先空着，结果就按每单位给。"
