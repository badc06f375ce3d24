"""Figures that are told right after the card of an award (我们付了120万): they are computed for that award."""

from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.agreed_before import kept_agreed, with_agreed
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.state import Turn, opened
from bot.naming import Naming
from bot.questions.told_figures import (
    NAMED_IN_OTHER_WORDS,
    NO_FIGURES,
    SEVERAL,
    SHORT_STATEMENT,
    figures_told,
    kinds_of,
)
from bot.speech import asks_how, compares, is_question, wants_sum
from bot.understanding import Outcome
from calculators.calculator import Calculator, leaves
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from intents.normalise import bare
from policies.card import Card

_IF = lazy(r"^(?:那|那么)?(?:如果|假如|要是|假设)")
_OURS = lazy(r"我们?|咱|俺")
_SHORT = 12  # characters of a message that changes one figure
_A_WORD = 2  # characters beside a figure that says nothing more: 是300万


class AfterCard:
    """Opens the calculation that a statement right after a card brings the figures for."""

    def __init__(self, content: Content, naming: Naming, calculations: Calculations) -> None:
        self.content = content
        self.naming = naming
        self.calculations = calculations

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """我们付了120万, right after an award was spoken of: figures for that award, so it is computed."""
        card = self.content.cards.get((conversation.topic or "").partition(":")[2])
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None or calculator is None or not conversation.said or conversation.waiting:
            return None  # with one waiting, that may be what it asked for
        if self._changes_result(conversation, calculator, normal):
            return None
        if self._brings_several(calculator, card, normal):
            return self.calculations.open(conversation, calculator.id, normal, card.id)
        if len(normal) > SHORT_STATEMENT:
            return None
        paid = self._paid_of_agreed(conversation, calculator, card, normal)
        if paid is not None:
            return paid
        figures = [figure for figure in find_figures(normal) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
        own = self._own_figures(conversation, calculator)
        if own and not figures and not is_question(normal) and self.calculations.values(calculator.id, normal):
            return self.calculations.open(conversation, calculator.id, f"{conversation.said},{normal}", card.id)
        if (
            not figures
            or is_question(normal)
            or sounds_corrected(_IF.sub("", normal))
            or self._lacks_a_table(calculator)
        ):
            return None
        if self._is_of_another(normal, card):
            return None
        kinds = kinds_of(calculator, self.calculations.values(calculator.id, normal))
        takes = any(fits(field, figure) for field in leaves(calculator) for figure in figures)
        lone = len(figures) == 1 and len(bare(normal).replace(bare(figures[0].text), "")) <= _A_WORD
        unclear = self.calculations.unclear(calculator.id, normal)  # 培育了两家链主,奖过一家: asked back
        ours = takes and bool(_OURS.search(normal))  # 我们合同600万: what was received will be asked
        if all(kind in NO_FIGURES for kind in kinds) and not (lone and takes) and not unclear and not ours:
            return None
        text = normal
        if _IF.match(normal) and kinds:
            text = normal  # 如果今年付1100万: another figure than the one told before
        elif own or not is_question(conversation.said) and self.calculations.values(calculator.id, conversation.said):
            text = f"{conversation.said},{normal}"  # 还有一份600万, after a statement that told the first
        reply, after = self.calculations.open(conversation, calculator.id, text, card.id)
        if not lone or kinds or after.dialogue is None or after.dialogue.unplaced:
            return reply, after
        taken = self.calculations.turn(after, normal)  # 8000, and what is asked first is an amount
        if taken is None:
            return reply, after
        said = f"{calculator.opening}\n{taken[0].text}" if taken[0].kind == "ask" else taken[0].text
        return taken[0].model_copy(update={"text": said}), taken[1]

    def _changes_result(self, conversation: Conversation, calculator: Calculator, normal: str) -> bool:
        """两条链的话, after a question about the award just computed: another figure than the one it was computed with."""
        last = conversation.finished
        if last is None or last.calculator != calculator.id or wants_sum(normal) or len(normal) > _SHORT:
            return False
        told = self.calculations.values(calculator.id, normal)
        return bool(told) and told.keys() <= last.answers.keys()

    def _paid_of_agreed(
        self, conversation: Conversation, calculator: Calculator, card: Card, normal: str
    ) -> Turn | None:
        """去年签合同500万今年签300万, answered by the card, and then 都到账了: what came in of what was agreed on."""
        if is_question(normal) or self._lacks_a_table(calculator) or not kept_agreed(calculator, conversation.said):
            return None
        _, after = self.calculations.open(conversation, calculator.id, conversation.said, card.id)
        at = opened(self.content, after)
        if at is None or with_agreed(at, normal) == normal:
            return None
        taken = self.calculations.turn(after, normal)
        if taken is None:
            return None
        said = f"{calculator.opening}\n{taken[0].text}" if taken[0].kind == "ask" else taken[0].text
        return taken[0].model_copy(update={"text": said}), taken[1]

    def _is_of_another(self, normal: str, card: Card) -> bool:
        """链主评优300万是税前还是税后, after the card of another award."""
        understood = self.naming.understanding.understand(normal)
        elsewhere = understood.topic != f"policy:{card.id}" and understood.outcome is Outcome.SURE
        return elsewhere and bool(understood.names or understood.confidence >= NAMED_IN_OTHER_WORDS)

    def _brings_several(self, calculator: Calculator, card: Card, normal: str) -> bool:
        """那如果没参保,去年卖1200万今年9000万呢, after the card of that award and of no other."""
        if figures_told(self.calculations, calculator, normal) < SEVERAL or self._lacks_a_table(calculator):
            return False
        understood = self.naming.understanding.understand(normal)
        named = understood.names and understood.topic != f"policy:{card.id}"
        return not named and not asks_how(normal) and not compares(normal)

    def _own_figures(self, conversation: Conversation, calculator: Calculator) -> bool:
        """怎么算,我们引了一个项目,固投1.2亿: did the question answered last tell figures of one's own?"""
        told = self.calculations.values(calculator.id, conversation.said)
        kinds = kinds_of(calculator, told)
        return bool(_OURS.search(conversation.said)) and any(kind not in NO_FIGURES for kind in kinds)

    def _lacks_a_table(self, calculator: Calculator) -> bool:
        return self.content.lack_any(self.content.cards[calculator.policies[0]].tables)
