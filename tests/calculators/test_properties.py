"""What holds of every award, for any inputs.

Where an amount falls though more was completed, the document itself says so; there is no such place for what
was paid, sold or completed. (It does fall as `already_paid`, `deals_base`, `partners_base` or `rewarded_*` grow,
and once a first stage was paid, as the *planned* investment outgrows the completed one: 9.2(1), 9.3.)
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from award_kit import MANY, STEADY, YI, amounts
from hypothesis import given
from hypothesis import strategies as st

from calculators.calculator import Calculator, calculate
from calculators.fields import Field
from calculators.money import to_fen
from calculators.result import Result, Status
from calculators.shapes import AddingTiers, FactorProduct, HighestTier, PerUnit, RateSteps, StagedRate

Calculators = Mapping[str, Calculator]
WAN = 10_000

# The most a calculator may ever pay, from the documents; None: several items or chains add up without a ceiling.
CEILINGS: dict[str, int | None] = {
    "tech-transfer": None,
    "chain-recognition": 100 * WAN,
    "chain-revenue-tier": None,
    "chain-referral": None,
    "chain-landing": None,
    "leader-new-partners": 500 * WAN,
    "leader-existing-partners": 500 * WAN,
    "leader-partner-rate": 500 * WAN,
    "leader-partnering": 500 * WAN,
    "member-supply": 500 * WAN,
    "first-set-sales": None,
    "first-set-purchase": None,
    "zone-cultivation": None,
    "zone-hosting": None,
    "platform-promotion": 100 * WAN,
    "leader-excellent": 300 * WAN,
    "chain-talent": 500 * WAN,
    "chain-scenario": 500 * WAN,
    "sred-provincial": 30 * WAN,
    "sred-ip": 200 * WAN,
    "sred-city": 200 * WAN,
    "tech-center": 20 * WAN,
    "hightech": 20 * WAN,
}
EACH = {"tech-transfer": 20 * WAN, "chain-referral": 500 * WAN, "chain-landing": 7000 * WAN}


def values(field: Field) -> st.SearchStrategy[Any]:
    """Any value a program may give for a field."""
    one: st.SearchStrategy[Any] = {
        "money": amounts,
        "rate": st.decimals(0, 1, places=6, allow_nan=False),
        "percent": st.decimals(0, 100, places=2, allow_nan=False),
        "factor": st.decimals(0, 10, places=4, allow_nan=False),
        "count": st.integers(0, 10**9),
        "yes_no": st.booleans(),
        "choice": st.sampled_from(sorted(field.options) or [""]),
        "marks": st.lists(st.sampled_from([int(mark) for mark in field.marks] or [WAN, YI, 10 * YI]), max_size=3),
    }.get(field.kind, st.none())
    if field.kind == "record":
        one = objects(field.fields)
    return st.lists(one, min_size=1, max_size=4) if field.many else one


def objects(fields: Mapping[str, Field]) -> st.SearchStrategy[dict[str, Any]]:
    """Any whole set of inputs; what may be left out sometimes is."""
    return st.fixed_dictionaries(
        {name: values(field) for name, field in fields.items() if field.required},
        optional={name: values(field) for name, field in fields.items() if not field.required},
    )


def amount_of(result: Result) -> Decimal:
    """An award that cannot be had counts as nothing here."""
    return result.amount or Decimal(0)


@pytest.mark.parametrize("id", CEILINGS)
def test_amounts_are_exact_never_negative_and_never_above_the_ceiling(calculators: Calculators, id: str) -> None:
    calculator, ceiling = calculators[id], CEILINGS[id]

    @STEADY
    @given(objects(calculator.inputs))
    def holds(raw: dict[str, Any]) -> None:
        result = calculate(calculator, raw)
        assert result.amount is None or type(result.amount) is Decimal
        assert (result.amount is None) == (result.status in (Status.NOT_ELIGIBLE, Status.TABLE_MISSING))
        assert not amount_of(result).is_signed()
        assert all(step.amount is None or not step.amount.is_signed() for step in result.steps)
        assert result.steps
        assert all(step.clause and step.label for step in result.steps)
        if ceiling is not None:
            assert amount_of(result) <= ceiling
        if id in EACH and result.status is not Status.PER_UNIT:
            items = next(value for value in raw.values() if isinstance(value, list))
            assert amount_of(result) <= EACH[id] * len(items)
        contract(result)

    holds()


def contract(result: Result) -> None:
    """The JSON object of a result is as the contract has it."""
    shown = json.loads(json.dumps(result.as_json(), allow_nan=False))
    assert list(shown) == [
        "calculator",
        "status",
        "amount",
        "currency",
        "range",
        "steps",
        "limits",
        "assumptions",
        "unknown",
        "policies",
    ]
    assert shown["status"] in ("computed", "ceiling", "per_unit", "not_eligible", "table_missing")
    assert shown["currency"] == "CNY"
    assert shown["amount"] is None or re.fullmatch(r"\d+\.\d{2}", shown["amount"])
    for step in shown["steps"]:
        assert set(step) == {"label", "amount", "clause"}
        assert step["amount"] is None or re.fullmatch(r"\d+\.\d{2,}", step["amount"])
    for name in ("limits", "assumptions", "unknown", "policies"):
        assert all(isinstance(text, str) and text for text in shown[name])
    assert shown["policies"]


def test_every_ceiling_above_is_that_of_a_calculator(calculators: Calculators) -> None:
    assert set(CEILINGS) == set(calculators)


Raw = dict[str, Any]
PAID = st.integers(0, 30 * YI)
GROWING: dict[str, tuple[st.SearchStrategy[Raw], str]] = {
    "chain-talent": (st.just({}), "paid_amount"),
    "chain-scenario": (st.fixed_dictionaries({"purchase_amount": PAID}), "paid_amount"),
    "first-set-sales": (
        st.fixed_dictionaries({"insured": st.just(False), "last_year_sales": PAID}),
        "this_year_sales",
    ),
    "leader-partner-rate": (
        st.fixed_dictionaries({"rate_before_percent": st.integers(0, 100), "rate_now_percent": st.integers(0, 100)}),
        "total_amount",
    ),
}


@pytest.mark.parametrize("id", GROWING)
def test_an_award_never_falls_as_what_was_paid_or_sold_grows(calculators: Calculators, id: str) -> None:
    calculator, (others, name) = calculators[id], GROWING[id]

    @MANY
    @given(others, PAID, st.integers(0, YI))
    def holds(raw: Raw, paid: int, more: int) -> None:
        less = calculate(calculator, {**raw, name: paid})
        assert amount_of(less) <= amount_of(calculate(calculator, {**raw, name: paid + more}))

    holds()


@pytest.mark.parametrize(
    ("id", "name"), [("chain-scenario", "purchase_amount"), ("first-set-sales", "last_year_sales")]
)
def test_an_award_never_falls_as_the_amount_behind_its_threshold_grows(
    calculators: Calculators, id: str, name: str
) -> None:
    rest = {"paid_amount": 10**7} if id == "chain-scenario" else {"insured": False, "this_year_sales": 10**7}

    @MANY
    @given(PAID, st.integers(0, YI))
    def holds(amount: int, more: int) -> None:
        less = calculate(calculators[id], {**rest, name: amount})
        assert amount_of(less) <= amount_of(calculate(calculators[id], {**rest, name: amount + more}))

    holds()


@pytest.mark.parametrize(
    ("id", "name"),
    [("tech-transfer", "received_amounts"), ("platform-promotion", "received_amounts"), ("sred-ip", "deal_amounts")],
)
def test_a_list_never_falls_as_an_item_grows_or_is_added(calculators: Calculators, id: str, name: str) -> None:
    @MANY
    @given(st.lists(PAID, min_size=1, max_size=5), st.integers(0, YI), PAID)
    def holds(paid: list[int], more: int, another: int) -> None:
        now = amount_of(calculate(calculators[id], {name: paid}))
        assert now <= amount_of(calculate(calculators[id], {name: [paid[0] + more, *paid[1:]]}))
        assert now <= amount_of(calculate(calculators[id], {name: [*paid, another]}))

    holds()


PROJECT = st.fixed_dictionaries(
    {
        "fixed_investment": st.integers(0, 10 * YI),
        "in_production": st.booleans(),
        "already_paid": st.one_of(st.just(0), st.integers(0, 600 * WAN)),
    }
)


@MANY
@given(PROJECT, st.integers(0, 12 * YI), st.integers(0, 5 * YI))
def test_a_referral_never_falls_as_more_is_completed(referral: Calculator, project: Raw, done: int, more: int) -> None:
    def award(completed: int, started: bool) -> Decimal:
        item = {**project, "completed_investment": completed, "in_production": started}
        return amount_of(calculate(referral, {"projects": [item]}))

    assert award(done, project["in_production"]) <= award(done + more, project["in_production"])
    assert award(done, False) <= award(done, True)


@MANY
@given(PROJECT, st.integers(0, 12 * YI))
def test_both_stages_of_a_referral_together_are_the_whole_award(referral: Calculator, project: Raw, done: int) -> None:
    """What the first stage paid and what the second still pays is what one payment would have been."""
    plan = {**project, "in_production": True, "already_paid": 0}
    first = amount_of(calculate(referral, {"projects": [{**plan, "completed_investment": done}]}))
    finished = max(done, plan["fixed_investment"])
    rest = {**plan, "completed_investment": finished, "already_paid": int(first)}
    second = amount_of(calculate(referral, {"projects": [rest]}))
    at_once = amount_of(calculate(referral, {"projects": [{**plan, "completed_investment": finished}]}))
    assert int(first) + second == at_once


LANDED = st.fixed_dictionaries(
    {"fixed_investment": st.integers(0, 20 * YI), "demonstration_zone": st.booleans(), "targeted": st.booleans()}
)
FACTORS = st.fixed_dictionaries(
    {},
    optional={
        "lpr": st.decimals(0, 1, places=4, allow_nan=False),
        "investment_coefficient": st.decimals(0, 3, places=2, allow_nan=False),
        "revenue_coefficient": st.decimals(0, 3, places=2, allow_nan=False),
    },
)


@MANY
@given(LANDED, FACTORS, st.integers(0, 10 * YI))
def test_a_landing_never_falls_as_the_investment_or_the_support_grows(
    landing: Calculator, project: Raw, factors: Raw, more: int
) -> None:
    def award(**change: object) -> Decimal:
        return amount_of(calculate(landing, {"projects": [{**project, **change}], **factors}))

    assert award() <= award(fixed_investment=project["fixed_investment"] + more)
    assert award(demonstration_zone=False) <= award(demonstration_zone=True)
    assert award(targeted=False) <= award(targeted=True)


@MANY
@given(LANDED, st.decimals(0, "0.02", places=4), st.decimals(0, 1, places=2), st.decimals(0, 1, places=2))
def test_an_amount_per_unit_times_the_factors_is_the_award(
    landing: Calculator, project: Raw, lpr: Decimal, investment: Decimal, revenue: Decimal
) -> None:
    per_unit = calculate(landing, {"projects": [project]})
    whole = calculate(
        landing,
        {"projects": [project], "lpr": lpr, "investment_coefficient": investment, "revenue_coefficient": revenue},
    )
    if per_unit.status is Status.NOT_ELIGIBLE:
        assert whole.status is Status.NOT_ELIGIBLE
    else:
        ceiling = (5000, 6000, 7000)[project["demonstration_zone"] + project["targeted"]] * WAN
        assert whole.amount == min(amount_of(per_unit) * lpr * investment * revenue, ceiling)


@pytest.mark.parametrize(
    ("id", "name", "ceiling"),
    [
        ("tech-transfer", "received_amounts", None),
        ("platform-promotion", "received_amounts", 100 * WAN),
        ("sred-ip", "deal_amounts", 200 * WAN),
    ],
)
def test_a_list_of_amounts_is_the_sum_of_its_parts_up_to_the_common_ceiling(
    calculators: Calculators, id: str, name: str, ceiling: int | None
) -> None:
    """Single items stay below the ceiling, so that the parts are exact and uncut."""
    exact = st.decimals(0, 10**6, places=3, allow_nan=False)

    @MANY
    @given(st.lists(exact, min_size=1, max_size=12))
    def holds(items: list[Decimal]) -> None:
        parts = [amount_of(calculate(calculators[id], {name: [item]})) for item in items]
        whole = calculate(calculators[id], {name: items})
        assert whole.amount == (sum(parts) if ceiling is None else min(sum(parts), Decimal(ceiling)))
        assert whole.as_json()["amount"] == f"{to_fen(amount_of(whole)):f}"  # rounded once, at the end

    holds()


@MANY
@given(st.lists(LANDED, min_size=1, max_size=4), FACTORS)
def test_several_landings_are_the_sum_of_their_parts(landing: Calculator, projects: list[Raw], factors: Raw) -> None:
    parts = [amount_of(calculate(landing, {"projects": [project], **factors})) for project in projects]
    assert amount_of(calculate(landing, {"projects": projects, **factors})) == sum(parts)


@MANY
@given(st.lists(st.tuples(PROJECT, st.integers(0, 12 * YI)), min_size=1, max_size=4))
def test_several_referrals_are_the_sum_of_their_parts(referral: Calculator, projects: list[tuple[Raw, int]]) -> None:
    items = [{**project, "completed_investment": done} for project, done in projects]
    parts = [amount_of(calculate(referral, {"projects": [item]})) for item in items]
    assert amount_of(calculate(referral, {"projects": items})) == sum(parts)


@MANY
@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 20))
def test_counts_never_pay_less_for_more(calculators: Calculators, one: int, other: int, more: int) -> None:
    def partners(now: int) -> Decimal:
        return amount_of(calculate(calculators["leader-new-partners"], {"partners_base": one, "partners_now": now}))

    def hosting(chains: int, projects: int) -> Decimal:
        return amount_of(calculate(calculators["zone-hosting"], {"chains": chains, "projects": projects}))

    assert partners(other) <= partners(other + more)
    assert hosting(one, other) <= hosting(one, other + more)
    assert hosting(one, other) <= hosting(one + more, other)


@MANY
@given(
    st.decimals(0, 100, places=2, allow_nan=False),
    st.decimals(0, 100, places=2, allow_nan=False),
    st.sets(st.sampled_from([20, 40, 60])),
    st.integers(0, 5),
)
def test_a_larger_share_never_pays_less(
    calculators: Calculators, one: Decimal, other: Decimal, rewarded: set[int], leaders: int
) -> None:
    def award(share: Decimal) -> Decimal:
        raw = {"chain_share_percent": share, "rewarded_shares": sorted(rewarded), "leaders": leaders}
        return amount_of(calculate(calculators["zone-cultivation"], raw))

    assert award(min(one, other)) <= award(max(one, other))


@MANY
@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100 * YI))
def test_a_higher_partner_rate_never_pays_less(
    calculators: Calculators, before: int, one: int, other: int, total: int
) -> None:
    def award(now: int) -> Decimal:
        raw = {"rate_before_percent": before, "rate_now_percent": now, "total_amount": total}
        return amount_of(calculate(calculators["leader-partner-rate"], raw))

    assert award(min(one, other)) <= award(max(one, other))


@STEADY
@given(st.data())
def test_the_best_of_three_is_never_below_any_of_them(calculators: Calculators, data: st.DataObject) -> None:
    raw: Raw = {}
    alone: list[Decimal] = []
    for id in ("leader-new-partners", "leader-existing-partners", "leader-partner-rate"):
        mine = data.draw(objects(calculators[id].inputs))
        raw |= mine
        alone.append(amount_of(calculate(calculators[id], mine)))
    assert amount_of(calculate(calculators["leader-partnering"], raw)) == max(alone)


def test_every_shape_with_a_list_or_a_ceiling_is_among_the_real_awards(calculators: Calculators) -> None:
    """So that the properties above, drawn over the real calculators, reach every kind of arithmetic."""
    used = {type(shape) for c in calculators.values() if hasattr(c, "award") for shape in c.award.pays}
    assert {AddingTiers, FactorProduct, HighestTier, PerUnit, RateSteps, StagedRate} <= used


@pytest.fixture(scope="module")
def referral(calculators: Calculators) -> Calculator:
    return calculators["chain-referral"]


@pytest.fixture(scope="module")
def landing(calculators: Calculators) -> Calculator:
    return calculators["chain-landing"]
