"""How a text sounds: what input methods and dialects confuse is folded together."""

import pypinyin
import pytest

from intents import pinyin
from intents.marks import Marks
from intents.pinyin import sound_codes, sound_of, sound_points, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张", "脏"),
        ("吃", "次"),
        ("山", "三"),
        ("链", "练"),
        ("南", "兰"),
        ("金", "京"),
        ("真", "正"),
        ("班", "帮"),
        ("新", "星"),
    ],
)
def test_confusable_sounds_are_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("链", "核"), ("高", "搞错"[1]), ("东", "等"), ("八", "怕")])
def test_other_sounds_stay_apart(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_one_sound_a_character() -> None:
    text = "链主ab1，%奖"
    assert len(sounds(text)) == len(text)
    assert sounds("a1%") == ["a", "1", "%"]


def test_tones_do_not_matter() -> None:
    assert sounds("妈麻马骂") == ["ma"] * 4


def test_every_character_there_is_has_a_sound_and_together_they_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "_TABLE", Marks(pinyin._code_of))
    for first in (*range(0, 0x40000, 4096), *range(0xE0000, 0x110000, 4096)):  # between them no character is defined
        text = "".join(map(chr, range(first, first + 4096)))
        assert len(sound_codes(text)) == len(text)
    assert len(pinyin._CODES) < 1000
    assert len(pinyin._TABLE) <= 50_000
    assert sound_codes("链主") == sound_codes("练猪")


def test_the_sounds_are_those_of_pypinyin() -> None:
    marks = [chr(mark) for mark in range(0x80, 0x30000, 7) if chr(mark).isalpha()]
    assert len(marks) > 10_000
    for mark in marks:
        told = pypinyin.pinyin(mark, style=pypinyin.Style.NORMAL, heteronym=False, errors="default")[0][0].lower()
        assert sound_of(mark) == pinyin._fold(told)


@pytest.mark.parametrize("text", ["", "链主认定奖多少?", "50万a\n𠮷野家\U0001f600", "专精特薪"])
def test_much_text_sounds_as_little_text_does(text: str) -> None:
    for _ in range(2):  # met for the first time, and again
        assert "".join(map(chr, sound_points(text).tolist())) == sound_codes(text)
