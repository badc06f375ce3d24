"""How a sentence tells a rank: 第三, 全国第8名, 前五; a rank only told to be below a mark is asked for again."""

import re
from decimal import Decimal

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.told import Span, Told, Unclear

_RANK = lazy(
    r"(前面?|第|排名?|列)?(?:第|在|到|是)?([0-9]+|[一二三四五六七八九十百]+)(多|几|来)?(?:名|位)?(?:左右|上下)?(?![0-9一二三四五六七八九十百家户个条项台年月万亿%])"
)
_NOT_WITHIN = lazy(r"(?:没|未|不|出了)[^,，。]{0,4}前|(?:名|位)?(?:开外|以外|之外|以后|往后|靠后|名后)")
_NO_RANK = lazy(r"^(?:我们|目前|都|还)*(?:没有?|无|未)(?:排名|排过名?|名次|参加排名?|进过?排名|进榜|上榜)")

_COUNTED = lazy(r"[0-9一二两三四五六七八九十百千]+[多几来]?[家户个条项台万亿%]")


def counts_others(body: str) -> bool:
    """配套企业18家, 2个亿: figures of something else than a rank."""
    return bool(_COUNTED.search(body)) and not re.search(r"第|名", body)


def is_rank(field: Field) -> bool:
    """Is the field a place in a ranking (排第几)?"""
    return field.kind == "count" and field.counter == "名" and field.least > 0


def told_rank(field: Field, body: str) -> Told | None:
    """全国排名第12, anywhere in a sentence."""
    for cue in field.cues:
        found = re.search(
            rf"{re.escape(cue)}(?:是|在|大概|大约|约)?第?([0-9]+|[一二三四五六七八九十百]+)(?!\d*[%万亿家户个])", body
        )
        place = find_figures(f"{found.group(1)}名") if found else ()
        if place:
            return Told(int(place[0].low), body)
    return None


def rank(field: Field, body: str, text: str) -> Told | Unclear | None:
    """The rank; 前五 is a range. None when the sentence tells none."""
    if _NO_RANK.match(body):
        return Told(0, text)
    found = [match for match in _RANK.finditer(body) if match.group(2)]
    if len(found) > 1:
        found = [match for match in found if match.group(1)]
    if len(found) != 1:
        return Unclear("您说了不止一个名次，用哪个？") if found else None
    place = find_figures(f"{found[0].group(2)}名")
    if not place or _NOT_WITHIN.search(body) or found[0].group(3):
        return Unclear("具体排第几名？说不上来就说“不知道”")
    low, high = Decimal(field.least), place[0].low
    if found[0].group(1) and found[0].group(1).startswith("前"):
        return Told(Span(low, high) if high > low else int(high), text)
    return Told(int(high), text)
