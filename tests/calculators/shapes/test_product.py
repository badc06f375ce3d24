"""Investment times factors that may be unknown, raised step by step, each number of rises with its ceiling."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import labels, run

from calculators.result import Status

YI = 100_000_000
INPUTS: dict[str, Any] = {
    "projects": {
        "kind": "record",
        "label": "项目",
        "many": {"noun": "项目", "classifier": "个", "more": "还有吗？"},
        "fields": {
            "size": {"kind": "money", "label": "投资"},
            "zone": {"kind": "yes_no", "label": "示范区", "default": False},
            "targeted": {"kind": "yes_no", "label": "靶向", "default": False},
        },
    },
    "lpr": {"kind": "rate", "label": "LPR", "optional": True},
    "factor": {"kind": "factor", "label": "系数", "optional": True},
}
PRODUCT = {
    "shape": "factor_product",
    "each": "projects",
    "base": "size",
    "at_least": "3000万",
    "factors": ["lpr", "factor"],
    "uplift": "1.1",
    "uplifts": [
        {"field": "zone", "label": "落在示范区", "clause": "2.1"},
        {"field": "targeted", "label": "靶向", "clause": "3.1"},
    ],
    "ceilings": ["5000万", "6000万", "7000万"],
    "unknown_factors": "系数不在资料里",
}


def project(size: int | str, zone: bool = False, targeted: bool = False) -> dict[str, object]:
    return {"size": size, "zone": zone, "targeted": targeted}


@pytest.mark.parametrize(
    ("item", "amount", "clause"),
    [
        (project(YI), "3795000", "1.1"),
        (project(YI, zone=True), "4174500", "2.1"),
        (project(YI, targeted=True), "4174500", "3.1"),
        (project(YI, True, True), "4591950", "3.1"),
        (project(30_000_000), "1138500", "1.1"),
        (project("30000000.01"), "1138500.0003795", "1.1"),
    ],
)
def test_every_rise_that_holds_multiplies_once_more(item: dict[str, object], amount: str, clause: str) -> None:
    result = run(PRODUCT, INPUTS, {"projects": [item], "lpr": "0.0345", "factor": 1})
    assert (result.status, result.amount) == (Status.COMPUTED, Decimal(amount))
    assert result.steps[0].clause == clause


@pytest.mark.parametrize(
    ("zone", "targeted", "ceiling"),
    [(False, False, 50_000_000), (True, False, 60_000_000), (False, True, 60_000_000), (True, True, 70_000_000)],
)
def test_each_number_of_rises_has_its_ceiling(zone: bool, targeted: bool, ceiling: int) -> None:
    result = run(PRODUCT, INPUTS, {"projects": [project(100 * YI, zone, targeted)], "lpr": "0.03", "factor": 1})
    assert (result.status, result.amount) == (Status.COMPUTED, ceiling)
    assert result.limits == (f"单个项目最高{ceiling // 10_000}万元",)


@pytest.mark.parametrize(("factor", "bound"), [("1", False), ("1.0000001", True)])
def test_the_ceiling_binds_only_above_it(factor: str, bound: bool) -> None:
    raw = {"projects": [project("500000000")], "lpr": "0.1", "factor": factor}
    plain = run({**PRODUCT, "uplift": "1.0"}, INPUTS, raw)
    assert plain.amount == 50_000_000
    assert bool(plain.limits) is bound


@pytest.mark.parametrize(
    ("known", "amount", "missing"),
    [
        ({}, "110000000", ("LPR", "系数")),
        ({"lpr": "0.0345"}, "3795000", ("系数",)),
        ({"factor": "1.2"}, "132000000", ("LPR",)),
        ({"lpr": None, "factor": 2}, "220000000", ("LPR",)),
    ],
)
def test_missing_factors_give_an_amount_per_unit(
    known: dict[str, object], amount: str, missing: tuple[str, ...]
) -> None:
    result = run(PRODUCT, INPUTS, {"projects": [project(YI)], **known})
    assert (result.status, result.amount) == (Status.PER_UNIT, Decimal(amount))
    assert all(any(label in text for text in result.unknown) for label in missing)
    assert any("没有套上限" in text for text in result.assumptions)
    assert "系数不在资料里" in result.unknown
    assert result.limits == ()


def test_no_ceiling_is_applied_to_an_amount_per_unit() -> None:
    result = run(PRODUCT, INPUTS, {"projects": [project(100 * YI)]})
    assert result.amount == 110 * YI


def test_a_factor_of_zero_is_known_and_pays_nothing() -> None:
    result = run(PRODUCT, INPUTS, {"projects": [project(YI)], "lpr": "0.03", "factor": 0})
    assert (result.status, result.amount) == (Status.COMPUTED, 0)


@pytest.mark.parametrize(("size", "short"), [("29999999.99", "还差0.01元"), (0, "还差3000万元")])
def test_below_the_threshold_nothing_is_had_whatever_is_unknown(size: object, short: str) -> None:
    result = run(PRODUCT, INPUTS, {"projects": [{"size": size}]})
    assert (result.status, result.amount) == (Status.NOT_ELIGIBLE, None)
    assert short in labels(result)


def test_several_items_add_up_each_under_its_own_ceiling() -> None:
    items = [project(100 * YI), project(100 * YI, True, True), project(YI), project(1)]
    result = run(PRODUCT, INPUTS, {"projects": items, "lpr": "0.03", "factor": 1})
    assert (result.status, result.amount) == (Status.COMPUTED, 50_000_000 + 70_000_000 + 3_300_000)
    assert "合计" in result.steps[-1].label
    assert [limit for limit in result.limits if "最高" in limit] == ["单个项目最高5000万元", "单个项目最高7000万元"]
