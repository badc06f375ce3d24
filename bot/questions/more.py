"""Asked for more of the card talked of, or for whom to call: 还有吗, 说具体点, 有电话没."""

from bot.answering import Answers
from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation
from bot.courtesies import notice
from bot.dialogue.state import Turn
from bot.questions.either_figure import either_told
from bot.questions.items import asks_item, item_told
from bot.understanding import Outcome, Understanding, Understood
from bot.understanding.part_words import denies, units_of
from calculators.patterns import lazy
from intents.matcher import Candidate
from intents.normalise import bare
from policies.card import Card

_MORE = lazy(
    r"(?:那|那么|嗯|哦|对了|除了这[个些]|除此之外)*(?:"
    r"还有(?:什么|啥)?(?:别的|其[他它]的?)?(?:内容|信息|情况)?(?:吗|呢|没有?|不|要说的)?|(?:别的|其[他它]的?)呢|然后呢|接着说|"
    r"(?:能不能|可以|能|给我|请|你|您|再)*(?:说|讲|介绍)?(?:得|的)?(?:更|再)?(?:具体|详细|仔细|细)(?:一?点|一?些|一下)?(?:说说|讲讲|说|讲|的)?(?:呢|吗)?|"
    r"(?:再)?展开(?:说说|讲讲)?|(?:再)?多(?:说|讲)(?:一?点|一?些|几句)|再(?:说|讲)(?:一?点|一?些)"
    r")[啊呀吧呗]?"
)
_PHONE = lazy(r"电话|联系方式|热线")
_NEAR = 0.45  # a part this close to what was asked before goes on with it


class More:
    """Goes on about the card talked of, without a subject."""

    def __init__(self, content: Content, understanding: Understanding, answers: Answers) -> None:
        self.content = content
        self.understanding = understanding
        self.answers = answers

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """A part of the card that was not told yet, nearest to what was asked before; at last whom to ask."""
        sort, _, id = (conversation.topic or "").partition(":")
        card = self.content.cards.get(id)
        if sort != "policy" or card is None or conversation.rest:
            return None
        if asks_item(normal) and not card.rankings:
            item = item_told(card, conversation.told, normal)
            understood = self.understanding.understand(normal)
            reply = self.answers.lost(card, understood) if item is None else self.answers.in_words(card, item)
            return reply, replace(conversation, options=reply.quick_replies)
        either = either_told(card, conversation.told, normal)
        if either is not None:
            reply = self.answers.in_words(card, either)
            return reply, replace(conversation, options=reply.quick_replies)
        if not _MORE.fullmatch(bare(normal)):
            return None
        unit = self._next(conversation, card)
        if unit is None:
            contact = self.answers.words_of(card, "contact")
            return notice(f"“{card.title}”资料里有的都说过了。再细的：{contact}", "no-more"), conversation
        reply = self.answers.policy(_of_part(self.understanding.understand(normal), card, unit), id, ("lead",))
        return reply, replace(conversation, options=reply.quick_replies)

    def contact(self, conversation: Conversation, normal: str) -> Turn | None:
        """有电话没, in a talk about a card: whom it names, not who stands behind this program."""
        sort, _, id = (conversation.topic or "").partition(":")
        card = self.content.cards.get(id)
        if sort != "policy" or card is None or not _PHONE.search(normal):
            return None
        reply = self.answers.aspect(card, "contact")
        return reply, replace(conversation, options=reply.quick_replies)

    def _next(self, conversation: Conversation, card: Card) -> str | None:
        """The part to tell next: one that goes on with the last question, else the next one in order."""
        told = {"lead", *conversation.told}
        understood = self.understanding.understand(conversation.said)
        near = self.understanding.parts.choose(
            self.understanding.matcher,
            understood.text,
            understood.flat,
            f"policy:{card.id}",
            (),
            understood.flat,
            (),
            told,
        )
        if (
            near.likeness >= _NEAR
            and near.unit.startswith("question:")
            and near.unit not in told
            and not denies(card, near.unit)
        ):
            return near.unit
        return next((unit for unit in units_of(card) if unit not in told and not denies(card, unit)), None)


def _of_part(understood: Understood, card: Card, unit: str) -> Understood:
    """What was said, as the question that a part of a card answers."""
    only = Candidate(f"policy:{card.id}", 1.0, 1.0, 0.0, ())
    sure = replace(understood, outcome=Outcome.SURE, candidates=(only,), unit=unit, likeness=1.0)
    return replace(sure, beside=None, foreign=None)
