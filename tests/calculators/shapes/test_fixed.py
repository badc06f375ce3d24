"""Fixed sums by choice, or one sum for all."""

from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

ROLE: dict[str, Any] = {
    "role": {"kind": "choice", "label": "身份", "options": {"a": {"label": "甲类"}, "b": {"label": "乙类"}}}
}
NEW: dict[str, Any] = {"new": {"kind": "yes_no", "label": "新认定"}}


@pytest.mark.parametrize(("role", "amount"), [("a", 1_000_000), ("b", 500_000)])
def test_each_choice_has_its_sum(role: str, amount: int) -> None:
    result = run(
        {"shape": "fixed", "by": "role", "amounts": {"a": "100万", "b": "50万"}, "label": "认定奖励"},
        ROLE,
        {"role": role},
    )
    assert (result.status, result.amount) == (Status.COMPUTED, amount)
    assert ROLE["role"]["options"][role]["label"] in labels(result)
    assert [step.clause for step in result.steps] == ["1.1"]


def test_a_choice_without_a_sum_is_not_eligible_and_says_why() -> None:
    shape = {"shape": "fixed", "by": "role", "amounts": {"a": "100万"}, "label": "奖", "otherwise": "乙类没有"}
    result = run(shape, ROLE, {"role": "b"})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert "乙类没有" in labels(result)


@pytest.mark.parametrize(("new", "status"), [(True, Status.COMPUTED), (False, Status.NOT_ELIGIBLE)])
def test_a_yes_or_no_chooses_too(new: bool, status: Status) -> None:
    result = run({"shape": "fixed", "by": "new", "amounts": {"yes": "20万"}, "label": "奖"}, NEW, {"new": new})
    assert result.status is status


def test_up_to_is_called_a_ceiling() -> None:
    shape = {"shape": "fixed", "amount": "30万", "up_to": True, "label": "一次性奖励", "limit": "是上限，不是固定数"}
    result = run(shape, {}, {})
    assert (result.status, result.amount) == (Status.CEILING, 300_000)
    assert "最高30万元" in labels(result)
    assert result.limits == ("是上限，不是固定数",)


def test_assumptions_go_with_an_award_only() -> None:
    shape = {"shape": "fixed", "by": "new", "amounts": {"yes": "20万"}, "label": "奖", "assumptions": ["当年认定"]}
    assert run(shape, NEW, {"new": True}).assumptions == ("当年认定",)
    assert run(shape, NEW, {"new": False}).assumptions == ()
