"""A linear classifier of topics: one weight for every feature and topic that occur together in an example."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

EPOCHS = 2
BATCH = 32
RATE = 1.5
BIAS_RATE = 0.01
SEEDS = (1, 2, 3)  # of the orders trained in; the classifier is their mean, so that one example more shifts little
AVERAGED = 20  # after the first epoch, the weights of every so many batches are averaged: order matters less
WIDE = 64  # a feature of more topics than this tells none of them


class Pairs(NamedTuple):
    """Which feature occurs with which topic: those of feature f are starts[f] to starts[f + 1]."""

    starts: Ints
    topics: Ints


class Examples(NamedTuple):
    """What is learnt from: the features of example i are ids[bounds[i]:bounds[i + 1]], and it means topic_of[i].

    marks[i] is a number of its own, which places it in every order of training, so that one example more leaves the
    others in theirs.
    """

    bounds: NDArray[np.integer]
    ids: Ints
    values: Floats
    topic_of: Ints
    marks: NDArray[np.uint64]


def runs(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.intp]:
    """The indices of several runs, one after another: start, start + 1, … for each."""
    ends = counts.cumsum()
    return np.asarray(np.arange(ends[-1] if len(ends) else 0) + (starts - ends + counts).repeat(counts), np.intp)


def scores(pairs: Pairs, linear: Floats, bias: Floats, ids: Ints, values: Floats) -> NDArray[np.float64]:
    """How much the features of a text speak for every topic."""
    where, counts = _pairs_of(pairs, ids)
    weights = linear[where] * values.repeat(counts)
    return np.asarray(np.bincount(pairs.topics[where], weights, len(bias)) + bias, np.float64)


def probabilities(found: NDArray[np.floating]) -> NDArray[np.float64]:
    """Scores as shares of one, along the last axis."""
    raised = np.exp(found - found.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float64)


def train(pairs: Pairs, examples: Examples, width: int) -> tuple[Floats, Floats]:
    """Multinomial logistic regression by Adagrad, seeded: the same examples give the same classifier.

    Returns the weight of every pair, and of every topic.
    """
    told = (np.diff(pairs.starts) <= WIDE)[examples.ids]  # what tells nothing is left out of every order at once
    bounds = np.append(0, told.cumsum())[examples.bounds]
    kept = examples._replace(bounds=bounds, ids=examples.ids[told], values=examples.values[told])
    trained = [_train_once(pairs, kept, width, seed) for seed in SEEDS]
    share = np.float32(1 / len(trained))
    return (
        np.asarray(sum(linear for linear, _ in trained) * share, np.float32),
        np.asarray(sum(bias for _, bias in trained) * share, np.float32),
    )


def _train_once(pairs: Pairs, examples: Examples, width: int, seed: int) -> tuple[Floats, Floats]:
    """The classifier trained in one order of the examples."""
    bounds, ids, values, topic_of, marks = examples
    linear = np.zeros(len(pairs.topics), np.float32)
    squares = np.full(len(pairs.starts) - 1, 1e-3, np.float32)
    bias = np.zeros(width, np.float32)
    sums, taken = (np.zeros_like(linear), np.zeros_like(bias)), 0
    sizes = np.bincount(topic_of, minlength=width).astype(np.float32)
    importance = np.sqrt(sizes.mean() / np.maximum(sizes, 1))  # examples of rare topics count for more
    lengths = np.diff(bounds)
    for epoch in range(EPOCHS):
        order = order_of(marks, seed * EPOCHS + epoch)
        for begin in range(0, len(order), BATCH):
            rows = order[begin : begin + BATCH]
            at = runs(bounds[rows], lengths[rows])
            own, weights, row = ids[at], values[at], np.repeat(np.arange(len(rows)), lengths[rows])
            where, counts = _pairs_of(pairs, own)
            holder = np.arange(len(own)).repeat(counts)  # the occurrence of a feature that each pair is of
            cells = (row * width)[holder] + pairs.topics[where]  # row × topic
            found = np.bincount(cells, linear[where] * weights[holder], len(rows) * width)
            error = probabilities(found.reshape(len(rows), width) + bias)
            error[np.arange(len(rows)), topic_of[rows]] -= 1
            error = (error * importance[topic_of[rows], None]).astype(np.float32)
            np.add.at(squares, own, np.square(weights) * np.square(error).sum(1)[row])
            steps = RATE * weights / np.sqrt(squares[own])
            np.subtract.at(linear, where, steps[holder] * error.ravel()[cells])
            bias -= BIAS_RATE * error.sum(0)
            if epoch and begin // BATCH % AVERAGED == 0:
                sums[0][:] += linear
                sums[1][:] += bias
                taken += 1
    share = np.float32(1 / max(taken, 1))
    return sums[0] * share, sums[1] * share


def order_of(marks: NDArray[np.uint64], salt: int) -> NDArray[np.intp]:
    """The examples in an order that depends on nothing but the mark of each (splitmix64)."""
    mixed = marks + np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.argsort(mixed ^ (mixed >> np.uint64(31)), kind="stable")


def _pairs_of(pairs: Pairs, ids: Ints) -> tuple[NDArray[np.intp], Ints]:
    """Where the pairs of some features stand, and how many each feature has."""
    starts = pairs.starts[ids]
    counts = pairs.starts[ids + 1] - starts
    counts *= counts <= WIDE
    return runs(starts, counts), counts
