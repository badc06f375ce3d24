"""A text in two (两半): where a second question may begin, or the second of two that are compared; what a half asks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calculators.patterns import lazy
from intents.normalise import bare

SHORT_NAME = 2
SHORT_QUESTION = 3
MOST_SPLITS = 6
MARKS = " ,.;?!:"
_LINKS = lazy(r"和|跟|与|以及|还有|、|还是|又是|另外|[,;]|比(?![例较重,.;?!\d]|去年|上年|$)")
_BREAKS = lazy(r"[,.;?!:\s]+|还有|另外|顺便|以及")
_LED_IN = lazy(r"^(?:还有|另外|顺便|以及|再(?=问|请|说|打听)|我?还?想?问一?下|问问|请问|[,\s])+(?=[^,]{3})")
ASKS = lazy(
    r"多少|怎[么样]|什么|哪|谁|几(?![十百千万]*[块元]的)|吗|么$|呢$|吧$|能不能|是不是|有没有|可不可以|为什么|如何|是否|行不行|算不算|啥|咋|(?:不|没|没有)$"
)


class Asked(NamedTuple):
    """One of two questions: the card and the part of it that answers, and its own words."""

    policy: str
    unit: str
    flat: str
    beside: str | None = None  # another part that is all but as close
    said: str = ""  # as normalised, with its marks


class Half(NamedTuple):
    """What half of a text is about."""

    asked: Asked
    likeness: float


class Found(NamedTuple):
    """The policy that half of a text is about, how surely, and the words that say so."""

    topic: str
    score: float
    said: str


class Split(NamedTuple):
    """A text in two: what each half is about and asks, and the same without the policy's name."""

    topics: tuple[Found, Found]
    asking: tuple[str, str]
    rests: tuple[str, str]
    aspects: tuple[str, ...] = ()  # for a half that names none


def two_questions(text: str) -> Iterator[tuple[str, str]]:
    """Two parts that each ask something, one after the other."""
    for before, after in _splits(text, _BREAKS, SHORT_QUESTION):
        if ASKS.search(before) and ASKS.search(after.rstrip(MARKS)):
            yield before, _LED_IN.sub("", after)


def two_named(text: str) -> Iterator[tuple[str, str]]:
    """Two parts around 和, 跟, 比 …"""
    return _splits(text, _LINKS, SHORT_NAME)


def _splits(text: str, pattern: re.Pattern[str], shortest: int) -> Iterator[tuple[str, str]]:
    """The text in two, at every break that leaves enough on both sides."""
    places = []
    for found in pattern.finditer(text):
        before, after = text[: found.start()].rstrip(MARKS), text[found.end() :].lstrip(MARKS)
        if min(len(bare(before)), len(bare(after))) >= shortest:
            places.append((before, after))
    yield from list(dict.fromkeys(places))[:MOST_SPLITS]
