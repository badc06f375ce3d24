"""A question outside a calculation: what it is about, whether to compute, what to answer."""

from itertools import pairwise

from bot.answering import Answers
from bot.answering.own_figures import OwnFigures
from bot.changed import replace
from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.courtesies import notice
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.naming import Naming
from bot.questions.added import Added
from bot.questions.after_card import AfterCard
from bot.questions.beside_sum import BesideSum
from bot.questions.by_button import ByButton
from bot.questions.computing import EXACT_WORDS, Computing
from bot.questions.following import Following, on_topic
from bot.questions.more import More
from bot.questions.of_card import OfCard
from bot.questions.told_figures import NAMED_IN_OTHER_WORDS
from bot.speech import has_subject, is_question, wants_sum
from bot.understanding import Asked, Outcome, Understood
from calculators.calculator import Calculator, field_of
from calculators.reading.figures import Sort, find_figures
from calculators.reading.other_money import other_money
from intents.normalise import bare
from policies.card import Card

_ONLY_A_NAME = 8


class Questions:
    """Turns a question into an answer, a choice, a calculation, or an honest "not here"."""

    def __init__(self, content: Content, naming: Naming, calculations: Calculations) -> None:
        self.content = content
        self.understanding = naming.understanding
        self.answers = Answers(content, self.understanding.rankings)
        self.by_button = ByButton(content, self.answers)
        self.calculations = calculations
        self.own_figures = OwnFigures(content)
        self.computing = Computing(content, naming, calculations)
        self.after_card = AfterCard(content, naming, calculations)
        self.of_card = OfCard(content, self.understanding, self.answers)
        self.beside_sum = BesideSum(content, self.understanding, self.answers, self.of_card, self.own_figures)
        self.added = Added(content, self.understanding, calculations)
        self.more = More(content, self.understanding, self.answers)
        self.following = Following(content, self.understanding, self.answers, self.of_card, calculations)

    def about(self, conversation: Conversation, understood: Understood) -> Turn:
        """The reply to a question, by what it is about and how sure that is."""
        plain = self.plain(understood)
        last = self.content.cards.get((conversation.topic or "").partition(":")[2])
        if plain is not None and plain.intent == "unknown" and last is not None:
            plain = self.answers.lost(last, understood)
        if plain is not None and not _of_a_half(understood):
            return on_topic(conversation, plain, None)
        two = not wants_sum(understood.text) and not self.computing.tells_figures(understood)
        pair = self.understanding.pair(understood) if two else None
        held = self.understanding.one_held(understood) if two and pair is None else None
        if held is not None:
            summed = self._summed(conversation, held.asked)
            if summed is not None:
                return self.beside_sum.with_not_held(summed, held.absent)
            return on_topic(conversation, self.answers.one_held(understood, held), f"policy:{held.asked.policy}")
        if plain is not None and pair is None:
            elsewhere = understood.text if understood.foreign is not None else ""
            return on_topic(conversation, plain, None, elsewhere)  # 长治的呢 asks the same of another place
        computed = self.computing.computed(conversation, understood) if _may_compute(understood, pair) else None
        if pair is not None and computed is None:
            summed = self._half_summed(conversation, pair)
            return summed or on_topic(conversation, self.answers.both(understood, *pair), f"policy:{pair[0].policy}")
        if computed is not None:
            return self.beside_sum.added(computed, understood.text)
        if self._tells_other_money(understood):
            lost = self.answers.lost(last, understood) if last is not None else self.answers.unknown(understood)
            return on_topic(conversation, lost, None)
        if understood.outcome is Outcome.UNSURE:
            return on_topic(conversation, self.answers.choices(understood), None)
        return on_topic(conversation, self.known(understood), understood.topic, understood.text)

    def _tells_other_money(self, understood: Understood) -> bool:
        """我们研发去年200万今年350万: figures that the award guessed at does not count, and nothing asked or named."""
        card = self.content.cards.get((understood.topic or "").partition(":")[2])
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        asks = is_question(understood.text) or wants_sum(understood.text) or understood.aspects
        if calculator is None or asks or understood.names or understood.confidence >= NAMED_IN_OTHER_WORDS:
            return False
        amounts = [figure for figure in find_figures(understood.text) if figure.sort is Sort.MONEY]
        return bool(amounts) and len(other_money(calculator.inputs, understood.text)) == len(amounts)

    def _half_summed(self, conversation: Conversation, pair: tuple[Asked, Asked]) -> Turn | None:
        """到账300万补多少,另外税务局第几: of two questions the one that brings figures is computed, the other answered too."""
        for half, other in (pair, pair[::-1]):
            computed = self._summed(conversation, half)
            if computed is not None:
                return self.beside_sum.with_half(computed, other)
        return None

    def _summed(self, conversation: Conversation, half: Asked) -> Turn | None:
        """The calculation that half of a message brings money for and asks for."""
        if not is_question(half.said) or all(figure.sort is not Sort.MONEY for figure in find_figures(half.said)):
            return None
        computed = self.computing.computed(conversation, self.understanding.understand(half.said))
        return computed if computed is not None and half.policy in computed[0].policies else None

    def without_examples(self, before: Conversation, turn: Turn, normal: str, *, leans: bool = False) -> Turn:
        """The turn without worked examples that are not the figures of whoever asks.

        Where the message leans on the one before it, the figures of that one are theirs too.
        """
        reply, after = turn
        card = self.content.cards.get(reply.policies[0]) if reply.policies else None
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None:
            return turn
        words = [before.said, normal] if leans and before.said else [normal]
        own = self._without_table(card, calculator, words) if calculator is not None else ""
        if calculator is not None and before.finished is not None and before.finished.calculator == calculator.id:
            words += [told.said for told in before.finished.answers.values()]
        return self.own_figures.answered(reply, ",".join(words), own), after

    def _without_table(self, card: Card, calculator: Calculator, words: list[str]) -> str:
        """What there is to say of somebody's own figures where the table they are held against is not held."""
        if not self.content.lack_any(card.tables):
            return ""
        told = {path: value for said in words for path, value in self.calculations.values(calculator.id, said).items()}
        amounts = {
            path: (value, field.has_default)
            for path, value in told.items()
            if (field := field_of(calculator, path)) and field.kind == "money"
        }
        own = {path: value for path, (value, other) in amounts.items() if not other}
        others = {path: value for path, (value, other) in amounts.items() if other}  # a second award beside this one
        said, beside = (self.calculations.in_words(calculator, one) for one in (own, others))
        lines = [f"您说的{said}，到哪一档要看附表，这份资料里没有，算不出数。"] if own else []
        lines += [f"您说的{beside}和它只能选一项，这边算不出，现在没法比哪个多。"] if others else []
        return "".join(lines)

    def plain(self, understood: Understood) -> Reply | None:
        """Replies that need no card: not understood, small talk, not held here, another place's rule."""
        sort, _, id = (understood.topic or "").partition(":")
        guessed = sort == "policy" and understood.outcome is not Outcome.SURE and is_question(understood.text)
        if sort != "talk" and (understood.aspects or guessed) and not has_subject(understood.flat):
            return self.answers.which(understood)
        if not sort or understood.outcome is Outcome.UNKNOWN:
            return self.answers.unknown(understood)
        if sort == "talk":
            sure = understood.outcome is Outcome.SURE
            said = notice(talks()[id].text, id).model_copy(update={"kind": talks()[id].kind})
            return said if sure else self.answers.unknown(understood)
        if sort == "absent":
            title = self.content.absent[id].title
            told = understood.outcome is not Outcome.UNSURE or _shares_a_word(title, understood.flat)
            return self.answers.absent(id, understood) if told else self.answers.unknown(understood)
        if understood.foreign is not None:
            return self.answers.elsewhere(understood, understood.foreign)
        return None

    def known(self, understood: Understood) -> Reply:
        """The answer from the card or the rule that was understood."""
        sort, _, id = (understood.topic or "").partition(":")
        if self._only_named(understood):
            understood = replace(understood, unit="lead", beside=None)
        return self.answers.rule(id, understood) if sort == "rule" else self.answers.policy(understood, id)

    @staticmethod
    def _only_named(understood: Understood) -> bool:
        """想问下认定奖励: a topic and nothing asked of it is answered by what it is as a whole."""
        if is_question(understood.text) or understood.aspects or understood.likeness >= EXACT_WORDS:
            return False
        return len(bare(Naming.core(understood.text))) <= _ONLY_A_NAME


def _of_a_half(understood: Understood) -> bool:
    """May what is refused be but half of what is asked: a topic that is not held, another place's rule?"""
    return (understood.topic or "").startswith("absent:") or understood.foreign is not None


def _shares_a_word(title: str, flat: str) -> bool:
    """Are two characters of one in the other side by side? 现在6家 is not told that 时间、日期、节假日 are not held."""
    return any(pair in title for pair in map("".join, pairwise(flat)))


def _may_compute(understood: Understood, pair: tuple[Asked, Asked] | None) -> bool:
    """Two questions are answered as such, unless they bring figures for the one award that both are about."""
    if pair is None or pair[0].policy != pair[1].policy:
        return pair is None
    return any(figure.sort in (Sort.MONEY, Sort.COUNT, Sort.PERCENT) for figure in find_figures(understood.text))
