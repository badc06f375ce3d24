"""Two questions in one message, or one asked of several awards, answered in one reply."""

from collections.abc import Sequence

from bot.answering.dressing import about, source_line, source_of, warnings
from bot.answering.parts import Part
from bot.content.load import Content
from bot.fitting import cut
from bot.messages import Reply, Source
from bot.understanding import Asked, OneHeld, Understood
from bot.understanding.part_words import words_of
from bot.wording import REPLY_BYTES, fits
from policies.absent import Absent
from policies.card import Card
from policies.choice import Rule

_RULE_BYTES = 450
_MOST_LINKED = 6  # policies: a rule of more tells what a plan holds, nothing of how two of them go together
_COUNTED = {2: "两", 3: "三", 4: "四"}
_NO_RULE = "{}项能不能都拿，资料里没有写限制，也没有写一定可以，请向主管部门确认。"


def together(content: Content, understood: Understood, asked: Sequence[Asked], parts: Sequence[Part]) -> Reply:
    """All parts, shortened to fit where they must be; also the rule that links their policies."""
    cards = [content.cards[half.policy] for half in asked]
    sources = tuple(source_of(content, card.id, part.clause) for card, part in zip(cards, parts, strict=True))
    tail = _tail(content, understood, cards, sources)
    room = (REPLY_BYTES - len(tail.encode())) // len(parts)
    lines = [_told(card, half, part, room) for card, half, part in zip(cards, asked, parts, strict=True)]
    policies = tuple(dict.fromkeys((*(card.id for card in cards), *(id for part in parts for id in part.also))))
    return Reply(
        kind="answer",
        text="\n".join([*lines, tail]),
        intent=".".join(("both", *(half.policy for half in asked))),
        confidence=understood.confidence,
        policies=policies,
        quick_replies=tuple(about(content.cards[id]) for id in dict.fromkeys(card.id for card in cards)),
        sources=sources,
    )


def one_held(content: Content, understood: Understood, held: OneHeld, part: Part) -> Reply:
    """The part that is held, and that the other question is not, in the order they were asked."""
    card, topic = content.cards[held.asked.policy], content.absent[held.absent]
    source = source_of(content, card.id, part.clause)
    other = f"· {told_not_held(topic)}"
    tail = "\n".join((*warnings(content, card), source_line((source,), content.documents[card.document])))
    told = _told(card, held.asked, part, REPLY_BYTES - len((other + tail).encode()) - 2)
    return Reply(
        kind="answer",
        text="\n".join((told, other, tail) if held.first else (other, told, tail)),
        intent=f"half.{card.id}.{held.absent}",
        confidence=understood.confidence,
        policies=(card.id,),
        quick_replies=tuple(about(content.cards[id]) for id in dict.fromkeys((card.id, *topic.near))),
        sources=(source,),
    )


def told_not_held(topic: Absent) -> str:
    """That the documents do not hold a topic, in one line."""
    return f"{topic.title}：我手里的资料没有，说不了，怕误导您。{topic.note}"


def _told(card: Card, half: Asked, part: Part, room: int) -> str:
    """A part within `room` bytes; a second one that is all but as close, if it fits whole."""
    text = f"· {card.title}：{part.text}"
    if half.beside is not None and part.aspect != "ranking":
        longer = f"{text}\n{words_of(card, half.beside)}"
        if fits(longer, room):
            return longer
    return cut(text, room)[0]


def _tail(content: Content, understood: Understood, cards: list[Card], sources: tuple[Source, ...]) -> str:
    lines: list[str] = []
    if len({card.id for card in cards}) > 1:
        rule = _rule(content, cards)
        if rule is not None:
            told = rule.text if fits(rule.text, _RULE_BYTES) else cut(rule.text, _RULE_BYTES)[0]
            lines.append(f"{_COUNTED[len(cards)]}项的关系：{told}（{rule.clause}）")
        elif "combine" in understood.aspects:
            lines.append(_NO_RULE.format(_COUNTED[len(cards)]))
    lines += [line for card in cards for line in warnings(content, card)]
    lines += [
        source_line((source,), content.documents[card.document]) for card, source in zip(cards, sources, strict=True)
    ]
    return "\n".join(dict.fromkeys(lines))


def _rule(content: Content, cards: list[Card]) -> Rule | None:
    linking = (rule for rule in content.rules.values() if len(rule.policies) <= _MOST_LINKED)
    return next((rule for rule in linking if {card.id for card in cards} <= set(rule.policies)), None)
