"""What is said after a question about an award, and is what the award depends on: 我们是省级的, 链核呢."""

from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import filling
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.questions.in_full import OTHER_GIVER
from bot.speech import is_question
from bot.understanding import Understanding, Understood
from calculators.calculator import Calculator
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.flags import mentioned_flag
from calculators.reading.told import Told
from intents.normalise import bare, normalise

_ADDED = 10
_KIND_NAMED = lazy(r"呢[?]?$")


class Added:
    """Opens the calculation of the award talked of with what is added to the question about it."""

    def __init__(self, content: Content, understanding: Understanding, calculations: Calculations) -> None:
        self.content = content
        self.understanding = understanding
        self.calculations = calculations

    def turn(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """我们是省级的, 链核呢: after a question about an award, what it depends on; so it is computed."""
        card = self.content.cards.get((conversation.topic or "").partition(":")[2])
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None or calculator is None or not conversation.said or len(understood.flat) > _ADDED:
            return None
        if is_question(understood.text) and not _KIND_NAMED.search(understood.text):
            return None
        if (
            OTHER_GIVER.match(understood.text)
            or understood.aspects
            and not _is_an_option(calculator, understood.flat)
            or understood.places
            or self.understanding.pair(understood)
        ):
            return None
        chosen = self._choice(calculator, _KIND_NAMED.sub("", understood.text))
        if not chosen:
            return None
        return self.calculations.open(conversation, calculator.id, understood.text, card.id, chosen=chosen)

    def _choice(self, calculator: Calculator, text: str) -> dict[str, Told]:
        """The choice of the award that the words name (省级的), so that they mean nothing else."""
        first = next(iter(calculator.inputs), None)
        kind = calculator.inputs[first].kind if first is not None else ""
        if first is None or kind not in ("choice", "yes_no"):
            return {}
        if kind == "yes_no":  # 今年刚评上: in the words of the field, a bare yes is none
            verdict = mentioned_flag(calculator.inputs[first], fold(text))
            return {} if verdict is None else {first: Told(verdict, text)}
        told = filling.fill(calculator, Dialogue(calculator.id, awaiting=first), text, self.content.rates).told
        return {first: told[first]} if first in told else {}


def _is_an_option(calculator: Calculator, flat: str) -> bool:
    """新材料 is no question about the 材料, where one buys 装备 or 新材料."""
    options = (option for field in calculator.inputs.values() for option in field.options.values())
    return any(flat in (bare(normalise(word)) for word in (option.label, *option.words)) for option in options)
