"""Two rules of which a yes/no answer picks one."""

from typing import Any

import pytest
from award_kit import one_award, run

from calculators.calculator import next_field
from calculators.result import Status

INPUTS: dict[str, Any] = {
    "insured": {"kind": "yes_no", "label": "参保"},
    "subsidy": {"kind": "money", "label": "补贴", "only_if": {"insured": "yes"}},
    "sales": {"kind": "money", "label": "销售", "only_if": {"insured": "no"}},
}
BRANCH = {
    "shape": "branch",
    "by": "insured",
    "yes": {"shape": "rate", "clause": "1.2", "of": "subsidy", "rate": "100%"},
    "no": {"shape": "rate", "clause": "1.3", "of": "sales", "rate": "3%", "up_to": True, "ceiling": "200万"},
}


@pytest.mark.parametrize(
    ("raw", "status", "amount", "clause"),
    [
        ({"insured": True, "subsidy": 1_200_000}, Status.COMPUTED, 1_200_000, "1.2"),
        ({"insured": False, "sales": 30_000_000}, Status.CEILING, 900_000, "1.3"),
        ({"insured": True, "subsidy": 5, "sales": 10**9}, Status.COMPUTED, 5, "1.2"),
    ],
)
def test_only_the_rule_that_applies_is_run(raw: dict[str, Any], status: Status, amount: int, clause: str) -> None:
    result = run(BRANCH, INPUTS, raw)
    assert (result.status, result.amount, result.steps[0].clause) == (status, amount, clause)


@pytest.mark.parametrize(("insured", "asked"), [(True, "subsidy"), (False, "sales")])
def test_a_dialogue_asks_only_what_the_rule_needs(insured: bool, asked: str) -> None:
    calculator = one_award(BRANCH, INPUTS)
    assert next_field(calculator, {}) == "insured"
    assert next_field(calculator, {"insured": insured}) == asked
