"""Several figures that make one: payments added up, so much each times how many, the year that is asked for."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from calculators.fields import Field
from calculators.money import EXACT, times, total
from calculators.patterns import lazy
from calculators.reading.characters import digit
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.parts import is_still_out
from calculators.reading.told import Span, Told

ONE_MORE = lazy(r"(?<![第每另])一[笔次批份]$")  # 付了两笔一笔20万一笔30万
_CLAUSE = lazy(r"[,，.。;；]")
_AGAIN = lazy(
    r"又|再|后来|随后|接着|另外|然后|加上|还付|还投|还有|(?<!其中)付给|最后|末[期笔次]|第?[二三四五六][期次批笔]|尾款|[二三四2-4]季度|下半年|(?:[二三四五六七八九十]|十[一二]|\d{1,2})月(?!底|末)份?"
)
_ONE_OF = lazy(
    r"(?:^|[^\d一二三四五六七八九十])(?:另外?)?一[家所个份笔批][^\d]{0,6}[付花掏交买购签订]"
)  # 一家付了60万，一家付了45万
_IN_TIMES = lazy(
    r"分(?:成|作)?[两二三四五六几\d][次笔批期](?:付|支付|打款?|给|到|结|交|投)"
)  # 分三次付,300万、500万、700万
_EACH_PAID = lazy(r"(?:分别|依次|各自|先后)(?:[付花掏交打买投支]|支付|采购)了?")
_SO_MANY = lazy(r"([两二三四五六七八九2-9])[笔次批期](?:款|钱|付款|采购)?(?:[,，:：是]|分别|就是|各是)*$")
_ROW = lazy(r"(?:、|和|与|跟|及|,|，|\s|分别|是|各|再|又)+")
_EACH = lazy(
    r"每一?(个人|人|名|台|套|件|家|所|校|批|份|个|次|笔|期)[^,，。;；]{0,6}$|一(个人|人|名|台|套|件)(?:是|要)?$|(人)均(?:是|要|付了?)?$"
)
_EACH_MONTH = lazy(r"(?:每个?月|每季度?|每周|月付|按月付?)(?:都|就|各)*[^\d,，。;；月]{0,4}$")
_ALIKE = lazy(r"(?:各|各是|各自|各付了?|都是|均为)$")  # 三份合同，各2000万
_PIECES = "人名台套件家所校批份个次笔期"
_IN_ALL = lazy(r"(?:一共|总共|合计|累计|加起来|拢共|共)(?:是|有|付了?|花了?|到账|投了?)*(?:大约|大概|约)?$")
_TAKEN_OFF = lazy(r"^(?:那|就|得|要|还要|应该|里面|其中|得?把)*(?:减掉?|减去|扣掉|扣除|刨去|刨掉)了?(?:大约|大概|约)?$")
_OF_IT = lazy(r"^(?:那|不过|但|但是)*(?:其中|里面|里头|当中)的?(?:今年|去年|本年)?的?(?:有|还有)?(?:大约|大概|约)?$")
_DOES_NOT_COUNT = lazy(
    r"元?(?:是|算|属于)(?:老|旧|别的|别家|其他|其它|另外|另一|以前|去年|前年)[^,，。;；\d]{0,8}的?(?:$|[,，。;；])|(?:应该|是|也)*(?:不能?算|不该算|算不上|要?扣掉|要?减掉|得?去掉|不符合)"
)
_SAID_TOO_MUCH = lazy(r"元?(?:的)?(?:是|都是)?多(?:说|算|报|写|记)(?:了|的|出来的)+")  # 5600元是多说的
_NOT_PAID = lazy(
    r"元?(?:的(?:钱|款))?(?:其实|现在|目前|暂时|还|都|也)*(?:没|未)(?:有|能)?(?:付|支付|给|打|到|收)(?!多少)"
)
_TAKEN_OUT = lazy(
    r"^(?:那|就|把|得|要|应该|先)*(?:去掉|减掉?|扣掉?|刨掉|少算|少)(?:了)?(?:其中)?(?:的)?(?:(?:不够|没满|不满|不到|没够|没达标)(?:线|数|标准)?的)?$"
)  # 去掉一个
_COUNTS_TOO = lazy(
    r"(?:企业|厂|项目|链主)?(?:以后|到时候?)?也(?:都|全|能|可以|会)*(?:够|算|达|到|过|满|符合|投产|建成|认定|评上|完成)(?!不)"
)  # 要是那3家也够呢
_PAID_FOR = lazy(r"(?:付|给|交|打|结)(?:清|完)?了?(?:其中|前)?$")
_LEAST_YUAN = 100  # 每人8000 is yuan; 每人2 could be 2万
_LAST_YEAR = lazy(r"去年|前年|上年|上一年")
_THIS_YEAR = lazy(r"今年|当年|本年")


def all_together(field: Field, figures: list[Figure], body: str) -> Told | None:
    """What the figures come to for one field of money; None when they do not belong together so."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    if field.kind != "money" or field.many or not amounts:
        return None
    if len(amounts) == 1:
        return _each_times(amounts[0], figures, body)
    made = [figure for figure in amounts if not is_still_out(figure, body)]
    if len(made) == 1 and not made[0].ranged:  # 首付100万，尾款还有200万没付
        return Told(made[0].value, made[0].text, made[0].about)
    in_all = [figure for figure in made if _IN_ALL.search(body[: figure.start])]
    if len(in_all) == 1 and all(figure.high <= in_all[0].low for figure in made):  # 先付100万，后来一共付了300万
        return None if in_all[0].ranged else Told(in_all[0].value, in_all[0].text, in_all[0].about)
    amounts = made
    listed = all(_ONE_OF.search(_clause(body, figure)) or ONE_MORE.search(body[: figure.start]) for figure in amounts)
    listed = listed or in_times(amounts, body)
    if not listed and not all(_AGAIN.search(_clause(body, figure)) for figure in amounts[1:]):
        return None
    low, high = total([figure.low for figure in amounts]), total([figure.high for figure in amounts])
    return Told(
        Span(low, high) if low != high else low,
        "＋".join(figure.text for figure in amounts),
        any(figure.about for figure in amounts),
    )


def in_times(amounts: list[Figure], body: str) -> bool:
    """分三次付，300万、500万、700万; 分别付了80万和95万: payments of one amount in a row."""
    parted = _IN_TIMES.search(body) or _EACH_PAID.search(body) or _so_many(amounts, body)
    return parted is not None and all(
        _ROW.fullmatch(body[one.end : other.start]) for one, other in pairwise(amounts) if other.start > parted.end()
    )


def row_in_times(amounts: list[Figure], body: str) -> list[Figure]:
    """Of 分三次付了800万、700万、900万，采购总额2400万 the three payments; empty where none are told so."""
    parted = _IN_TIMES.search(body) or _EACH_PAID.search(body)
    row: list[Figure] = []
    for figure in amounts:
        if parted is None or figure.start < parted.end():
            continue
        if row and not _ROW.fullmatch(body[row[-1].end : figure.start]):
            break
        row.append(figure)
    return row if len(row) > 1 else []


def _so_many(amounts: list[Figure], body: str) -> re.Match[str] | None:
    """采购两笔，1200万和1500万: as many amounts as payments were said to be made."""
    found = _SO_MANY.search(body[: amounts[0].start]) if amounts else None
    return found if found is not None and digit(found.group(1)) == len(amounts) else None


def each_in_yuan(figures: list[Figure], body: str) -> list[Figure]:
    """每人8000: a number of so much each that lacks its unit is in yuan, if it is large enough for that."""
    return [
        replace(figure, sort=Sort.MONEY)
        if figure.sort is Sort.BARE and figure.value >= _LEAST_YUAN and _EACH.search(body[: figure.start])
        else figure
        for figure in figures
    ]


def _each_times(amount: Figure, figures: list[Figure], body: str) -> Told | None:
    """每人2万，一共150人: 300万."""
    found = _EACH.search(body[: amount.start])
    several = [figure for figure in figures if figure.sort is Sort.COUNT and figure.value > 1]
    if found:
        unit = next(group for group in found.groups() if group)
        unit = (unit.removeprefix("个") or unit).replace("名", "人")
        counts = [figure for figure in several if unit in (figure.unit, _unit(figure, body))]
    else:
        alike = _ALIKE.search(body[: amount.start])
        counts = [figure for figure in several if alike and figure.unit in _PIECES and figure.end <= amount.start]
    if len(counts) > 1:  # 三所学校，每所100万，付了两所的
        counts = [figure for figure in counts if _PAID_FOR.search(body[: figure.start])]
    if len(counts) != 1:
        return None
    low, high = times(amount.low, counts[0].low), times(amount.high, counts[0].high)
    about = amount.about or counts[0].about
    return Told(Span(low, high) if low != high else low, f"{amount.text}×{counts[0].text}", about)


def is_each_beside_others(field: Field, figure: Figure, figures: list[Figure], body: str) -> bool:
    """加起来2400万，每批400万: the 400, where another amount may be that of all of them."""
    single = figure.sort is Sort.MONEY and field.kind == "money" and not field.many
    others = single and any(other.sort is Sort.MONEY and other is not figure for other in figures)
    return bool(others and _EACH.search(body[: figure.start]))


def is_of_each(field: Field, amounts: list[Figure], body: str) -> bool:
    """每人2万, and not how many there are: no amount of all of them."""
    single = field.kind == "money" and not field.many and len(amounts) == 1
    before = body[: amounts[0].start] if single else ""
    return bool(_EACH.search(before) or _EACH_MONTH.search(before) or re.search(r"各(?:是|自|付了?)?$", before))


def _unit(figure: Figure, body: str) -> str:
    """150个人 and 150名 are counted in 人."""
    person = figure.unit == "名" or figure.unit == "个" and body[figure.end : figure.end + 1] == "人"
    return "人" if person else figure.unit


def of_another_year(field: Field, figure: Figure, body: str) -> bool:
    """去年付了300万 is no answer to what was paid this year."""
    before = [other.end for other in find_figures(body) if other.sort is Sort.MONEY and other.end <= figure.start]
    clause = _CLAUSE.split(body[max(before, default=0) : figure.start])[-1]
    dated = _THIS_YEAR.search(field.label + field.ask) and _THIS_YEAR.search(body) and not _THIS_YEAR.search(clause)
    both = "上一年" in field.label + field.ask and _LAST_YEAR.search(body)
    if both and _THIS_YEAR.search(clause) and not _LAST_YEAR.search(clause):
        return True  # 今年4800万，去年3000万, where the year before the application is asked for
    return is_of_another_year(field, clause) or bool(dated and re.search(r"20\d\d年", clause))


def is_of_another_year(field: Field, clause: str) -> bool:
    """Does a clause speak of last year, where this year's figure is asked for?"""
    asked = field.label + field.ask
    if not _THIS_YEAR.search(asked) or any(_LAST_YEAR.search(cue) for cue in field.cues):
        return False
    return bool(_LAST_YEAR.search(clause)) and not _THIS_YEAR.search(clause)


def counts_too(figures: list[Figure], body: str) -> Figure | None:
    """那两家也够呢: those that are said to count too, which is not how many there are in all."""
    pointed = (
        figure for figure in figures if figure.sort is Sort.COUNT and body[: figure.start].endswith(("那", "这"))
    )
    return next((figure for figure in pointed if _COUNTS_TOO.match(body[figure.end :])), None)


def is_of_last_year(figure: Figure, body: str) -> bool:
    """还有一笔是去年的30万, 去年还有一笔30万: an amount that is said to be of a year before."""
    said = _CLAUSE.split(body[: figure.start])[-1] + _CLAUSE.split(body[figure.end :])[0]
    return bool(_LAST_YEAR.search(said)) and not _THIS_YEAR.search(said)


def difference(figure: Figure, body: str) -> int:
    """再付1000万, 少说了50万, 多报了20万: +1, +1, -1 against what was said before; 0 where it is no difference."""
    before = _clause(body, figure)
    if re.search(r"(?:少说|少报|少算|漏说|漏报|漏算)了?(?:大约|大概|约|差不多)?$", before):
        return 1
    if re.search(r"(?:多说|多报|多算)了?(?:大约|大概|约|差不多)?$", before):
        return -1
    more = r"(?:再|又|另外?|还能)(?:到(?!账)|补|多|加|增加|增|付|建成投产|投产|建成|培育|认定|承接|投|到账|来|卖|买|招|引进|引|领|签|进账|支付|采购|花|发展|新增|添|涨|提高|提|升)+了?(?:上|出|到|个|[一这][笔份次])?(?:大约|大概|约|差不多)?$"
    further = (
        r"(?:还有|另外?)(?:一|这)[个家所笔份批次][^\d,，。]{0,6}(?:付|投|花|交|掏|采购|买)了?(?:大约|大概|约|差不多)?$"
    )
    if (
        re.search(more, before)
        or re.search(further, before)
        or figure.sort is Sort.MONEY
        and re.search(r"(?:加上|算上|连上)(?:的|那)?[^,，。;；\d第]{0,8}$", before)
        or re.search(r"^(?:如果|要是|假如)?多(?:付|投|到账|来|卖|买|招|引|花)?了?$", before)
    ):
        return 1
    left_out = _DOES_NOT_COUNT.match(body[figure.end :]) or _NOT_PAID.match(body[figure.end :])
    if _TAKEN_OFF.search(before) or left_out and _OF_IT.search(before):
        return -1
    if _SAID_TOO_MUCH.match(body[figure.end :]):
        return -1
    if figure.sort is Sort.COUNT and _COUNTS_TOO.match(body[figure.end :]):
        return 1
    if figure.sort is Sort.COUNT and _TAKEN_OUT.search(before):
        return -1
    less = r"(?:再|又)?(?:走|跑|流失|退出|撤|丢|少|减少?|减掉|去掉)(?:付|投|到账|来|卖|买|花)?了?$"
    return -1 if re.search(r"(?:再|又|如果|要是|假如)" + less, before) else 0


def changed_by(value: Decimal | int, figure: Figure, sign: int) -> Decimal | None:
    """The old value with the difference in it; None below zero."""
    after = EXACT.add(Decimal(value), times(Decimal(sign), figure.value))
    return after if after >= 0 else None


def _clause(body: str, figure: Figure) -> str:
    return _CLAUSE.split(body[: figure.start])[-1]
