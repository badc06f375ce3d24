"""How a text sounds, with what input methods and dialects confuse folded together (zh/z, ang/an, l/n).

Slips of the keyboard and of dictation sound right and look wrong: 连主, 专精特薪, 首台讨.
"""

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters are enough, and 60 MB lighter
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")

import numpy as np
from numpy.typing import NDArray

from intents.marks import Marks

_FIRST_CODE = 0xF0000  # private use: no text holds such characters
_CODES: dict[str, str] = {}
_KNOWN: dict[str, str] = {}  # sounds worked out at an earlier start
_COMMON = range(0x4E00, 0xA000)
_HEARD = np.zeros(0x10000, np.uint32)  # the code of every common character met so far, 0 for the others
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
    return _KNOWN.get(mark) or _sound_in_pypinyin(mark)


def common_sounds() -> dict[str, str]:
    """All common characters by their folded sound, to be kept: reading pypinyin's dictionary takes long."""
    found: dict[str, list[str]] = {}
    for mark in map(chr, _COMMON):
        found.setdefault(sound_of(mark), []).append(mark)
    return {sound: "".join(marks) for sound, marks in found.items()}


def know(sounds: Mapping[str, str]) -> None:
    """Takes `common_sounds` worked out earlier."""
    for sound, marks in sounds.items():
        _KNOWN.update(dict.fromkeys(marks, sound))
        _HEARD[np.frombuffer(marks.encode("utf-16-le"), np.uint16)] = ord(_code_of(marks[0]))


def _sound_in_pypinyin(mark: str) -> str:
    from pypinyin.constants import PINYIN_DICT  # 40,000 characters: loaded only for one that is not known

    readings = PINYIN_DICT.get(ord(mark))
    return _fold(_toneless(readings.split(",", 1)[0]) if readings else mark.lower())


def _toneless(sound: str) -> str:
    """pypinyin's own way to the same (Style.NORMAL) takes ten times as long a character."""
    apart = unicodedata.normalize("NFD", sound).replace("u\u0308", "v")
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


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


def sound_points(text: str) -> NDArray[np.uint32]:
    """The code points of the sound codes; the quick way for much text."""
    marks = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    common = np.minimum(marks, len(_HEARD) - 1)
    codes = _HEARD[common]
    if not codes.all():
        for mark in sorted(set(common[codes == 0].tolist())):  # np.unique would load all of masked arrays
            _HEARD[mark] = ord(_code_of(chr(mark)))
        codes = _HEARD[common]
    for place in (marks != common).nonzero()[0].tolist():
        codes[place] = ord(_code_of(chr(marks[place])))
    return codes
