"""Relatives (亲属) in a question: whom a benefit is for."""

import re
from pathlib import Path

from intents.lists import read_list

_DATA = read_list(Path(__file__).with_name("relatives.yaml"))
_SAID = {said: kin for group in _DATA.values() for kin, names in group.items() for said in names}
_OTHERS = frozenset(_DATA["others"])
_ONE = "|".join(sorted(map(re.escape, _SAID), key=len, reverse=True))
_PATTERN = re.compile(_ONE)

RELATIVE = rf"(?:我|俺|咱)?家?(?:{_ONE})"  # as part of another pattern: 我婆婆, 家里老人 is none


def relatives(normal: str) -> list[str]:
    """The relatives that a normalised text names, as the cards write them: 配偶 for 我老婆."""
    return list(dict.fromkeys(_SAID[hit.group()] for hit in _PATTERN.finditer(normal)))


def other_relatives(normal: str) -> list[str]:
    """Those beyond parents, spouse and children (兄弟姐妹)."""
    return [kin for kin in relatives(normal) if kin in _OTHERS]
