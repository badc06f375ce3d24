"""Values that cannot be taken: which field, what is wrong, what is accepted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InputFault(Exception):
    """A value that cannot be taken: which field, what is wrong, what is accepted."""

    path: str
    problem: str
    accepted: str

    def __str__(self) -> str:
        return f"{self.path}：{self.problem}；可接受：{self.accepted}"


class InputFaults(ValueError):
    """All faults of one set of inputs, at least one."""

    def __init__(self, faults: list[InputFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def shown(value: object) -> str:
    """A foreign value made safe to repeat in one short line."""
    text = value if isinstance(value, str) else type(value).__name__ if isinstance(value, list | dict) else str(value)
    clean = "".join(mark if mark.isprintable() and not 0xD800 <= ord(mark) <= 0xDFFF else "?" for mark in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"
