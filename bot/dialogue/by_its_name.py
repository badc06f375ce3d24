"""Another award than the one at hand, begun by its name and with figures for it: 引荐奖,项目总投10亿,一期完成4亿."""

from bot.conversation import Conversation
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.state import Goal, Turn
from bot.naming import Naming
from calculators.reading.figures import find_figures


def another_by_its_name(
    calculations: Calculations, naming: Naming, conversation: Conversation, goal: Goal, normal: str
) -> Turn | None:
    """The other award with what is told of it; None where the message begins with no other award's name."""
    named = naming.begins_with(normal) if find_figures(normal) else None
    other = calculations.content.goal(named or "")
    if named is None or other is None or not set(goal.policies).isdisjoint(other.policies):
        return None
    if sounds_corrected(normal) and any(one.calculator == named for one in conversation.earlier):
        return None  # 人才培养那个,改成400万: that earlier result is changed
    return calculations.open(conversation, named, normal) if calculations.values(named, normal) else None
