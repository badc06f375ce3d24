"""The order of training: each example has its own place in it, whatever else is learnt."""

import numpy as np

from intents.classifier import order_of

MARKS = np.arange(1, 400, 7, dtype=np.uint64)


def test_one_example_more_leaves_the_others_in_their_order() -> None:
    more = np.insert(MARKS, 20, np.uint64(123456))
    order = [int(more[at]) for at in order_of(more, 3)]
    order.remove(123456)
    assert order == [int(MARKS[at]) for at in order_of(MARKS, 3)]


def test_every_epoch_has_its_own_order_of_all() -> None:
    orders = [order_of(MARKS, salt).tolist() for salt in range(4)]
    assert all(sorted(order) == list(range(len(MARKS))) for order in orders)
    assert len({tuple(order) for order in orders}) == len(orders)
    assert orders[0] != sorted(orders[0])
