"""A rank as people tell it: 第三, 前五; what only says 'not among the first' is asked for again."""

import pytest

from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given
from calculators.reading.answers import answer
from calculators.reading.told import Span, Told, Unclear

RANK = Field(kind="count", counter="名", least=1, label="全国市场占有率排名", ask="全国排第几？")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("8", 8),
        ("第三", 3),
        ("第3名", 3),
        ("全国第8", 8),
        ("排第十六", 16),
        ("排名16", 16),
        ("大概第12名左右吧", 12),
        ("第一", 1),
        ("省内第三名", 3),
        ("一百二十名", 120),
        ("不知道", UNKNOWN),
        ("没有", 0),
        ("没有排名", 0),
        ("没参加排名", 0),
    ],
)
def test_a_rank_is_read(said: str, value: Given) -> None:
    told = answer(RANK, said)
    assert isinstance(told, Told)
    assert told.value == value


@pytest.mark.parametrize(("said", "last"), [("前五", 5), ("前15", 15), ("在前十五名", 15), ("排进了前10", 10)])
def test_among_the_first_is_a_range(said: str, last: int) -> None:
    told = answer(RANK, said)
    assert isinstance(told, Told)
    assert told.value == Span(1, last)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["没排进前15", "不在前15", "100名开外", "15名以后", "十几名", "30多名"])
def test_a_rank_not_told_exactly_is_asked_for_again(said: str) -> None:
    """Never taken for the mark itself: 没排进前15 is not 15th."""
    assert isinstance(answer(RANK, said), Unclear)


@pytest.mark.parametrize("said", ["我们在长治", "好的", ""])
def test_what_tells_no_rank_is_no_answer(said: str) -> None:
    assert answer(RANK, said) is None
