"""Tiers: the highest one only, from a table an operator fills in; or all of them adding up."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import MANY, labels, run, table
from hypothesis import given
from hypothesis import strategies as st

from calculators.result import Status

DEALS: dict[str, Any] = {
    "now": {"kind": "money", "label": "交易额"},
    "base": {"kind": "money", "label": "2021年交易额"},
    "rewarded": {"kind": "marks", "label": "领过的档"},
}
HIGHEST = {
    "shape": "highest_tier",
    "value": "now",
    "table": "table",
    "base": "base",
    "rewarded": "rewarded",
    "ceiling": "500万",
    "ceiling_name": "年度累计最高",
}
REVENUE: dict[str, Any] = {
    "role": {"kind": "choice", "label": "身份", "options": {"a": {"label": "甲"}, "b": {"label": "乙"}}},
    "now": {"kind": "money", "label": "营收"},
    "rewarded": {"kind": "marks", "label": "领过的档"},
    "other": {"kind": "money", "label": "技改奖励", "default": 0},
}
CHOSEN = {
    "shape": "highest_tier",
    "value": "now",
    "by": "role",
    "tables": {"a": "table-a", "b": "table-b"},
    "rewarded": "rewarded",
    "or_else": "other",
    "or_else_rule": "两项只能选一项",
}
FILLED = {"table": table((1_000, 10), (5_000, 60), (20_000, 300))}
TWO = {"table-a": table((1_000, 100), (5_000, 500), id="table-a"), "table-b": table((500, 20), id="table-b")}


@pytest.mark.parametrize(
    ("now", "amount"),
    [("1000", 10), ("1000.01", 10), ("4999.99", 10), ("5000", 60), ("19999.99", 60), ("20000", 300), ("10000000", 300)],
)
def test_only_the_highest_tier_reached_pays(now: str, amount: int) -> None:
    result = run(HIGHEST, DEALS, {"now": now, "base": 0}, FILLED)
    assert (result.status, result.amount) == (Status.COMPUTED, amount)


@pytest.mark.parametrize(("now", "short"), [("999.99", "还差0.01元"), ("0", "还差1,000元")])
def test_below_the_lowest_tier_nothing_is_had_and_the_gap_is_said(now: str, short: str) -> None:
    result = run(HIGHEST, DEALS, {"now": now, "base": 0}, FILLED)
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert short in labels(result)


@pytest.mark.parametrize(
    ("now", "base", "amount"),
    [
        (5_000, 999, 60),
        (5_000, 1_000, 60),
        (5_000, 4_999, 60),
        (5_000, 5_000, 0),
        (5_000, 30_000, 0),
        (4_000, 1_500, 0),
        (20_000, 5_000, 300),
    ],
)
def test_a_tier_already_reached_in_the_base_year_pays_nothing(now: int, base: int, amount: int) -> None:
    result = run(HIGHEST, DEALS, {"now": now, "base": base}, FILLED)
    assert (result.status, result.amount) == (Status.COMPUTED, amount)


@pytest.mark.parametrize(
    ("rewarded", "amount"),
    [([], 60), ([1_000], 60), ([5_000], 0), ([20_000], 0), ([1_000, 5_000], 0), ([7_777], 0)],
)
def test_a_tier_already_rewarded_pays_nothing_nor_does_any_below_it(rewarded: list[int], amount: int) -> None:
    result = run(HIGHEST, DEALS, {"now": 6_000, "base": 0, "rewarded": rewarded}, FILLED)
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert ("不再奖励" in labels(result)) is (amount == 0)


@pytest.mark.parametrize(("top", "amount", "bound"), [(5_000_000, 5_000_000, False), (5_000_001, 5_000_000, True)])
def test_the_ceiling_binds_a_tier_that_pays_more(top: int, amount: int, bound: bool) -> None:
    result = run(HIGHEST, DEALS, {"now": 10, "base": 0}, {"table": table((10, top))})
    assert result.amount == amount
    assert ("年度累计最高500万元" in result.limits) is bound


def test_without_the_table_everything_around_it_is_still_said() -> None:
    result = run(HIGHEST, DEALS, {"now": 6_000, "base": 0}, {"table": table()})
    assert (result.status, result.amount) == (Status.TABLE_MISSING, None)
    assert "没有这张表" in labels(result)
    assert "最高500万元" in labels(result)
    assert any("样表" in text for text in result.unknown)
    assert result.limits != ()


def test_the_choice_picks_the_table() -> None:
    def amount(role: str) -> object:
        return run(CHOSEN, REVENUE, {"role": role, "now": 1_000}, TWO).amount

    assert (amount("a"), amount("b")) == (100, 20)


@pytest.mark.parametrize(
    ("now", "other", "rewarded", "status", "amount"),
    [
        (1_000, 0, [], Status.COMPUTED, 100),
        (1_000, 99, [], Status.COMPUTED, 100),
        (1_000, 100, [], Status.COMPUTED, 100),
        (1_000, 101, [], Status.COMPUTED, 101),
        (999, 0, [], Status.NOT_ELIGIBLE, None),
        (999, 50, [], Status.COMPUTED, 50),
        (1_000, 50, [1_000], Status.COMPUTED, 50),
        (1_000, 0, [1_000], Status.COMPUTED, 0),
        (5_000, 101, [], Status.COMPUTED, 500),
    ],
)
def test_of_two_awards_the_larger_one_is_had(
    now: int, other: int, rewarded: list[int], status: Status, amount: int | None
) -> None:
    result = run(CHOSEN, REVENUE, {"role": "a", "now": now, "other": other, "rewarded": rewarded}, TWO)
    assert (result.status, result.amount) == (status, amount)
    if other:
        assert "两项只能选一项" in result.limits
        assert any("您说的数" in text for text in result.assumptions)
        assert "选" in result.steps[-1].label


@pytest.mark.parametrize(("other", "chosen"), [(99, "选进档奖"), (100, "选进档奖"), (101, "选这一项")])
def test_a_tie_goes_to_the_award_the_document_fixes(other: int, chosen: str) -> None:
    result = run(CHOSEN, REVENUE, {"role": "a", "now": 1_000, "other": other}, TWO)
    assert result.steps[-1].label.endswith(chosen)


def test_two_awards_cannot_be_compared_without_the_table() -> None:
    missing = {"table-a": table(id="table-a"), "table-b": table(id="table-b")}
    result = run(CHOSEN, REVENUE, {"role": "a", "now": 1_000, "other": 50}, missing)
    assert (result.status, result.amount) == (Status.TABLE_MISSING, None)
    assert "没法比" in labels(result)


@pytest.mark.parametrize(("now", "hints"), [(1_000, 1), (19_999, 1), (20_000, 0)])
def test_it_says_how_far_it_is_to_the_next_tier(now: int, hints: int) -> None:
    assert len(run(HIGHEST, DEALS, {"now": now, "base": 0}, FILLED).hints) == hints


ROWS = st.lists(
    st.tuples(st.integers(1, 10_000), st.integers(0, 10**7)), min_size=1, max_size=6, unique_by=lambda r: r[0]
)


@MANY
@given(ROWS, st.integers(0, 12_000), st.integers(0, 2_000), st.integers(0, 12_000), st.lists(st.integers(1, 10_000)))
def test_highest_tiers_are_never_negative_above_the_ceiling_or_falling(
    rows: list[tuple[int, int]], now: int, more: int, base: int, rewarded: list[int]
) -> None:
    """In any table whose amounts rise with its thresholds, more deals never pay less."""
    rising = zip(sorted(at for at, _ in rows), sorted(amount for _, amount in rows), strict=True)
    filled = {"table": table(*rising)}

    def amount(now: int) -> Decimal:
        raw = {"now": now, "base": base, "rewarded": rewarded}
        return run(HIGHEST, DEALS, raw, filled).amount or Decimal(0)

    assert 0 <= amount(now) <= amount(now + more) <= 5_000_000


SHARE: dict[str, Any] = {
    "share": {"kind": "percent", "label": "占比"},
    "rewarded": {"kind": "marks", "label": "领过的档", "marks": ["20", "40", "60"], "marks_unit": "percent"},
}
ADDING = {
    "shape": "adding_tiers",
    "value": "share",
    "rewarded": "rewarded",
    "tiers": [{"at": 20, "amount": "50万"}, {"at": 40, "amount": "100万"}, {"at": 60, "amount": "150万"}],
}


@pytest.mark.parametrize(
    ("share", "rewarded", "amount"),
    [
        ("20", [], 500_000),
        ("39.99", [], 500_000),
        ("40", [], 1_500_000),
        ("59.99", [], 1_500_000),
        ("60", [], 3_000_000),
        ("100", [], 3_000_000),
        ("60", [20], 2_500_000),
        ("60", [20, 40], 1_500_000),
        ("60", [40], 2_000_000),
        ("60", [20, 40, 60], 0),
        ("45", [60], 1_500_000),
    ],
)
def test_lower_tiers_add_up_and_each_pays_once(share: str, rewarded: list[int], amount: int) -> None:
    result = run(ADDING, SHARE, {"share": share, "rewarded": rewarded})
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert ("以前领过" in labels(result)) is any(mark <= Decimal(share) for mark in rewarded)


@pytest.mark.parametrize(("share", "short"), [("19.99", "还差0.01个"), ("0", "还差20个")])
def test_below_the_lowest_share_nothing_is_had(share: str, short: str) -> None:
    result = run(ADDING, SHARE, {"share": share})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert short in labels(result)
