"""Which answer text speaks of what is asked: by what only one of them says, however it is spelt."""

import pytest

from intents.passages import Passages

TEXTS = {
    "rent": "厂房租金没有写，请问管委会。",
    "size": "厂房一期总建筑面积约28万平方米。",
    "builder": "厂房由省七建施工，五个标段。",
}


@pytest.fixture(scope="module")
def passages() -> Passages:
    return Passages(TEXTS)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("厂房建筑面积多大", "size"),
        ("厂房是谁施工的", "builder"),
        ("厂房是谁师公的", "builder"),  # a slip of the input method
        ("租金一平米多少", "rent"),
    ],
)
def test_the_passage_that_says_it(passages: Passages, asked: str, key: str) -> None:
    found = passages.spoken_of(asked)
    assert max(found, key=lambda name: found[name]) == key


def test_shares_of_what_is_asked(passages: Passages) -> None:
    whole = passages.spoken_of("总建筑面积")
    assert whole["size"] == pytest.approx(1.0)
    diluted = passages.spoken_of("总建筑面积隔壁老王")
    assert 0 < diluted["size"] < whole["size"]


def test_what_all_say_tells_less_than_what_one_says(passages: Passages) -> None:
    found = passages.spoken_of("厂房施工")
    assert set(found) == set(TEXTS)
    assert found["builder"] > 4 * found["rent"]


@pytest.mark.parametrize("asked", ["", "钱", "今天天气"])
def test_nothing_said_nothing_found(passages: Passages, asked: str) -> None:
    assert passages.spoken_of(asked) == {}
