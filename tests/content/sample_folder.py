"""A copy of the sample content that a test may break."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.check import check
from bot.content.faults import Fault

SAMPLE = Path(__file__).with_name("sample")
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Broken:
    """One thing broken in a file, and the fault it must give. `at` is what stands on the faulty line."""

    name: str
    file: str
    old: str
    new: str
    at: str
    key: str
    wrong: str
    mend: str


class Folder:
    """A copy of the sample content that a test may break."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def replace(self, file: str, old: str, new: str) -> None:
        """Puts `new` for the only `old` in a file."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must stand in {file} once"
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def line(self, file: str, mark: str) -> int:
        """The line on which `mark` begins, its last occurrence."""
        text = (self.path / file).read_text(encoding="utf-8")
        return text.count("\n", 0, text.rindex(mark)) + 1

    def check(self, today: date = TODAY) -> list[Fault]:
        return check([self.path], today)[1]
