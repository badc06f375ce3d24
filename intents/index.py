"""The index of the examples: which example holds which feature, and the classifier trained on them.

Plain arrays, so that it can be kept on disk.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from intents.classifier import Examples, Floats, Ints, Pairs, train
from intents.features import BASES, features
from intents.segment import Segmenter

STRANGE = 1.0  # how much sounds never heard speak against an example
SEEN = 2  # a feature of a single example says nothing of other questions
LEAST_NORM = 0.5


class Sample(NamedTuple):
    """One example question: its bare text, the topic it means, and the part of it that answers."""

    text: str
    topic: str
    unit: str


@dataclass
class Index:
    """The arrays of a built matcher. The examples of one topic stand together.

    A pair is a feature and a topic that occur together; the pairs of a feature stand together, and so do
    the postings (examples) of a pair: ids[offsets[p]:offsets[p + 1]] for pair p.
    """

    vocabulary: dict[str, int]
    topics: list[str]
    topic_of: Ints
    idf: Floats
    raw: Floats  # weight of each feature before idf
    rare: float  # the idf of a feature never seen
    pairs: Ints  # the pairs of feature f: pairs[f] to pairs[f + 1]
    pair_topics: Ints
    offsets: Ints
    ids: Ints
    weights: Floats
    norms: Floats  # length of each example when features are weighed within its own topic
    linear: Floats  # the classifier's weight of each pair
    bias: Floats


@dataclass
class Read:
    """Examples with their features, read once; indexes of all or some of them are made of it."""

    samples: Sequence[Sample]
    names: list[str]  # of the features
    bounds: NDArray[np.int64]  # the features of example i: ids[bounds[i]:bounds[i + 1]]
    ids: Ints
    weights: Floats


def read(samples: Sequence[Sample], segmenter: Segmenter) -> Read:
    """The features of every example."""
    places: dict[str, int] = {}
    bounds = np.zeros(len(samples) + 1, np.int64)
    ids: list[Ints] = []
    weights: list[Floats] = []
    for number, sample in enumerate(samples, 1):
        found = features(sample.text, segmenter.words)
        ids.append(np.fromiter((places.setdefault(name, len(places)) for name in found), np.int32, len(found)))
        weights.append(np.fromiter(found.values(), np.float32, len(found)))
        bounds[number] = bounds[number - 1] + len(found)
    return Read(
        samples,
        list(places),
        bounds,
        np.concatenate([np.zeros(0, np.int32), *ids]),
        np.concatenate([np.zeros(0, np.float32), *weights]),
    )


def build(samples: Sequence[Sample], segmenter: Segmenter) -> Index:
    """The index of all examples."""
    return assemble(read(samples, segmenter))


def without(every: Read, out: NDArray[np.bool_]) -> Read:
    """The examples as if some of them had never been there."""
    sizes = np.diff(every.bounds)
    kept = np.repeat(~out, sizes)
    samples = [sample for sample, gone in zip(every.samples, out.tolist(), strict=True) if not gone]
    bounds = np.append(0, np.cumsum(sizes[~out])).astype(np.int64)
    return Read(samples, every.names, bounds, every.ids[kept], every.weights[kept])


def assemble(every: Read) -> Index:
    """Weighs the features, inverts them, trains the classifier."""
    total = len(every.samples)
    owner = np.repeat(np.arange(total, dtype=np.int32), np.diff(every.bounds))
    counts = np.bincount(every.ids, minlength=len(every.names))
    kept = counts >= SEEN
    place = np.cumsum(kept, dtype=np.int32) - 1
    names = [name for name, keep in zip(every.names, kept.tolist(), strict=True) if keep]
    idf = np.log((total + 1) / (counts[kept] + 0.5)).astype(np.float32)
    rare = math.log((total + 1) / 1.5)

    known = kept[every.ids]
    ids, row = place[every.ids[known]], owner[known]
    values = every.weights[known] * idf[ids]
    sounds = np.fromiter((name[0] == "p" for name in every.names), np.bool_, len(every.names))
    strange = ~known & sounds[every.ids]
    alone = np.bincount(owner[strange], np.square(every.weights[strange]), total) * STRANGE * rare**2
    lengths = np.sqrt(np.bincount(row, np.square(values), total) + alone)
    values /= np.where(lengths > 0, lengths, 1).astype(np.float32)[row]

    topics = list(dict.fromkeys(sample.topic for sample in every.samples))
    numbers = {topic: number for number, topic in enumerate(topics)}
    topic_of = np.fromiter((numbers[sample.topic] for sample in every.samples), np.int32, total)
    bounds = np.append(0, np.cumsum(np.bincount(row, minlength=total))).astype(np.int32)

    order = np.argsort(ids, kind="stable")
    keys = ids[order].astype(np.int64) * len(topics) + topic_of[row[order]]
    begins = np.flatnonzero(np.diff(keys, prepend=-1)).astype(np.int32)
    offsets = np.append(begins, len(keys)).astype(np.int32)
    owners, pair_topics = np.divmod(keys[begins], max(len(topics), 1))
    pairs = np.searchsorted(owners, np.arange(len(names) + 1)).astype(np.int32)
    pair_topics = pair_topics.astype(np.int32)
    bases = np.fromiter((BASES[name[0]] for name in names), np.float32, len(names))
    examples = Examples(bounds, ids, values, topic_of, _marks(every.samples))
    linear, bias = train(Pairs(pairs, pair_topics), examples, len(topics))
    return Index(
        vocabulary={name: number for number, name in enumerate(names)},
        topics=topics,
        topic_of=topic_of,
        idf=idf,
        raw=bases,
        rare=rare,
        pairs=pairs,
        pair_topics=pair_topics,
        offsets=offsets,
        ids=row[order],
        weights=values[order],
        norms=_norms(bases[owners], pair_topics, offsets, row[order], topic_of),
        linear=linear,
        bias=bias,
    )


def _marks(samples: Sequence[Sample]) -> NDArray[np.uint64]:
    """A number for every example, of its words and its topic alone."""
    told = (crc32(f"{sample.topic} {sample.text}".encode()) for sample in samples)
    return np.fromiter(told, np.uint64, len(samples))


def _norms(bases: Floats, pair_topics: Ints, offsets: Ints, ids: Ints, topic_of: Ints) -> Floats:
    """The length of every example with features weighed by their rareness within its topic."""
    counts = np.diff(offsets)
    sizes = np.bincount(topic_of)[pair_topics]
    values = np.square(bases * np.log((sizes + 1) / (counts + 0.5)))
    lengths = np.sqrt(np.bincount(ids, np.repeat(values, counts), len(topic_of)))
    return np.maximum(lengths, LEAST_NORM).astype(np.float32)
