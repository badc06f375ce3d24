"""From a question to what it is about: candidates with reasons, and how sure to be of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.content import cache
from bot.content.load import Content
from bot.content.talk import aspects, talks
from intents.matcher import Candidate, Matcher, Sample
from intents.names import NameFinder, NameHit
from intents.normalise import bare, normalise
from intents.places import Place, covers, find_places
from intents.segment import Segmenter
from policies.card import Card

SURE = 0.50
UNSURE = 0.33
CLOSE = 0.08  # two topics nearer than this are told apart by asking
ASPECT_BONUS = 0.04
WEAK = 0.30  # no example is near: the words of an aspect decide


class Outcome(StrEnum):
    SURE = "sure"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Understood:
    """What a text was taken for, with everything that spoke for it."""

    text: str  # normalised
    flat: str  # bare form used for matching
    outcome: Outcome
    candidates: tuple[Candidate, ...]
    unit: str  # the part of the first topic that answers best: lead, section:…, question:…
    likeness: float  # how close that part's nearest example is
    aspects: tuple[str, ...]
    names: tuple[NameHit, ...]
    places: tuple[Place, ...]
    foreign: Place | None = None  # a place the first topic does not hold for

    @property
    def topic(self) -> str | None:
        return self.candidates[0].topic if self.candidates else None

    @property
    def confidence(self) -> float:
        return round(min(max(self.candidates[0].score, 0.0), 1.0), 3) if self.candidates else 0.0


def samples_of(content: Content) -> Iterator[Sample]:
    """Every example question of the content, with what it means."""
    for card in content.cards.values():
        topic = f"policy:{card.id}"
        for text in (card.title, *card.names, *card.ask):
            yield _sample(text, topic, "lead")
        for name, section in card.sections.items():
            for text in section.ask:
                yield _sample(text, topic, f"section:{name}")
        for place, question in enumerate(card.questions):
            for text in question.ask:
                yield _sample(text, topic, f"question:{place}")
    for rule in content.rules.values():
        for text in (*rule.names, *rule.ask):
            yield _sample(text, f"rule:{rule.id}", "lead")
    for absent in content.absent.values():
        for text in (absent.title, *absent.names, *absent.ask):
            yield _sample(text, f"absent:{absent.id}", "lead")
    for talk in talks().values():
        for text in talk.ask:
            yield _sample(text, f"talk:{talk.id}", "lead")


def _sample(text: str, topic: str, unit: str) -> Sample:
    return Sample(bare(normalise(text)), topic, unit)


class Understanding:
    """The matcher over one content."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.samples = [sample for sample in samples_of(content) if sample.text]
        names = {name: f"policy:{card.id}" for card in content.cards.values() for name in (card.title, *card.names)}
        segmenter = Segmenter.with_names((bare(normalise(name)) for name in names), cache.words())
        index = cache.load_index(self.samples)
        self.matcher = Matcher(self.samples, segmenter, index)
        if index is None:
            cache.save_index(self.samples, self.matcher.index)
        self.names = NameFinder({bare(normalise(name)): topic for name, topic in names.items()})

    def understand(self, text: str, *, without: int | None = None) -> Understood:
        """What a message is about."""
        normal = normalise(text)
        flat = bare(normal)
        hits = self.names.find(flat)
        found = self.matcher.candidates(flat, most=6, without=without) if flat else []
        found = _with_names(found, hits)
        asked = tuple(aspect_hits(flat))
        places = tuple(find_places(normal))
        if not found:
            return Understood(normal, flat, Outcome.UNKNOWN, (), "lead", 0.0, asked, tuple(hits), places)
        first = found[0]
        foreign = self._foreign(first.topic, normal, places)
        unit, likeness = self._unit(flat, first, asked, without)
        outcome = Outcome.SURE if first.score >= SURE else Outcome.UNSURE if first.score >= UNSURE else Outcome.UNKNOWN
        return Understood(normal, flat, outcome, tuple(found), unit, likeness, asked, tuple(hits), places, foreign)

    def _foreign(self, topic: str, normal: str, places: tuple[Place, ...]) -> Place | None:
        """A place that the topic's rule does not hold for, when no place in the text is the rule's own."""
        if not topic.startswith("policy:") or not places:
            return None
        card = self.content.cards[topic.partition(":")[2]]
        if any(covers(card.place, place) or _mentions(card, place) for place in places):
            return None
        return places[0]

    def _unit(self, flat: str, candidate: Candidate, asked: tuple[str, ...], without: int | None) -> tuple[str, float]:
        """The part of the card that answers: nearest example, or the aspect whose words were used."""
        parts = self.matcher.parts(flat, candidate.topic, without)
        best = {part.unit: part.likeness for part in parts}
        for aspect in asked:
            unit = f"section:{aspect}"
            if unit in best:
                best[unit] += ASPECT_BONUS
        if asked and (not best or max(best.values()) < WEAK):
            return f"section:{asked[0]}", WEAK
        if not best:
            return "lead", 0.0
        unit = max(best, key=lambda name: best[name])
        return unit, best[unit]


def _mentions(card: Card, place: Place) -> bool:
    """Does the card itself speak of the place (左云招商赴江苏)?"""
    words = place.said
    return words in card.lead or any(words in section.text for section in card.sections.values()) or any(
        words in question.answer or any(words in text for text in question.ask) for question in card.questions
    )


def _with_names(found: list[Candidate], hits: list[NameHit]) -> list[Candidate]:
    """A policy's own name in the text (as written or as it sounds) speaks for it."""
    if not hits:
        return found
    weight: dict[str, float] = {}
    for hit in hits:
        weight[hit.topic] = max(weight.get(hit.topic, 0.0), min(0.10 + 0.05 * hit.size, 0.5))
    known = {candidate.topic for candidate in found}
    missing = [Candidate(topic, 0.0, 0.0, 0.0, ()) for topic in weight if topic not in known]
    raised = [
        Candidate(c.topic, c.score + weight.get(c.topic, 0.0) * (1 - c.score), c.likeness, c.probability, c.nearest)
        for c in (*found, *missing)
    ]
    return sorted(raised, key=lambda candidate: -candidate.score)


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    owner = {bare(cue): aspect.id for aspect in aspects().values() for cue in aspect.cues}
    return re.compile("|".join(sorted(map(re.escape, owner), key=len, reverse=True))), owner


def aspect_hits(flat: str) -> list[str]:
    """The aspects whose words a bare text uses; the longest words first."""
    pattern, owner = _cues()
    found = sorted(pattern.findall(flat), key=len, reverse=True)
    return list(dict.fromkeys(owner[cue] for cue in found))
