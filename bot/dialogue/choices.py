"""Choices and flags of a check, told while something else is asked for."""

from bot.conversation import Dialogue
from calculators.calculator import Fillable
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.flags import mentioned_flag
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_CLAUSE = lazy(r"[,，.。;；!?\s]+")
_WHOSE = lazy(r"^(?:我们|咱们?|俺们|我)?(?:家|公司|企业)?(?:是|属于|在)?(?:长治的?|省级的?|山西的?)?|(?:企业|的|了)$")


def choices_named(goal: Fillable, text: str, least: int = 3) -> dict[str, Told]:
    """优势基础产业链, while something else is asked for: a choice of a check said by its own name."""
    if not isinstance(goal, Inquiry):
        return {}
    return {
        name: Told(key, text)
        for name, field in goal.inputs.items()
        if field.kind == "choice"
        for key, option in field.options.items()
        if any(len(word) >= least and word in text for word in (option.label, *option.words))
    }


def choices_by_clause(goal: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """做光伏支架的,在长治,链核: a clause that is nothing but a choice of a check, said beside something else."""
    if not isinstance(goal, Inquiry):
        return {}
    said = {_WHOSE.sub("", clause) for clause in _CLAUSE.split(fold(text))}
    return {
        name: Told(key, text)
        for name, field in goal.inputs.items()
        if field.kind == "choice" and name not in dialogue.answers and name != dialogue.awaiting
        for key, option in field.options.items()
        if key != "none" and said & {option.label.lower(), *(word.lower() for word in option.words)}
    }


def award_flags(goal: Fillable, text: str) -> dict[str, Told]:
    """新认定的, in the check of one award: a yes or no in the words of the award's own input tells its fact."""
    if not isinstance(goal, Inquiry) or goal.of_all:
        return {}
    told: dict[str, Told] = {}
    for card in goal.cards.values():
        for name, fact in card.award.from_facts.items() if card.award else ():
            field = card.award.inputs[name] if card.award else None
            if field is None or field.kind != "yes_no" or not isinstance(fact, str) or fact not in goal.inputs:
                continue
            verdict = mentioned_flag(field, fold(text))
            if verdict is not None:
                told[fact] = Told(verdict, text)
    return told
