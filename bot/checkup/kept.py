"""Check-ups that are kept: the facts under a code nobody can guess; the same code brings the same report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.content.load import Content
from bot.sheets.codes import code_of
from calculators.faults import InputFault
from calculators.fields import Value
from calculators.inputs import Given

PREFIX = "checkup:"
PATH = "/checkup/"


@dataclass(frozen=True)
class KeptCheckup:
    """What a report is made from. `content` is the version of the content on that day."""

    code: str
    made: datetime
    content: str
    facts: Mapping[str, Value]


def issue(content: Content, given: Mapping[str, Given], made: datetime, secret: str) -> tuple[str, str]:
    """The facts that are known as text to keep, and the store's key for it."""
    facts = {name: _raw(value) for name, value in given.items() if _is_fact(content, name, value)}
    text = json.dumps({"made": made.isoformat(timespec="seconds"), "content": content.version, "facts": facts})
    return key_of(code_of(text, secret)), text


def key_of(code: str) -> str:
    """Where a store keeps the check-up of a code."""
    return PREFIX + code


def read(content: Content, code: str, text: str) -> KeptCheckup:
    """A kept check-up; what the content no longer knows is left out."""
    data = json.loads(text)
    facts: dict[str, Value] = {}
    for name, raw in data["facts"].items():
        field = content.facts.by_id.get(name)
        try:
            if field is not None:
                facts[name] = field.read(raw, name)
        except InputFault:
            continue  # the content changed: this can no longer be said
    return KeptCheckup(code, datetime.fromisoformat(data["made"]), data["content"], facts)


def path_of(key: str) -> str:
    """Where a kept check-up is shown as a page."""
    return PATH + key.removeprefix(PREFIX)


def _is_fact(content: Content, name: str, value: object) -> bool:
    field = content.facts.by_id.get(name)
    return field is not None and field.takes(value)


def _raw(value: Given) -> object:
    """As JSON that a field reads back exactly."""
    return f"{value:f}" if isinstance(value, Decimal) else value
