"""From a question to what it is about: candidates with reasons, and how sure to be of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bot.content import cache
from bot.content.load import Content
from bot.content.talk import aspects, talks
from intents.index import Sample
from intents.matcher import Candidate, Matcher
from intents.names import NameFinder, NameHit
from intents.normalise import bare, normalise
from intents.places import Place, covers, find_places
from intents.segment import Segmenter
from policies.card import Card

SURE = 0.46
FAIRLY = 0.24  # sure as well, if the next topic is AHEAD behind
AHEAD = 0.14
UNSURE = 0.18
ASPECT_BONUS = 0.06
CLEAR = 0.7  # an example this near leaves no doubt which part is meant
BESIDE = 0.08
WEAK = 0.30  # no example is near: the words of an aspect decide


LONG = 26  # longer texts are also looked at clause by clause
MOST_CLAUSES = 3
CLAUSE = 0.93
OWN_PLACE = 0.12
PAIR_TOLD = 0.85  # a question this close to an example of one card is answered by that card
HALF = 0.42
_AND = re.compile(r"和|跟|与|以及|还有|、|还是|又是|另外")
_BOTH = re.compile(
    r"区别|差别|不同|不一样|一样|各|分别|都|两[个项笔样头]|同时|叠加|加起来|一共|合计|总共|哪个|谁|一起|一块|一回事|冲突|再"
)
_BREAKS = re.compile(r"[,.;?!\s]+")


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
    beside: str | None  # another part of the topic that is all but as close
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


def examples_of(content: Content) -> Iterator[tuple[str, Sample]]:
    """Every example question of the content, as it was written and with what it means; a topic's stand together."""
    for card in content.cards.values():
        topic = f"policy:{card.id}"
        for text in (card.title, *card.names, *card.ask):
            yield from _example(text, topic, "lead")
        for name, section in card.sections.items():
            for text in section.ask:
                yield from _example(text, topic, f"section:{name}")
        for place, question in enumerate(card.questions):
            for text in question.ask:
                yield from _example(text, topic, f"question:{place}")
    for rule in content.rules.values():
        for text in (*rule.names, *rule.ask):
            yield from _example(text, f"rule:{rule.id}", "lead")
    for absent in content.absent.values():
        for text in (absent.title, *absent.names, *absent.ask):
            yield from _example(text, f"absent:{absent.id}", "lead")
    for talk in talks().values():
        for text in talk.ask:
            yield from _example(text, f"talk:{talk.id}", "lead")


def _example(text: str, topic: str, unit: str) -> Iterator[tuple[str, Sample]]:
    flat = bare(normalise(text))
    if flat:
        yield text, Sample(flat, topic, unit)


class Understanding:
    """The matcher over one content."""

    def __init__(self, content: Content) -> None:
        self.content = content
        names = {name: f"policy:{card.id}" for card in content.cards.values() for name in (card.title, *card.names)}
        segmenter = Segmenter.with_names((bare(normalise(name)) for name in names), cache.words())
        held = cache.load_index(content.version)
        self.samples = held[0] if held else [sample for _, sample in examples_of(content)]
        self.matcher = Matcher(self.samples, segmenter, held[1] if held else None)
        if held is None:
            cache.save_index(content.version, self.samples, self.matcher.index)
        self.names = NameFinder({bare(normalise(name)): topic for name, topic in names.items()})

    def understand(self, text: str) -> Understood:
        """What a message is about."""
        normal = normalise(text)
        flat = bare(normal)
        hits = self.names.find(flat)
        found = self._candidates(normal, flat)
        found = _with_names(found, hits)
        asked = tuple(aspect_hits(flat))
        places = tuple(find_places(normal))
        found = self._with_places(found, places)
        if not found:
            return Understood(normal, flat, Outcome.UNKNOWN, (), "lead", 0.0, None, asked, tuple(hits), places)
        first = found[0]
        foreign = self._foreign(first.topic, normal, places)
        unit, likeness, beside = self._unit(normal, flat, first, asked)
        outcome = _outcome(found)
        return Understood(
            normal, flat, outcome, tuple(found), unit, likeness, beside, asked, tuple(hits), places, foreign
        )

    def _candidates(self, normal: str, flat: str) -> list[Candidate]:
        """Candidates for the whole text and, of a long one, for its clauses: the question hides in one of them."""
        found = self.matcher.candidates(flat, most=6) if flat else []
        if len(flat) < LONG:
            return found
        best = {candidate.topic: candidate for candidate in found}
        for piece in clauses(normal):
            for candidate in self.matcher.candidates(piece, most=3):
                held = best.get(candidate.topic)
                score = candidate.score * CLAUSE
                if held is None or held.score < score:
                    near = candidate.nearest if held is None else (*candidate.nearest, *held.nearest)
                    best[candidate.topic] = Candidate(
                        candidate.topic, score, candidate.likeness, candidate.probability, near
                    )
        return sorted(best.values(), key=lambda candidate: -candidate.score)[:6]

    def _with_places(self, found: list[Candidate], places: tuple[Place, ...]) -> list[Candidate]:
        """A place in the question speaks for the policies of that very place."""
        cities = {place.city for place in places if place.city}
        if not cities:
            return found
        raised = []
        for candidate in found:
            sort, _, id = candidate.topic.partition(":")
            own = sort == "policy" and any(
                city in self.content.cards[id].place or place_city(self.content.cards[id].place) == city
                for city in cities
            )
            raised.append(
                replace(candidate, score=candidate.score + OWN_PLACE * (1 - candidate.score)) if own else candidate
            )
        return sorted(raised, key=lambda candidate: -candidate.score)

    def _foreign(self, topic: str, normal: str, places: tuple[Place, ...]) -> Place | None:
        """A place that the topic's rule does not hold for, when no place in the text is the rule's own."""
        if not topic.startswith("policy:") or not places:
            return None
        card = self.content.cards[topic.partition(":")[2]]
        if any(covers(card.place, place) or _mentions(card, place) for place in places):
            return None
        return places[0]

    def pair(self, understood: Understood) -> tuple[str, str] | None:
        """Two policies that one question asks about, each named in its own half; None for an ordinary question."""
        if understood.outcome is Outcome.UNKNOWN or len(understood.candidates) < 2 or understood.likeness >= PAIR_TOLD:
            return None
        likely = {
            c.topic.partition(":")[2]: c.score for c in understood.candidates[:4] if c.topic.startswith("policy:")
        }
        if not _BOTH.search(understood.text):
            return None
        for found in _AND.finditer(understood.text):
            halves = [
                self._half(understood.text[: found.start()], likely),
                self._half(understood.text[found.end() :], likely),
            ]
            if halves[0] and halves[1] and halves[0] != halves[1] and not self._same_award(halves[0], halves[1]):
                return halves[0], halves[1]
        return None

    def _same_award(self, first: str, second: str) -> bool:
        calculators = [self.content.cards[policy].calculator_id for policy in (first, second)]
        return calculators[0] is not None and calculators[0] == calculators[1]

    def _half(self, text: str, likely: dict[str, float]) -> str | None:
        """The policy that half of a question names, among the likely ones."""
        flat = bare(text)
        if len(flat) < 2:
            return None
        found = _with_names(self.matcher.candidates(flat, most=3), self.names.find(flat))
        for candidate in found[:2]:
            id = candidate.topic.partition(":")[2]
            if id in likely and candidate.score >= HALF and candidate.topic.startswith("policy:"):
                return id
        return None

    def _unit(
        self, normal: str, flat: str, candidate: Candidate, asked: tuple[str, ...]
    ) -> tuple[str, float, str | None]:
        """The part of the card that answers: nearest example, or the aspect whose words were used."""
        best: dict[str, float] = {}
        for piece in (flat, *(clauses(normal) if len(flat) >= LONG else ())):
            weight = 1.0 if piece == flat else CLAUSE
            for part in self.matcher.parts(piece, candidate.topic):
                best[part.unit] = max(best.get(part.unit, 0.0), part.likeness * weight)
        for aspect in asked:
            unit = f"section:{aspect}"
            if unit in best:
                best[unit] += ASPECT_BONUS
        if asked and (not best or max(best.values()) < WEAK):
            return f"section:{asked[0]}", WEAK, None
        if not best:
            return "lead", 0.0, None
        ranked = sorted(best, key=lambda name: -best[name])
        unit = ranked[0]
        second = next((name for name in ranked[1:] if best[unit] - best[name] <= BESIDE and best[unit] < CLEAR), None)
        return unit, best[unit], second


def _outcome(found: list[Candidate]) -> Outcome:
    """How sure to be: by the score, and by how far the next topic is behind."""
    score = found[0].score
    lead = score - (found[1].score if len(found) > 1 else 0.0)
    if score >= SURE or score >= FAIRLY and lead >= AHEAD:
        return Outcome.SURE
    return Outcome.UNSURE if score >= UNSURE else Outcome.UNKNOWN


def clauses(normal: str) -> list[str]:
    """The clauses of a long text, in bare form; short ones joined to the next, the last ones kept."""
    pieces: list[str] = []
    held = ""
    for piece in _BREAKS.split(normal):
        held += bare(piece)
        if len(held) >= 8:
            pieces.append(held)
            held = ""
    if held:
        pieces.append((pieces.pop() if pieces else "") + held)
    joined = [first + second for first, second in zip(pieces, pieces[1:], strict=False)]
    found = [piece for piece in (*pieces, *joined[-2:]) if len(piece) <= 60]
    return found[-MOST_CLAUSES:]


def place_city(place: str) -> str | None:
    """The city that a card's place lies in."""
    found = find_places(place)
    return found[-1].city if found else None


def _mentions(card: Card, place: Place) -> bool:
    """Does the card itself speak of the place (左云招商赴江苏)?"""
    words = place.said.removesuffix("省").removesuffix("市")
    return (
        words in card.lead
        or any(words in section.text for section in card.sections.values())
        or any(words in question.answer or any(words in text for text in question.ask) for question in card.questions)
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
