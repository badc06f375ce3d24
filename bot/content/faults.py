"""A fault in the content: where it is, what is wrong, what would be right."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault; `line` counts from 1, 0 where the whole file is meant."""

    file: Path
    line: int
    key: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.wrong} → {self.mend}"


class ContentError(Exception):
    """The content cannot be used; every fault found is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
