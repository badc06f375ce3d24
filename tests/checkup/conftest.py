"""Check-ups of invented enterprises, kept and as reports."""

from collections.abc import Callable
from typing import Any

import pytest
from checkup_kit import MADE, SECRET

from bot.checkup.kept import KeptCheckup, issue, read
from bot.checkup.report import Report, report_of
from bot.content.load import Content
from calculators.inputs import read_inputs

Keep = Callable[..., KeptCheckup]
Reported = Callable[..., Report]


@pytest.fixture
def keep(content: Content) -> Keep:
    """Keeps what a program would send, and reads it back."""

    def kept(facts: dict[str, Any], secret: str = SECRET) -> KeptCheckup:
        key, text = issue(content, read_inputs(content.facts.by_id, facts, lenient=True), MADE, secret)
        return read(content, key.partition(":")[2], text)

    return kept


@pytest.fixture
def reported(content: Content, keep: Keep) -> Reported:
    def report(facts: dict[str, Any], **more: Any) -> Report:
        return report_of(content, keep(facts), **more)

    return report
