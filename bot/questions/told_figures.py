"""The figures that a question brings for an award: of what kind, how many, and whether they are all it needs."""

from collections.abc import Iterable
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.unmet import unmet
from bot.understanding import Understood
from bot.understanding.understood import FAIRLY
from calculators.calculator import Calculator, field_of
from calculators.reading.figures import find_figures

NO_FIGURES = ("choice", "yes_no", "marks")
NAMED_IN_OTHER_WORDS = 0.6  # a statement with figures that is this surely about an award
SEVERAL = 2  # figures that make a wish of a question
SHORT_STATEMENT = 24  # characters
_LEAD = 0.2  # how far the award that a short statement means is ahead of the next one


def figures_told(calculations: Calculations, calculator: Calculator, text: str) -> int:
    """How many figures a text tells of a calculation."""
    kinds = kinds_of(calculator, calculations.values(calculator.id, text))
    return len([kind for kind in kinds if kind not in NO_FIGURES])


def tells_all(calculations: Calculations, calculator: Calculator, text: str) -> bool:
    """储能合同3300万只付了1700万咋弄: two figures or more, and nothing left to ask."""
    told = calculations.values(calculator.id, text)
    several = figures_told(calculations, calculator, text) >= SEVERAL
    return several and assessed(calculator, Dialogue(calculator.id, told)) is not None


def comparison_of(calculations: Calculations, calculator: Calculator, text: str) -> Calculator | None:
    """2021年5家,现在12家,配套率30到42,总额5亿: the comparison that takes figures of more awards than the one meant."""
    own = figures_told(calculations, calculator, text)
    for rule in calculations.content.rules.values():
        several = calculations.content.calculators.get(rule.calculator or "")
        if several is None or several.id == calculator.id or not {*calculator.policies} < {*rule.policies}:
            continue
        if own >= SEVERAL and figures_told(calculations, several, text) >= own + SEVERAL:
            return several
    return None


def leads_with_money(calculations: Calculations, calculator: Calculator, understood: Understood) -> bool:
    """培训付了300万: an amount that the award takes, which is meant well before any other."""
    if unmet(calculations.content, calculator, understood.text):
        return False  # 专利卖了80万, of an award for whoever buys
    first, *others = understood.candidates
    lead = first.score - (others[0].score if others else 0)
    kinds = kinds_of(calculator, calculations.values(calculator.id, understood.text))
    return first.score >= FAIRLY and lead >= _LEAD and "money" in kinds and len(understood.text) <= SHORT_STATEMENT


def kinds_of(calculator: Calculator, told: Iterable[str]) -> list[str]:
    return [field.kind for path in told if not path.endswith(".more") and (field := field_of(calculator, path))]


def amounts_of(normal: str) -> set[Decimal]:
    """The amounts that a text names."""
    return {figure.high for figure in find_figures(normal)}
