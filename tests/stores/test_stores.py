"""What every store has to do, whatever it keeps things in."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.stores import Store, open_store
from bot.stores.memory import MemoryStore

THREADS = 16
ROUNDS = 10
TEXT = '{"说":"5,000万元\\n","😀":"\\u0000\\\\u0000"}'


def seen(store: Store, key: str) -> int:
    held = store.load(key)
    assert held is not None
    return held[1]


def test_nothing_is_kept_under_a_key_nobody_saved(store: Store) -> None:
    assert store.load("k") is None


@pytest.mark.parametrize("text", ["", TEXT, "长" * 100_000])
def test_a_text_comes_back_as_it_was_saved(store: Store, text: str) -> None:
    assert store.save("k", text, None)
    held = store.load("k")
    assert held is not None
    assert held[0] == text


def test_keys_do_not_leak_into_each_other(store: Store) -> None:
    keys = ["web:a", "web:A", "web:a ", "web:%", "web:_", "微信:a"]
    for key in keys:
        assert store.save(key, key, None)
    store.delete("web:%")
    assert [held[0] for key in keys if (held := store.load(key))] == [key for key in keys if key != "web:%"]


def test_a_save_needs_the_version_that_was_loaded(store: Store) -> None:
    store.save("k", "one", None)
    version = seen(store, "k")
    assert store.save("k", "two", version)
    assert not store.save("k", "late", version)
    assert not store.save("k", "never loaded", None)
    assert not store.save("k", "from the future", version + 5)
    held = store.load("k")
    assert held is not None
    assert held[0] == "two"
    assert held[1] != version


def test_a_save_on_something_deleted_meanwhile_brings_nothing_back(store: Store) -> None:
    store.save("k", "one", None)
    version = seen(store, "k")
    store.delete("k")
    assert not store.save("k", "two", version)
    assert store.load("k") is None


def test_a_key_used_again_after_deletion_does_not_take_an_old_save(store: Store) -> None:
    store.save("k", "before", None)
    version = seen(store, "k")
    store.delete("k")
    assert store.save("k", "anew", None)
    assert not store.save("k", "what was to be forgotten", version)
    held = store.load("k")
    assert held is not None
    assert held[0] == "anew"


def test_deleting_what_is_not_there_is_no_fault(store: Store) -> None:
    store.delete("k")
    assert store.load("k") is None


def together(count: int, work: Callable[[int], object]) -> None:
    """Runs the work in so many threads that all start at once; a fault in one of them fails the test."""
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        work(number)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(run, range(count)))


def increments(store: Store) -> None:
    for _ in range(ROUNDS):
        while True:
            held = store.load("k")
            if store.save("k", str(int(held[0]) + 1 if held else 1), held[1] if held else None):
                break


def test_sixteen_threads_on_one_store_lose_no_increment(store: Store) -> None:
    together(THREADS, lambda _: increments(store))
    held = store.load("k")
    assert held is not None
    assert held[0] == str(THREADS * ROUNDS)


def test_of_sixteen_first_saves_exactly_one_gets_through(store: Store) -> None:
    done: list[bool] = []
    together(THREADS, lambda number: done.append(store.save("k", str(number), None)))
    assert sorted(done) == [False] * (THREADS - 1) + [True]


def test_processes_on_one_place_start_together_and_lose_no_increment(lasting: str) -> None:
    """Each with a connection of its own, on a place that none of them has prepared."""
    stores: list[Store] = []

    def work(_: int) -> None:
        store = open_store(lasting)
        stores.append(store)
        increments(store)

    together(8, work)
    held = stores[0].load("k")
    for store in stores:
        store.close()
    assert held is not None
    assert held[0] == str(8 * ROUNDS)


def test_reopening_keeps_everything(lasting: str) -> None:
    first = open_store(lasting)
    first.save("k", TEXT, None)
    first.save("gone", "x", None)
    first.delete("gone")
    held = first.load("k")
    assert held is not None
    first.close()
    again = open_store(lasting)
    assert again.load("k") == held
    assert again.load("gone") is None
    assert again.save("k", "on", held[1])
    again.close()


def test_an_open_store_is_ready(store: Store) -> None:
    assert store.ready()


def test_memory_forgets_when_closed() -> None:
    store = MemoryStore()
    store.save("k", "one", None)
    store.close()
    assert store.load("k") is None
