"""Does a message lean on the policy talked of before it? 租金多少, after a question about the plants; not 天气怎么样."""

from functools import cache
from itertools import pairwise

from bot.content.load import Content
from bot.speech import subject
from bot.understanding.understood import Understood
from intents.matcher import Matcher
from intents.normalise import bare, normalise
from policies.card import Card

# Fitted by logistic regression on the dev sets, in units of likeness: docs/question-sets.md tells how.
_AT_LEAST = 0.25
_SUBJECT_HELD = 0.2  # for a subject whose words the card has
_OTHER_TOPIC = 0.42  # against, for a message that is understood by itself
_POINTS_BACK = 0.1  # for 那, 这个 at its head


class Leaning:
    """Weighs what a card has of a message against what the message says by itself."""

    def __init__(self, content: Content, matcher: Matcher) -> None:
        self._content = content
        self._matcher = matcher
        self._pairs = cache(self._pairs_of)

    def leans(self, understood: Understood, card: Card, *, points_back: bool = False) -> bool:
        """Is the message more likely a further question about the card than one by itself?"""
        topic = f"policy:{card.id}"
        own = max((part.likeness for part in self._matcher.parts(understood.flat, topic)), default=0.0)
        has = own + _SUBJECT_HELD * self._held(understood.flat, card) + _POINTS_BACK * points_back
        other = understood.confidence if understood.topic != topic else 0.0
        return has > _AT_LEAST + _OTHER_TOPIC * other

    def _held(self, flat: str, card: Card) -> float:
        """The share of its subject that the card has words for."""
        said = [a + b for a, b in pairwise(subject(flat))]
        return sum(pair in self._pairs(card.id) for pair in said) / len(said) if said else 0.0

    def _pairs_of(self, id: str) -> frozenset[str]:
        """Every two characters side by side in what a card says and is asked."""
        card = self._content.cards[id]
        texts = [card.title, *card.names, *card.ask]
        for section in card.sections.values():
            texts += [section.text, *section.ask]
        for question in card.questions:
            texts += [question.answer, *question.ask]
        return frozenset(a + b for text in texts for a, b in pairwise(bare(normalise(text))))
