"""Which parts of the card talked of were told already: the card as a whole is not told twice, and more of it can be."""

from bot.content.load import Content
from bot.conversation import Conversation
from bot.messages import Reply
from bot.understanding.part_words import units_of, words_of


def told_parts(content: Content, before: Conversation, after: Conversation, reply: Reply) -> tuple[str, ...]:
    """The parts told since a card was first talked of, this reply included; in the order of telling."""
    card = content.cards.get((after.topic or "").partition(":")[2])
    if card is None:
        return ()
    known = before.told if before.topic == after.topic else ()
    if reply.kind != "answer":
        return known  # a question or a result tells no part of a card
    now = [unit for unit in units_of(card) if words_of(card, unit) in reply.text]
    return (*(unit for unit in known if unit not in now), *reversed(now))
