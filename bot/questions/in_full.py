"""A message that says but half of its question (那省里呢, 我婆婆呢, 那长治呢), made whole by the question before it."""

from bot.content.load import Content
from bot.conversation import Conversation
from bot.speech import is_question, wants_sum
from calculators.patterns import lazy
from intents.places import find_places
from intents.relatives import RELATIVE

_GIVERS = r"省里|省上|省财政|市里|市上|市财政|国家|中央"  # who pays, not which level one is
OTHER_GIVER = lazy(
    rf"^(?:那|那么)?(?:换成|加上|算上|再加上?)?({_GIVERS})(?:那边|那头|给的|的)?(?:也|还|又|能|会|有)*"
    r"(?:呢|[给奖补](?:吗|不[给奖补]|多少钱?|钱吗?)|有?吗|有没有钱?|没有)[?]?$"
)
_ANY_AWARD = lazy(
    r"^(?:那|那么|这个?|请问|一共|总共|我们?|咱们?)*(?:(?:有没有|有)(?:奖励?|补[贴助]|奖补|钱)(?:吗|没有?|拿吗?|领吗?)?|"
    r"(?:能|可以|会)?(?:拿|领|得|给|奖|补)到?多少(?:钱|奖励?)?)[呢啊呀]?[?]?$"
)
_OF_WHOM = lazy(r"^(?:长治市|山西省|省级|市级)|(?:市级|省级)?(?:奖励|补助|补贴)$")
_GIVER = lazy(rf"(?:{_GIVERS})(?!级)")
_OTHER_RELATIVE = lazy(rf"^(?:那|那么)?({RELATIVE})(?:的话|行|可以|能用)?(?:呢|吗)[?]?$")
_RELATIVE = lazy(RELATIVE)
_PRONOUN = lazy(r"(?<!其)[他她](?!们|人)")
_OTHER_PLACE = lazy(r"^(?:那|那么)?(.{2,6}?)(?:那边|那儿|这边|的)?呢[?]?$")


def asked_in_full(content: Content, conversation: Conversation, normal: str) -> str:
    """那省里呢, 我婆婆呢, 那长治呢: the last question of another giver, relative or place; else the message as it is.

    After a result it is asked of that award; after a statement (我们刚拿到小巨人) what names nothing is asked of it.
    """
    card = content.cards.get((conversation.topic or "").partition(":")[2])
    giver = OTHER_GIVER.match(normal)
    stated = conversation.said and not is_question(conversation.said) and not wants_sum(conversation.said)
    if stated and (giver or _ANY_AWARD.match(normal)):
        return f"{conversation.said},{normal}"
    if giver and card is not None and card.calculator_id and not conversation.said:
        return f"{giver.group(1)}对{_OF_WHOM.sub('', card.title)}给多少"
    relative = _RELATIVE.search(conversation.said)
    if relative and _PRONOUN.search(normal):
        return _PRONOUN.sub(relative.group(), normal)  # 给她交行吗
    for other, one in ((OTHER_GIVER, _GIVER), (_OTHER_RELATIVE, _RELATIVE)):
        found = other.match(normal)
        if found and one.search(conversation.said):
            return one.sub(found.group(1), conversation.said)
    return _of_other_place(conversation.said, normal) or normal


def _of_other_place(said: str, normal: str) -> str | None:
    found = _OTHER_PLACE.match(normal)
    named = find_places(found.group(1)) if found and said else []
    if found is None or len(named) != 1 or named[0].said not in (found.group(1), f"{found.group(1)}市"):
        return None
    before = find_places(said)
    return said.replace(before[0].said, named[0].said) if before else f"{named[0].said}{said}"
