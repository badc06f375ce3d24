"""How a text sounds, with what input methods and dialects confuse folded together (zh/z, ang/an, l/n).

Slips of the keyboard and of dictation sound right and look wrong: 连主, 专精特薪, 首台讨.
"""

import os
import re
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters are enough, and 60 MB lighter
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")

from pypinyin import Style, pinyin

from intents.marks import Marks

_FIRST_CODE = 0xF0000  # private use: no text holds such characters
_CODES: dict[str, str] = {}
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def _fold(sound: str) -> str:
    for long, short in _INITIALS:
        if sound.startswith(long):
            sound = short + sound[2:]
    if sound.startswith("n") and len(sound) > 1:
        sound = "l" + sound[1:]
    return re.sub(r"(?<=[aei])ng$", "n", sound)


@lru_cache(maxsize=20_000)
def sound_of(mark: str) -> str:
    """The folded, toneless sound of one character; other marks sound as they are written."""
    if mark.isascii() or not mark.isalpha():
        return mark
    return _fold(pinyin(mark, style=Style.NORMAL, heteronym=False, errors="default")[0][0].lower())


def _code_of(mark: str) -> str:
    sound = sound_of(mark)
    return sound if len(sound) == 1 else _CODES.setdefault(sound, chr(_FIRST_CODE + len(_CODES)))


_TABLE = Marks(_code_of)


def sound_codes(text: str) -> str:
    """The folded sounds, one private character each: texts that sound alike are equal, character by character."""
    return text.translate(_TABLE)


def sounds(text: str) -> list[str]:
    """The folded sounds of a text, one a character."""
    return [sound_of(mark) for mark in text]
