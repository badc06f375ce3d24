"""Finding what a question means: nearest examples and a linear classifier over the same features.

Built once from the content and kept on disk under its hash; asking touches only the features of the question.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.features import BASES, features
from intents.pinyin import sound_codes
from intents.segment import Segmenter

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

RERANKED = 20
PARTS = 10
COSINE, COVERED, WRITTEN, SAID = 0.5, 0.2, 0.1, 0.4
STRANGE = 1.0
COMMON = 0.045  # features of more than this share of the examples find nothing
SEEN = 2  # a feature of a single example says nothing of other questions
EPOCHS = 12
SEED = 7


class Sample(NamedTuple):
    """One example question: its bare text, the topic it means, and the part of it that answers."""

    text: str
    topic: str
    unit: str


class Part(NamedTuple):
    """A part of a topic (unit) with how close its nearest example is."""

    unit: str
    likeness: float
    sample: int


class Nearest(NamedTuple):
    """An example close to the question, with how close (0..1)."""

    sample: int
    likeness: float


@dataclass(frozen=True)
class Candidate:
    """A topic with the scores that speak for it."""

    topic: str
    score: float  # 0..1, how sure
    likeness: float  # the nearest example
    probability: float  # the classifier
    nearest: tuple[Nearest, ...]  # examples of this topic, best first


@dataclass
class Index:
    """The arrays of a built matcher; plain data, so that it can be kept on disk."""

    vocabulary: dict[str, int]
    idf: Floats
    rare: float  # the idf of a feature never seen
    starts: Ints  # postings of feature f: ids[starts[f]:starts[f+1]]
    ids: Ints
    weights: Floats
    topics: list[str]
    topic_of: Ints
    raw: Floats  # weight of each feature before idf
    norms: Floats  # length of each example when features are weighed within its own topic
    linear: Floats  # features × topics
    bias: Floats


class Matcher:
    """Examples in, candidates out."""

    def __init__(self, samples: Sequence[Sample], segmenter: Segmenter, index: Index | None = None) -> None:
        self.samples = samples
        self.segmenter = segmenter
        self._sounds: dict[int, str] = {}
        self.index = index or build(samples, segmenter)
        self._spans = _spans(self.index.topic_of)
        self._places = {topic: place for place, topic in enumerate(self.index.topics)}
        self._common = max(60, int(COMMON * len(samples)))
        self._groups, self._offsets = _groups(self.index)
        self._features = lru_cache(maxsize=64)(self._read)  # the same text is compared several times within one reply

    def _read(self, text: str) -> tuple[Ints, Floats, float]:
        """The known features of a text with their weights, and the weight of its sounds never heard."""
        vocabulary = self.index.vocabulary
        places: list[int] = []
        weights: list[float] = []
        strange = 0.0
        for name, weight in features(text, self.segmenter.words).items():
            place = vocabulary.get(name)
            if place is not None:
                places.append(place)
                weights.append(weight)
            elif name[0] == "p":
                strange += weight * weight
        return np.array(places, np.int32), np.array(weights, np.float32), strange

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Feature ids and unit-length weights of a bare text; sounds never heard speak against every example."""
        ids, weights, strange = self._features(text)
        if not len(ids):
            return ids, weights
        values = weights * self.index.idf[ids]
        whole = float(values @ values) + STRANGE * strange * self.index.rare**2
        return ids, values / np.float32(math.sqrt(whole) or 1.0)

    def candidates(self, text: str, most: int = 5, without: int | None = None) -> list[Candidate]:
        """The likeliest topics of a bare text, best first. `without` leaves one example out (for leave-one-out)."""
        ids, values = self.vector(text)
        if not len(ids):
            return []
        closeness = self._closeness(ids, values)
        if without is not None:
            closeness[without] = 0
        probabilities = self._classify(ids, values)
        return self._rank(text, closeness, probabilities, most)

    def _closeness(self, ids: Ints, values: Floats) -> NDArray[np.float64]:
        """Cosine to every example, over the features that are rare enough to find anything."""
        index = self.index
        starts = index.starts[ids]
        counts = index.starts[ids + 1] - starts
        useful = counts <= self._common
        starts, counts, values = starts[useful], counts[useful], values[useful]
        if not int(counts.sum()):
            return np.zeros(len(self.samples))
        where = _runs(starts, counts)
        return _summed(index.ids[where], index.weights[where] * np.repeat(values, counts), len(self.samples))

    def parts(self, text: str, topic: str, without: int | None = None) -> list[Part]:
        """The parts of one topic by how close their examples are, best first.

        Features are weighed by how rare they are within the topic: what every question about it says tells
        its parts no longer apart.
        """
        index = self.index
        place = self._places[topic]
        begin, end = self._spans[place]
        size = end - begin
        ids, weights, _ = self._features(text)
        if not len(ids):
            return []
        keys = ids.astype(np.int64) * len(index.topics) + place
        groups = np.minimum(np.searchsorted(self._groups, keys), len(self._groups) - 2)
        held = self._groups[groups] == keys
        starts = np.where(held, self._offsets[groups], 0)
        counts = np.where(held, self._offsets[groups + 1] - starts, 0)
        values = np.square(weights * np.log((size + 1) / (counts + 0.5)))
        whole = float(values.sum())
        if not whole or not int(counts.sum()):
            return []
        where = _runs(starts, counts)
        scores = _summed(index.ids[where] - begin, np.repeat(values, counts), size)
        covered = scores / whole  # how much of what the question says the example says too
        scores = COSINE * scores / (math.sqrt(whole) * index.norms[begin:end]) + COVERED * covered
        if without is not None and begin <= without < end:
            scores[without - begin] = 0
        top = np.argsort(scores)[-PARTS:]
        heard = sound_codes(text)
        best: dict[str, Part] = {}
        for place in top.tolist():
            sample = begin + place
            likeness = float(scores[place]) + self._spelling(text, heard, sample)
            unit = self.samples[sample].unit
            if unit not in best or likeness > best[unit].likeness:
                best[unit] = Part(unit, likeness, sample)
        return sorted(best.values(), key=lambda part: -part.likeness)

    def _classify(self, ids: Ints, values: Floats) -> Floats:
        index = self.index
        scores = values @ index.linear[ids] + index.bias
        scores = np.exp(scores - scores.max())
        return np.asarray(scores / scores.sum(), np.float32)

    def _rank(self, text: str, closeness: NDArray[np.float64], probabilities: Floats, most: int) -> list[Candidate]:
        near = np.flatnonzero(closeness > 0.4 * closeness.max())
        top = near if len(near) <= RERANKED else near[np.argpartition(closeness[near], -RERANKED)[-RERANKED:]]
        heard = sound_codes(text)
        by_topic: dict[int, list[Nearest]] = {}
        for sample in top.tolist():
            likeness = self._likeness(text, heard, sample, float(closeness[sample]))
            by_topic.setdefault(int(self.index.topic_of[sample]), []).append(Nearest(sample, likeness))
        for topic in np.argsort(probabilities)[-3:].tolist():
            by_topic.setdefault(topic, [])
        found = []
        for topic, nearest in by_topic.items():
            nearest.sort(key=lambda near: -near.likeness)
            best = nearest[0].likeness if nearest else 0.0
            probability = float(probabilities[topic])
            found.append(
                Candidate(self.index.topics[topic], _score(best, probability), best, probability, tuple(nearest))
            )
        found.sort(key=lambda candidate: -candidate.score)
        return found[:most]

    def _likeness(self, text: str, heard: str, sample: int, closeness: float) -> float:
        return 0.55 * closeness + 1.5 * self._spelling(text, heard, sample)

    def _spelling(self, text: str, heard: str, sample: int) -> float:
        """How alike two texts are written and sound, 0..0.45."""
        other = self.samples[sample].text
        spoken = self._sounds.get(sample)
        if spoken is None:
            spoken = self._sounds[sample] = sound_codes(other)
        return (WRITTEN * fuzz.ratio(text, other) + SAID * fuzz.ratio(heard, spoken)) / 100


def _score(likeness: float, probability: float) -> float:
    return 0.55 * likeness + 0.45 * probability


def build(samples: Sequence[Sample], segmenter: Segmenter) -> Index:
    """Postings and classifier of the examples."""
    raw = [features(sample.text, segmenter.words) for sample in samples]
    counts: dict[str, int] = {}
    for row in raw:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    kept = [name for name, count in counts.items() if count >= SEEN]
    vocabulary = {name: place for place, name in enumerate(kept)}
    total = len(samples)
    frequency = np.fromiter((counts[name] for name in kept), np.float32, len(kept))
    idf = np.asarray(np.log((total + 1) / (frequency + 0.5)), np.float32)
    rare = float(np.log((total + 1) / 1.5))
    rows: list[tuple[Ints, Floats]] = []
    for row in raw:
        shared = [(vocabulary[name], weight) for name, weight in row.items() if name in vocabulary]
        ids = np.fromiter((place for place, _ in shared), np.int32, len(shared))
        values = np.fromiter((weight for _, weight in shared), np.float32, len(shared)) * idf[ids]
        alone = STRANGE * sum(w * w for name, w in row.items() if name[0] == "p" and name not in vocabulary) * rare**2
        rows.append((ids, values / np.float32(np.sqrt(float(values @ values) + alone) or 1.0)))
    starts, ids, weights = _postings(rows, len(vocabulary))
    topics = list(dict.fromkeys(sample.topic for sample in samples))
    place = {topic: number for number, topic in enumerate(topics)}
    topic_of = np.fromiter((place[sample.topic] for sample in samples), np.int32, total)
    bases = np.fromiter((BASES[name[0]] for name in kept), np.float32, len(kept))
    norms = _local_norms(rows, topic_of, bases)
    linear, bias = _train(rows, topic_of, len(vocabulary), len(topics))
    return Index(vocabulary, idf, rare, starts, ids, weights, topics, topic_of, bases, norms, linear, bias)


def _groups(index: Index) -> tuple[NDArray[np.int64], Ints]:
    """Where the postings of each (feature, topic) begin: sorted keys feature × topics + topic, and offsets."""
    owner = np.repeat(np.arange(len(index.starts) - 1, dtype=np.int64), np.diff(index.starts))
    keys = owner * len(index.topics) + index.topic_of[index.ids]
    places = np.flatnonzero(np.diff(keys, prepend=-1))
    last = np.iinfo(np.int64).max
    return np.append(keys[places], last), np.append(places, len(keys)).astype(np.int32)


def _runs(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.intp]:
    """The indices of several runs, one after another: start, start + 1, … for each."""
    before = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) + np.repeat(starts - before, counts)


def _summed(places: Ints, weights: NDArray[np.floating], size: int) -> NDArray[np.float64]:
    """The sum of the weights at every place."""
    return np.asarray(np.bincount(places, weights, size), np.float64)


def _spans(topic_of: Ints) -> dict[int, tuple[int, int]]:
    """Where the examples of each topic lie; they stand together."""
    places = np.flatnonzero(np.diff(topic_of, prepend=-1))
    ends = np.append(places[1:], len(topic_of))
    return {int(topic_of[begin]): (int(begin), int(end)) for begin, end in zip(places, ends, strict=True)}


def _local_norms(rows: list[tuple[Ints, Floats]], topic_of: Ints, bases: Floats) -> Floats:
    """The length of every example with features weighed by their rareness within its topic."""
    norms = np.ones(len(rows), np.float32)
    for begin, end in _spans(topic_of).values():
        every = np.concatenate([rows[place][0] for place in range(begin, end)])
        found, counts = np.unique(every, return_counts=True)
        values = np.square(bases[found] * np.log((end - begin + 1) / (counts + 0.5)))
        for place in range(begin, end):
            ids = rows[place][0]
            norms[place] = max(float(np.sqrt(values[np.searchsorted(found, ids)].sum())), 0.5)
    return norms


def _postings(rows: list[tuple[Ints, Floats]], width: int) -> tuple[Ints, Ints, Floats]:
    every = np.concatenate([ids for ids, _ in rows]) if rows else np.zeros(0, np.int32)
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), [len(ids) for ids, _ in rows])
    values = np.concatenate([values for _, values in rows]) if rows else np.zeros(0, np.float32)
    order = np.argsort(every, kind="stable")
    starts = np.zeros(width + 1, np.int32)
    np.cumsum(np.bincount(every, minlength=width), out=starts[1:])
    return starts, owner[order], values[order]


def _train(rows: list[tuple[Ints, Floats]], topic_of: Ints, width: int, classes: int) -> tuple[Floats, Floats]:
    """Multinomial logistic regression by Adagrad, seeded: the same content gives the same matcher."""
    linear = np.zeros((width, classes), np.float32)
    squares = np.full((width, 1), 1e-3, np.float32)
    bias = np.zeros(classes, np.float32)
    sizes = np.bincount(topic_of, minlength=classes).astype(np.float32)
    importance = np.sqrt(sizes.mean() / np.maximum(sizes, 1))
    shuffle = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for row in shuffle.permutation(len(rows)).tolist():
            ids, values = rows[row]
            scores = values @ linear[ids] + bias
            scores = np.exp(scores - scores.max())
            error = scores / scores.sum()
            error[topic_of[row]] -= 1
            error *= importance[topic_of[row]]
            squares[ids, 0] += np.square(values) * float(error @ error)
            linear[ids] -= (1.5 * values / np.sqrt(squares[ids, 0]))[:, None] * error
            bias -= 0.01 * error
    return linear, bias
