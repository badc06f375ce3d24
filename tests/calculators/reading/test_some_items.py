"""What is said of some items of a list."""

import pytest

from calculators.reading.some_items import some_items, without


@pytest.mark.parametrize(
    ("body", "count", "told"),
    [
        ("前两个投产了", 3, [((0, 1), "投产了")]),
        ("前两个投产了，最后一个还没", 3, [((0, 1), "投产了"), ((2,), "还没投产")]),
        ("后两个项目都投完了", 4, [((2, 3), "都投完了")]),
        ("第一个和第三个投产了", 3, [((0, 2), "投产了")]),
        ("都投产了", 3, []),
        ("前三个投产了", 2, []),  # there are not so many
    ],
)
def test_clauses_of_some_items(body: str, count: int, told: list[tuple[tuple[int, ...], str]]) -> None:
    assert [(one.places, one.said) for one in some_items(body, count)] == told


def test_the_rest_of_the_text_stays() -> None:
    body = "投资都是5000万，前两个投产了"
    assert without(some_items(body, 3), body) == "投资都是5000万，"
