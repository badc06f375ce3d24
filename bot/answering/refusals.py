"""Replies of doubt: a guess, not held here, another place's rule, not sure, not understood."""

from bot.answering.dressing import about, suggestions
from bot.content.load import Content
from bot.messages import QuickReply, Reply
from bot.understanding import Understood
from bot.wording import NOT_UNDERSTOOD, REPLY_BYTES, WHICH, fits
from intents.places import Place
from policies.card import Card

EXAMPLES = ("链主认定奖多少", "帮我算成果转化补助", "政策体检")
_NEAR = 0.3  # a policy this likely is named when another place's is asked for


def not_held(content: Content, id: str, understood: Understood) -> Reply:
    """Named plainly as not held; the nearest own topics are offered by name."""
    topic = content.absent[id]
    text = f"我手里的资料没有“{topic.title}”的内容，说不了，怕误导您。"
    if topic.note:
        text += topic.note
    near = [content.cards[policy] for policy in topic.near]
    if near:
        text += "\n相近但不是一回事的有：" + "、".join(card.title for card in near) + "，要看可以点下面。"
    return Reply(
        kind="fallback",
        text=text,
        intent=f"absent.{id}",
        confidence=understood.confidence,
        quick_replies=tuple(about(card) for card in near),
    )


def elsewhere(content: Content, understood: Understood, place: Place) -> Reply:
    """Another place's policy is asked for: said plainly, no figure of ours."""
    cards = [
        content.cards[c.topic.partition(":")[2]]
        for c in understood.candidates[:2]
        if c.topic.startswith("policy:") and c.score > _NEAR
    ]
    text = f"您问的是{place.said}的政策，我手里的资料没有{place.said}的这一项，没法回答。"
    if cards:
        own = cards[0]
        text += f"\n资料里有的是{own.place}的“{own.title}”，和{place.said}的不是一回事，要看可以点下面。"
    return Reply(
        kind="fallback",
        text=text,
        intent="elsewhere",
        confidence=understood.confidence,
        quick_replies=tuple(about(card) for card in cards),
    )


def choices(content: Content, understood: Understood) -> Reply:
    """Did you mean: at most three, worded as questions."""
    cards = _policies(content, understood)
    lines = [f"{place}. {card.title}？" for place, card in enumerate(cards, 1)]
    text = (
        "我没十分听准，您想问的是哪一项？\n"
        + "\n".join(lines)
        + "\n回序号就行；都不是的话，资料里可能没有，换个说法试试。"
    )
    return Reply(
        kind="choices",
        text=text,
        intent="choices",
        confidence=understood.confidence,
        policies=tuple(card.id for card in cards),
        quick_replies=tuple(about(card) for card in cards),
    )


def guessed(content: Content, reply: Reply, understood: Understood) -> Reply:
    """An answer that is likely, not sure: told as a guess, with what else may be meant."""
    first, *others = _policies(content, understood)
    text = f"没十分听准，先当您问的是{first.title}；不是的话点下面别的，或换个说法。\n{reply.text}"
    if not fits(text, REPLY_BYTES):
        return reply
    return reply.model_copy(update={"text": text, "quick_replies": tuple(about(card) for card in others)})


def _policies(content: Content, understood: Understood) -> list[Card]:
    """The cards that may be meant, at most three."""
    ids = [c.topic.partition(":")[2] for c in understood.candidates if c.topic.startswith("policy:")]
    return [content.cards[id] for id in ids[:3]]


def lost(content: Content, card: Card, understood: Understood) -> Reply:
    """Not understood in the middle of a talk about a card: how to go on with it, and how to leave it."""
    text = f"这句我没听懂，也可能不在资料里。刚才说的是“{card.title}”，接着问它可以点下面；问别的，请说出是哪一项。"
    more = suggestions(content, card, "unknown", "")
    return unknown(understood).model_copy(update={"text": text, "quick_replies": more})


def which(understood: Understood) -> Reply:
    """能拿多少钱, 要什么条件, with nothing said of what: no card is guessed at."""
    return unknown(understood).model_copy(update={"text": WHICH, "intent": "which"})


def unknown(understood: Understood | None = None) -> Reply:
    """Not understood: what can be asked instead."""
    return Reply(
        kind="fallback",
        text=NOT_UNDERSTOOD,
        intent="unknown",
        confidence=understood.confidence if understood else 0.0,
        quick_replies=tuple(QuickReply(label=text, text=text) for text in EXAMPLES),
    )
