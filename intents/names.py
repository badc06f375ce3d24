"""Names (正式名、简称、口语) inside a text: as written, as they sound, or with one slip in a long name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from intents.pinyin import sound_codes

MIN_SIZE = 2
KEPT = 4096  # texts read before
SLIP_FROM = 5  # names this long may carry one slip
_AWARD = "奖补"  # 承载示范 is no slip of 承载示范奖: without its last word it may be a place or a rank


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
        self._heard: dict[str, list[tuple[str, str]]] = {}  # by the first two sounds: the other sounds, the name
        # The longer names by their first, or last, two characters and one of the two that are next to these.
        self._heads: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        for name in self._names:
            heard = sound_codes(name)
            self._heard.setdefault(heard[:2], []).append((heard, name))
            if len(name) >= SLIP_FROM and not any(mark.isdigit() for mark in name):
                for mark in dict.fromkeys(name[2:4]):
                    self._heads.setdefault(name[:2] + mark, []).append(name)
                for mark in dict.fromkeys(name[-4:-2]):
                    self._tails.setdefault(name[-2:] + mark, []).append(name)
        self._pairs = {before + after for name in self._names for before, after in pairwise(name)}  # of characters
        self._found = lru_cache(maxsize=KEPT)(self._find)

    def find(self, text: str) -> list[NameHit]:
        """The names in a text, longest first; a name inside a longer one is left out."""
        return list(self._found(text))

    def _find(self, text: str) -> list[NameHit]:
        heard = sound_codes(text)
        hits: list[NameHit] = []
        for start in range(len(heard) - 1):
            for spoken, name in self._heard.get(heard[start : start + 2], ()):
                if heard.startswith(spoken, start) and not _inside_number(text, start, name):
                    exact = text.startswith(name, start)
                    if exact or len(name) > 2:
                        hits.append(NameHit(name, self._names[name], start, len(name), exact))
        if not hits:
            hits = self._slips(text)
        if len(hits) < 2:
            return hits
        hits.sort(key=lambda hit: (-hit.size, not hit.exact))
        kept: list[NameHit] = []
        for hit in hits:
            if not any(
                other.start <= hit.start and hit.start + hit.size <= other.start + other.size and other.size > hit.size
                for other in kept
            ):
                kept.append(hit)
        return kept

    def _slips(self, text: str) -> list[NameHit]:
        """One wrong, missing or extra character in a long name."""
        found: dict[str, NameHit] = {}
        for at in range(len(text) - 1):
            pair, after, before = text[at : at + 2], text[at + 2 : at + 4], text[max(0, at - 2) : at]
            windows = [
                (name, at, at + len(name) + more)
                for mark in after  # a name with none of these takes more than one slip
                for name in self._heads.get(pair + mark, ())
                for more in (0, -1, 1)
            ]
            windows += [
                (name, at + 2 - len(name) + more, at + 2)
                for mark in before
                for name in self._tails.get(pair + mark, ())
                for more in (0, 1, -1)
            ]
            for name, start, end in windows:
                begin = max(0, start)
                said = text[begin:end]
                if (
                    name not in found
                    and not (name[-1] in _AWARD and name[-1] not in said)
                    and Levenshtein.distance(said, name, score_cutoff=1) <= 1
                    and not self._is_another_word(said, name)
                ):
                    found[name] = NameHit(name, self._names[name], begin, min(end, len(text)) - begin, False)
        return list(found.values())

    def _is_another_word(self, said: str, name: str) -> bool:
        """链核企业认定 is no slip of 链上企业认定: the other character makes words that names are made of, too."""
        if len(said) != len(name):
            return False
        at = next((at for at, (one, other) in enumerate(zip(said, name, strict=True)) if one != other), 0)
        around = (said[at - 1 : at + 1] if at else "", said[at : at + 2] if at + 1 < len(said) else "")
        return all(pair in self._pairs for pair in around if pair)


def _inside_number(text: str, start: int, name: str) -> bool:
    """Is a name of digits (12345) only a piece of a longer number?"""
    around = text[max(0, start - 1) : start] + text[start + len(name) : start + len(name) + 1]
    return name.isdigit() and any(mark.isdigit() for mark in around)
