"""Which options of a choice a sentence names: 链核, 不是链主是链核, 第二个."""

import re

from calculators.fields import Field
from calculators.reading.told import Told, Unclear

_DENIED_BEFORE = re.compile(
    r"(?:不是|并非|不属于|不算|非|(?:没|未)(?:有|能)?(?:评|当|认定|得|拿|申请)(?:上|到|成|为|过)?(?:了)?)\s*$"
)
_DENIED_AFTER = re.compile(r"^(?:企业|的)?(?:还|都|也)?(?:没|未)(?:有|能)?(?:评|当|认定?|得|拿|申请)?(?:上|到|成|过)")
_FIRST = {"1": 0, "一": 0, "a": 0, "2": 1, "二": 1, "b": 1, "两": 1, "3": 2, "三": 2, "c": 2, "4": 3, "四": 3, "d": 3}
_PICK = re.compile(r"^(?:选|我选|就|是)?(?:第)?([1-4一二三四两abcd])(?:个|项|种|号|\)|、|\.)?(?:吧|的)?$")


def choose(field: Field, body: str, text: str) -> Told | Unclear | None:
    picked = _PICK.match(body)
    keys = list(field.options)
    if picked and _FIRST[picked.group(1)] < len(keys):
        return Told(keys[_FIRST[picked.group(1)]], text)
    found = mentioned_options(field, body)
    if len(found) == 1:
        return Told(found[0], text)
    if len(found) > 1:
        names = "、".join(field.options[key].label for key in found)
        return Unclear(f"您提到了{names}，请选一个")
    return None


def mentioned_options(field: Field, body: str) -> list[str]:
    """The options a sentence names and does not deny (不是链主，是链核 names 链核 only)."""
    found: list[tuple[int, int, str]] = []
    denied: set[str] = set()
    for key, option in field.options.items():
        for word in (option.label, *option.words):
            at = body.find(word.lower())
            if at < 0:
                continue
            if _DENIED_BEFORE.search(body[:at]) or _DENIED_AFTER.search(body[at + len(word) :]):
                denied.add(key)
            else:
                found.append((at, len(word), key))
    found.sort(key=lambda item: (-item[1], item[0]))
    kept: list[tuple[int, int, str]] = []
    for at, size, key in found:
        inside = any(other_at <= at < other_at + other_size for other_at, other_size, other in kept if other != key)
        if not inside:
            kept.append((at, size, key))
    return list(dict.fromkeys(key for _, _, key in kept if key not in denied))
