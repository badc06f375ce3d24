"""The quick replace does what the library's does."""

import dataclasses
from functools import cached_property

import pytest

from bot.changed import replace
from bot.conversation import Conversation, Dialogue


@dataclasses.dataclass(frozen=True)
class Sum:
    one: int
    other: int = 2

    @cached_property
    def whole(self) -> int:
        return self.one + self.other


def test_the_same_as_the_librarys() -> None:
    before = Conversation(topic="policy:x", dialogue=Dialogue("tech-transfer"))
    after = replace(before, topic="policy:y", said="多少")
    assert after == dataclasses.replace(before, topic="policy:y", said="多少")
    assert before.topic == "policy:x"
    assert hash(replace(Sum(1), one=3)) == hash(Sum(3))


def test_nothing_worked_out_before_is_taken_over() -> None:
    one = Sum(1)
    assert one.whole == 3
    assert replace(one, one=5).whole == 7


def test_what_is_no_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Sum has no field three"):
        replace(Sum(1), three=3)  # type: ignore[call-arg]


def test_a_changed_value_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(Sum(1), one=2).one = 3  # type: ignore[misc]
