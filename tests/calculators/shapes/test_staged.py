"""A rate paid at once or in two stages, item by item."""

from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

WAN = 10_000
INPUTS: dict[str, Any] = {
    "projects": {
        "kind": "record",
        "label": "项目",
        "many": {"noun": "项目", "classifier": "个", "more": "还有吗？"},
        "fields": {
            "whole": {"kind": "money", "label": "总投资"},
            "started": {"kind": "yes_no", "label": "投产"},
            "done": {"kind": "money", "label": "已完成投资"},
            "paid": {"kind": "money", "label": "已领", "default": 0},
        },
    }
}
STAGED = {
    "shape": "staged_rate",
    "each": "projects",
    "whole": "whole",
    "at_least": "3000万",
    "started": "started",
    "done": "done",
    "paid": "paid",
    "rate": "1%",
    "ceiling_each": "500万",
    "assumptions": ["只由一个单位享受"],
}


def project(whole: int, done: int | None = None, paid: int = 0, started: bool = True) -> dict[str, object]:
    """In 万元."""
    done = whole if done is None else done
    return {"whole": whole * WAN, "done": done * WAN, "started": started, "paid": paid * WAN}


CASES = [
    (project(3_000), 30),  # at the threshold
    (project(8_000), 80),
    (project(10_000, 4_000), 40),  # first stage
    (project(10_000, 10_000, 40), 60),  # second stage
    (project(10_000, 9_999, 40), 0),  # the rest waits until all is invested
    (project(10_000, 10_000, 100), 0),  # all was paid before
    (project(10_000, 10_000, 120), 0),  # more was paid than is due: never negative
    (project(50_000), 500),  # at the ceiling
    (project(60_000), 500),  # above it
    (project(60_000, 60_000, 200), 300),  # over both stages
    (project(60_000, 60_000, 500), 0),
    (project(60_000, 55_000), 500),  # first stage, ceiling met at once
    (project(8_000, 9_000), 90),  # more was invested than planned
    (project(8_000, 0), 0),
]


@pytest.mark.parametrize(("item", "wan"), CASES)
def test_one_item(item: dict[str, object], wan: int) -> None:
    result = run(STAGED, INPUTS, {"projects": [item]})
    assert (result.status, result.amount) == (Status.COMPUTED, wan * WAN)
    assert result.assumptions == ("只由一个单位享受",)


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ({**project(3_000), "whole": "29999999.99"}, "还差0.01元"),
        (project(2_900), "还差100万元"),
        (project(8_000, started=False), "还没投产"),
        (project(8_000, paid=40, started=False), "还没投产"),
    ],
)
def test_an_item_below_the_threshold_or_not_in_production(item: dict[str, object], word: str) -> None:
    result = run(STAGED, INPUTS, {"projects": [item]})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert word in labels(result)
    assert result.limits != ()
    assert result.assumptions == ()


@pytest.mark.parametrize(
    ("item", "limit"),
    [
        (project(60_000), "单个项目两个阶段累计最高500万元"),
        (project(10_000, 4_000), "这是第一阶段；其余要等全部投资完成并投产"),
        (project(10_000, 9_000, 40), "第二阶段要全部投资完成并投产"),
    ],
)
def test_the_rule_that_bound_it_is_named(item: dict[str, object], limit: str) -> None:
    assert limit in run(STAGED, INPUTS, {"projects": [item]}).limits


@pytest.mark.parametrize(
    ("item", "rest"),
    [
        (project(10_000, 4_000), "第二阶段还有60万元"),
        (project(60_000, 40_000), "第二阶段还有100万元"),
        (project(60_000, 55_000), None),
    ],
)
def test_the_first_stage_says_what_is_still_to_come(item: dict[str, object], rest: str | None) -> None:
    text = labels(run(STAGED, INPUTS, {"projects": [item]}))
    assert (rest in text) if rest else ("第二阶段还有" not in text)


def test_several_items_add_up_without_a_ceiling() -> None:
    result = run(STAGED, INPUTS, {"projects": [project(60_000), project(60_000), project(8_000)]})
    assert result.amount == 1_080 * WAN
    assert "累加不封顶" in result.steps[-1].label


def test_one_item_that_misses_the_threshold_does_not_spoil_the_others() -> None:
    result = run(STAGED, INPUTS, {"projects": [project(2_000), project(8_000)]})
    assert (result.status, result.amount) == (Status.COMPUTED, 80 * WAN)
    assert "第1个项目" in result.steps[0].label


def test_when_all_items_miss_the_threshold_nothing_is_had() -> None:
    result = run(STAGED, INPUTS, {"projects": [project(2_000), project(8_000, started=False)]})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert len(result.steps) == 2
