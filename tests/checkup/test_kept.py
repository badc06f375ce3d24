"""What is kept of a check-up: the facts, exactly, under a code that is theirs."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from checkup_kit import LEADER, MADE, SECRET

from bot.checkup.kept import issue, key_of, path_of, read
from bot.content.load import Content
from bot.sheets.codes import PATTERN
from calculators.inputs import UNKNOWN, read_inputs


def test_facts_come_back_with_their_own_types(content: Content, keep: Any) -> None:
    kept = keep(LEADER)
    assert kept.facts == read_inputs(content.facts.by_id, LEADER, lenient=True)
    assert kept.facts["partner_rate_rise"] == Decimal("7.5")
    assert type(kept.facts["net_new_partners"]) is int
    assert kept.facts["new_project"] is False
    assert (kept.made, kept.content) == (MADE, content.version)


def test_every_fact_can_be_kept(content: Content, keep: Any) -> None:
    values = {"money": "12345.67", "percent": "0.5", "count": 3, "yes_no": True}
    facts = {
        name: next(iter(field.options)) if field.kind == "choice" else values[field.kind]
        for name, field in content.facts.by_id.items()
    }
    assert keep(facts).facts == read_inputs(content.facts.by_id, facts, lenient=True)


def test_what_nobody_knows_and_what_is_no_fact_is_left_out(content: Content) -> None:
    given = {"role": UNKNOWN, "body": "enterprise", "enough": True, "this_year": True}
    key, text = issue(content, given, MADE, SECRET)
    assert read(content, key, text).facts == {"body": "enterprise"}


def test_the_same_check_up_has_the_same_code_and_another_secret_another(content: Content) -> None:
    given = {"body": "enterprise"}
    key, _ = issue(content, given, MADE, SECRET)
    assert issue(content, given, MADE, SECRET)[0] == key
    assert issue(content, given, MADE, "t" * 32)[0] != key
    assert issue(content, {"body": "zone"}, MADE, SECRET)[0] != key
    assert issue(content, given, datetime(2026, 11, 22, 20, 31, tzinfo=UTC), SECRET)[0] != key
    assert re.fullmatch(f"checkup:{PATTERN}", key)
    assert path_of(key) == "/checkup/" + key.removeprefix("checkup:")
    assert key_of(key.removeprefix("checkup:")) == key


@pytest.mark.parametrize("change", [{"gone_fact": True}, {"role": "no_such_choice"}, {"net_new_partners": "many"}])
def test_what_changed_content_no_longer_knows_is_left_out(content: Content, change: dict[str, Any]) -> None:
    key, text = issue(content, {"body": "enterprise"}, MADE, SECRET)
    data = json.loads(text)
    data["facts"] |= change
    assert read(content, key, json.dumps(data)).facts == {"body": "enterprise"}


def test_the_version_of_the_day_stays(content: Content, keep: Any) -> None:
    older = replace(content, version="00000000")
    key, text = issue(older, {}, MADE, SECRET)
    assert read(content, key, text).content == "00000000"
