"""A linear classifier of topics: one weight for every feature and topic that occur together in an example."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

EPOCHS = 4
RATE = 1.5
BIAS_RATE = 0.01
SEED = 7
WIDE = 256  # a feature of more topics than this tells none of them


class Pairs(NamedTuple):
    """Which feature occurs with which topic: those of feature f are starts[f] to starts[f + 1]."""

    starts: Ints
    topics: Ints


def runs(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.intp]:
    """The indices of several runs, one after another: start, start + 1, … for each."""
    before = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) + np.repeat(starts - before, counts)


def scores(pairs: Pairs, linear: Floats, bias: Floats, ids: Ints, values: Floats) -> NDArray[np.float64]:
    """How much the features of a text speak for every topic."""
    where, counts = _pairs_of(pairs, ids)
    weights = linear[where] * np.repeat(values, counts)
    return np.asarray(np.bincount(pairs.topics[where], weights, len(bias)) + bias, np.float64)


def probabilities(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as shares of one."""
    raised = np.exp(found - found.max())
    return np.asarray(raised / raised.sum(), np.float64)


def train(pairs: Pairs, bounds: Ints, ids: Ints, values: Floats, topic_of: Ints, width: int) -> tuple[Floats, Floats]:
    """Multinomial logistic regression by Adagrad, seeded: the same examples give the same classifier.

    The features of example i are ids[bounds[i]:bounds[i + 1]]. Returns the weight of every pair, and of every topic.
    """
    linear = np.zeros(len(pairs.topics), np.float32)
    squares = np.full(len(pairs.starts) - 1, 1e-3, np.float32)
    bias = np.zeros(width, np.float32)
    sizes = np.bincount(topic_of, minlength=width).astype(np.float32)
    importance = np.sqrt(sizes.mean() / np.maximum(sizes, 1))  # rare topics count for more
    shuffle = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for row in shuffle.permutation(len(topic_of)).tolist():
            own, weights = ids[bounds[row] : bounds[row + 1]], values[bounds[row] : bounds[row + 1]]
            where, counts = _pairs_of(pairs, own)
            topics = pairs.topics[where]
            error = probabilities(np.bincount(topics, linear[where] * np.repeat(weights, counts), width) + bias)
            error[topic_of[row]] -= 1
            error *= importance[topic_of[row]]
            squares[own] += np.square(weights) * np.float32(error @ error)
            steps = RATE * weights / np.sqrt(squares[own])
            linear[where] -= np.repeat(steps, counts) * error[topics].astype(np.float32)
            bias -= BIAS_RATE * error.astype(np.float32)
    return linear, bias


def _pairs_of(pairs: Pairs, ids: Ints) -> tuple[NDArray[np.intp], Ints]:
    """Where the pairs of some features stand, and how many each feature has."""
    starts = pairs.starts[ids]
    counts = pairs.starts[ids + 1] - starts
    counts = np.where(counts <= WIDE, counts, 0)
    return runs(starts, counts), counts
