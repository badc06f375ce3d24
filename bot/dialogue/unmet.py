"""What is said against a condition of an award: told beside the amount (合同还没登记), or after it (我们不在长治)."""

from collections.abc import Mapping

from bot.content.load import Content
from bot.conversation import Dialogue
from bot.dialogue.state import Goal
from calculators.calculator import OneAward
from calculators.reading.told import Told


def unmet(content: Content, goal: Goal, text: str) -> list[str]:
    """One line for each condition that the words of a text deny; the amount takes all of them as met."""
    if not isinstance(goal, OneAward):
        return []
    lines = []
    for policy in goal.policies:
        for condition in content.cards[policy].conditions:
            said = next((words for words in condition.denied if words in text), None)
            if said is not None:
                mend = f"要补上：{condition.mend}。" if condition.mend else ""
                lines.append(
                    f"您说“{said}”，条件里却要“{condition.text}”（{condition.clause}），没做到的那部分拿不到；"
                    f"下面按都做到算。{mend}"
                )
    return lines


def ruled_out(content: Content, finished: Dialogue | None, told: Mapping[str, Told]) -> str:
    """The condition of the award computed last that what is told of the enterprise does not meet; empty where none."""
    goal = content.goal(finished.calculator) if finished else None
    if not isinstance(goal, OneAward):
        return ""
    for policy in goal.policies:
        inquiry = content.inquiries.get(f"check:{policy}")
        known = inquiry.known(Dialogue(inquiry.id, told).given()) if inquiry else None
        for condition in content.cards[policy].conditions if known else ():
            asks = condition.strength == "must" and not told.keys().isdisjoint(condition.facts())
            if known and asks and condition.verdict(known.facts) is False:
                return f"这样的话，刚才算的【{goal.title}】拿不到：条件里要“{condition.text}”（{condition.clause}）。"
    return ""
