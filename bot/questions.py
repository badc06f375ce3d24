"""A question outside a calculation: what it is about, whether to compute, what to answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from bot.answering import Answers
from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation, Dialogue
from bot.courtesies import notice
from bot.dialogue import filling
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.naming import Naming
from bot.speech import asks_how, has_subject, is_question, wants_sum
from bot.understanding import Outcome, Understood
from bot.wording import REPLY_BYTES
from bot.wording import fits as fits_into
from calculators.calculator import Calculator, OneAward, field_of
from calculators.fields import Field
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from calculators.reading.told import Told
from intents.matcher import Candidate
from intents.normalise import bare, normalise
from policies.card import Card

_HOPES = re.compile(
    r"多少|能拿|能领|能得|能补|能奖|能给|可以拿|有没有[钱奖补]|有奖|给不|补不|奖不|给几|奖几|补几|[补奖给拿领]我?(?:几|多少)|几个钱|几万|拿到|啥说法|什么说法|合计|一共|[万亿w]元?[吗不]|拿全"
)
_NEXT = re.compile(r"下一步|接下来|然后(?:呢|怎么)|怎么领|怎么弄|咋弄|去哪")
_FOLLOW = re.compile(r"^(?:那|那么|它|他|这个|这项|这|该|上面|刚才)")
_SWAP = re.compile(r"^那(.{1,10})呢$")
_BUTTON_SUM = re.compile(r"^帮我算([^,.;?!]+)")
_NO_FIGURES = ("choice", "yes_no", "marks")
_NAMED_IN_OTHER_WORDS = 0.6  # a statement with figures that is this surely about an award
_SHORT_STATEMENT = 24
_A_WORD = 2  # characters beside a figure that says nothing more: 是300万
_DETAIL_UNITS = 0.72  # a specific question this close is answered, not computed
_EXACT_WORDS = 0.9  # with several figures given, only one that is all but the same
_ADDED = 10
_SURELY_ANOTHER = 0.7
_NAMES = 2  # characters left of a wish that may name something
_ONLY_A_NAME = 8
_KIND_NAMED = re.compile(r"呢[?]?$")
_OWN_PART = 0.3  # a part of the very card this close answers a question without a subject
_ASPECT_BONUS = 0.3  # the words of an aspect weigh most where nothing else is said


class Questions:
    """Turns a question into an answer, a choice, a calculation, or an honest "not here"."""

    def __init__(self, content: Content, naming: Naming, calculations: Calculations) -> None:
        self.content = content
        self.naming = naming
        self.understanding = naming.understanding
        self.answers = Answers(content)
        self.calculations = calculations
        self._titles = {bare(normalise(calculator.title)): calculator for calculator in content.calculators.values()}

    def asked_by_title(self, conversation: Conversation, normal: str) -> Turn | None:
        """帮我算…: the words of our own button name the calculator exactly."""
        found = _BUTTON_SUM.match(normal)
        calculator = self._titles.get(bare(found.group(1))) if found else None
        return self.calculations.open(conversation, calculator.id, normal) if calculator else None

    def follow_up(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """那条件呢: an aspect without a subject keeps the topic of the last turn."""
        topic = conversation.topic
        if topic is None or not topic.startswith("policy:") or understood.names or understood.places:
            return None
        card = self.content.cards.get(topic.partition(":")[2])
        if card is None:
            return None
        points_back = bool(_FOLLOW.match(understood.flat)) and len(understood.flat) <= 16
        asks = is_question(understood.text) or bool(understood.aspects)
        bare_question = asks and not has_subject(understood.flat)
        same = understood.topic == topic and understood.outcome is Outcome.SURE
        if same or not (len(understood.flat) <= 10 or points_back or bare_question):
            return None
        elsewhere = understood.outcome is Outcome.SURE and understood.confidence >= _SURELY_ANOTHER
        if elsewhere and understood.topic != topic and not points_back and not bare_question:
            return None  # 人才培养奖励给多少 has a subject of its own
        if wants_sum(understood.text) and card.calculator_id and len(bare(Naming.core(understood.text))) < _NAMES:
            text = f"{conversation.said},{understood.text}" if conversation.said else understood.text
            return self.calculations.open(conversation, card.calculator_id, text, card.id)
        swapped = self._swapped(conversation, understood)
        if swapped is not None:
            return swapped
        if bare_question:
            return self._said(conversation, self.of_card(understood, card, conversation), topic)
        if understood.likeness >= 0.8 and not points_back:
            return None
        if understood.aspects:
            return self._said(conversation, self.answers.aspect(card, understood.aspects[0]), topic)
        if _SWAP.match(understood.text):
            aspect = "amount" if "amount" in card.sections else None
            return self._said(conversation, self.answers.aspect(card, aspect), topic)
        return None

    def _swapped(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """那专精特新呢: the same question about another policy, which the words name."""
        found = _SWAP.match(understood.text)
        if not found or not has_subject(bare(found.group(1))):
            return None
        other = self.understanding.understand(found.group(1))
        sort, _, id = (other.topic or "").partition(":")
        if sort != "policy" or other.outcome is not Outcome.SURE or other.topic == conversation.topic:
            return None
        card = self.content.cards[id]
        aspect = "amount" if "amount" in card.sections else None
        return self._said(conversation, self.answers.aspect(card, aspect), other.topic, understood.text)

    def added(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """我们是省级的, 链核呢: after a question about an award, what it depends on; so it is computed."""
        card = self.content.cards.get((conversation.topic or "").partition(":")[2])
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None or calculator is None or not conversation.said or len(understood.flat) > _ADDED:
            return None
        if is_question(understood.text) and not _KIND_NAMED.search(understood.text):
            return None
        if understood.aspects or understood.places or self.understanding.pair(understood):
            return None
        chosen = self._choice(calculator, _KIND_NAMED.sub("", understood.text))
        if not chosen:
            return None
        return self.calculations.open(conversation, calculator.id, understood.text, card.id, chosen=chosen)

    def _choice(self, calculator: Calculator, text: str) -> dict[str, Told]:
        """The choice of the award that the words name (省级的), so that they mean nothing else."""
        first = next(iter(calculator.inputs), None)
        if first is None or calculator.inputs[first].kind != "choice":
            return {}
        told = filling.fill(calculator, Dialogue(calculator.id, awaiting=first), text, self.content.rates).told
        return {first: told[first]} if first in told else {}

    def with_figures(self, conversation: Conversation, normal: str) -> Turn | None:
        """我们付了120万, right after an award was spoken of: figures for that award, so it is computed."""
        card = self.content.cards.get((conversation.topic or "").partition(":")[2])
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None or calculator is None or not conversation.said or len(normal) > _SHORT_STATEMENT:
            return None
        if conversation.waiting:
            return None  # that may be what the waiting calculation asked for
        figures = [figure for figure in find_figures(normal) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
        if not figures or is_question(normal) or sounds_corrected(normal) or self._lacks_a_table(calculator):
            return None
        kinds = self._kinds(calculator, self.calculations.values(calculator.id, normal))
        takes = any(fits(field, figures[0]) for field in _leaves(calculator))
        lone = len(figures) == 1 and len(bare(normal).replace(bare(figures[0].text), "")) <= _A_WORD
        if all(kind in _NO_FIGURES for kind in kinds) and not (lone and takes):
            return None
        return self.calculations.open(conversation, calculator.id, normal, card.id)

    def of_card(self, understood: Understood, card: Card, conversation: Conversation | None = None) -> Reply:
        """The part of one card that answers a question without a subject (要什么材料, 什么时候发钱)."""
        own = self.part_of(understood, card)
        if own is None and understood.aspects:
            reply = self.answers.aspect(card, understood.aspects[0])
        else:
            reply = self.answers.policy(own or self._lead_of(understood, card), card.id)
        follows = self._next_step(understood, card)
        return reply.model_copy(update={"text": _joined(reply.text, follows)}) if follows else reply

    def part_of(self, understood: Understood, card: Card) -> Understood | None:
        """The question as one about this card: the nearest part of it, if any is near."""
        topic = f"policy:{card.id}"
        found = {part.unit: part.likeness for part in self.understanding.matcher.parts(understood.flat, topic)}
        for place, aspect in enumerate(understood.aspects):
            unit = f"section:{aspect}"
            if aspect in card.sections:
                found[unit] = found.get(unit, 0.0) + _ASPECT_BONUS / (place + 1)
        unit = max(found, key=lambda name: found[name], default="")
        if not unit or found[unit] < _OWN_PART:
            return None
        first = Candidate(topic, found[unit], found[unit], 0.0, ())
        return replace(understood, candidates=(first,), unit=unit, likeness=found[unit], beside=None, foreign=None)

    @staticmethod
    def _lead_of(understood: Understood, card: Card) -> Understood:
        first = Candidate(f"policy:{card.id}", 0.0, 0.0, 0.0, ())
        return replace(understood, candidates=(first,), unit="lead", likeness=0.0, beside=None, foreign=None)

    def _next_step(self, understood: Understood, card: Card) -> str:
        """What to do next, as the award has it, where the way to the money is asked for."""
        calculator = self.content.calculators.get(card.calculator_id or "")
        asked = {"materials", "steps", "contact", "payout", "when"} & set(understood.aspects) or _NEXT.search(
            understood.text
        )
        if not asked or not isinstance(calculator, OneAward) or not calculator.award.next:
            return ""
        return f"下一步：{calculator.award.next}"

    def about(self, conversation: Conversation, understood: Understood) -> Turn:
        """The reply to a question, by what it is about and how sure that is."""
        plain = self.plain(understood)
        if plain is not None:
            return self._said(conversation, plain, None)
        pair = self.understanding.pair(understood)
        if pair is not None and not wants_sum(understood.text):
            return self._said(conversation, self.answers.both(understood, *pair), f"policy:{pair[0].policy}")
        computed = self.computed(conversation, understood)
        if computed is not None:
            return computed
        if understood.outcome is Outcome.UNSURE:
            return self._said(conversation, self.answers.choices(understood), None)
        return self._said(conversation, self.known(understood), understood.topic, understood.text)

    def plain(self, understood: Understood) -> Reply | None:
        """Replies that need no card: not understood, small talk, not held here, another place's rule."""
        sort, _, id = (understood.topic or "").partition(":")
        if not sort or understood.outcome is Outcome.UNKNOWN:
            return self.answers.unknown(understood)
        if sort == "talk":
            sure = understood.outcome is Outcome.SURE
            said = notice(talks()[id].text, id).model_copy(update={"kind": talks()[id].kind})
            return said if sure else self.answers.unknown(understood)
        if sort == "absent":
            return self.answers.absent(id, understood)
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
        if is_question(understood.text) or understood.aspects or understood.likeness >= _EXACT_WORDS:
            return False
        return len(bare(Naming.core(understood.text))) <= _ONLY_A_NAME

    def computed(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """Opens a calculation when one is wished for, or when the question brings the figures for it."""
        wished = wants_sum(understood.text)
        calculator, policy = self._calculator_for(understood, wished)
        named = self.naming.by_rule(bare(self.naming.core(understood.text))) if wished else None
        if named is not None:
            calculator, policy = self.content.calculators[named], None
        if calculator is None:
            return None
        if wished:
            return self.calculations.open(conversation, calculator.id, understood.text, policy)
        about_it = bool(understood.names) or understood.confidence >= _NAMED_IN_OTHER_WORDS
        states = about_it and not is_question(understood.text)  # 应用场景奖励,采购了2500万,付了2000万
        hopes = states or bool(_HOPES.search(understood.text))
        if understood.outcome is not Outcome.SURE or not hopes or asks_how(understood.text):
            return None
        told = self.calculations.values(calculator.id, understood.text)
        if not told or not self._brings_figures(calculator, told, understood, states=states):
            return None
        return self.calculations.open(conversation, calculator.id, understood.text, policy)

    def _calculator_for(self, understood: Understood, wished: bool) -> tuple[Calculator | None, str | None]:
        first = understood.candidates[0]
        for candidate in understood.candidates[: 3 if wished else 1]:
            sort, _, id = candidate.topic.partition(":")
            if candidate.score < 0.6 * first.score:
                continue
            name = None
            if sort == "rule":
                name = self.content.rules[id].calculator
            elif sort == "policy":
                name = self.content.cards[id].calculator_id
            if name is not None and name in self.content.calculators:
                return self.content.calculators[name], id if sort == "policy" else None
        return None, None

    def _brings_figures(
        self, calculator: Calculator, told: dict[str, Told], understood: Understood, *, states: bool = False
    ) -> bool:
        """Figures are computed with; a mere choice only where the amount is asked for."""
        unit, _, key = understood.unit.partition(":")
        kinds = self._kinds(calculator, told)
        if all(kind in _NO_FIGURES for kind in kinds):
            return unit == "section" and key == "amount" and "choice" in kinds and not states
        if self._lacks_a_table(calculator):
            return False  # nothing could be computed: the card says what is known
        if states:
            return True
        close = _EXACT_WORDS if len(kinds) > 1 else _DETAIL_UNITS
        if unit != "question" or understood.likeness < close:
            return True
        card = self.content.cards[understood.candidates[0].topic.partition(":")[2]]
        question = card.questions[int(key)]
        return not _amounts(understood.text) <= _amounts(normalise(" ".join((question.answer, *question.ask))))

    @staticmethod
    def _kinds(calculator: Calculator, told: Iterable[str]) -> list[str]:
        return [field.kind for path in told if not path.endswith(".more") and (field := field_of(calculator, path))]

    def _lacks_a_table(self, calculator: Calculator) -> bool:
        tables = self.content.cards[calculator.policies[0]].tables
        return any(self.content.tables[table].status == "missing" for table in tables)

    def _said(self, conversation: Conversation, reply: Reply, topic: str | None, said: str = "") -> Turn:
        kept = topic if topic is not None else conversation.topic
        after = replace(conversation, topic=kept, options=reply.quick_replies, rest="")
        return reply, replace(after, said=said) if said else after


def _leaves(calculator: Calculator) -> list[Field]:
    """The fields that take a value themselves."""
    return [leaf for field in calculator.inputs.values() for leaf in (field.fields.values() or (field,))]


def _amounts(normal: str) -> set[Decimal]:
    """The amounts that a text names."""
    return {figure.high for figure in find_figures(normal)}


def _joined(text: str, follows: str) -> str:
    """The answer with the next step before its source, where there is room."""
    head, mark, source = text.rpartition("\n依据：")
    joined = f"{head}\n{follows}{mark}{source}" if mark else f"{text}\n{follows}"
    return joined if fits_into(joined, REPLY_BYTES) else text
