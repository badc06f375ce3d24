"""One of what was just listed: 第三个呢, 第二条说的啥, after a part that counts up several."""

from collections.abc import Sequence

from bot.understanding.part_words import words_of
from calculators.patterns import lazy
from policies.card import Card

_WHICH = lazy(
    r"^(?:那|那么)?(?:其中)?(?:的)?第([一二三四五六七八九十]|\d{1,2})([个条项点样种步块件类])(?:方面)?(?:说?的?(?:是|讲|说|指)?(?:什么|啥)(?:意思)?)?(?:呢|啊|呀)?[?]?$"
)
_NUMBERS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_IN_WORDS = lazy(r"(?:^|(?<=[，。；：、]))[一二三四五六七八九十](?:是|，|、)")
_LISTED = lazy(r"[：是为有](?=[^：。；]*、)([^：。；]+)")
_FEW = 3  # 和 joins two: a list has more


def asks_item(normal: str) -> bool:
    """Is one of several asked for by its number alone?"""
    return bool(_WHICH.match(normal))


def item_told(card: Card, told: Sequence[str], normal: str) -> str | None:
    """The item of the last list told that a message asks for by its number; None where nothing was listed.

    `told`: the parts of the card that were told, the last one last.
    """
    found = _WHICH.match(normal)
    items = next((items for unit in reversed(told) if (items := _items_of(words_of(card, unit)))), None)
    if found is None or items is None:
        return None
    said, kind = found.groups()
    number = _NUMBERS.index(said) + 1 if said in _NUMBERS else int(said)
    if 0 < number <= len(items):
        return f"第{number}{kind}：{items[number - 1]}。"
    return f"只列了{len(items)}{kind}：{'、'.join(items)}。"


def _items_of(text: str) -> list[str]:
    """What a text counts up: ①…②…, 一是…二是…, or a、b、c."""
    if _CIRCLED[0] in text:
        pieces = [text.partition(mark)[2] for mark in _CIRCLED if mark in text]
        return [_first(piece, (*_CIRCLED, "。")) for piece in pieces]
    marks = list(_IN_WORDS.finditer(text))
    if len(marks) > 1:
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        return [_first(text[mark.end() : end], ("。",)) for mark, end in zip(marks, ends, strict=True)]
    lists = [found.group(1).split("、") for found in _LISTED.finditer(text)]
    long = [listed for listed in lists if len(listed) >= _FEW]
    return [item.strip("，等") for item in long[0]] if len(long) == 1 else []  # of several none is meant


def _first(text: str, ends: Sequence[str]) -> str:
    """A text up to the first of these marks."""
    return text[: min((at for end in ends if (at := text.find(end)) >= 0), default=len(text))].strip("，；、 ")
