"""A rate on what a rise stands for, in whole steps of five points."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

INPUTS: dict[str, Any] = {
    "before": {"kind": "percent", "label": "原来"},
    "now": {"kind": "percent", "label": "现在"},
    "of": {"kind": "money", "label": "总额"},
}
STEPS = {
    "shape": "rate_steps",
    "before": "before",
    "now": "now",
    "of": "of",
    "step_percent": 5,
    "rate": "1%",
    "ceiling": "500万",
}


@pytest.mark.parametrize(
    ("before", "now", "of", "amount"),
    [
        (30, 35, 800_000_000, "400000"),
        (30, "39.99", 800_000_000, "400000"),
        (30, 40, 800_000_000, "800000"),
        (30, 42, 800_000_000, "800000"),
        ("12.5", "17.5", 1_000, "0.5"),
        (0, 100, 100_000_000, "1000000"),
        (30, 35, 0, "0"),
    ],
)
def test_only_whole_steps_count(before: object, now: object, of: int, amount: str) -> None:
    result = run(STEPS, INPUTS, {"before": before, "now": now, "of": of})
    assert (result.status, result.amount) == (Status.COMPUTED, Decimal(amount))
    assert result.limits == ()


@pytest.mark.parametrize(("before", "now"), [(40, "44.99"), (40, 40), (40, 30), (0, 0), (100, 0)])
def test_less_than_one_step_is_not_eligible(before: object, now: object) -> None:
    result = run(STEPS, INPUTS, {"before": before, "now": now, "of": 10**9})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert "不满5个百分点" in labels(result)


@pytest.mark.parametrize(("of", "bound"), [("10000000000", False), ("10000000000.01", True)])
def test_the_ceiling_binds_only_above_it(of: str, bound: bool) -> None:
    result = run(STEPS, INPUTS, {"before": 0, "now": 5, "of": of})
    assert result.amount == 5_000_000
    assert bool(result.limits) is bound


@pytest.mark.parametrize(
    ("before", "now", "hints"),
    [
        (30, 42, ("再提高3个百分点，就够第3级",)),
        (0, 98, ("再提高2个百分点，就够第20级",)),
        (33, 98, ()),
        (0, 100, ()),
    ],
)
def test_a_further_step_is_hinted_at_only_up_to_a_hundred_percent(
    before: int, now: int, hints: tuple[str, ...]
) -> None:
    assert run(STEPS, INPUTS, {"before": before, "now": now, "of": 1}).hints == hints
