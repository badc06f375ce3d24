"""Finding what a question means: nearest examples and a linear classifier over the same features.

Built once from the content and kept on disk under its hash; asking touches only the features of the question.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.classifier import Floats, Ints, Pairs, probabilities, runs, scores
from intents.features import features
from intents.index import STRANGE, Index, Sample, build
from intents.pinyin import sound_codes, sound_points
from intents.segment import Segmenter

RERANKED = 20
PARTS = 8
COSINE, COVERED, WRITTEN, SAID = 0.5, 0.2, 0.1, 0.4
PART_MEANT, PART_SPELT = 1.0, 1.0  # the same for the parts of one topic
NEAR, LIKELY, AGREED = 0.25, 0.65, 0.1  # what the nearest example, the classifier and the examples near by count for
WORD_FOR_WORD = 0.5  # of what is lacking: for a topic that has the very text as an example
CLOSER = 4  # the closer an example near by, the more it counts: its likeness to this power
COMMON = 0.02  # features of more than this share of the examples find nothing
KEPT = 1024  # texts read before, with what was found: what is made of them is kept for longer
_UNHEARD = -1  # in place of a feature that no example has
LOOKED_AT = 3_000  # examples looked at for one question, those of the rarest features first


class Part(NamedTuple):
    """A part of a topic (unit) with how close its nearest example is."""

    unit: str
    likeness: float
    sample: int


class Nearest(NamedTuple):
    """An example close to the question, with how close (0..1)."""

    sample: int
    likeness: float


class Candidate(NamedTuple):
    """A topic with the scores that speak for it."""

    topic: str
    score: float  # 0..1, how sure
    likeness: float  # the nearest example
    probability: float  # the classifier
    nearest: tuple[Nearest, ...]  # the best example of this topic, if one is near
    agreed: float = 0.0  # its share of the examples near by


class Matcher:
    """Examples in, candidates out."""

    def __init__(self, samples: Sequence[Sample], segmenter: Segmenter, index: Index | None = None) -> None:
        self.samples = samples
        self.segmenter = segmenter
        self._texts = [sample.text for sample in samples]
        spoken = sound_points("\n".join(self._texts)).tobytes()
        self._sounds = spoken.decode("utf-32-le", "surrogatepass").split("\n")
        self.index = index or build(samples, segmenter)
        self._spans = _spans(self.index.topic_of)
        self._places = {topic: place for place, topic in enumerate(self.index.topics)}
        self._common = max(60, int(COMMON * len(samples)))
        self._pairs = Pairs(self.index.pairs, self.index.pair_topics)
        self._starts = self.index.offsets[self.index.pairs]  # where the examples of each feature begin
        # The same text is compared several times within one reply, and much is asked by many in the same words.
        self._features = lru_cache(maxsize=KEPT)(self._read)
        self._found = lru_cache(maxsize=KEPT)(self._find)
        self._split = lru_cache(maxsize=KEPT)(self._parts)
        smallest = np.min_scalar_type(len(self.index.topics))  # small numbers are sorted many times as fast
        by_topic = self.index.pair_topics.astype(smallest).argsort(kind="stable")
        bounds = np.searchsorted(self.index.pair_topics[by_topic], np.arange(len(self.index.topics) + 1))
        owners = np.repeat(np.arange(len(self.index.pairs) - 1, dtype=np.int32), np.diff(self.index.pairs))[by_topic]
        # The features of each topic, sorted, and where the examples of each of these pairs begin and end.
        self._own = [
            (owners[begin:end], self.index.offsets[by_topic[begin:end]], self.index.offsets[by_topic[begin:end] + 1])
            for begin, end in pairwise(bounds.tolist())
        ]

    def _read(self, text: str) -> tuple[Ints, Floats, float]:
        """The known features of a text with their weights, and the weight of its sounds never heard."""
        said = features(text, self.segmenter.words)
        place_of = self.index.vocabulary.get
        places = [place_of(name, _UNHEARD) for name in said]
        weights = np.fromiter(said.values(), np.float32, len(said))
        ids = np.array(places, np.int32)
        if _UNHEARD not in places:
            return ids, weights, 0.0
        unheard = [name for name, place in zip(said, places, strict=True) if place == _UNHEARD]
        strange = sum(said[name] ** 2 for name in unheard if name[0] == "p")
        known = ids != _UNHEARD
        return ids[known], weights[known], strange

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Feature ids and unit-length weights of a bare text; sounds never heard speak against every example."""
        ids, weights, strange = self._features(text)
        if not len(ids):
            return ids, weights
        values = weights * self.index.idf[ids]
        whole = float(values @ values) + STRANGE * strange * self.index.rare**2
        return ids, values / np.float32(math.sqrt(whole) or 1.0)

    def candidates(self, text: str, most: int = 5) -> list[Candidate]:
        """The likeliest topics of a bare text, best first."""
        return list(self._found(text)[:most])

    def _find(self, text: str) -> tuple[Candidate, ...]:
        ids, values = self.vector(text)
        if not len(ids):
            return ()
        index = self.index
        likely = probabilities(scores(self._pairs, index.linear, index.bias, ids, values))
        return self._rank(text, self._closeness(ids, values), likely)

    def _closeness(self, ids: Ints, values: Floats) -> NDArray[np.float64]:
        """Cosine to every example, over the features that are rare enough to find anything."""
        starts = self._starts[ids]
        counts = self._starts[ids + 1] - starts
        rarest = counts.argsort(kind="stable")
        ascending = counts[rarest]
        most = min(
            int(ascending.searchsorted(self._common, "right")),
            int(ascending.cumsum().searchsorted(LOOKED_AT, "right")),
        )
        useful = rarest[:most]
        if not most:
            return np.zeros(len(self.samples))
        counts = counts[useful]
        where = runs(starts[useful], counts)
        weights = self.index.weights[where] * values[useful].repeat(counts)
        return _summed(self.index.ids[where], weights, len(self.samples))

    def parts(self, text: str, topic: str) -> list[Part]:
        """The parts of one topic by how close their examples are, best first.

        Features are weighed by how rare they are within the topic: what every question about it says tells
        its parts no longer apart.
        """
        return list(self._split(text, topic))

    def _parts(self, text: str, topic: str) -> tuple[Part, ...]:
        index = self.index
        place = self._places[topic]
        begin, end = self._spans[place]
        size = end - begin
        ids, weights, _ = self._features(text)
        if not len(ids):
            return ()
        owned, starts, ends = self._own[place]
        at = np.minimum(owned.searchsorted(ids), len(owned) - 1)
        starts = starts[at]
        counts = (ends[at] - starts) * (owned[at] == ids)
        values = np.square(weights * np.log((size + 1) / (counts + 0.5)))
        whole = float(values.sum())
        if not whole or not counts.any():
            return ()
        where = runs(starts, counts)
        shared = _summed(index.ids[where] - begin, values.repeat(counts), size)
        covered = shared / whole  # how much of what the question says the example says too
        near = COSINE * shared / (math.sqrt(whole) * index.norms[begin:end]) + COVERED * covered
        top = near.argsort()[-PARTS:]
        nearest = (top + begin).tolist()
        best: dict[str, Part] = {}
        for sample, close, spelt in zip(nearest, near[top].tolist(), self._spellings(text, nearest), strict=True):
            likeness = PART_MEANT * close + PART_SPELT * spelt
            unit = self.samples[sample].unit
            if unit not in best or likeness > best[unit].likeness:
                best[unit] = Part(unit, likeness, sample)
        return tuple(sorted(best.values(), key=_LIKENESS, reverse=True))

    def _rank(self, text: str, closeness: NDArray[np.float64], likely: NDArray[np.float64]) -> tuple[Candidate, ...]:
        near = (closeness > 0.4 * closeness.max()).nonzero()[0]
        top = near if len(near) <= RERANKED else near[closeness[near].argpartition(-RERANKED)[-RERANKED:]]
        nearest = top.tolist()
        likenesses = [
            0.55 * close + 1.5 * spelt
            for close, spelt in zip(closeness[top].tolist(), self._spellings(text, nearest), strict=True)
        ]
        by_topic: dict[int, list[Nearest]] = {topic: [] for topic in likely.argsort()[-3:].tolist()}
        topics = self.index.topic_of[top].tolist()
        for sample, topic, likeness in zip(nearest, topics, likenesses, strict=True):
            by_topic.setdefault(topic, []).append(Nearest(sample, likeness))
        counted = [likeness**CLOSER for likeness in likenesses]
        votes = dict.fromkeys(by_topic, 0.0)
        for topic, vote in zip(topics, counted, strict=True):
            votes[topic] += vote
        every = sum(counted) or 1.0
        found = []
        for topic, near_ones in by_topic.items():
            near_ones.sort(key=_LIKENESS, reverse=True)
            best = near_ones[0].likeness if near_ones else 0.0
            probability, agreed = float(likely[topic]), votes[topic] / every
            sure = score(best, probability, agreed)
            if near_ones and self._texts[near_ones[0].sample] == text:
                sure += WORD_FOR_WORD * (1 - sure)
            found.append(Candidate(self.index.topics[topic], sure, best, probability, tuple(near_ones[:1]), agreed))
        found.sort(key=_SCORE, reverse=True)
        return tuple(found)

    def _spellings(self, text: str, samples: list[int]) -> list[float]:
        """How alike a text and each of these examples are written and sound, 0..0.5."""
        heard, texts, sounds, ratio = sound_codes(text), self._texts, self._sounds, fuzz.ratio
        return [
            (WRITTEN * ratio(text, texts[sample]) + SAID * ratio(heard, sounds[sample])) / 100 for sample in samples
        ]


_LIKENESS, _SCORE = attrgetter("likeness"), attrgetter("score")


def score(likeness: float, probability: float, agreed: float) -> float:
    """How sure a topic is by its nearest example, the classifier and its share of the examples near by."""
    return NEAR * likeness + LIKELY * probability + AGREED * agreed


def _summed(places: Ints, weights: NDArray[np.floating], size: int) -> NDArray[np.float64]:
    """The sum of the weights at every place."""
    return np.asarray(np.bincount(places, weights, size), np.float64)


def _spans(topic_of: Ints) -> dict[int, tuple[int, int]]:
    """Where the examples of each topic lie; they stand together."""
    places = np.flatnonzero(np.diff(topic_of, prepend=-1))
    ends = np.append(places[1:], len(topic_of))
    return {int(topic_of[begin]): (int(begin), int(end)) for begin, end in zip(places, ends, strict=True)}
