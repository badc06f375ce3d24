"""What is left below a ceiling when some of it was had already."""

from decimal import Decimal

import pytest

from calculators.shapes.ceilings import under

WAN = Decimal(10_000)


@pytest.mark.parametrize(
    ("whole", "had", "left"),
    [
        (80, None, 80),
        (500, None, 500),
        (501, None, 500),
        (80, 0, 80),
        (1000, 0, 500),
        (80, 100, 80),
        (400, 100, 400),
        (401, 100, 400),
        (1000, 500, 0),
        (1000, 600, 0),
    ],
)
def test_what_was_had_counts_in_the_ceiling(whole: int, had: int | None, left: int) -> None:
    amount, steps, bound = under(
        500 * WAN, "年度累计最高", whole * WAN, "1", None if had is None else had * WAN, "已领"
    )
    assert amount == left * WAN
    assert bool(bound) == (left < whole)
    assert bool(steps) == (bool(had) or left < whole)


def test_without_a_ceiling_nothing_is_taken_off() -> None:
    assert under(None, "", 80 * WAN, "1", 10 * WAN) == (80 * WAN, (), ())
