"""From a question to what it is about: candidates with reasons, and how sure to be of them."""

from copy import copy
from functools import lru_cache

from bot.changed import replace
from bot.collecting import uncollected
from bot.content import cache
from bot.content.load import Content
from bot.ranking import Rankings
from bot.speech import has_subject
from bot.understanding.by_amount import ByAmount, with_amounts
from bot.understanding.clauses import LONG, clauses, together
from bot.understanding.cues import aspect_hits
from bot.understanding.examples import examples_of, learnt_from
from bot.understanding.halves import Asked
from bot.understanding.how_sure import outcome_unnamed
from bot.understanding.naming import with_names, without_names
from bot.understanding.one_held import OneHeld, one_held
from bot.understanding.pairs import pair_of
from bot.understanding.parts import Parts
from bot.understanding.placing import foreign_place, with_places
from bot.understanding.roles import with_roles
from bot.understanding.several import several_of
from bot.understanding.standing import Standings
from bot.understanding.times import without_times
from bot.understanding.understood import AHEAD, FAIRLY, SLIGHTLY, SURE, UNSURE, Outcome, Understood, outcome_of
from intents.index import Index, Sample, build
from intents.matcher import Candidate, Matcher
from intents.names import NameFinder
from intents.normalise import bare, normalise
from intents.pinyin import common_sounds, know
from intents.places import find_places
from intents.segment import Segmenter, common_words

__all__ = [
    "AHEAD",
    "FAIRLY",
    "LONG",
    "SLIGHTLY",
    "SURE",
    "UNSURE",
    "Asked",
    "OneHeld",
    "Outcome",
    "Understanding",
    "Understood",
    "aspect_hits",
    "clauses",
    "examples_of",
    "learnt_from",
]

KEPT = 8192  # texts understood before
MOST = 6  # topics looked at


class Understanding:
    """The matcher over one content."""

    def __init__(self, content: Content) -> None:
        self.content = content
        with uncollected(for_good=True):
            self._load(content)
        self._remember()

    def _load(self, content: Content) -> None:
        """All that is made of the content, or kept from an earlier start."""
        know(cache.derived("sounds", "", common_sounds))
        names = {name: f"policy:{card.id}" for card in content.cards.values() for name in (card.title, *card.names)}
        ruled = {name: f"rule:{rule.id}" for rule in content.rules.values() for name in rule.names}
        segmenter = Segmenter.with_names(
            (bare(normalise(name)) for name in names), cache.derived("words", "", common_words)
        )
        self.samples, index = cache.index(content.version, lambda: _built(content, segmenter))
        self.matcher = Matcher(self.samples, segmenter, index)
        self.parts = Parts(content)
        self.rankings = Rankings(content.cards.values())
        self.standings = Standings(self.rankings, content.cards.values())
        self.by_amount = ByAmount(content)
        self.names = NameFinder({bare(normalise(name)): topic for name, topic in (ruled | names).items()})

    def _remember(self) -> None:
        """Much is asked by many in the same words: what was understood before is not worked out again."""
        self._understood = lru_cache(maxsize=KEPT)(self._read)
        self._pairs = lru_cache(maxsize=KEPT)(self._pair)

    def with_matcher(self, matcher: Matcher) -> "Understanding":
        """The same with other examples."""
        other = copy(self)
        other.matcher = matcher
        other._remember()
        return other

    def understand(self, text: str) -> Understood:
        """What a message is about."""
        return self._understood(text)

    def _read(self, text: str) -> Understood:
        normal = normalise(text)
        understood = self._read_as(normal)
        plain = without_times(normal, self._dated_of(understood.topic))
        if plain == normal or not has_subject(bare(plain)):
            return understood
        timeless = self._read_as(plain)  # 2025年的链主奖励变了没
        if understood.outcome is Outcome.SURE:
            return replace(timeless, text=normal) if timeless.topic == understood.topic else understood
        surer = timeless.outcome in (Outcome.SURE, Outcome.LIKELY) and (timeless.topic or "").startswith("policy:")
        return replace(timeless, text=normal) if surer else understood

    def _dated_of(self, topic: str | None) -> str:
        """The year of the notice that a policy stands on, of the newest notice where no policy is meant.

        Reports tell of years to come themselves: their years stay.
        """
        card = self.content.cards.get((topic or "").partition(":")[2])
        document = self.content.documents[card.document] if card else None
        if document is not None and document.kind == "notice":
            return document.dated
        return max(one.dated for one in self.content.documents.values() if one.kind == "notice")

    def _read_as(self, normal: str) -> Understood:
        flat = bare(normal)
        hits = self.names.find(flat)
        asked = tuple(aspect_hits(flat))
        places = tuple(find_places(normal))
        found = with_names(self._candidates(normal, flat), hits)
        called = set() if hits else self.by_amount.called(found, normal)
        found = with_places(self.content, with_amounts(found, called), normal, places)
        found = self.standings.with_standing(with_roles(self.content, found, normal), flat)
        if not found:
            return Understood(normal, flat, Outcome.UNKNOWN, (), "lead", 0.0, None, asked, tuple(hits), places)
        topic = found[0].topic
        rest = without_names(flat, hits)
        unit, likeness, beside = self.parts.choose(self.matcher, normal, flat, topic, asked, rest, hits)
        foreign = foreign_place(self.content, topic, unit, normal, places)
        return Understood(
            normal,
            flat,
            outcome_of(found) if hits else outcome_unnamed(found, normal, flat, called),
            tuple(found),
            unit,
            likeness,
            beside,
            asked,
            tuple(hits),
            places,
            foreign,
        )

    def _candidates(self, normal: str, flat: str) -> list[Candidate]:
        """Candidates for the whole text and, of a long one, for its clauses: the question hides in one of them."""
        if not flat:
            return []
        found = self.matcher.candidates(flat, most=MOST)
        if len(flat) < LONG:
            return found
        return together(found, [self.matcher.candidates(piece, most=MOST) for piece in clauses(normal)])[:MOST]

    def pair(self, understood: Understood) -> tuple[Asked, Asked] | None:
        """The two questions that one text asks; None for an ordinary question."""
        return self._pairs(understood.text)

    def one_held(self, understood: Understood) -> OneHeld | None:
        """Of two questions in one text the one that a card answers, where the other is not held."""
        return one_held(self.understand, understood.text)

    def several(self, understood: Understood) -> tuple[Asked, ...] | None:
        """What is asked of three awards or more that one text names; None for an ordinary question."""
        return several_of(self.understand, understood.text)

    def _pair(self, normal: str) -> tuple[Asked, Asked] | None:
        understood = self.understand(normal)
        return pair_of(self.content, self.matcher, self.names, self.parts, understood)


def _built(content: Content, segmenter: Segmenter) -> tuple[list[Sample], Index]:
    """All examples and their index, made of the content."""
    samples = [learnt.sample for learnt in learnt_from(content)]
    return samples, build(samples, segmenter)
