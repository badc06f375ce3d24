"""One content file as plain data, with the line of every key and what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.content.faults import Fault

Key = tuple[str | int, ...]


@dataclass
class Source:
    """One file as plain data, with the line of every key."""

    path: Path
    data: Any = None
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, key: Key) -> int:
        """The line of a key, or of the nearest one above it that has a line."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def fault(self, key: Key, wrong: str, mend: str) -> Fault:
        return Fault(self.path, self.line(key), ".".join(map(str, key)) or "(整个文件)", wrong, mend)


def entry(source: Source, inside: str, id: str) -> Key:
    """Where the entry with an id stands in a file that holds several."""
    return inside, next(place for place, item in enumerate(source.data[inside]) if item["id"] == id)
