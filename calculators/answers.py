"""How a sentence answers the one field that was asked for."""

import re
from dataclasses import dataclass
from decimal import Decimal

from calculators.fields import Field, Value
from calculators.figures import Figure, Sort, find_figures
from calculators.inputs import UNKNOWN, Given
from calculators.money import WAN, YI
from calculators.numerals import fold


@dataclass(frozen=True)
class Span:
    """A range somebody gave (三四百万, 500到800万): both ends, in the field's own unit."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Told:
    """A value somebody told for a field."""

    value: Given | Span
    said: str
    about: bool = False  # 差不多, 左右: taken at its word, named as approximate
    sensed: bool = False  # the unit was not said and had to be sensed: to be read back


@dataclass(frozen=True)
class Unclear:
    """An answer that cannot be taken as it is, and why (in words for the person)."""

    why: str


_UNKNOWN = re.compile(
    r"不知道|不清楚|不晓得|不太清楚|不大清楚|说不清|不确定|没算过|不好说|说不好|说不准|拿不准|吃不准|记不清|记不得|不记得|不了解|没查|查不到|"
    r"没数|不掌握|没统计|忘了|不明确|没定|不懂|don't know|跳过|略过|先不说|先空着|下一个问题|下一题|不方便说|保密"
)
_NONE = re.compile(
    r"^(?:以前|之前|目前|现在|都|从来|还|暂时|我们|这个|这块|是|就)*(?:没有|没|无|零|0|没领过|没拿过|没有领过|没有拿过|未领|未领过|没享受过|一分没有|一家没有|一家都没有|一个没有|"
    r"一个都没有|一分都没有|一分钱没有|不曾|没有过|从没|从未|没奖过|没申请过|没报过|没得过)(?:领过|拿过|过|了|呢|啊|哦|的)*$"
)
_SHORT_NONE = re.compile(r"^.{0,8}(?:没有|没领过?|没拿过?|为零|是零|是0|为0)$")
_TAIL = r"(?:啊|呀|的|了|呢|哦|嘞|咧|哩|滴|吧|嘛|哈|!|，|,|\.)*$"
_YES = re.compile(
    r"^(?:嗯+|恩+|啊|哦|噢|哎|都|也|就|已经|已|早就|早已|全都|全部|全|我们|这个|那个|那|应该|当然|确实|肯定|算)*(?:(?:是|对|有)+的?|在的?|属于|符合|可以|行|好的?|好|要|没错|没有错|不错|正确|当然|必须的|确实|的确|肯定|"
    r"yes|yep|y|ok|√|嗯+[呐哪]?|恩|中|得(?!了)|能|会|算(?!了)|成|没问题|没有问题|没毛病|可不是?|对头|有过|是这样|够得上|够|满足|达到|true)"
    + _TAIL
)
_NO = re.compile(
    r"^(?:嗯|哦|啊|都|也|还|目前|暂时|现在|好像|我们|这个|应该|从来|从|并)*(?!不是[没不])(?:不是的?|不对|没有|没|木有|莫有|冇|否|不在|不属于|不符合|不行|不可以|不|没呢|没得|还没|还没有|尚未|未|无|不要|不算|不会|不能|不太是|不够|不满足|算不上|够不上|没达到|没到|"
    r"no|nope|n|×|x|false|不沾边|不是这个|没这回事|没那回事)+(?:有|是)*" + _TAIL
)
_FILLER = re.compile(r"^(?:嗯|恩|哦|噢|啊|哎|呃|额|诶)+$")
_NOT_BEFORE = re.compile(
    r"(?:没有|没能|没|未能|未|不在|不属于|不是|不算|不|尚未|还没|无|非|别|并未|从未)(?:被|有|在|能|完全|正式|全部|真正|算|是|再|属于|落在|落|进|列入|到)?\s*$"
)
_NOT_AFTER = re.compile(
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|\s)*(?:不在|不属于|不是|不算|没有|没(?!问题|错|毛病)|否|无|未|不符合|不沾边|不了|×)|"
    # behind a comma the denial must stand alone: 示范区，不在 — but not 光伏重大项目，不在示范区
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|\s)*[,，:：]\s*(?:都|也|还)?(?:不在|不属于|不是|不算|没有|没|否|无|未|不符合|不沾边|×)(?:的|呢|啊|了)*(?=$|[,，。;；])"
)
_NOT_YET = re.compile(
    r"(?:(?:明年|后年|下个?月|下半年|下季度|预计|预期|(?<!按)计划|准备|打算|争取|有望|将要|即将|马上)[^,，。;；已]{0,8}|快要?|将)$"
)
_IS_AFTER = re.compile(
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|，|,|:|：|\s)*(?:(?:也|已经?|都)?(?:买|上|进|办|列入|通过)了|在|属于|是|有|符合|对|√)"
)
_IS_BEFORE = re.compile(
    r"(?:上了|进了|入了|上的|在|属于|是|落在|落到|进|列入|纳入|到|入驻|位于|算|已经|已|都|全|刚|早就|了)(?:了|这个|我们|省级|产业链招商引资|产业链|招商引资|工信部|国家|那个|的)*\s*$"
)
_ASKED = re.compile(r"是不是|是否|在不在|有没有|算不算|属不属于|投没投|吗|么(?![多])|能不能|了没有?$")
_ALL = re.compile(
    r"全部|全都|全投|都投完|投完了|一样|全完成|都完成|全部完成|百分之百|100%|全款|付清|全付|一分不差|同样|也是这个数|一次付清"
)
_DENIED_BEFORE = re.compile(
    r"(?:不是|并非|不属于|不算|非|(?:没|未)(?:有|能)?(?:评|当|认定|得|拿|申请)(?:上|到|成|为|过)?(?:了)?)\s*$"
)
_DENIED_AFTER = re.compile(r"^(?:企业|的)?(?:还|都|也)?(?:没|未)(?:有|能)?(?:评|当|认定?|得|拿|申请)?(?:上|到|成|过)")
_CLEAN = re.compile(r"[\s,.!?;:~、，。！？；：…\"'“”]+$|^[\s,.!?;:~、，。！？；：…\"'“”]+")
_FIRST = {"1": 0, "一": 0, "a": 0, "2": 1, "二": 1, "b": 1, "两": 1, "3": 2, "三": 2, "c": 2, "4": 3, "四": 3, "d": 3}
_PICK = re.compile(r"^(?:选|我选|就|是)?(?:第)?([1-4一二三四两abcd])(?:个|项|种|号|\)|、|\.)?(?:吧|的)?$")
_NO_MORE = re.compile(
    r"没有了|没了|没有别的|没别的|没有其他|没其他|就这些|就这样|就这|就那|就一|就两|就三|只有|只此|仅此|完了|不用了|没有更多|"
    r"结束|算吧|开始算|可以算了|齐了|全了|都说了|说完了|好了|^(?:没有|没|无|不|否|no|n|没呢|不了|不加了|不算了)(?:啊|呢|的|哦|吧|了)*$"
)
_MORE = re.compile(
    r"^(?:嗯|对|哦)*(?:有|还有|有的|有啊|是|是的|对|要|yes|y|好|再加|还有一个|还有一项|还有别的|有一个|有呢)(?:一[个项份笔])?(?:的|啊|呢|哦)*$"
)


_COUNTABLE = ("money", "count", "percent")


def clean(text: str) -> str:
    """Without the punctuation around it."""
    return _CLEAN.sub("", _CLEAN.sub("", text))


def says_unknown(text: str) -> bool:
    """不知道, 不清楚, 跳过: an answer, but neither zero nor no."""
    return bool(_UNKNOWN.search(text))


def yes_or_no(text: str) -> bool | None:
    """A bare yes or no in any common form; None if it is neither."""
    body = clean(text)
    pieces = [clean(piece) for piece in re.split(r"[,，.。;；!！?？\s]", body)]
    said = [piece for piece in pieces if not _FILLER.match(piece)]  # 嗯，还没: the 嗯 is no yes
    for candidate in dict.fromkeys((body, (said or pieces)[0])):
        if not candidate:
            continue
        if _NO.match(candidate):
            return False
        if _YES.match(candidate):
            return True
    return None


def no_more(text: str) -> bool:
    """Does the answer to "any more?" close the list?"""
    return bool(_NO_MORE.search(clean(text)))


def one_more(text: str) -> bool:
    """Does the answer to "any more?" say yes without telling the item?"""
    return bool(_MORE.match(clean(text)))


def says_all(text: str) -> bool:
    """全部, 投完了: a part is as large as its whole."""
    return bool(_ALL.search(text))


def answer(
    field: Field, text: str, *, whole: Decimal | None = None, base: Decimal | None = None
) -> Told | Unclear | None:
    """The field's value as the sentence gives it; None when the sentence does not answer it.

    `whole` is the amount the field is a part of (全部投完), `base` what a rise is told against (涨了十二个点).
    """
    body = clean(fold(text))
    if says_unknown(body) and not find_figures(body):
        return Told(UNKNOWN, text)
    if field.kind == "yes_no":
        verdict = flag(field, body)
        return None if verdict is None else Told(verdict, text)
    if field.kind == "choice":
        return _choice(field, body, text)
    if field.kind == "marks":
        return _marks(field, body, text)
    return _number(field, body, text, whole, base)


def flag(field: Field, body: str) -> bool | None:
    """A yes/no field from its own phrases (投产了, 还没投产), else from a bare yes or no."""
    own = mentioned_flag(field, body)
    return yes_or_no(body) if own is None else own


def mentioned_flag(field: Field, body: str) -> bool | None:
    """What a sentence says of a yes/no field by the field's own words; None if it does not speak of it."""
    for phrase in sorted(field.no, key=len, reverse=True):
        at = body.find(phrase)
        if at >= 0 and not _NOT_BEFORE.search(body[max(0, at - 6) : at]):
            return False
    phrases = sorted(dict.fromkeys((*field.yes, *field.cues)), key=len, reverse=True)
    for phrase in phrases:
        at = body.find(phrase)
        if at < 0:
            continue
        before, after = body[max(0, at - 8) : at], body[at + len(phrase) :][:12]
        clause_before = re.split(r"[,，.。;；]", before)[-1]
        if _ASKED.search(clause_before[-4:] + phrase + re.split(r"[,，。;；]", after)[0][:4]):
            continue
        if _NOT_BEFORE.search(clause_before) or _NOT_AFTER.search(after) or _NOT_YET.search(clause_before):
            return False
        if phrase in field.yes or _IS_AFTER.search(after) or _IS_BEFORE.search(clause_before):
            return True
    return None


def _choice(field: Field, body: str, text: str) -> Told | Unclear | None:
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


def _marks(field: Field, body: str, text: str) -> Told | Unclear | None:
    if _NONE.match(body) or yes_or_no(body) is False or re.search(r"没(?:有)?(?:领|拿|奖|享受)过", body):
        return Told((), text)
    if field.marks and re.search(r"都领过|全领过|都拿过|全部领过|三档都", body):
        return Told(tuple(field.marks), text)
    figures = [figure for figure in find_figures(body) if figure.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE)]
    values = []
    for figure in figures:
        value = figure.value
        if field.marks_unit == "money" and figure.sort is Sort.BARE and value:
            return Unclear(f"您说的{figure.text}，是{figure.text}万还是{figure.text}亿的那一档？")
        if field.marks and value not in field.marks:
            return Unclear("只有" + "、".join(f"{mark:f}%" for mark in field.marks) + "这几档")
        values.append(value)
    return Told(tuple(values), text) if values else None


def _number(field: Field, body: str, text: str, whole: Decimal | None, base: Decimal | None) -> Told | Unclear | None:
    if _NONE.match(body):  # also 一家都没有, which names no one
        return Told(Decimal(0) if field.kind != "count" else 0, text) if field.kind in _COUNTABLE else None
    figures = [figure for figure in find_figures(body) if fits(field, figure)]
    if not figures:
        if whole is not None and says_all(body):
            return Told(whole, text)
        if _SHORT_NONE.search(body) and field.kind in _COUNTABLE:
            return Told(Decimal(0) if field.kind != "count" else 0, text)
        return None
    if len({(figure.low, figure.high) for figure in figures}) > 1:
        figures = _meant(figures, body)
        if len(figures) > 1:
            return Unclear("您说了不止一个数，" + "、".join(figure.text for figure in figures) + "，用哪个？")
    return take(field, figures[0], body, base=base)


def _meant(figures: list[Figure], body: str) -> list[Figure]:
    """不是6000万，是8000万: the last one, when the ones before are denied."""
    kept = [figure for figure in figures if not re.search(r"(?:不是|不要|而不是|并非)\s*$", body[: figure.start])]
    return kept or figures


def fits(field: Field, figure: Figure) -> bool:
    """Can a figure of this sort be a value of the field at all?"""
    sorts = {
        "money": (Sort.MONEY, Sort.BARE),
        "percent": (Sort.PERCENT, Sort.BARE),
        "rate": (Sort.PERCENT, Sort.BARE),
        "factor": (Sort.BARE, Sort.PERCENT),
        "count": (Sort.COUNT, Sort.BARE),
    }.get(field.kind, ())
    return figure.sort in sorts


def take(field: Field, figure: Figure, body: str = "", *, base: Decimal | None = None) -> Told | Unclear:
    """A figure as the field's value, its unit sensed where it was not said."""
    if figure.negative:
        return Unclear("这个数不能是负的")
    if field.kind == "money":
        return _money(field, figure)
    low, high, sensed = figure.low, figure.high, False
    if field.kind == "rate":
        if figure.sort is Sort.PERCENT or low >= 1:
            sensed = figure.sort is not Sort.PERCENT
            low, high = low / 100, high / 100
        if high > 1:
            return Unclear("利率不会超过100%，请说百分之几，例如3.45%")
    elif field.kind == "factor" and figure.sort is Sort.PERCENT:
        low, high = low / 100, high / 100
    elif field.kind == "percent":
        if figure.sort is Sort.BARE and 0 < high < 1:
            low, high, sensed = low * 100, high * 100, True
        low, high = _against(base, low, high, body, figure)
        if low < 0:
            return Unclear("降得比原来还多，请再说一遍")
        if high > 100:
            return Unclear("百分比不会超过100%，请再说一遍")
    elif field.kind == "count":
        if low != low.to_integral_value() or high != high.to_integral_value():
            return Unclear("这里要整数")
        low, high = _against(base, low, high, body, figure)
        if low < 0:
            return Unclear("少得比原来还多，请再说一遍")
        if low == high:
            return Told(int(low), figure.text, figure.about)
    return Told(Span(low, high) if low != high else low, figure.text, figure.about, sensed)


def _against(base: Decimal | None, low: Decimal, high: Decimal, body: str, figure: Figure) -> tuple[Decimal, Decimal]:
    """A rise or a fall added to what there was; the figure itself where it is neither."""
    if base is not None and told_as_rise(body, figure):
        return base + low, base + high
    if base is not None and re.search(r"(?:下降|降低|降|减少|少|跌)了?(?:大约|大概|约|差不多)?$", body[: figure.start]):
        return base - high, base - low
    return low, high


def told_as_rise(body: str, figure: Figure) -> bool:
    """涨了十二个点, 净增5户: a difference, not the figure itself."""
    before = re.split(r"[,，.。;；]", body[: figure.start])[-1]
    rise = re.search(
        r"(?:涨|提高|提升|增加|上升|增长|多|净增|新增|升|加)(?:了|过|出|出来)?(?:大约|大概|约|差不多)?$", before
    )
    return bool(rise)


def _money(field: Field, figure: Figure) -> Told | Unclear:
    low, high = figure.low, figure.high
    if figure.sort is Sort.MONEY or low == 0 == high:
        return Told(Span(low, high) if low != high else low, figure.text, figure.about)
    unit = YI if field.unit == "亿" else WAN
    floor, top = field.usual or (Decimal(10_000), Decimal(10) ** 13)
    as_yuan = floor <= low <= top and low >= WAN
    as_unit = floor <= low * unit <= top and low < WAN * 100
    if as_unit and as_yuan:
        return Unclear(f"您说的{figure.text}，是{figure.text}元还是{figure.text}{field.unit}元？")
    if not as_unit and not as_yuan:
        return Unclear(f"您说的{figure.text}，单位是元、万元还是亿元？请带上单位再说一遍")
    factor = unit if as_unit else Decimal(1)
    low, high = low * factor, high * factor
    return Told(Span(low, high) if low != high else low, figure.text, figure.about, sensed=True)


def known_value(value: Given | Span | None) -> Value | None:
    """The exact value, or None for unknown values and ranges."""
    return None if value is None or value is UNKNOWN or isinstance(value, Span) else value  # type: ignore[return-value]
