"""What is spoken of (义类), whatever the words: 老大, 龙头 and 链主 are one sense."""

import re
from pathlib import Path

from intents.lists import read_list

_WORDS: dict[str, list[str]] = read_list(Path(__file__).with_name("senses.yaml"))
_OF: dict[str, list[str]] = {}
for _sense, _said in _WORDS.items():
    for _word in _said:
        _OF.setdefault(str(_word), []).append(_sense)
_PATTERN = re.compile("|".join(sorted(map(re.escape, _OF), key=len, reverse=True)))


def senses(text: str) -> list[str]:
    """The senses a bare text speaks of, in alphabetical order."""
    return sorted({sense for word in _PATTERN.findall(text) for sense in _OF[word]})
