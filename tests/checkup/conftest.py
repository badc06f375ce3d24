"""Facts as the data files write them, and pictures of them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from calculators.figures import money_in_words

from bot.content.load import Content
from calculators.fields import Value
from policies.checkup import Picture, picture
from policies.inquiry import ENOUGH

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
