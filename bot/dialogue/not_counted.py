"""What is said of money that the calculation does not count: 3亿说的是营收，这里要的是固定资产投资额."""

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of
from bot.dialogue.state import Goal
from calculators.calculator import Fillable, field_of
from calculators.reading.other_money import other_money, said_to_be
from policies.inquiry import Inquiry


def notes_of(goal: Goal, text: str) -> list[str]:
    """What is said of such money beside figures that were taken, or where the question follows anyway."""
    found = [] if isinstance(goal, Inquiry) else other_money(goal.inputs, text)
    return [f"{said_to_be(found)}，这里用不上，没有算进去。"] if found else []


def why_not_taken(calculator: Fillable, dialogue: Dialogue, text: str) -> str:
    """Why an answer that tells nothing but such money cannot be taken."""
    path = dialogue.awaiting or ""
    field = field_of(calculator, path) if path and not path.endswith(".more") else None
    said = said_to_be(other_money(calculator.inputs, text))
    if field is None or field.kind not in ("money", "percent"):
        return f"{said}，这里用不上，没有算进去"
    return f"{said}，这里要的是{label_of(calculator, path)}"
