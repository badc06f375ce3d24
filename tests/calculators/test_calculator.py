"""One award, or several of which one may be had."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import one_award, table
from pydantic import ValidationError

from calculators.award import Award
from calculators.calculator import BestOf, OneAward, calculate, field_of, next_field
from calculators.faults import InputFaults
from calculators.inputs import UNKNOWN
from calculators.result import Result, Status


def award(id: str, pays: dict[str, Any], inputs: dict[str, Any], **tables: Any) -> OneAward:
    made = one_award(pays, inputs, tables)
    return OneAward(made.award.model_copy(update={"id": id, "title": id}), made.tables, (f"policy-{id}",))


UNITS = award(
    "units",
    {"shape": "per_unit", "count": "n", "less": "base", "amount": "50万", "ceiling": "500万", "label": "净增"},
    {"base": {"kind": "count", "label": "原来"}, "n": {"kind": "count", "label": "现在"}},
)
HALF = award("half", {"shape": "rate", "of": "paid", "rate": "50%"}, {"paid": {"kind": "money", "label": "支付"}})
TIERED = award(
    "tiered",
    {"shape": "highest_tier", "value": "deals", "table": "table", "ceiling": "500万"},
    {"deals": {"kind": "money", "label": "交易额"}, "rewarded": {"kind": "marks", "label": "领过的档"}},
    table=table(),
)
BEST = BestOf("best", "三选一", "选一项", "9.9", "三项只能选一项", (UNITS, HALF, TIERED))


def best(**raw: object) -> Result:
    return calculate(BEST, raw)


@pytest.mark.parametrize(
    ("raw", "amount", "winner"),
    [
        ({"base": 0, "n": 2, "paid": 1_000_000}, 1_000_000, "units"),
        ({"base": 0, "n": 1, "paid": 3_000_000}, 1_500_000, "half"),
        ({"base": 2, "n": 2, "paid": 2}, 1, "half"),
        ({"paid": 7}, Decimal("3.5"), "half"),
        ({"base": 0, "n": 1, "deals": 5}, 500_000, "units"),
    ],
)
def test_the_largest_award_is_recommended(raw: dict[str, object], amount: object, winner: str) -> None:
    result = best(**raw)
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert f"选{winner}" in result.steps[-1].label
    assert result.steps[-1].clause == "9.9"
    assert result.policies[0] == f"policy-{winner}"
    assert "三项只能选一项" in result.limits


def test_equal_awards_are_both_named() -> None:
    assert "units和half一样多，任选其一" in best(base=0, n=1, paid=1_000_000).steps[-1].label


def test_the_compared_awards_are_all_kept() -> None:
    options = best(base=0, n=2, paid=10, deals=5).options
    assert [(option.calculator, option.status) for option in options] == [
        ("units", Status.COMPUTED),
        ("half", Status.COMPUTED),
        ("tiered", Status.TABLE_MISSING),
    ]


def test_what_was_left_out_or_begun_only_is_said_so() -> None:
    assert [text for text in best(base=0, paid=10).unknown if "没有算" in text] == [
        "units：数没给全，没有算",
        "tiered：数没给全，没有算",
    ]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ({"deals": 5}, Status.TABLE_MISSING),
        ({"base": 5, "n": 1}, Status.NOT_ELIGIBLE),
        ({"base": 5, "n": 1, "deals": 5}, Status.TABLE_MISSING),
    ],
)
def test_with_no_amount_at_all_nothing_is_recommended(raw: dict[str, object], status: Status) -> None:
    result = best(**raw)
    assert (result.status, result.amount) == (status, None)
    assert result.steps != ()


@pytest.mark.parametrize(
    ("raw", "paths"),
    [
        ({}, {"base", "n"}),
        ({"base": 3}, {"n"}),
        ({"base": 0}, {"n"}),
        ({"n": 5}, {"base"}),
        ({"rewarded": [5]}, {"base", "n"}),
        ({"bas": 3, "paid": 1}, {"bas"}),
        ({"paid": -1}, {"paid"}),
    ],
)
def test_at_least_one_award_must_be_whole(raw: dict[str, object], paths: set[str]) -> None:
    with pytest.raises(InputFaults) as refused:
        best(**raw)
    assert {fault.path for fault in refused.value.faults} == paths


def test_a_dialogue_may_leave_an_award_out() -> None:
    given: dict[str, Any] = {"base": UNKNOWN, "n": UNKNOWN, "deals": UNKNOWN, "rewarded": (), "paid": Decimal(10)}
    assert next_field(BEST, given) is None
    assert BEST.assess(given).amount == 5


def test_every_field_of_the_compared_awards_is_an_input() -> None:
    assert list(BEST.inputs) == ["base", "n", "paid", "deals", "rewarded"]
    assert field_of(BEST, "paid") is HALF.inputs["paid"]
    assert field_of(BEST, "nothing") is None
    assert BEST.policies == ("policy-units", "policy-half", "policy-tiered")


def test_an_award_without_inputs_takes_nothing_at_all() -> None:
    fixed = one_award({"shape": "fixed", "amount": "30万", "label": "奖"}, {})
    assert calculate(fixed, None).amount == calculate(fixed, {}).amount == 300_000
    for raw in ([], "x", {"x": 1}):
        with pytest.raises(InputFaults):
            calculate(fixed, raw)


def test_assumptions_of_an_award_are_not_claimed_of_one_not_had() -> None:
    made = Award.model_validate(
        {
            "id": "x",
            "title": "x",
            "inputs": {"n": {"kind": "count", "label": "数"}, "base": {"kind": "count", "label": "原"}},
            "pays": [{"shape": "per_unit", "clause": "1", "count": "n", "less": "base", "amount": 5, "label": "增"}],
            "assumptions": ["没有领过"],
            "unknown": ["没写"],
        }
    )
    calculator = OneAward(made, {}, ())
    assert calculate(calculator, {"n": 2, "base": 1}).assumptions == ("没有领过",)
    assert calculate(calculator, {"n": 1, "base": 2}).assumptions == ()


@pytest.mark.parametrize(
    "change",
    [
        {"shape": "unknown_shape"},
        {"amount": 0.5},
        {"amount": True},
        {"amount": "约5万"},
        {"amount": "-5"},
        {"amount": 10**15},
        {"amuont": 5},
        {"label": None},
    ],
)
def test_a_faulty_award_of_a_card_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        one_award({"shape": "fixed", "amount": 5, "label": "奖", **change}, {})


@pytest.mark.parametrize("rate", [0.05, 5, True, "五个点", "5个点", "-5%", "1e-2", "", "%"])
def test_a_rate_on_a_card_is_exact_text(rate: object) -> None:
    with pytest.raises(ValidationError):
        one_award({"shape": "rate", "of": "paid", "rate": rate}, {"paid": {"kind": "money", "label": "支付"}})


@pytest.mark.parametrize(
    ("text", "amount"), [("5%", 5), ("0.05", 5), ("3.45%", "3.45"), ("100%", 100), ("0.1%", "0.1")]
)
def test_a_rate_on_a_card_is_a_percentage_or_a_fraction(text: str, amount: object) -> None:
    half = one_award({"shape": "rate", "of": "paid", "rate": text}, {"paid": {"kind": "money", "label": "支付"}})
    assert calculate(half, {"paid": 100}).amount == Decimal(str(amount))
