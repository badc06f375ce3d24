"""What a result looks like to other programs, and how parts of an award add up."""

import json
import re
from decimal import Decimal

import pytest

from calculators.result import Part, Result, Status, Step, added


def part(status: Status, amount: str | None = None, *, limit: str = "") -> Part:
    step = Step("一步", None if amount is None else Decimal(amount), "1.1")
    return Part(
        status,
        None if amount is None else Decimal(amount),
        (step,),
        (limit,) if limit else (),
        hints=("还差一点",),
    )


def test_a_result_has_exactly_the_fields_of_the_contract() -> None:
    shown = Result("x", Status.COMPUTED, Decimal("0.005"), (Step("一步", Decimal("0.005"), "1.1"),)).as_json()
    assert shown == {
        "calculator": "x",
        "status": "computed",
        "amount": "0.01",
        "currency": "CNY",
        "range": None,
        "steps": [{"label": "一步", "amount": "0.005", "clause": "1.1"}],
        "limits": [],
        "assumptions": [],
        "unknown": [],
        "policies": [],
    }
    assert json.loads(json.dumps(shown)) == shown


@pytest.mark.parametrize("amount", ["0", "1", "0.1", "150000", "1E+6", "999999999999999.994", "123.456"])
def test_amounts_are_text_with_two_decimals(amount: str) -> None:
    shown = Result("x", Status.CEILING, Decimal(amount), range=(Decimal(0), Decimal(amount))).as_json()
    assert re.fullmatch(r"\d+\.\d{2}", str(shown["amount"]))
    assert shown["range"] == ["0.00", shown["amount"]]


def test_an_award_not_had_has_no_amount_rather_than_zero() -> None:
    assert Result("x", Status.NOT_ELIGIBLE, None).as_json()["amount"] is None


@pytest.mark.parametrize(
    ("parts", "status", "amount"),
    [
        ([part(Status.COMPUTED, "1.005"), part(Status.COMPUTED, "2")], Status.COMPUTED, "3.005"),
        ([part(Status.COMPUTED, "1"), part(Status.NOT_ELIGIBLE)], Status.COMPUTED, "1"),
        ([part(Status.NOT_ELIGIBLE), part(Status.NOT_ELIGIBLE)], Status.NOT_ELIGIBLE, None),
        ([part(Status.COMPUTED, "1"), part(Status.CEILING, "2")], Status.CEILING, "3"),
        ([part(Status.PER_UNIT, "1"), part(Status.CEILING, "2")], Status.PER_UNIT, "3"),
        ([part(Status.COMPUTED, "1"), part(Status.TABLE_MISSING)], Status.TABLE_MISSING, None),
        ([part(Status.NOT_ELIGIBLE), part(Status.TABLE_MISSING)], Status.TABLE_MISSING, None),
    ],
)
def test_parts_add_up_and_the_least_certain_one_decides(parts: list[Part], status: Status, amount: str | None) -> None:
    whole = added(parts)
    assert (whole.status, whole.amount) == (status, None if amount is None else Decimal(amount))
    assert len(whole.steps) == len(parts)


def test_the_same_limit_or_hint_is_said_once() -> None:
    whole = added([part(Status.COMPUTED, "1", limit="最高"), part(Status.COMPUTED, "2", limit="最高")])
    assert whole.limits == ("最高",)
    assert whole.hints == ("还差一点",)
