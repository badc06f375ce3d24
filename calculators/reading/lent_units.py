"""Numbers that leave their unit to the one beside them: 分别到账90、520和40万; 一个50，一个80，都是万."""

import re
from dataclasses import replace
from itertools import pairwise

from calculators.money import WAN, times
from calculators.patterns import lazy
from calculators.reading.figure import Figure, Sort

_LISTED = lazy(r"\s*(?:、|,|，|和|与|跟|及|以及)\s*")
_IN_TURN = lazy(r"\s*(?:、|,|，|和|与|跟|及|以及|还有)?\s*")  # behind 分别 a blank parts them too
_EACH = lazy(r"分别|各自|依次")
_ONE_MORE = lazy(
    r"(?:(?:还有|另外?|再有|外加)一|第[二三四五六七八九2-9])[个项份笔件](?:成果|合同|项目|交易|专利)?(?:是|有|到账?了?|花了?|付了?|投了?|卖了?)*$"
)
_LEAST_MORE = 10
_PIECES = "个项份笔件"
_LEAST_LISTED = 3  # 300、400万 alone may be a range
_MOST = 10_000  # 3000000、40万: yuan beside 万 is no number that lacks its unit
_ALL_OF_THEM = lazy(
    r"(?:^|[,.;，。；(（\s])(?:单位)?(?:都|全|全部|均|数字)(?:都)?(?:是|按|为|以)?万元?(?:的|算|为单位|哈|啊|吧|呀|哦)*(?=$|[,.;，。；)）\s])"
    r"|单位(?:都|均|全)?(?:是|为|按|:|：)*万元?"
)
_NO_AMOUNT = lazy(r"(?:lpr|利率|系数|占比|率)[^,.;，。；]{0,6}$")


def with_lent_units(figures: list[Figure], body: str) -> list[Figure]:
    """The figures of a folded text, those in a row with an amount in 万 in 万 too."""
    if not any(figure.sort is Sort.BARE for figure in figures):
        return figures
    stated = _ALL_OF_THEM.search(body)
    if stated:
        return [replace(_in_wan(figure), lent=False) if _lacks_unit(figure, body) else figure for figure in figures]
    one_more = {place for place, figure in enumerate(figures) if _is_one_more(figure, figures, body)}
    lent = one_more | {place for row in _rows(figures, body) for place in _of_row(row, figures, body)}
    return [_in_wan(figure) if place in lent else figure for place, figure in enumerate(figures)]


def _is_one_more(figure: Figure, figures: list[Figure], body: str) -> bool:
    """六百万，还有一笔四百五: one more of what was told in 万."""
    before = [other for other in figures if other.end <= figure.start and other.sort is Sort.MONEY]
    plain = figure.sort is Sort.BARE and _LEAST_MORE <= figure.high < _MOST and not figure.ranged
    return bool(plain and before and _says_wan(before[-1], body) and _ONE_MORE.search(body[: figure.start]))


def _rows(figures: list[Figure], body: str) -> list[list[int]]:
    """Runs of amounts and bare numbers with nothing but joining words between them, by their places."""
    rows: list[list[int]] = []
    for place, figure in enumerate(figures):
        if figure.sort not in (Sort.BARE, Sort.MONEY):
            continue
        joined = rows and rows[-1][-1] == place - 1
        if joined and _link(figures, body).fullmatch(body[figures[place - 1].end : figure.start]):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [row for row in rows if len(row) > 1]


def _link(figures: list[Figure], body: str) -> re.Pattern[str]:
    return _IN_TURN if _EACH.search(body[: figures[-1].start]) else _LISTED


def _of_row(row: list[int], figures: list[Figure], body: str) -> list[int]:
    """The places of a row that borrow its unit; none where it could be another one."""
    amounts = [figures[place] for place in row if figures[place].sort is Sort.MONEY]
    lacking = [place for place in row if figures[place].sort is Sort.BARE]
    if not amounts or not lacking or not all(_says_wan(amount, body) for amount in amounts):
        return []
    if any(not 0 < figures[place].high < _MOST or figures[place].ranged for place in lacking):
        return []
    counted = any(figure.sort is Sort.COUNT and figure.unit in _PIECES and figure.value > 1 for figure in figures)
    gaps = [body[figures[one].end : figures[other].start] for one, other in pairwise(row)]
    plainly = len(row) >= _LEAST_LISTED or any(gap.strip(" 、,，") for gap in gaps)
    return lacking if counted or plainly or _EACH.search(body) else []


def _says_wan(amount: Figure, body: str) -> bool:
    """40万, 40万元; of 1.2亿 beside 90 nobody can say which unit the 90 has."""
    return bool(re.search(r"[万w]\s*元?$", body[amount.start : amount.end]))


def _lacks_unit(figure: Figure, body: str) -> bool:
    plain = figure.sort is Sort.BARE and 0 < figure.high < _MOST
    return plain and not _NO_AMOUNT.search(body[: figure.start])


def _in_wan(figure: Figure) -> Figure:
    return replace(figure, sort=Sort.MONEY, low=times(figure.low, WAN), high=times(figure.high, WAN), lent=True)
