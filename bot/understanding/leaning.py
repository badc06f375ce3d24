"""Does a message lean on the policy talked of before it? 租金多少, after a question about the plants; not 天气怎么样."""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise

from bot.content.load import Content
from bot.speech import asks_amount, has_subject, is_question, names_nothing, subject
from bot.understanding.cues import says_no_more
from bot.understanding.parts import WHOLE, Parts
from bot.understanding.understood import Outcome, Understood
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
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
_FOLLOW = lazy(r"^(?:那|那么|它|他|这个|这项|这|该|上面|刚才)")
_COUNTED = lazy(r"(?:那|那么)?(?:有)?(.{2,6}?)(?:企业)?(?:有|是)?(?:多少|几)[家个户]")
_FURTHER = 20  # characters of a further question
_ASKED_OF_IT = 0.38  # 收费吗 is asked of the training where its card has a part this close, else of this program


class Leaning:
    """Weighs what a card has of a message against what the message says by itself."""

    def __init__(self, content: Content, matcher: Matcher, parts: Parts) -> None:
        self._content = content
        self._matcher = matcher
        self._parts = parts
        self._pairs = cache(self._pairs_of)

    def goes_on(self, understood: Understood, card: Card, told: Collection[str]) -> bool:
        """Is a message a further question about a card, rather than one by itself? `told`: its parts told before."""
        topic = f"policy:{card.id}"
        counted = _COUNTED.fullmatch(understood.flat)
        if counted is not None and self.holds(counted.group(1), card):
            return True  # 小巨人几个, after a zone that tells how many it has
        if any(name.topic != topic for name in understood.names):
            return False
        if understood.places and not self.tells_of(card, understood.places):
            return False
        if understood.outcome is Outcome.SURE and understood.topic == topic:
            no_subject = not has_subject(understood.flat)  # 为啥
            return no_subject or understood.unit in WHOLE and bool(told)  # 天地煤机呢: more than the card in short
        asks = is_question(understood.text) or understood.aspects
        if asks and not understood.places and (names_nothing(understood.flat) or says_no_more(understood.flat)):
            talk = understood.outcome is Outcome.SURE and (understood.topic or "").startswith("talk:")
            return not talk or self.likeness(understood, card) >= _ASKED_OF_IT
        money = any(figure.sort is Sort.MONEY for figure in find_figures(understood.text))
        if (
            len(understood.flat) > _FURTHER
            or money
            and (asks_amount(understood.text) or understood.outcome is Outcome.SURE)
        ):
            return False
        points_back = bool(_FOLLOW.match(understood.flat))
        return self.leans(understood, card, points_back=points_back)

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
