"""Facts as the data files write them, and pictures of them; check-ups kept and as reports."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from checkup_kit import MADE, SECRET

from bot.checkup.kept import KeptCheckup, issue
from bot.checkup.kept import read as read_kept
from bot.checkup.report import Report, report_of
from bot.content.load import Content
from calculators.fields import Value
from calculators.inputs import read_inputs
from calculators.reading.figures import money_in_words
from policies.checkup import Picture, picture
from policies.inquiry import ENOUGH

Keep = Callable[..., KeptCheckup]
Reported = Callable[..., Report]
Read = Callable[[Mapping[str, Any]], dict[str, Value]]


@pytest.fixture(scope="session")
def read(content: Content) -> Read:
    """Facts by id as a data file writes them: 900万, core, true."""

    def reading(raw: Mapping[str, Any]) -> dict[str, Value]:
        found = {}
        for name, value in raw.items():
            fact = content.facts.by_id[name]
            told = money_in_words(value) if fact.kind == "money" and isinstance(value, str) else value
            found[name] = fact.read(told if isinstance(told, bool | int | str) else str(told), name)
        return found

    return reading


@pytest.fixture(scope="session")
def seen(content: Content, read: Read) -> Callable[..., Picture]:
    """The picture of what is known of an enterprise."""

    def looking(**raw: Any) -> Picture:
        inquiry = content.inquiries["checkup"]
        facts = read(raw)
        verdicts = inquiry.assess({**facts, ENOUGH: True})
        known = inquiry.known(facts)
        return picture(verdicts, known, content.cards, content.facts, content.calculators, content.exclusions)

    return looking


@pytest.fixture
def keep(content: Content) -> Keep:
    """Keeps what a program would send, and reads it back."""

    def kept(facts: dict[str, Any], secret: str = SECRET) -> KeptCheckup:
        key, text = issue(content, read_inputs(content.facts.by_id, facts, lenient=True), MADE, secret)
        return read_kept(content, key.partition(":")[2], text)

    return kept


@pytest.fixture
def reported(content: Content, keep: Keep) -> Reported:
    def report(facts: dict[str, Any], **more: Any) -> Report:
        return report_of(content, keep(facts), **more)

    return report
