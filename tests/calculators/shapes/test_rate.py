"""A rate of an amount: threshold, ceiling for each, ceiling for all, "up to"."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

ONE: dict[str, Any] = {"paid": {"kind": "money", "label": "实际支付"}}
LIST: dict[str, Any] = {
    "received": {"kind": "money", "label": "到账", "many": {"noun": "成果", "classifier": "项", "more": "还有吗？"}}
}
BOUGHT: dict[str, Any] = {**ONE, "bought": {"kind": "money", "label": "采购额"}}
HALF = {"shape": "rate", "of": "paid", "rate": "50%", "ceiling": "500万", "ceiling_name": "年度累计最高"}
EACH = {"shape": "rate", "of": "received", "rate": "5%", "ceiling_each": "20万"}
ALL = {"shape": "rate", "of": "received", "rate": "5%", "ceiling": "100万", "ceiling_name": "全年最高"}
GATED = {**HALF, "rate": "5%", "requires": {"field": "bought", "at_least": "2000万", "clause": "2.2"}}


@pytest.mark.parametrize(
    ("paid", "amount", "bound"),
    [
        ("0", "0", False),
        ("0.01", "0.005", False),
        ("6000000", "3000000", False),
        ("9999999.99", "4999999.995", False),
        ("10000000", "5000000", False),
        ("10000000.01", "5000000", True),
        ("999999999999999", "5000000", True),
    ],
)
def test_the_rate_is_exact_up_to_the_ceiling(paid: str, amount: str, bound: bool) -> None:
    result = run(HALF, ONE, {"paid": paid})
    assert (result.status, result.amount) == (Status.COMPUTED, Decimal(amount))
    assert result.limits == (("年度累计最高500万元",) if bound else ())


@pytest.mark.parametrize(
    ("bought", "paid", "amount"),
    [
        ("20000000", "20000000", "1000000"),
        ("20000000.01", "0", "0"),
        ("100000000", "100000000", "5000000"),
        ("100000000", "100000000.2", "5000000"),
    ],
)
def test_at_or_above_the_threshold_it_pays(bought: str, paid: str, amount: str) -> None:
    result = run(GATED, BOUGHT, {"bought": bought, "paid": paid})
    assert (result.status, result.amount) == (Status.COMPUTED, Decimal(amount))


@pytest.mark.parametrize(
    ("bought", "short"), [("19999999.99", "还差0.01元"), ("19000000", "还差100万元"), ("0", "还差2000万元")]
)
def test_just_below_the_threshold_nothing_is_had_and_the_gap_is_said(bought: str, short: str) -> None:
    result = run(GATED, BOUGHT, {"bought": bought, "paid": "30000000"})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert short in labels(result)
    assert [step.clause for step in result.steps] == ["2.2"]
    assert result.limits == ("门槛：采购额2000万元以上",)


@pytest.mark.parametrize(
    ("received", "amount", "bound"),
    [
        ([3_000_000], 150_000, False),
        ([4_000_000], 200_000, False),
        ([4_000_001], 200_000, True),
        ([6_000_000], 200_000, True),
        ([3_000_000, 6_000_000], 350_000, True),
        ([6_000_000, 6_000_000, 6_000_000], 600_000, True),
        ([0, 1_000_000], 50_000, False),
    ],
)
def test_every_item_has_its_own_ceiling(received: list[int], amount: int, bound: bool) -> None:
    result = run(EACH, LIST, {"received": received})
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert result.limits == (("单个成果最高20万元",) if bound else ())
    assert ("合计" in labels(result)) is (len(received) > 1)


@pytest.mark.parametrize(
    ("received", "amount", "bound"),
    [
        ([8_000_000, 12_000_000], 1_000_000, False),
        ([8_000_000, 15_000_000], 1_000_000, True),
        ([20_000_000], 1_000_000, False),
        ([20_000_001], 1_000_000, True),
    ],
)
def test_all_items_together_have_one_ceiling(received: list[int], amount: int, bound: bool) -> None:
    result = run(ALL, LIST, {"received": received})
    assert (result.amount, result.limits) == (amount, ("全年最高100万元",) if bound else ())


def test_fen_are_rounded_once_at_the_end() -> None:
    result = run(EACH, LIST, {"received": ["0.09"] * 10})
    assert result.amount == Decimal("0.045")
    assert result.as_json()["amount"] == "0.05"  # ten times 0.0045; rounding each first would give 0.00


def test_up_to_a_rate_is_called_a_ceiling_even_below_it() -> None:
    result = run({**HALF, "up_to": True}, ONE, {"paid": 2})
    assert (result.status, result.amount) == (Status.CEILING, 1)


def test_the_whole_of_an_amount_is_called_equal() -> None:
    result = run({"shape": "rate", "of": "paid", "rate": "100%"}, ONE, {"paid": 1_200_000})
    assert result.amount == 1_200_000
    assert "等额" in labels(result)


@pytest.mark.parametrize(
    ("shape", "inputs", "raw", "more"),
    [
        (HALF, ONE, {"paid": 6_000_000}, "实际支付再多400万元"),
        (EACH, LIST, {"received": [3_000_000]}, "到账再多100万元"),
        (ALL, LIST, {"received": [8_000_000, 2_000_000]}, "到账再多1000万元"),
        ({**HALF, "rate": "3%"}, ONE, {"paid": 0}, "实际支付再多约1.6667亿元"),
    ],
)
def test_it_says_how_far_it_is_to_the_ceiling(shape: Any, inputs: Any, raw: Any, more: str) -> None:
    (hint,) = run(shape, inputs, raw).hints
    assert more in hint


@pytest.mark.parametrize(
    ("shape", "inputs", "raw"),
    [
        (HALF, ONE, {"paid": 10_000_000}),
        (HALF, ONE, {"paid": 10_000_001}),
        (EACH, LIST, {"received": [1, 1, 1, 1]}),
        ({"shape": "rate", "of": "paid", "rate": "5%"}, ONE, {"paid": 1}),
    ],
)
def test_there_is_no_hint_where_nothing_is_left_or_nobody_can_tell(shape: Any, inputs: Any, raw: Any) -> None:
    assert run(shape, inputs, raw).hints == ()


def test_each_of_a_few_items_says_how_far_it_is_to_its_own_ceiling() -> None:
    assert run(EACH, LIST, {"received": [3_000_000, 9_000_000, 1_000_000]}).hints == (
        "第1项: 到账再多100万元，就到单个上限20万元",
        "第3项: 到账再多300万元，就到单个上限20万元",
    )
