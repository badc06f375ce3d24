"""A sum and a second question in one message (能拿多少, 什么时候报): the sum is computed, the question answered too."""

from bot.answering import Answers
from bot.answering.own_figures import OwnFigures
from bot.answering.pairs import told_not_held
from bot.content.load import Content
from bot.dialogue.state import Turn
from bot.fitting import cut
from bot.questions.of_card import OfCard
from bot.speech import clauses, is_question
from bot.understanding import Asked, Outcome, Understanding, aspect_hits
from bot.understanding.part_words import words_of
from bot.wording import REPLY_BYTES
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from intents.normalise import bare
from policies.card import Card

ASIDE = frozenset(
    {"conditions", "materials", "steps", "when", "payout", "contact", "basis", "combine", "repeat", "who", "area"}
)
_BY_THE_WAY = lazy(r"^(?:顺便|另外|还有|对了|再)*(?:想|再|也|还)*(?:(?:问|说|打听)(?:一下|下|一句|个)?)?")
_OF_TWO = lazy(r"还是")  # 是给卖的还是给买的
_PLAINLY = 0.6  # a part this close is told without the one next to it
_ASKS = lazy(r"谁|哪|什么时候|何时|怎么|如何|为什么")
_AMOUNT = lazy(r"多少(?![次回年天])")  # that is the sum itself
_HOW = lazy(r"(?:怎么|如何|怎样|咋)(?:个)?计?算(?:出来|得|的|法|呢|啊)*$")  # so is this: the steps tell it
_SURELY = 0.7  # about another award, though none is named in full: 高企要什么条件
_LEAST_ROOM = 200  # bytes; less is not worth a second answer
_SAID = "您还问到的："


class BesideSum:
    """Answers what a message asks besides the sum it is computed for."""

    def __init__(
        self,
        content: Content,
        understanding: Understanding,
        answers: Answers,
        of_card: OfCard,
        own_figures: OwnFigures,
    ) -> None:
        self.own_figures = own_figures
        self.content = content
        self.understanding = understanding
        self.answers = answers
        self.of_card = of_card

    def added(self, turn: Turn, normal: str) -> Turn:
        """The turn of a calculation with the answer to the other question, where there is one and room for it."""
        reply, after = turn
        card = self.content.cards.get(reply.policies[0]) if reply.policies else None
        other = self._other(card, normal) if card is not None else ""
        other = self.own_figures.without(card, other, normal) if card is not None else other
        return self._joined(turn, other)

    def with_half(self, turn: Turn, half: Asked) -> Turn:
        """The turn of a calculation with the answer to the other half of the message."""
        return self._joined(turn, self.answers.words_of_half(half))

    def with_not_held(self, turn: Turn, absent: str) -> Turn:
        """The turn of a calculation with what is said of the other half, which is not held."""
        return self._joined(turn, told_not_held(self.content.absent[absent]))

    @staticmethod
    def _joined(turn: Turn, other: str) -> Turn:
        """Both, where there is another answer and room for it."""
        reply, after = turn
        room = REPLY_BYTES - len(reply.text.encode()) - len(_SAID.encode())
        if not other or other in reply.text or room < _LEAST_ROOM:
            return turn
        said = _SAID + cut(other, room)[0]
        parts = (said, reply.text) if reply.kind == "ask" else (reply.text, said)  # what is asked back comes last
        return reply.model_copy(update={"text": "\n\n".join(parts)}), after

    def _other(self, card: Card, normal: str) -> str:
        """The words that answer the first clause asking for something else than the sum."""
        for clause in clauses(normal):
            said = _BY_THE_WAY.sub("", clause.strip(" ,.;?!"))
            aspects = [aspect for aspect in aspect_hits(bare(said)) if aspect in ASIDE]
            asks = bool(_OF_TWO.search(said)) or is_question(clause) and bool(aspects or _ASKS.search(bare(said)))
            if not asks or _AMOUNT.search(said) or _brings_figures(said) or _HOW.search(said):
                continue
            understood = self.understanding.understand(said)
            sort, _, id = (understood.topic or "").partition(":")
            sure = bool(understood.names) or understood.confidence >= _SURELY
            named = understood.outcome is Outcome.SURE and sort == "policy" and sure
            if named and id != card.id and understood.foreign is None:
                other = self.content.cards[id]
                return f"{other.title}：{words_of(other, understood.unit)}"
            own = self.of_card.part_of(understood, card)
            if own is not None or aspects:
                if own is None:
                    return self.answers.words_of(card, aspects[0])
                units = (own.unit,) if own.beside is None or own.likeness >= _PLAINLY else (own.unit, own.beside)
                return "".join(words_of(card, unit) for unit in units)
        return ""


def _brings_figures(said: str) -> bool:
    """Does a clause name an amount or a share? Then it is part of the sum."""
    return any(figure.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE) for figure in find_figures(said))
