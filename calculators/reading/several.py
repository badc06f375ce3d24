"""Answers to a question that lists several things (可多选): 1、3; 都没有; 第二个有，其他不清楚."""

import re

from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given
from calculators.reading.characters import fold
from calculators.reading.options import mentioned_options
from calculators.reading.replies import clean, says_unknown

_NUMBERS = re.compile(
    r"(?<![\d.])([1-9]\d?)(?![\d.]|[万亿千百家户年个月元%])|第([一二三四五六七八九十])|(?<!\d)([1-9])[个项条](?!月)"
)
_HAN = {mark: place for place, mark in enumerate("一二三四五六七八九十", 1)}
_BARE_HAN = re.compile(r"^[一二三四五六七八九十、,，和 ]+$")
_NONE = re.compile(
    r"^(?:嗯|哦|我们|这些|上面|目前|现在|暂时)*(?:(?:一个|一样|一项|一条)?(?:都|全|也)?(?:没有?|不符合|不是|无|不沾|没沾|没评上)|都不|一样没|以上(?:都|皆)?(?:没有?|不)|none|0个?|0)"
    r"(?:啊|呀|的|了|呢|哦|过|吧|做到|符合|有)*[。.!！]*$"
)
_ALL = re.compile(
    r"^(?:我们)?(?:全部?|都|全都|这些都|样样|每[项样个]都|几[项样个]都)(?:有|是|符合|做到|做了|评上|满足|达到|齐)|^全有|^都有|^全部"
)
_EXCEPT = re.compile(
    r"除了|除(?=\d)|只(?:有|差|缺)?(?:第|)[^,，]{0,6}(?:没|不)|就(?:第|差|缺|)[^,，]{0,6}(?:没|不)|以外|之外|其[他余它]都有"
)
_DENIED = re.compile(r"^(?:我们|还|也|都|目前)*(?:没有?|不是|不符合|不算)(?:评上|做|买|卖|引|推广|过)*(?!别)")
_OTHERS_OPEN = re.compile(r"(?:其[他余它]|别的|剩下|另外)[^,，。]{0,6}(?:不清楚|不知道|不确定|没问|再看|说不准)")


def several(field: Field, text: str) -> dict[str, Given] | None:
    """Each option's yes or no, as the sentence gives it; None when the sentence does not answer.

    What is picked is yes, the rest no: the question listed them all. Only 不清楚 leaves things unknown.
    """
    body = clean(fold(text))
    keys = list(field.options)
    if _NONE.match(body):
        return dict.fromkeys(keys, False)
    picked = _numbered(body, len(keys))
    named = set(mentioned_options(field, body)) if not picked else {keys[place] for place in picked}
    if _EXCEPT.search(body) and named:
        return {key: key not in named for key in keys}
    if _ALL.match(body) and not named:
        return dict.fromkeys(keys, True)
    if named and not picked and _DENIED.match(body):
        return dict.fromkeys(named, False)
    if named:
        rest: Given = UNKNOWN if _OTHERS_OPEN.search(body) else False
        return {key: True if key in named else rest for key in keys}
    if says_unknown(body):
        return dict.fromkeys(keys, UNKNOWN)
    return None


def _numbered(body: str, count: int) -> set[int]:
    """The options picked by number; none when a number is out of the list (it then means something else)."""
    found = [
        int(match.group(1) or match.group(3)) if match.group(1) or match.group(3) else _HAN[match.group(2)]
        for match in _NUMBERS.finditer(body)
    ]
    if not found and _BARE_HAN.match(body):
        found = [_HAN[mark] for mark in body if mark in _HAN]
    return {number - 1 for number in found} if found and all(1 <= number <= count for number in found) else set()
