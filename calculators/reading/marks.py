"""Which tiers (档) somebody says to have been rewarded for: 20%和40%的, 最低那一档, 除了20%都领过, 40%没领过."""

import re
from decimal import Decimal

from calculators.fields import Field
from calculators.money import plain, spoken
from calculators.patterns import lazy
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.replies import yes_or_no
from calculators.reading.told import Told, Unclear

NEVER = lazy(
    r"没(?:有)?(?:领|拿|奖|享受|得|申请|报)过|^(?:都|全|也|还|一[个次回档]都?)*没(?:有)?(?:领|拿|奖)(?:到|呢|啊)?$|未(?:领|享受|获)过?|(?:以前|之前|从|一直)(?:都|来)?没(?:有)?(?:领|拿|奖|得|享受)|"
    r"(?:第一次|头一回|头一次|首次)(?:申请|申报|达到|领|报)|一[次回档](?:都|也)没"
)
_ZERO = lazy(r"(?:0|零)[个档]?")
_ALL = lazy(r"(?:都|全|全部|三档|几档都|每档都)(?:领|拿|奖|享受|得)(?:过|了)")
_EXCEPT = lazy(r"除了?|除开|以外|之外")
_ONLY_NOT = lazy(r"(?:就|只有?|只剩|还差)[^,，。]{0,8}(?:没|未)")
_DENIED_AFTER = lazy(r"^(?:的|那|这|一|档|个|\s)*(?:还|都|也)?(?:没|未)(?:有)?(?:领|拿|奖|享受|得|到|过)?")
_DENIED_BEFORE = lazy(r"(?:没|未)(?:有)?(?:领|拿|奖|享受|得)(?:过|到)?(?:的是)?$")
_OTHERS = lazy(r"(?:其[他余它]|别的|剩下)[^,，。没未]{0,4}(?:领|拿|奖|享受|得)")
_SPLIT = lazy(r"[,，。;；]|\.(?!\d)|但是?|不过|可是")
_PLACE = lazy(r"第[一二三123]|头一|[两二2一1](?=[个档])")
_ORDERED = (
    (lazy(r"(?:最低|最小|起步|入门|第一|头一|第1)(?:的)?(?:那)?(?:一)?[个档]|低档|最[低小]的"), slice(0, 1)),
    (lazy(r"(?:最高|最大|顶格|最后|最上面)(?:的)?(?:那)?(?:一)?[个档]|高档|最[高大]的"), slice(-1, None)),
    (lazy(r"(?:中间|居中)(?:的)?(?:那)?(?:一)?[个档]|中档"), slice(1, -1)),
    (lazy(r"(?:前|头|低的?)[两二2][个档]"), slice(0, 2)),
    (lazy(r"(?:后|高的?)[两二2][个档]"), slice(-2, None)),
    (lazy(r"(?:第二|第2)(?:那)?(?:一)?[个档]"), slice(1, 2)),
    (lazy(r"(?:第三|第3)(?:那)?(?:一)?[个档]"), slice(2, 3)),
)


def rewarded_marks(field: Field, body: str, text: str) -> Told | Unclear | None:
    """The tiers as the answer to the question tells them; () for none."""
    if _ZERO.fullmatch(body):
        return Told((), text)
    named = _named(field, body)
    if isinstance(named, Unclear):
        return named
    had, denied = named
    if field.marks and _ALL.search(body) and not had and not denied:
        return Told(tuple(field.marks), text)
    if field.marks and had and _EXCEPT.search(body) and re.search(r"领|拿|奖|享受|都", body):
        return Told(tuple(mark for mark in field.marks if mark not in had), text)
    if field.marks and denied and (_EXCEPT.search(body) or _ONLY_NOT.search(body)) and not had:
        return Told(tuple(mark for mark in field.marks if mark not in denied), text)
    if field.marks and denied and not had and _OTHERS.search(body):
        return Told(tuple(mark for mark in field.marks if mark not in denied), text)
    if had:
        return Told(tuple(mark for mark in had if mark not in denied), text)
    if denied or NEVER.search(body) or yes_or_no(body) is False:
        return Told((), text)
    return None


def _named(field: Field, body: str) -> tuple[list[Decimal], list[Decimal]] | Unclear:
    """The tiers named as had, and those named as not had."""
    had: list[Decimal] = []
    denied: list[Decimal] = []
    for piece in (part for part in _SPLIT.split(body) if part):
        figures = [
            f for f in find_figures(piece) if f.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE) or names_mark(field, f)
        ]
        marks = []
        for figure in figures:
            fault = _fault(field, figure, piece)
            if fault is not None:
                return fault
            marks.append(figure.value)
        for pattern, chosen in _ORDERED:
            if field.marks and pattern.search(piece):
                marks += sorted(field.marks)[chosen]
        ends = figures[-1].end if figures else 0
        no = bool(_DENIED_AFTER.match(piece[ends:]) if figures else re.search(r"没|未", piece))
        no = no or bool(figures and _DENIED_BEFORE.search(piece[: figures[0].start]))
        (denied if no else had).extend(marks)
    return list(dict.fromkeys(had)), list(dict.fromkeys(denied))


def marks_by_order(field: Field, piece: str) -> tuple[Decimal, ...] | None:
    """第一档领过了: the tiers that a clause calls by their place; () where it does not say which were had (最低那档没领过)."""
    named = [chosen for pattern, chosen in _ORDERED if field.marks and pattern.search(piece)]
    if not named or find_figures(_PLACE.sub("", piece)):
        return None
    if re.search(r"没|未", piece):
        return ()
    return tuple(dict.fromkeys(mark for chosen in named for mark in sorted(field.marks)[chosen]))


def names_mark(field: Field, figure: Figure) -> bool:
    """领过20, 20档: one of the field's tiers without its unit."""
    tier = figure.sort is Sort.BARE or figure.sort is Sort.OTHER and figure.unit == "档"
    return tier and figure.value in field.marks


def is_denied(figure: Figure, body: str) -> bool:
    """40%没领过: a tier that was not had."""
    clause = _SPLIT.split(body[: figure.start])[-1]
    return bool(_DENIED_AFTER.match(body[figure.end :]) or _DENIED_BEFORE.search(clause))


def can_be_a_tier(field: Field, figure: Figure, body: str) -> bool:
    """领过5000万那一档; not 领过40万, which is what was paid, and no tier of the table."""
    if field.marks:
        return figure.value in field.marks
    called = bool(re.match(r"(?:的|那|这|一|个|\s)*档", body[figure.end :]))
    return called or field.usual is None or field.usual[0] <= figure.value <= field.usual[1]


def _fault(field: Field, figure: Figure, body: str) -> Unclear | None:
    if field.marks_unit == "money" and figure.sort is Sort.BARE and figure.value:
        return Unclear(f"您说的{figure.text}，是{figure.text}万还是{figure.text}亿的那一档？")
    if not field.marks and figure.sort is Sort.MONEY and not can_be_a_tier(field, figure, body):
        return Unclear(f"{figure.text}像是领到手的钱，是哪一档的？请说那一档的标准，例如“10亿那一档”")
    if field.marks and figure.value not in field.marks:
        known = [plain(mark) + "%" if field.marks_unit == "percent" else spoken(mark) for mark in field.marks]
        return Unclear("只有" + "、".join(known) + "这几档")
    return None
