"""Small awards to test with, and settings under which hypothesis does the same on every run."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from calculators.award import Award
from calculators.calculator import OneAward, calculate
from calculators.fields import Field
from calculators.result import Result
from policies.table import TierTable

STEADY = settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
MANY = settings(STEADY, max_examples=120)

WAN, YI = 10_000, 100_000_000
amounts = st.one_of(
    st.integers(0, 10**13),
    st.integers(0, 20_000).map(lambda wan: wan * WAN),
    st.decimals(0, 10**10, places=2, allow_nan=False, allow_infinity=False),
)


def one_award(pays: Any, inputs: Mapping[str, Any], tables: Mapping[str, TierTable] | None = None) -> OneAward:
    """A calculator of one shape (or several that add up) on these input fields."""
    shapes = pays if isinstance(pays, list) else [pays]
    award = Award.model_validate(
        {
            "id": "sample",
            "title": "样例奖励",
            "inputs": inputs,
            "pays": [{"clause": "1.1", **shape} for shape in shapes],
        }
    )
    return OneAward(award, tables or {}, ("sample-policy",))


def run(pays: Any, inputs: Mapping[str, Any], raw: Any, tables: Mapping[str, TierTable] | None = None) -> Result:
    return calculate(one_award(pays, inputs, tables), raw)


def table(*tiers: tuple[int, int], id: str = "table") -> TierTable:
    """A table of (threshold, amount) in yuan; without tiers it is not held."""
    return TierTable.model_validate(
        {
            "id": id,
            "title": "样表",
            "policy": "sample-policy",
            "what": "交易额",
            "status": "filled" if tiers else "missing",
            "tiers": [{"at": at, "amount": amount} for at, amount in tiers],
        }
    )


def field(kind: str, label: str = "金额", **rest: Any) -> Field:
    return Field.model_validate({"kind": kind, "label": label, **rest})


def labels(result: Result) -> str:
    """All steps in one text."""
    return "\n".join(step.label for step in result.steps)


def yuan(text: str | int) -> Decimal:
    return Decimal(text)
