"""What was agreed on, told beside what was paid of it: 合同500万，到账200万; 协议1200万，付了1100万."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.cues import PAUSE
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.received import OF_A_CONTRACT, is_listed_as_agreed
from calculators.reading.told import Reading

_AGREED = lazy(r"合同|协议|成交|总价|总额|签|买|采购|订|卖了|转让")
_CONTRACT = lazy(r"合同|协议|订单|签|成交|总价")
_NOT_PAID = lazy(r"(?:没|未|没有)(?:全|都)?(?:付|到账|收到|进账|入账)|(?:不知道|不清楚|不晓得|不确定)[^,，。;；]{0,10}")
_THEN_PAID = lazy(r"(?:已经?|目前|现在|今年|实际|先|才|只)*(?:付|花|掏|交|到账|收到)(?:了|出去|过)?")
_JUST_PAID = lazy(r"(?:付|花|掏|交)(?:了|出去|过)?(?:大约|大概|约|差不多)?$")
_EACH = lazy(r"(?:各|各是|都是|每[份个项笔])$")
_PIECES = "份个项笔"
_MOST = 9  # contracts that are gone through one by one
_PAID = lazy(r"付|到账|收到|进账|入账")


def counts_what_was_paid(field: Field) -> bool:
    """Does a field count what was paid or came in, with no field for what was agreed on beside it?"""
    return field.kind == "money" and not field.whole and any(map(_PAID.search, field.cues))


def without_agreed(field: Field, figures: list[Figure], body: str) -> list[Figure]:
    """签了两年800万，今年付350: of the amounts for what was paid, those that were not only agreed on."""
    if not counts_what_was_paid(field):
        return figures
    amounts = [figure for figure in figures if figure.sort in (Sort.MONEY, Sort.BARE)]
    paid = [figure for figure in amounts if _JUST_PAID.search(PAUSE.split(body[: figure.start])[-1])]
    return [figure for figure in figures if figure in paid or not paid or not _is_only_agreed(figure, body)]


def _is_only_agreed(figure: Figure, body: str) -> bool:
    said = PAUSE.split(body[: figure.start])[-1]
    return figure.sort is Sort.MONEY and bool(_AGREED.search(said)) and not _PAID.search(said)


def agreed_alone(body: str) -> Figure | None:
    """我们有一个600万的合同: the one amount of a message, agreed on, with not a word of what was paid of it."""
    figures = [figure for figure in find_figures(body) if figure.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE)]
    if len(figures) != 1 or figures[0].sort is not Sort.MONEY or figures[0].ranged:
        return None
    said, after = PAUSE.split(body[: figures[0].start])[-1], body[figures[0].end :]
    agreed = _CONTRACT.search(said) or OF_A_CONTRACT.match(after)
    return figures[0] if agreed and not _PAID.search(_NOT_PAID.sub("", body)) else None


def agreed_in_a_row(body: str) -> list[Figure]:
    """去年签合同500万今年签300万, 两份合同各600万: amounts agreed on, with not a word of what was paid of them."""
    figures = [figure for figure in find_figures(body) if figure.sort in (Sort.MONEY, Sort.PERCENT, Sort.BARE)]
    plain = all(figure.sort is Sort.MONEY and not figure.ranged for figure in figures)
    if not figures or not plain or _PAID.search(_NOT_PAID.sub("", body)):
        return []
    for figure in figures:
        said, after = PAUSE.split(body[: figure.start])[-1], body[figure.end :]
        if not (_CONTRACT.search(said) or OF_A_CONTRACT.match(after) or is_listed_as_agreed(figure, body)):
            return []
    pieces = [f for f in find_figures(body) if f.sort is Sort.COUNT and f.unit in _PIECES and f.end <= figures[0].start]
    if len(figures) == 1 and len(pieces) == 1 and _EACH.search(body[: figures[0].start]):
        return figures * int(pieces[0].value) if 1 < pieces[0].value <= _MOST else []
    return figures


def keep_agreed(fields: Mapping[str, Field], body: str, reading: Reading) -> None:
    """The one amount agreed on is kept with the one amount that was paid of it; it is no input of its own."""
    paid = [
        path for path in reading.told if counts_what_was_paid(fields[path.split(".")[0]]) and not path.endswith(".more")
    ]
    agreed = [figure for figure in reading.left if _is_agreed(figure, body) or _stands_alone(figure, body)]
    if len(paid) != 1 or len(agreed) != 1:
        return
    told = reading.told[paid[0]]
    if isinstance(told.value, Decimal) and told.value <= agreed[0].value:
        reading.told[paid[0]] = replace(told, of=agreed[0].value)


def _stands_alone(figure: Figure, body: str) -> bool:
    """三百万，付了两百一: an amount that is a clause of its own, and then what was paid."""
    before, after = PAUSE.split(body[: figure.start])[-1], body[figure.end :]
    alone = figure.sort is Sort.MONEY and not figure.ranged and not before and PAUSE.match(after)
    return bool(alone and _THEN_PAID.match(PAUSE.sub("", after, count=1)))


def _is_agreed(figure: Figure, body: str) -> bool:
    said = PAUSE.split(body[: figure.start])[-1]
    return figure.sort is Sort.MONEY and not figure.ranged and bool(_AGREED.search(said))
