"""Without the garbage collector, which is back afterwards as it was."""

import gc
from collections.abc import Iterator

import pytest

from bot.collecting import uncollected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize("for_good", [False, True])
def test_nothing_is_collected_meanwhile_and_everything_later(for_good: bool) -> None:
    gc.unfreeze()
    with uncollected():
        with uncollected(for_good=for_good):
            assert not gc.isenabled()
        assert not gc.isenabled(), "the outer one has not ended"
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    with uncollected(for_good=for_good):
        made = [[] for _ in range(5000)]
    assert (gc.get_freeze_count() >= len(made)) is for_good


def test_a_fault_leaves_the_collector_on() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected(for_good=True):
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
