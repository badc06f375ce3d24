"""A part told against its whole: 全部, 付了六成, 一半, 还有1000万没投; and a share told by two amounts."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from calculators.fields import Field
from calculators.money import EXACT, plain, spoken, times, total
from calculators.patterns import lazy
from calculators.reading.figures import Figure, Sort
from calculators.reading.replies import says_all
from calculators.reading.told import Span, Told, Unclear

_LEFT_BEFORE = lazy(r"(?:还有|还差|还剩下?|剩下?|只差|就差|还欠|欠着?|差)(?:着|了|大约|大概|约|差不多)?$")
_OWED = lazy(r"(?:还差|只差|就差|还欠|欠着?)(?:着|了|大约|大概|约|差不多)?$")
_LEFT_AFTER = lazy(
    r"^(?:左右|上下|的)?(?:还|都)?(?:没有?|未)(?:投(?!产|入?生产|运)|付|给|完成|到位|支付|打|结|建|花|到|清)"
)
_REST_BEFORE = lazy(r"(?:剩下?|余下?|其余|剩余|尾款|还有)的?$")
_REST_AFTER = lazy(r"^(?:的(?:钱|款)?)?(?:还|都|要|得|等|打算|准备)*(?:明年|后年|下个?月|年底|以后|回头|验收|没|未)")
_AGAIN = lazy(r"又|再|后来|随后|接着|然后|第?[二三四五][期次批笔]|最后|中期|到货|发货|验收|进度")
_IN_ALL = lazy(r"全[区部县市]|总|一共|合计|整个|所有")
_CLAUSE = lazy(r"[,，.。;；、]")
_FINE = 8  # decimals that only a fraction leaves
_PAID = lazy(r"付")
_PAID_ALREADY = lazy(r"(?:付|花)(?:了|出|过)|已经?[付花]|实[际付]")
_NOT_ALL = lazy(r"(?:没|未)(?:有)?(?:全|都)?(?:部)?(?:付|给|结|打)(?:完|清|全|齐|$|[,，.。;；])")  # 没全付, 没付清
_AGREED_ON = lazy(r"合同|协议|签|总价|总额|一共要")
_NO_SHARE = lazy(r"多|少|增|减|涨|降|补|奖|给|占|比例")  # 多付了一半, 付款比例50%: no share of that amount


def is_remainder(figure: Figure, body: str) -> bool:
    """还有1000万没投, 还差两成: what is still missing of a whole."""
    before, after = _CLAUSE.split(body[: figure.start])[-1], body[figure.end :]
    if _LEFT_AFTER.match(after):
        return True
    return bool(_LEFT_BEFORE.search(before) and re.match(r"[^,，。;；]{0,4}(?:没|未|尾款|$|[,，。;；吧了])", after))


def is_still_out(figure: Figure, body: str) -> bool:
    """尾款200万没付, 还欠200万: in so many words not paid; 还有200万 alone may be one more payment."""
    before = _CLAUSE.split(body[: figure.start])[-1]
    return bool(_LEFT_AFTER.match(body[figure.end :]) or _OWED.search(before))


def part_of(whole: Decimal, figures: list[Figure], body: str) -> Told | Unclear | None:
    """The part as the words tell it against the whole (in yuan); None when they tell an amount of their own."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT]
    if amounts and is_remainder(amounts[-1], body):
        return _less(whole, amounts[-1].low, amounts[-1].high, amounts[-1])
    if len(shares) == 1 and not amounts:
        share = shares[0]
        if share.high > 100:
            return Unclear(f"{share.text}就超过总额了，请说金额或者几成")
        low, high = (_to_the_fen(times(whole, end, Decimal("0.01"))) for end in (share.low, share.high))
        if is_remainder(share, body):
            return _less(whole, low, high, share)
        return Told(Span(low, high) if low != high else low, share.text, share.about, of=whole)
    if not figures and says_all(body):
        return Told(whole, body, of=whole)
    return None


def _to_the_fen(amount: Decimal) -> Decimal:
    """300万 for a third of 900万, which no percentage tells exactly."""
    exponent = amount.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent < -_FINE
    return amount.quantize(Decimal("0.01")).normalize() + 0 if fine else amount


def _less(whole: Decimal, low: Decimal, high: Decimal, figure: Figure) -> Told | Unclear:
    if high > whole:
        return Unclear(f"您说还差{figure.text}，可总额只有{spoken(whole)}，请再说一遍")
    low, high = EXACT.subtract(whole, high), EXACT.subtract(whole, low)
    return Told(Span(low, high) if low != high else low, figure.text, figure.about, sensed=True)


@dataclass(frozen=True)
class Paid:
    """What was paid of an amount agreed on, and that amount as it was said."""

    told: Told | Unclear
    whole: Figure


def share_paid(field: Field, figures: list[Figure], body: str) -> Paid | None:
    """协议签了400万，实际付了一半; 付了400万的三成: an amount of which a share was paid, where no field takes the amount."""
    paid = [cue for cue in field.cues if _PAID.search(cue)]
    shares = without_the_rest([figure for figure in figures if figure.sort is Sort.PERCENT], body)
    if field.whole or not paid or not shares:
        return None
    share = shares[0]
    clauses = [_CLAUSE.split(body[: one.start])[-1] for one in shares]
    before = [figure for figure in figures if figure.sort is Sort.MONEY and figure.end <= share.start]
    after = [figure for figure in figures if figure.sort is Sort.MONEY and figure.start >= share.end]
    if len(after) == 1 and not before and _AGREED_ON.search(_CLAUSE.split(body[: after[0].start])[-1]):
        before, after = after, []  # 付了八成，合同3000万
    if after:
        return None  # 付了一半，200万
    if len(before) != 1 or any(map(_NO_SHARE.search, clauses)):
        return None
    if not any(cue in clause for cue in (*paid, "首付", "预付", "先付") for clause in clauses):
        return None
    whole = before[0]
    spent = _PAID_ALREADY.search(_CLAUSE.split(body[: whole.start])[-1]) and not _NOT_ALL.search(body)
    if spent and body[whole.end : share.start] != "的":
        return Paid(Unclear(f"{whole.text}是一共要付的，还是已经付的？付了的是多少"), whole)
    if whole.ranged:
        return Paid(Unclear("总数您说的是个范围，付了的是多少"), whole)
    paid_in_all = added_shares(shares, body)
    if paid_in_all is None:
        return Paid(Unclear(f"您说了{'、'.join(one.text for one in shares)}，付了的一共是多少"), whole)
    part = part_of(whole.value, [paid_in_all], body)
    return None if part is None else Paid(replace(part, about=whole.about) if isinstance(part, Told) else part, whole)


def without_the_rest(shares: list[Figure], body: str) -> list[Figure]:
    """付了六成，剩下四成明年付: the shares without those that are the rest, where there are others."""
    made = [share for share in shares if not _is_the_rest(share, body)]
    return made or shares


def _is_the_rest(share: Figure, body: str) -> bool:
    before, after = _CLAUSE.split(body[: share.start])[-1], body[share.end :]
    return bool(_REST_BEFORE.search(before) or _REST_AFTER.match(after)) or is_remainder(share, body)


def added_shares(shares: list[Figure], body: str) -> Figure | None:
    """首付30%，又付了50%: 80%; None where it is not clear that they add up."""
    if len(shares) == 1:
        return shares[0]
    again = all(_AGAIN.search(_CLAUSE.split(body[: share.start])[-1]) for share in shares[1:])
    low, high = total([share.low for share in shares]), total([share.high for share in shares])
    if not again or high > 100:
        return None
    text = "＋".join(share.text for share in shares)
    return replace(shares[0], low=low, high=high, text=text, about=any(share.about for share in shares))


def share_of(figures: list[Figure], body: str) -> Told | None:
    """全区营收100亿，主导产业链45亿: the percentage that one amount is of the other; None when it is not clear."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY and not figure.ranged]
    if len(amounts) != 2 or len(figures) != 2:
        return None
    ends = (0, amounts[0].end)  # 全区100亿里它占45亿: 全区 is said of the first
    named = [
        bool(_IN_ALL.search(_CLAUSE.split(body[end : figure.start])[-1]))
        for end, figure in zip(ends, amounts, strict=True)
    ]
    if named[0] == named[1]:
        return None
    whole, part = amounts if named[0] else reversed(amounts)
    share = share_of_total(part, whole.value)
    return None if share is None else replace(share, about=part.about or whole.about)


def share_of_total(part: Figure, whole: Decimal) -> Told | None:
    """How many percent of a total in yuan an amount is; None where it is more than that."""
    if not whole or part.value > whole:
        return None
    # Rounded down: 39.99999% must not reach the step of 40%.
    share = EXACT.divide_int(times(part.value, Decimal(1_000_000)), whole)
    percent = times(share, Decimal("0.0001"))
    return Told(percent, f"{part.text}占{spoken(whole)}的{plain(percent)}%", part.about, True, of=whole)
