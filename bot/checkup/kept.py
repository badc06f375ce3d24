"""Check-ups that are kept: the facts under a code nobody can guess; the same code brings the same report."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.content.load import Content
from bot.stores import Store
from calculators.fields import InputFault, Value
from calculators.inputs import Given

PREFIX = "checkup:"
CODE = "[0-9a-f]{24}"  # 96 random bits
PATH = "/checkup/"


@dataclass(frozen=True)
class KeptCheckup:
    """What a report is made from. `content` is the version of the content on that day."""

    code: str
    made: datetime
    content: str
    facts: Mapping[str, Value]


def keep(store: Store, content: Content, given: Mapping[str, Given], made: datetime) -> str:
    """Keeps the facts that are known; the key they lie under."""
    facts = {name: _raw(value) for name, value in given.items() if _is_fact(content, name, value)}
    text = json.dumps({"made": made.isoformat(timespec="seconds"), "content": content.version, "facts": facts})
    key = PREFIX + secrets.token_hex(12)
    store.save(key, text, None)
    return key


def find(store: Store, content: Content, code: str) -> KeptCheckup | None:
    """The check-up of a code; None where there is none, or no more."""
    held = store.load(PREFIX + code) if re.fullmatch(CODE, code) else None
    if held is None:
        return None
    data = json.loads(held[0])
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
