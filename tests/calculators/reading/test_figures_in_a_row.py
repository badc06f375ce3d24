"""Figures that lend each other their unit, and figures that the next one takes the place of."""

import pytest

from calculators.reading.figures import Sort, find_figures


def amounts(text: str) -> list[int]:
    return [int(figure.value) // 10_000 for figure in find_figures(text) if figure.sort is Sort.MONEY]


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("三项成果分别到账90、520和40万", [90, 520, 40]),
        ("两个项目5000、8000万", [5000, 8000]),
        ("投资4000和6000万元", [4000, 6000]),
        ("到账90,520,40万", [90, 520, 40]),
        ("到账50，还有一个到账80，都是万", [50, 80]),
        ("一万万元", [10_000]),
    ],
)
def test_the_unit_is_said_of_one_of_them(text: str, wan: list[int]) -> None:
    assert amounts(text) == wan


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("3、5和1.2亿", [12_000]),  # 万 or 亿
        ("5000、8000万", [8000]),  # perhaps a range
        ("3000000、40万", [40]),  # yuan beside 万
        ("2021年12，现在20万", [20]),
    ],
)
def test_a_unit_that_could_be_another_is_not_lent(text: str, wan: list[int]) -> None:
    assert amounts(text) == wan


def test_what_was_lent_is_marked_so_that_it_is_read_back() -> None:
    assert [figure.lent for figure in find_figures("两项成果到账90和40万") if figure.sort is Sort.MONEY] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("没到1000万，只有980万", [980]),
        ("两百万出头一点，具体203.7万", [203]),
        ("不到1000万", [1000]),
        ("采购额2000万，付了1800万", [2000, 1800]),
    ],
)
def test_a_figure_gives_way_to_the_one_that_holds(text: str, wan: list[int]) -> None:
    assert amounts(text) == wan


@pytest.mark.parametrize(("text", "short"), [("不到3000万", True), ("快一千万", True), ("大约3000万", False)])
def test_a_figure_that_falls_short_says_so(text: str, short: bool) -> None:
    assert [figure.short for figure in find_figures(text)] == [short]
