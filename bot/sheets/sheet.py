"""A calculation sheet (测算单) as a value: every word on it, and what is needed to compute it again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORM = 1  # of the kept JSON


@dataclass(frozen=True)
class Line:
    """One line with what stands beside it: an input and its value, a step and its clause."""

    text: str
    beside: str


@dataclass(frozen=True)
class Sheet:
    """What the paper says. It is kept whole: a later change of a card does not change a sheet that is out."""

    title: str
    issued: str  # the day (北京时间), 2026-11-21
    content: str  # content version
    headline: str  # the amount first
    told: tuple[Line, ...]  # inputs as understood
    steps: tuple[Line, ...]  # with clauses
    limits: tuple[str, ...]  # which ceiling or rule bound the result
    assumptions: tuple[str, ...]
    unknown: tuple[str, ...]
    next: str  # whom to ask, what to do
    documents: tuple[str, ...]
    cautions: tuple[str, ...]
    dialogue: Mapping[str, Any]  # the calculation as conversations keep it
    amounts: tuple[str, ...]  # yuan, two decimals: one, the two ends of a range, or none
    status: str  # calculators.result.Status

    def as_json(self) -> str:
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))


def parse_sheet(text: str) -> Sheet:
    """From the kept JSON. Raises ValueError if it is of another form."""
    data = json.loads(text)
    if data.pop("form", None) != FORM:
        raise ValueError("a sheet of another form")
    for name in ("told", "steps"):
        data[name] = tuple(Line(**line) for line in data[name])
    for name in ("limits", "assumptions", "unknown", "documents", "cautions", "amounts"):
        data[name] = tuple(data[name])
    return Sheet(**data)
