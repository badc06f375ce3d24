"""领过100万, of an award that pays so much a year at most: the year it was had in decides whether it counts."""

from bot.dialogue.state import Goal
from calculators.calculator import OneAward
from calculators.money import spoken
from calculators.reading.characters import fold
from calculators.reading.had import When, had_amount, when_had

_OTHER_YEAR = "往年领的{amount}不占今年的：{most}是按年度算的。"
_WHICH_YEAR = "您说领过{amount}：是今年领的就说“今年领过{amount}”，要算进{most}里；往年领的不占今年的。"


def field_told_unasked(goal: Goal) -> str | None:
    """The input that takes what was had of the award, where it has one that is never asked for."""
    if not isinstance(goal, OneAward):
        return None
    return next((name for name, field in goal.inputs.items() if field.had), None)


def of_an_unsaid_year(goal: Goal, text: str) -> list[str]:
    """What there is to say of an amount that was had in another year, or in a year that is not said."""
    figure, name = had_amount(fold(text)), field_told_unasked(goal)
    if figure is None or name is None or not isinstance(goal, OneAward) or goal.inputs[name].had == "ever":
        return []
    when, bound = when_had(figure, fold(text)), goal.award.bound_with(name)
    if when is When.THIS_YEAR or bound is None:
        return []
    words = _OTHER_YEAR if when is When.ANOTHER else _WHICH_YEAR
    return [words.format(amount=spoken(figure.value), most=f"{bound[0]}{spoken(bound[1])}")]
