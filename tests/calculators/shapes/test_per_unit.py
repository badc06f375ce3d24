"""So much for each unit, or for each unit that was gained."""

from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

INPUTS: dict[str, Any] = {
    "base": {"kind": "count", "label": "原来"},
    "now": {"kind": "count", "label": "现在"},
}
GAIN = {
    "shape": "per_unit",
    "count": "now",
    "less": "base",
    "unit": "户",
    "amount": "50万",
    "ceiling": "500万",
    "ceiling_name": "累计最高",
    "label": "净增",
    "otherwise": "没有净增",
}
EACH = {"shape": "per_unit", "count": "now", "unit": "个", "amount": "200万", "label": "项目"}


@pytest.mark.parametrize(
    ("base", "now", "amount", "bound"),
    [(3, 4, 500_000, False), (3, 8, 2_500_000, False), (0, 9, 4_500_000, False), (0, 10, 5_000_000, False)]
    + [(0, 11, 5_000_000, True), (3, 20, 5_000_000, True), (0, 10**9, 5_000_000, True)],
)
def test_every_unit_gained_pays_up_to_the_ceiling(base: int, now: int, amount: int, bound: bool) -> None:
    result = run(GAIN, INPUTS, {"base": base, "now": now})
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert result.limits == (("累计最高500万元",) if bound else ())
    assert f"{now} − {base}" in labels(result)


@pytest.mark.parametrize(("base", "now"), [(3, 3), (8, 3), (1, 0), (0, 0)])
def test_no_gain_is_not_eligible_and_never_negative(base: int, now: int) -> None:
    result = run(GAIN, INPUTS, {"base": base, "now": now})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert "没有净增" in labels(result)


@pytest.mark.parametrize(("now", "amount"), [(0, 0), (1, 2_000_000), (7, 14_000_000)])
def test_without_a_base_every_unit_pays_and_none_pays_nothing(now: int, amount: int) -> None:
    result = run(EACH, INPUTS, {"base": 0, "now": now})
    assert (result.status, result.amount, result.limits) == (Status.COMPUTED, amount, ())


@pytest.mark.parametrize(("now", "more"), [(4, "再多6户"), (9, "再多1户")])
def test_it_says_how_far_it_is_to_the_ceiling(now: int, more: str) -> None:
    (hint,) = run(GAIN, INPUTS, {"base": 0, "now": now}).hints
    assert more in hint


@pytest.mark.parametrize("now", [10, 11])
def test_at_the_ceiling_there_is_nothing_left_to_reach(now: int) -> None:
    assert run(GAIN, INPUTS, {"base": 0, "now": now}).hints == ()
