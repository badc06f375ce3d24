"""Condition tables (条件表): for each policy of the handbook profiles and their verdict, written from the document.

One file a policy in tables/: `fits` is a profile that meets everything; a row changes some facts, leaves some out
(`without`: nobody said), and states the verdict, the clauses of what is missed and the facts still open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.load import Content
from calculators.fields import Value
from calculators.reading.figures import money_in_words
from policies.eligibility import Eligibility, check
from policies.known import Known

TABLES = sorted(Path(__file__).with_name("tables").glob("*.yaml"))
HANDBOOK = [  # catalogue of the handbook chapter
    "cz-tech-transfer",
    "sx-chain-recognition",
    "sx-chain-revenue-tier",
    "sx-chain-referral",
    "sx-chain-landing",
    "sx-chain-park",
    "sx-leader-new-partners",
    "sx-leader-existing-partners",
    "sx-leader-partner-rate",
    "sx-member-supply",
    "sx-first-set-sales",
    "sx-first-set-purchase",
    "sx-zone-cultivation",
    "sx-zone-hosting",
    "sx-platform-promotion",
    "sx-leader-excellent",
    "sx-chain-talent",
    "sx-chain-targeted",
    "sx-chain-scenario",
    "sx-leader-selection",
    "sx-core-selection",
    "sx-member-list",
    "cz-key-chains",
    "sx-sred-award",
    "sx-sred-ip",
    "cz-sred-award",
    "cz-tech-center",
    "cz-hightech",
]


@dataclass(frozen=True)
class Row:
    """One profile and what the document makes of it."""

    policy: str
    case: str
    facts: Mapping[str, Any]
    verdict: str
    missed: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.policy}: {self.case}"


def rows() -> list[Row]:
    found = []
    for path in TABLES:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert table["policy"] == path.stem
        for row in table["rows"]:
            facts = {**table["fits"], **row.pop("change", {})}
            left_out = row.pop("without", [])
            assert set(left_out) <= set(table["fits"]), f"{path.name}: {row['case']}"
            kept = {name: value for name, value in facts.items() if name not in left_out}
            found.append(Row(table["policy"], facts=kept, **row))
    return found


ROWS = rows()


def facts_of(row: Row, content: Content) -> dict[str, Value]:
    """The row's profile, and what follows from it: 链主 are enterprises."""
    told: dict[str, Value] = {}
    for name, value in row.facts.items():
        fact = content.facts.by_id[name]
        amount = money_in_words(value) if fact.kind == "money" and isinstance(value, str) else value
        told[name] = fact.read(amount if isinstance(amount, bool | int | str) else str(amount), name)
    return content.facts.with_implied(told)


def judged(row: Row, content: Content) -> Eligibility:
    return check(row.policy, content.cards[row.policy].conditions, facts_of(row, content))


def test_every_policy_of_the_handbook_has_its_table() -> None:
    assert {path.stem for path in TABLES} == set(HANDBOOK)
    assert len(ROWS) >= 250
    assert len({str(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_verdict_is_that_of_the_document(row: Row, content: Content) -> None:
    one = judged(row, content)
    assert one.verdict == row.verdict
    assert [condition.clause for condition in one.of(False, "must", "principle")] == row.missed
    wanted = Known(facts_of(row, content)).wanted(content.cards[row.policy])
    assert list(wanted) == row.open


@pytest.mark.parametrize("policy", HANDBOOK)
def test_every_fact_a_policy_looks_at_is_left_out_in_some_row(policy: str, content: Content) -> None:
    """Each unknown is in the table."""
    looked_at = {name for c in content.cards[policy].conditions if c.test for name in c.facts()}
    given = [set(row.facts) for row in ROWS if row.policy == policy]
    assert [name for name in looked_at if all(name in facts for facts in given)] == []


@pytest.mark.parametrize("policy", HANDBOOK)
def test_every_threshold_stands_in_a_row_that_meets_it_exactly(policy: str, content: Content) -> None:
    """And a limit is missed by another row: a limit nobody tests could be wrong."""
    card = content.cards[policy]
    for compared in (one for condition in card.conditions for one in condition.compared() if one.mark):
        values = [facts_of(row, content).get(compared.fact) for row in ROWS if row.policy == policy]
        figures = [Decimal(value) for value in values if isinstance(value, int | Decimal)]
        assert compared.mark in figures, f"{compared.fact} at {compared.mark}"
        verdicts = {compared.verdict({compared.fact: figure}) for figure in figures}
        assert verdicts == {True, False}, compared.fact


def test_what_has_no_conditions_cannot_be_checked(content: Content) -> None:
    without = {policy for policy in HANDBOOK if f"check:{policy}" not in content.inquiries}
    assert without == {"cz-key-chains"}
    assert without == {policy for policy in HANDBOOK if not any(row.policy == policy for row in ROWS)}


def test_preferences_and_premises_never_turn_a_verdict(content: Content) -> None:
    """优先 and what is done when applying are left out: nothing changes."""
    for row in ROWS:
        conditions = content.cards[row.policy].conditions
        plain = [condition for condition in conditions if condition.strength not in ("prefer", "premise")]
        facts = facts_of(row, content)
        assert check(row.policy, plain, facts).verdict == check(row.policy, conditions, facts).verdict, str(row)


def test_conditions_in_principle_alone_rule_nobody_out(content: Content) -> None:
    """原则上: without them the verdict is no better than 'up to the office'."""
    for row in ROWS:
        conditions = content.cards[row.policy].conditions
        plain = [condition for condition in conditions if condition.strength != "principle"]
        facts = facts_of(row, content)
        if check(row.policy, conditions, facts).verdict == "unmet":
            assert check(row.policy, plain, facts).verdict == "unmet", str(row)
