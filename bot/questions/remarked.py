"""What is remarked of what a card says: too little, too hard, was it not more (太少了吧, 我们够呛, 不是说200万吗)."""

from bot.conversation import Conversation
from bot.courtesies import notice
from bot.messages import QuickReply, Reply
from bot.questions.of_card import OfCard
from bot.understanding import Understanding, Understood
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from policies.card import Card

_PLAINT = lazy(
    r"(?:哦|噢|唉|哎|嗯|啊|这样|这|那|也|真|才|就|,)*"
    r"(?:(?:太|有点|挺|真|好|够|也太|不太)(?:少|低|高|多|贵|麻烦|难|慢|严|复杂|不公平|不合理|坑|抠|小气|公平|合理|划算)|不公平|不合理|不划算)"
    r"(?:了|的|啦|点|吧|啊|呀|,|嘛|呢)*"
)
_HOPELESS = lazy(
    r"(?:哦|噢|唉|哎|嗯|那|这样|看来|,)*(?:我们?|咱们?|俺们?)(?:公司|厂|企业|家)?(?:看来|可能|估计|怕是|这|是|也)*"
    r"(?:够呛|没戏|没希望|悬了?|不行|不够格|够不上|达不到|没份|不沾边)(?:了|吧|啊|呀|呗)*"
)
_ASSUMED = lazy(
    r"^(?:可|那|咦|哦|,)*(?:不是(?:说|有|给|要|讲)?|我?(?:咋|怎么)?听(?:人|说|别人)|(?:网上|人家|别人|有人)(?:都)?说|都说).*\d"
)
_ASKS = lazy(r"怎么办|咋办|找谁|哪|什么|多少")


def remarked_of(
    conversation: Conversation, card: Card, understood: Understood, of_card: OfCard, understanding: Understanding
) -> Reply | None:
    """The reply to a remark on the card talked of; None for what is none."""
    text = understood.text.strip(" .!?")
    if _PLAINT.fullmatch(text):
        said = f"“{card.title}”就是这么写的，我只照资料说，改不了。有意见可以跟管这事的部门反映。"
        return _with_buttons(notice(said, "plaint"), card)
    if _HOPELESS.fullmatch(text):
        said = f"先别急着下结论：“{card.title}”够不够，要拿条件一条条对；缺哪一条、差多少，可以跟我说说。"
        return _with_buttons(notice(said, "hopeless"), card)
    other = any(name.topic != f"policy:{card.id}" for name in understood.names)
    if other or understood.places or not _ASSUMED.search(text) or _ASKS.search(text):
        return None
    money = any(figure.sort in (Sort.MONEY, Sort.PERCENT) for figure in find_figures(text))
    if money and "amount" in card.sections:
        return _as_held(of_card.answers.aspect(card, "amount"))
    before = understanding.understand(conversation.said) if conversation.said else understood
    return _as_held(of_card.answer(before, card))


def _as_held(reply: Reply) -> Reply:
    return reply.model_copy(update={"text": f"我手里的资料是这么写的：{reply.text}"})


def _with_buttons(reply: Reply, card: Card) -> Reply:
    """With what may be asked next of the card."""
    asks = ("要什么条件", "找谁")
    return reply.model_copy(
        update={"quick_replies": tuple(QuickReply(label=ask, text=f"{card.title}{ask}") for ask in asks)}
    )
