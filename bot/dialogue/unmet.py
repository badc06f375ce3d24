"""What an opening sentence says against a condition of an award (合同还没登记): told beside the amount."""

from bot.content.load import Content
from bot.dialogue.state import Goal
from calculators.calculator import OneAward


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
