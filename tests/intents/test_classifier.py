"""The orders the classifier is trained in: each has every example once, and one example more moves no other."""

import numpy as np

from intents.classifier import BATCH, batches

MANY = 5_000


def marks(size: int) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.random.default_rng(7).integers(0, 2**32, size, dtype=np.uint32)


def test_every_example_is_in_one_batch() -> None:
    rows = np.concatenate(batches(marks(MANY), 1))
    assert sorted(rows.tolist()) == list(range(MANY))


def test_batches_are_about_as_large_as_wanted() -> None:
    sizes = [len(rows) for rows in batches(marks(MANY), 1)]
    assert BATCH / 2 <= np.mean(sizes) <= BATCH * 2


def test_orders_differ() -> None:
    first, second = (np.concatenate(batches(marks(MANY), number)) for number in (1, 2))
    assert np.mean(first == second) < 0.01


def test_one_example_more_moves_no_other() -> None:
    before, after = (batches(marks(MANY + more), 3) for more in (0, 1))
    assert len(before) == len(after)
    changed = [
        (one.tolist(), other.tolist()) for one, other in zip(before, after, strict=True) if len(one) != len(other)
    ]
    assert len(changed) == 1
    one, other = changed[0]
    assert [row for row in other if row != MANY] == one


def test_alike_examples_and_few_are_no_trouble() -> None:
    assert [rows.tolist() for rows in batches(np.zeros(3, np.uint32), 1)] == [[0, 1, 2]]
    assert batches(np.zeros(0, np.uint32), 1) == []
