"""Leave-one-out: does an example question still find its card when it is not among the examples?

The examples are taken out a tenth at a time, and everything derived from them is built anew without them,
the classifier too: what it was trained on it would only remember. So an example also misses a few of its
neighbours, and with nothing but itself taken out the share would be a little better than the one told here.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import Reply
from bot.quality.report import grouped
from bot.understanding import Understanding, learnt_from
from intents.index import Read, assemble, read, without
from intents.matcher import Matcher

PARTS = 10
LEAST = 0.9  # of all examples, the share that must find their card


@dataclass(frozen=True)
class LeftOut:
    """An example that was taken out, its card, and the reply it got."""

    text: str
    card: str
    reply: Reply

    @property
    def first(self) -> bool:
        """Was it answered from its card before all others?"""
        return self.reply.kind != "choices" and self.reply.policies[:1] == (self.card,)

    @property
    def right(self) -> bool:
        """Does the reply speak from its card, or offer it as one of the choices?"""
        return self.card in self.reply.policies


def leave_out(understanding: Understanding, policy: str | None = None, tenths: int = PARTS) -> list[LeftOut]:
    """Every example question of the cards (or of one card) asked while it is taken out. Names and titles stay in.

    With fewer `tenths` only so many of the ten parts are, and each example stays in its part whatever is added.
    """
    content = understanding.content
    examples = list(learnt_from(content))
    cards = [_card_of(content, learnt.text, learnt.sample.topic) if learnt.asked else None for learnt in examples]
    asked = [place for place, card in enumerate(cards) if card is not None and policy in (None, card)]
    every = read([learnt.sample for learnt in examples], understanding.matcher.segmenter)
    replies: dict[int, Reply] = {}
    for part in range(tenths):
        places = [place for place in asked if _part_of(examples[place].text) == part]
        if not places:
            continue
        out = np.zeros(len(examples), np.bool_)
        out[places] = True
        engine = Engine(content, _knowing(understanding, without(every, out)))
        for place in places:
            replies[place] = engine.respond(Conversation(), examples[place].text)[0]
    return [LeftOut(examples[place].text, card, replies[place]) for place in sorted(replies) if (card := cards[place])]


def _part_of(text: str) -> int:
    """Which of the parts an example belongs to, by its text alone."""
    return zlib.crc32(text.encode()) % PARTS


def _card_of(content: Content, text: str, topic: str) -> str | None:
    """The card of an example question; None for names, titles, and what stands on no card."""
    sort, _, id = topic.partition(":")
    if sort != "policy" or text in (content.cards[id].title, *content.cards[id].names):
        return None
    return id


def _knowing(understanding: Understanding, examples: Read) -> Understanding:
    """The same understanding with other examples."""
    return understanding.with_matcher(Matcher(examples.samples, understanding.matcher.segmenter, assemble(examples)))


def told(rows: list[LeftOut]) -> str:
    """The shares, and by card every example that did not find it; the card that lost most comes first."""
    right, first = sum(row.right for row in rows), sum(row.first for row in rows)
    lines = [
        f"抽掉以后还能找到自己卡片的例句 {right / len(rows):.1%}（{right}/{len(rows)}），要求至少 {LEAST:.0%}",
        f"其中直接用这张卡片回答的 {first / len(rows):.1%}，其余是拿不准、列在选项里，或者几张卡片一起回答",
    ]
    groups = grouped(rows, lambda row: row.card).items()
    for card, group in sorted(groups, key=lambda item: -len(_lost(item[1]))):
        if lost := _lost(group):
            lines += [f"\n{card}  {len(group)} 句里找错 {len(lost)} 句", *_lines(lost)]
    return "\n".join(lines)


def _lost(rows: list[LeftOut]) -> list[LeftOut]:
    return [row for row in rows if not row.right]


def _lines(rows: list[LeftOut]) -> Iterator[str]:
    for row in rows:
        yield f"  {row.text} → {', '.join(row.reply.policies) or f'({row.reply.intent})'}"
