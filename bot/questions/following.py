"""A message that leans on the one before: 那条件呢, 那专精特新呢, 我们是省级的."""

from bot.answering import Answers
from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.about_result import asks_why
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.naming import Naming
from bot.questions.of_card import OfCard
from bot.questions.remarked import remarked_of
from bot.ranking import asks_standing
from bot.speech import has_subject, is_question, subject, wants_sum
from bot.understanding import Outcome, Understanding, Understood
from bot.understanding.leaning import Leaning
from bot.understanding.placing import foreign_place
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.marks import NEVER
from intents.matcher import Candidate
from intents.normalise import bare
from policies.card import Card

_LEANS = lazy(r"^.{1,12}呢[?]?$")
_SWAP = lazy(r"^那(.{1,10})呢$")
_ADDED = 10
_SAYS_A_SIDE = 10  # characters
_STATES = lazy(r"我们?|咱|是|没|不|从|给|[了的]$")
_REMARK = 16  # characters of a statement after a result
_SHORT_STATEMENT = 24
_OF_THE_TABLE = lazy(  # 表里怎么分档, 那按2023年的标准算呢
    r"^(?:那|那么)?(?:附?表\d?里?|里面)?(?:都|是|一共)?(?:怎么|如何|咋|有)?(?:分|定|划)?(?:成)?(?:了)?(?:哪|几|多少)?(?:个)?(?:档|档次)(?:的|呢|吗)?[?]?$|"
    r"^(?:那|那么)?(?:要是|如果)?(?:按照?|用|照)?(?:老|旧|原来|(?:20)?23年?)(?:的|版|版本)*(?:标准|办法|政策|规定)?(?:来)?(?:算)*(?:呢|的话|能拿多少|多少)*[?]?$"
)
_SURELY_ANOTHER = 0.7
_A_NAME = 2  # characters that may name something
_OF_IT = lazy(
    r"^(?:那|那么)?(?:它|这个?|那个?|这项|该)?(?:政策|奖|事)?对(?:我|咱|俺|企业|公司)[^,.;?!]{0,6}(?:有|能|给)"
)
_ALSO_A_WORD = lazy(r"(?:那|去|做)?体检(?:费|的钱)?(?:呢|行不行|行吗|能刷吗)?[?]?$")
_OUR_OWN = lazy(r"咱们?|跟|关系|本地|这边|那边|这里|行|也|省|市")
_HERE = "□"  # stands for a place
_WE_ARE_AT = lazy(
    rf"(?:我们?|咱们?|俺们?|企业|公司|厂子?|单位)(?:家|公司|企业|厂|是|人|都|全|注册|开|设|地址|总部)*在{_HERE}|"
    rf"^(?:那|那么|如果|要是)?在?{_HERE}(?:市|省|那边|这边|的)*(?:企业|公司|厂子?)?(?:行不行|行|可以|能拿|能领|有|给|呢|算)(?:吗|么|不)?[?]?$"
)


class Following:
    """Turns that keep the topic of the last one, or its question."""

    def __init__(
        self,
        content: Content,
        understanding: Understanding,
        answers: Answers,
        of_card: OfCard,
        calculations: Calculations,
        naming: Naming,
    ) -> None:
        self.content = content
        self.naming = naming
        self.understanding = understanding
        self.answers = answers
        self.of_card = of_card
        self.calculations = calculations
        self.leaning = Leaning(content, understanding.matcher, understanding.parts)

    @staticmethod
    def is_of_it(conversation: Conversation, normal: str) -> bool:
        """那对我们有啥好处, in a talk about a card: asks of that card, not for all there is."""
        return (conversation.topic or "").startswith("policy:") and bool(_OF_IT.match(normal))

    def is_said_of_it(self, conversation: Conversation, normal: str) -> bool:
        """体检, in a talk about what the medical account pays for: a word of the card, not the check-up's name."""
        card = self.content.cards.get((conversation.topic or "").partition(":")[2])
        return card is not None and bool(_ALSO_A_WORD.match(normal)) and self.leaning.holds(bare(normal), card)

    def turn(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """那条件呢: an aspect without a subject keeps the topic of the last turn."""
        topic = conversation.topic
        card = self.content.cards.get((topic or "").partition(":")[2])
        if card is None:
            return self._side(conversation, understood)
        goes_on = _LEANS.search(understood.text) or asks_standing(understood.flat) and not understood.names
        ranked = self.answers.ranked(card, conversation.said, understood) if goes_on else None
        if ranked is not None:  # 那最差的呢, 医保局呢
            said = understood.text if asks_standing(understood.flat) else ""
            return on_topic(conversation, ranked, topic, said)
        never = self._never_had(conversation, card, understood)
        if never is not None:
            return never
        remarked = self._remarked(conversation, card, understood)
        if remarked is not None:
            return remarked
        if self._is_for_a_missing_table(card, understood):
            return on_topic(conversation, self.answers.aspect(card, "amount"), topic)
        if wants_sum(understood.text):
            return self._computed(conversation, card, understood)
        where = self._elsewhere(card, understood)
        if where is not None:
            return on_topic(conversation, where, topic)
        assumed = remarked_of(conversation, card, understood, self.of_card, self.understanding)
        if assumed is not None:
            return on_topic(conversation, assumed, topic)
        if "area" in card.sections and not understood.names and _only_where(understood):
            return on_topic(conversation, self.answers.aspect(card, "area"), topic)
        if not self.leaning.goes_on(understood, card, conversation.told):
            return None
        if asks_why(understood.text) and "amount" in card.sections:
            return on_topic(conversation, self.answers.aspect(card, "amount"), topic)
        swapped = self._swapped(conversation, understood)
        said = understood.text if not card.calculator_id else ""  # what brought figures is kept for 帮我算算
        return swapped or on_topic(conversation, self.of_card.answer(understood, card, conversation.told), topic, said)

    def _side(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """我们是买的, after what makers and buyers each get: the card of that side."""
        sort, _, id = (conversation.topic or "").partition(":")
        rule = self.content.rules.get(id) if sort == "rule" else None
        policies = rule.policies if rule is not None else ()
        if len(understood.flat) > _SAYS_A_SIDE or understood.names or understood.outcome is Outcome.SURE:
            return None
        every = (self.content.cards[policy] for policy in policies)
        cards = {card.calculator_id: card for card in every if card.calculator_id}
        side = self.naming.nearer(tuple(cards), understood.text)
        card = cards.get(side or "")
        return on_topic(conversation, self.answers.aspect(card, "amount"), f"policy:{card.id}") if card else None

    def _elsewhere(self, card: Card, understood: Understood) -> Reply | None:
        """我们在晋城能拿吗, after an award of another city's: its rule holds there no more than its figures do."""
        if card.award is None or understood.names:
            return None
        place = foreign_place(self.content, f"policy:{card.id}", "lead", understood.text, understood.places)
        if place is None or not _WE_ARE_AT.search(understood.text.replace(place.said, _HERE)):
            return None
        only = Candidate(f"policy:{card.id}", 1.0, 1.0, 0.0, ())
        return self.answers.elsewhere(replace(understood, candidates=(only,)), place)

    def _computed(self, conversation: Conversation, card: Card, understood: Understood) -> Turn | None:
        """那帮我算算: the award just spoken of; a wish that names something is not for it."""
        named = understood.names or understood.places or len(subject(bare(Naming.core(understood.text)))) >= _A_NAME
        if named:
            return None
        if not card.calculator_id:
            reply = self.answers.aspect(card, "amount")
            told = f"“{card.title}”没有能算的数。{reply.text}"
            return on_topic(conversation, reply.model_copy(update={"text": told}), f"policy:{card.id}")
        text = f"{conversation.said},{understood.text}" if conversation.said else understood.text
        return self.calculations.open(conversation, card.calculator_id, text, card.id)

    def _never_had(self, conversation: Conversation, card: Card, understood: Understood) -> Turn | None:
        """没领过, after a question about an award: computed where that brought figures, else what its card says of it."""
        text = understood.text
        if not conversation.said or len(text) > _ADDED or is_question(text) or not NEVER.search(text):
            return None
        told = self.calculations.values(card.calculator_id, conversation.said) if card.calculator_id else {}
        figures = any(not isinstance(one.value, bool | str) for one in told.values())
        if card.calculator_id and figures and not self.content.lack_any(card.tables):
            return self.calculations.open(conversation, card.calculator_id, f"{conversation.said},{text}", card.id)
        if "repeat" not in card.sections or self._is_for_a_missing_table(card, understood):
            return None
        return on_topic(conversation, self.answers.aspect(card, "repeat"), f"policy:{card.id}")

    def _remarked(self, conversation: Conversation, card: Card, understood: Understood) -> Turn | None:
        """卖家是经销商, 我们是国企, after a result: what its own card says of that, no other award's."""
        finished = conversation.finished
        at_hand = finished is not None and finished.calculator == card.calculator_id and not conversation.said
        if not at_hand or is_question(understood.text) or wants_sum(understood.text):
            return None
        if len(understood.flat) > _REMARK or find_figures(understood.text) or not _STATES.search(understood.text):
            return None
        if any(name.topic != f"policy:{card.id}" for name in understood.names):
            return None
        if understood.topic != f"policy:{card.id}" and understood.likeness >= _SURELY_ANOTHER:
            return None
        own = self.of_card.part_of(understood, card)
        if own is None:
            return None
        return on_topic(conversation, self.of_card.answer(understood, card), f"policy:{card.id}")

    def _is_for_a_missing_table(self, card: Card, understood: Understood) -> bool:
        """2021年200万,去年900万, where the amounts stand in a table that is not held: nothing told helps, no other award fits."""
        if card.calculator_id is None or not self.content.lack_any(card.tables):
            return False
        text = understood.text
        if understood.names or understood.places or len(text) > _SHORT_STATEMENT:
            return False
        if _OF_THE_TABLE.match(text):
            return True
        figures = [figure for figure in find_figures(text) if figure.sort in (Sort.MONEY, Sort.COUNT)]
        if not is_question(text):
            return bool(figures or NEVER.search(text))
        rest = text
        for figure in figures:
            rest = rest.replace(figure.text.removesuffix("多"), "")
        return any(figure.sort is Sort.MONEY for figure in figures) and not has_subject(bare(rest))  # 800万给多少

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
        return on_topic(conversation, self.answers.aspect(card, aspect), other.topic, understood.text)


def _only_where(understood: Understood) -> bool:
    """那咱山西呢: is a place all that is said?"""
    if not understood.places or understood.outcome is Outcome.SURE:
        return False
    rest = understood.flat
    for place in understood.places:
        rest = rest.replace(place.said, "")
    return not has_subject(_OUR_OWN.sub("", rest))


def on_topic(conversation: Conversation, reply: Reply, topic: str | None, said: str = "") -> Turn:
    """The reply, and the conversation with its topic, else the one it had; `said` is what was asked about it."""
    kept = topic if topic is not None else conversation.topic
    after = replace(conversation, topic=kept, options=reply.quick_replies, rest="")
    return reply, replace(after, said=said) if said else after
