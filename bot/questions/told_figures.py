"""The figures that a question brings for an award: of what kind, how many, and whether they are all it needs."""

from collections.abc import Iterable
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from calculators.calculator import Calculator, field_of
from calculators.reading.figures import find_figures

NO_FIGURES = ("choice", "yes_no", "marks")
SEVERAL = 2  # figures that make a wish of a question


def figures_told(calculations: Calculations, calculator: Calculator, text: str) -> int:
    """How many figures a text tells of a calculation."""
    kinds = kinds_of(calculator, calculations.values(calculator.id, text))
    return len([kind for kind in kinds if kind not in NO_FIGURES])


def tells_all(calculations: Calculations, calculator: Calculator, text: str) -> bool:
    """储能合同3300万只付了1700万咋弄: two figures or more, and nothing left to ask."""
    told = calculations.values(calculator.id, text)
    several = figures_told(calculations, calculator, text) >= SEVERAL
    return several and assessed(calculator, Dialogue(calculator.id, told)) is not None


def kinds_of(calculator: Calculator, told: Iterable[str]) -> list[str]:
    return [field.kind for path in told if not path.endswith(".more") and (field := field_of(calculator, path))]


def amounts_of(normal: str) -> set[Decimal]:
    """The amounts that a text names."""
    return {figure.high for figure in find_figures(normal)}
