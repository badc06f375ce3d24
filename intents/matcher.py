"""Finding what a question means: nearest examples and a linear classifier over the same features.

Built once from the content and kept on disk under its hash; asking touches only the features of the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.features import features
from intents.pinyin import sounds
from intents.segment import Segmenter

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

RERANKED = 40
EPOCHS = 12
SEED = 7


class Sample(NamedTuple):
    """One example question: its bare text, the topic it means, and the part of it that answers."""

    text: str
    topic: str
    unit: str


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
    starts: Ints  # postings of feature f: ids[starts[f]:starts[f+1]]
    ids: Ints
    weights: Floats
    topics: list[str]
    topic_of: Ints
    linear: Floats  # features × topics
    bias: Floats


class Matcher:
    """Examples in, candidates out."""

    def __init__(self, samples: Sequence[Sample], segmenter: Segmenter, index: Index | None = None) -> None:
        self.samples = samples
        self.segmenter = segmenter
        self._sounds: dict[int, str] = {}
        self.index = index or build(samples, segmenter)

    def vector(self, text: str) -> tuple[Ints, Floats]:
        """Feature ids and unit-length weights of a bare text; features never seen are left out."""
        index = self.index
        known = [(index.vocabulary[name], weight) for name, weight in features(text, self.segmenter.words).items() if name in index.vocabulary]
        if not known:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        ids = np.fromiter((pair[0] for pair in known), np.int32, len(known))
        values = np.fromiter((pair[1] for pair in known), np.float32, len(known)) * index.idf[ids]
        return ids, values / np.float32(np.sqrt(float(values @ values)) or 1.0)

    def candidates(self, text: str, most: int = 5, without: int | None = None) -> list[Candidate]:
        """The likeliest topics of a bare text, best first. `without` leaves one example out (for leave-one-out)."""
        ids, values = self.vector(text)
        if not len(ids):
            return []
        index = self.index
        closeness = np.zeros(len(self.samples), np.float32)
        for feature, value in zip(ids.tolist(), values.tolist(), strict=True):
            begin, end = index.starts[feature], index.starts[feature + 1]
            closeness[index.ids[begin:end]] += value * index.weights[begin:end]
        if without is not None:
            closeness[without] = 0
        probabilities = self._classify(ids, values)
        return self._rank(text, closeness, probabilities, most)

    def _classify(self, ids: Ints, values: Floats) -> Floats:
        index = self.index
        scores = values @ index.linear[ids] + index.bias
        scores = np.exp(scores - scores.max())
        return np.asarray(scores / scores.sum(), np.float32)

    def _rank(self, text: str, closeness: Floats, probabilities: Floats, most: int) -> list[Candidate]:
        count = min(RERANKED, len(closeness))
        top = np.argpartition(closeness, -count)[-count:]
        heard = " ".join(sounds(text))
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
            found.append(Candidate(self.index.topics[topic], _score(best, probability), best, probability, tuple(nearest)))
        found.sort(key=lambda candidate: -candidate.score)
        return found[:most]

    def _likeness(self, text: str, heard: str, sample: int, closeness: float) -> float:
        other = self.samples[sample].text
        spoken = self._sounds.get(sample)
        if spoken is None:
            spoken = self._sounds[sample] = " ".join(sounds(other))
        written = fuzz.ratio(text, other) / 100
        said = fuzz.ratio(heard, spoken) / 100
        return 0.55 * closeness + 0.2 * written + 0.25 * said


def _score(likeness: float, probability: float) -> float:
    return 0.55 * likeness + 0.45 * probability


def build(samples: Sequence[Sample], segmenter: Segmenter) -> Index:
    """Postings and classifier of the examples."""
    raw = [features(sample.text, segmenter.words) for sample in samples]
    counts: dict[str, int] = {}
    for row in raw:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    vocabulary = {name: place for place, name in enumerate(counts)}
    total = len(samples)
    frequency = np.fromiter(counts.values(), np.float32, len(counts))
    idf = np.asarray(np.log((total + 1) / (frequency + 0.5)), np.float32)
    rows: list[tuple[Ints, Floats]] = []
    for row in raw:
        ids = np.fromiter((vocabulary[name] for name in row), np.int32, len(row))
        values = np.fromiter(row.values(), np.float32, len(row)) * idf[ids]
        rows.append((ids, values / np.float32(np.sqrt(float(values @ values)) or 1.0)))
    starts, ids, weights = _postings(rows, len(vocabulary))
    topics = list(dict.fromkeys(sample.topic for sample in samples))
    place = {topic: number for number, topic in enumerate(topics)}
    topic_of = np.fromiter((place[sample.topic] for sample in samples), np.int32, total)
    linear, bias = _train(rows, topic_of, len(vocabulary), len(topics))
    return Index(vocabulary, idf, starts, ids, weights, topics, topic_of, linear, bias)


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
