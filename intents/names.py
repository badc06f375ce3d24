"""Names (正式名、简称、口语) inside a text: as written, as they sound, or with one slip in a long name."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from intents.pinyin import sounds

MIN_SIZE = 2
SLIP_FROM = 5  # names this long may carry one slip


@dataclass(frozen=True)
class NameHit:
    """A name found: what it names, where, and how exactly."""

    name: str
    topic: str
    start: int
    size: int
    exact: bool


class NameFinder:
    """Finds the names of topics in bare texts."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {name: topic for name, topic in names.items() if len(name) >= MIN_SIZE}
        self._heard: dict[str, list[str]] = {}
        for name in self._names:
            self._heard.setdefault(_joined(sounds(name)), []).append(name)
        self._long = [name for name in self._names if len(name) >= SLIP_FROM]

    def find(self, text: str) -> list[NameHit]:
        """The names in a text, longest first; a name inside a longer one is left out."""
        heard = sounds(text)
        joined = _joined(heard)
        hits: list[NameHit] = []
        for spoken, names in self._heard.items():
            at = joined.find(spoken)
            if at < 0:
                continue
            start = joined.count(" ", 0, at + 1) - 1
            for name in names:
                exact = text[start : start + len(name)] == name
                if exact or len(name) > 2:
                    hits.append(NameHit(name, self._names[name], start, len(name), exact))
        if not hits:
            hits = self._slips(text)
        hits.sort(key=lambda hit: (-hit.size, not hit.exact))
        kept: list[NameHit] = []
        for hit in hits:
            if not any(other.start <= hit.start and hit.start + hit.size <= other.start + other.size and other.size > hit.size for other in kept):
                kept.append(hit)
        return kept

    def _slips(self, text: str) -> list[NameHit]:
        """One wrong, missing or extra character in a long name."""
        found = []
        for name in self._long:
            if not any(name[at : at + 2] in text for at in (0, 1, len(name) - 2)):
                continue
            at = text.find(name[:2])
            windows = [at] if at >= 0 else []
            tail = text.find(name[-2:])
            if tail >= 0:
                windows.append(max(0, tail + 2 - len(name)))
            for start in windows:
                if Levenshtein.distance(text[start : start + len(name)], name, score_cutoff=1) <= 1:
                    found.append(NameHit(name, self._names[name], start, len(name), False))
                    break
        return found


def _joined(heard: list[str]) -> str:
    return " " + " ".join(heard) + " "
