"""The words of the parts of a card, their numbers in digits, and whether they say that something is not held."""

import re

from calculators.patterns import lazy
from policies.card import Card

_NOT_HELD = lazy(r".{0,24}(?:资料|文件|报道|公告)[^，。]{0,8}没|.{0,12}没有?[写提列]")
_TENS = r"[一二三四五六七八九]?十[一二三四五六七八九]?"
_SMALL = lazy(rf"{_TENS}|[一二两三四五六七八九](?=百?[家条个户万亿年月批级项座名位台倍亩])")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2}


def in_digits(text: str) -> str:
    """The text with small numbers in digits, as the documents have them: 十条 is 10条, 三十万 is 30万."""
    return _SMALL.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    tens, ten, ones = found.group().rpartition("十")
    if not ten:
        return str(_DIGITS[ones])
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def denies(card: Card, unit: str) -> bool:
    """Does a part say that what is asked is not held? Then no figure of another part may follow it."""
    return bool(_NOT_HELD.match(words_of(card, unit)))


def words_of(card: Card, unit: str) -> str:
    """The bare words of a part; the lead where it has none of its own."""
    sort, _, key = unit.partition(":")
    if sort == "question":
        return card.questions[int(key)].answer
    return card.sections[key].text if sort == "section" and key in card.sections else card.lead


def units_of(card: Card) -> list[str]:
    """All parts of a card: lead, section:…, question:…"""
    sections = (f"section:{name}" for name in card.sections)
    return ["lead", *sections, *(f"question:{place}" for place in range(len(card.questions)))]
