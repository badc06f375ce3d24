"""Which options of a choice a sentence names: 链核, 不是链主是链核, 第二个."""

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.replies import yes_or_no
from calculators.reading.told import Told, Unclear

_DENIED_BEFORE = lazy(
    r"(?:不是|并非|不属于|不算|不到|不够|非|差一?点儿?就?|差点儿?就?|就差|还差|离|(?:没|未)(?:有|能)?(?:评|当|认定|得|拿|申请)(?:上|到|成|为|过)?(?:了)?)\s*$"
)
_DENIED_AFTER = lazy(r"^(?:企业|的)?(?:还|都|也)?(?:没|未)(?:有|能)?(?:评|当|认定?|得|拿|申请)?(?:上|到|成|过)")
# 从市级升到省级, 先是链核，今年升了链主: what one is now.
_RISEN_TO = lazy(r"(?:升级?|晋升|晋级|转|变|提升|上升|换|改)(?:到|为|成|了|至|级到|级为)*$")
# 刚从市级升上来, 以前是链核: what one was.
_WAS = lazy(r"(?:从|由|原来|原先|以前|之前|本来|曾经|过去)(?:只|还)?(?:是|为)?(?:个|家)?$")
_AWARD = lazy(r"(?:的|年度|评价|评定|等级|链主|企业)*(?:奖励|奖(?!多少|几|给)|补助|补贴|政策)")
_NOTHING = lazy(
    r"^(?:我们|都|全|啥|什么|一个|也|还|目前)*(?:没|未)(?:有|评|当|进|得)*(?:上|过|到)?(?:身份|名单|称号)?(?:了|呢|的)?$"
)
_BEFORE_A_PART = lazy(r"^(?:我们?|就|那|这|属于|算|也就?|是|评上?了?|认定|评成|到|升到|拿到)+")
_HEAD = 2  # characters that can stand for a label they begin
_FIRST = {"1": 0, "一": 0, "a": 0, "2": 1, "二": 1, "b": 1, "两": 1, "3": 2, "三": 2, "c": 2, "4": 3, "四": 3, "d": 3}
_PICK = lazy(r"^(?:选|我选|就|是)?(?:第)?([1-4一二三四两abcd])(?:个|项|种|号|\)|、|\.)?(?:吧|的)?$")


def choose(field: Field, body: str, text: str) -> Told | Unclear | None:
    """The option that answers the question; of two where one is "other", a yes or a denial settles it."""
    picked = _PICK.match(body)
    keys = list(field.options)
    if picked and _FIRST[picked.group(1)] < len(keys):
        return Told(keys[_FIRST[picked.group(1)]], text)
    found, denied = _named(field, body)
    if not found and not denied:
        part = _BEFORE_A_PART.sub("", body).removesuffix("的")
        found = [key for key in keys if _is_part(part, (field.options[key].label, *field.options[key].words))]
    if len(found) == 1:
        return Told(found[0], text)
    if not found and is_complement(field):
        said = False if denied else yes_or_no(body)
        return None if said is None else Told(keys[0] if said else keys[1], text)
    if not found and "none" in field.options and (_NOTHING.match(body) or yes_or_no(body) is False):
        return Told("none", text)
    if len(found) > 1:
        names = "、".join(field.options[key].label for key in found)
        return Unclear(f"您提到了{names}，请选一个")
    return None


def _is_part(part: str, words: tuple[str, ...]) -> bool:
    """省, 国家 for 省级, 国家级: what a label begins with; 小巨人 for 国家级小巨人: what a name ends in."""
    if 0 < len(part) <= _HEAD:
        return words[0].startswith(part)
    return len(part) > _HEAD and any(word.lower().endswith(part) for word in words)


def mentioned_options(field: Field, body: str) -> list[str]:
    """The options a sentence names and does not deny (不是链主，是链核 names 链核 only)."""
    return _named(field, body)[0]


def _named(field: Field, body: str) -> tuple[list[str], set[str]]:
    """The options named, and the options denied."""
    found: list[tuple[int, int, str]] = []
    denied: set[str] = set()
    for key, option in field.options.items():
        for word in (option.label, *option.words):
            at = body.find(word.lower())
            if at < 0 or _WAS.search(body[:at]):
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
    kept = [item for item in kept if item[2] not in denied]
    risen = [item for item in kept if risen_to(body[: item[0]])]
    return list(dict.fromkeys(key for _, _, key in risen or kept)), denied


def risen_to(before: str) -> bool:
    """今年升成链主: do the words before an option say that one has become it?"""
    return bool(_RISEN_TO.search(before))


def is_complement(field: Field) -> bool:
    """优秀 or 其他等级: is the second option everything that the first one is not?"""
    keys = list(field.options)
    return len(keys) == 2 and keys[1] == "other"


def names_an_award(body: str, end: int) -> bool:
    """评优的奖励: the name of an award, not what one is."""
    return bool(_AWARD.match(body[end:]))
