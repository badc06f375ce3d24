"""Does a message lean on the policy talked of before it? 租金多少, after a question about the plants; not 天气怎么样."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from bot.content.load import Content
from bot.speech import subject
from bot.understanding.parts import Parts
from bot.understanding.understood import Understood
from intents.matcher import Matcher
from intents.normalise import bare, normalise
from intents.places import Place
from policies.card import Card

# Fitted by logistic regression on the dev sets, in units of likeness: docs/question-sets.md tells how.
_AT_LEAST = 0.23
_SUBJECT_HELD = 0.2  # for a subject whose words the card has
_SPOKEN = 0.12  # for words that one part of the card says
_OWN_TOPIC = 0.55  # for a message that is taken for this very card, however unsurely
_OTHER_TOPIC = 0.58  # against, for a message that is understood as something else
_POINTS_BACK = 0.1  # for 那, 这个 at its head
_PLACE_NAMED = 0.12  # against, for one that says of where: that is seldom left open


class Leaning:
    """Weighs what a card has of a message against what the message says by itself."""

    def __init__(self, content: Content, matcher: Matcher, parts: Parts) -> None:
        self._content = content
        self._matcher = matcher
        self._parts = parts
        self._pairs = cache(self._pairs_of)

    def leans(self, understood: Understood, card: Card, *, points_back: bool = False) -> bool:
        """Is the message more likely a further question about the card than one by itself?"""
        topic = f"policy:{card.id}"
        own = self.likeness(understood, card)
        has = own + _SUBJECT_HELD * self._held(understood.flat, card) + _POINTS_BACK * points_back
        has += _SPOKEN * self._parts.spoken(topic, understood.flat)
        mine = next((one.score for one in understood.candidates if one.topic == topic), 0.0)
        other = next((one.score for one in understood.candidates if one.topic != topic), 0.0)
        against = _OTHER_TOPIC * other + _PLACE_NAMED * bool(understood.places)
        return has + _OWN_TOPIC * mine > _AT_LEAST + against

    def likeness(self, understood: Understood, card: Card) -> float:
        """How close a message comes to a question that the card is asked."""
        parts = self._matcher.parts(understood.flat, f"policy:{card.id}")
        return max((part.likeness for part in parts), default=0.0)

    def tells_of(self, card: Card, places: Iterable[Place]) -> bool:
        """Does a card speak of all of these places?"""
        held = self._pairs(card.id)
        return all(a + b in held for place in places for a, b in pairwise(place.said))

    def holds(self, flat: str, card: Card) -> bool:
        """Does a card have words for all of what a message is about?"""
        return self._held(flat, card) == 1

    def _held(self, flat: str, card: Card) -> float:
        """The share of its subject that the card has words for."""
        said = [a + b for a, b in pairwise(subject(flat))]
        return sum(pair in self._pairs(card.id) for pair in said) / len(said) if said else 0.0

    def _pairs_of(self, id: str) -> frozenset[str]:
        """Every two characters side by side in what a card says and is asked."""
        card = self._content.cards[id]
        texts = [card.title, card.lead, *card.names, *card.ask]
        for section in card.sections.values():
            texts += [section.text, *section.ask]
        for question in card.questions:
            texts += [question.answer, *question.ask]
        return frozenset(a + b for text in texts for a, b in pairwise(bare(normalise(text))))
