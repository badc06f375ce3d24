"""Rules that link several policies: of several one (几选一), exclusions, what may be had together."""

from typing import Literal

from calculators.fields import Strict


class Rule(Strict):
    """How some policies go together (能否叠加). `one_of`: only one of them may be had."""

    id: str
    title: str
    kind: Literal["one_of", "together", "open"]
    policies: tuple[str, ...]
    document: str
    clause: str
    text: str
    names: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    calculator: str | None = None  # id of a calculator that compares their awards
    opening: str = ""


class Rules(Strict):
    rules: tuple[Rule, ...]
