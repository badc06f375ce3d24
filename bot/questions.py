"""A question outside a calculation: what it is about, whether to compute, what to answer."""

import re
from dataclasses import replace

from bot.answering import Answers
from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.courtesies import notice
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.understanding import Outcome, Understanding, Understood
from calculators.calculator import Calculator, field_of
from calculators.reading.told import Told
from intents.normalise import bare, normalise

_WANTS_SUM = re.compile(
    r"(?:帮|给|替|请|麻烦|想|要|能不能|可以|可不可以|怎样)(?:我|我们|咱|咱们|俺|忙|你|您|一下|先)*[^,.;?!]{0,16}?算(?!数|不算|是|在内|吗|一?户|一?家|进去)|"
    r"算(?:一算|算|一下|下|个账|笔账)|测算|计算一下|算出来|重新算"
)
_HOW = re.compile(r"怎么算|如何算|怎么计算|如何计算|按什么算|按哪")
_HOPES = re.compile(
    r"多少|能拿|能领|能得|能补|能奖|能给|可以拿|有没有[钱奖补]|有奖|给不|补不|奖不|给几|奖几|几个钱|拿到|啥说法|什么说法|合计|一共|[万亿w]元?[吗不]|拿全"
)
_FOLLOW = re.compile(r"^(?:那|那么|它|他|这个|这项|这|该|上面|刚才)")
_SWAP = re.compile(r"^那(.{1,10})呢$")
_BUTTON_SUM = re.compile(r"^帮我算([^,.;?!]+)")
_DETAIL_UNITS = 0.72  # a specific question this close is answered, not computed
_EXACT_WORDS = 0.9  # with several figures given, only one that is all but the same
_QUESTION = re.compile(
    r"[?]|多少|怎么|什么|哪|谁|几[家户个条项年月号]|吗|么$|呢$|能不能|是不是|有没有|可不可以|为什么|如何|是否|行不行|算不算|啥|咋"
)


def is_question(normal: str) -> bool:
    """Does a normalised message ask something?"""
    return bool(_QUESTION.search(normal))


def wants_sum(normal: str) -> bool:
    """Is a calculation wished for in so many words?"""
    return bool(_WANTS_SUM.search(normal)) and not _HOW.search(normal)


class Questions:
    """Turns a question into an answer, a choice, a calculation, or an honest "not here"."""

    def __init__(self, content: Content, understanding: Understanding, calculations: Calculations) -> None:
        self.content = content
        self.understanding = understanding
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
        same = understood.topic == topic and understood.outcome is Outcome.SURE
        if same or not (len(understood.flat) <= 10 or points_back):
            return None
        if wants_sum(understood.text) and card.calculator_id:
            return self.calculations.open(conversation, card.calculator_id, understood.text, card.id)
        if understood.likeness >= 0.8 and not points_back:
            return None
        if understood.aspects:
            return self._said(conversation, self.answers.aspect(card, understood.aspects[0]), topic)
        if _SWAP.match(understood.text):
            aspect = "amount" if "amount" in card.sections else None
            return self._said(conversation, self.answers.aspect(card, aspect), topic)
        return None

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
        return self._said(conversation, self.known(understood), understood.topic)

    def plain(self, understood: Understood) -> Reply | None:
        """Replies that need no card: not understood, small talk, not held here, another place's rule."""
        sort, _, id = (understood.topic or "").partition(":")
        if not sort or understood.outcome is Outcome.UNKNOWN:
            return self.answers.unknown(understood)
        if sort == "talk":
            sure = understood.outcome is Outcome.SURE
            return notice(talks()[id].text, id) if sure else self.answers.unknown(understood)
        if sort == "absent":
            return self.answers.absent(id, understood)
        if understood.foreign is not None:
            return self.answers.elsewhere(understood, understood.foreign)
        return None

    def known(self, understood: Understood) -> Reply:
        """The answer from the card or the rule that was understood."""
        sort, _, id = (understood.topic or "").partition(":")
        return self.answers.rule(id, understood) if sort == "rule" else self.answers.policy(understood, id)

    def computed(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """Opens a calculation when one is wished for, or when the question brings the figures for it."""
        wished = wants_sum(understood.text)
        calculator, policy = self._calculator_for(understood, wished)
        if calculator is None:
            return None
        if wished:
            return self.calculations.open(conversation, calculator.id, understood.text, policy)
        if understood.outcome is not Outcome.SURE or not _HOPES.search(understood.text) or _HOW.search(understood.text):
            return None
        told = self.calculations.values(calculator.id, understood.text)
        if not told or not self._brings_figures(calculator, told, understood):
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

    def _brings_figures(self, calculator: Calculator, told: dict[str, Told], understood: Understood) -> bool:
        """Figures are computed with; a mere choice only where the amount is asked for."""
        unit, _, key = understood.unit.partition(":")
        kinds = [field.kind for path in told if not path.endswith(".more") and (field := field_of(calculator, path))]
        if all(kind in ("choice", "yes_no", "marks") for kind in kinds):
            return unit == "section" and key == "amount" and "choice" in kinds
        tables = self.content.cards[calculator.policies[0]].tables
        if any(self.content.tables[table].status == "missing" for table in tables):
            return False  # nothing could be computed: the card says what is known
        close = _EXACT_WORDS if len(kinds) > 1 else _DETAIL_UNITS
        return not (unit == "question" and understood.likeness >= close)

    def _said(self, conversation: Conversation, reply: Reply, topic: str | None) -> Turn:
        kept = topic if topic is not None else conversation.topic
        return reply, replace(conversation, topic=kept, options=reply.quick_replies, rest="")
