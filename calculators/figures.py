"""Figures in a sentence: amounts, percentages, counts, with their place and how exact they are.

Dates, clause numbers, ordinals and measures are recognised too, so that nobody takes 2021年 for an amount.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from calculators.money import EXACT, WAN, times, total
from calculators.numerals import Numeral, digit, fold, read_numeral


class Sort(StrEnum):
    """What a figure is."""

    MONEY = "money"  # yuan (元)
    PERCENT = "percent"  # in percent: 五成 is 50
    COUNT = "count"  # with a classifier: 家, 户, 个
    BARE = "bare"  # a number without unit
    ORDINAL = "ordinal"  # 第二
    OTHER = "other"  # dates, measures, labels


@dataclass(frozen=True)
class Figure:
    """One figure. `low` and `high` differ where a range was said; `value` is what to take it for."""

    sort: Sort
    low: Decimal
    high: Decimal
    start: int
    end: int
    text: str
    unit: str = ""
    about: bool = False  # 差不多, 左右, 多
    negative: bool = False
    ranged: bool = False  # 三四百万, 500到800万

    @property
    def value(self) -> Decimal:
        return self.low


_CURRENCY = re.compile(r"\s*(?:元整|块钱|元钱|人民币|rmb|元|块|圆)整?(?![件素])")
_PERCENT = re.compile(r"\s*(?:%|个?百分点|个点(?!\d|钟)|成(?![果立本为功交员长分品绩就套都效型年人熟]))")
_PERMILLE = re.compile(r"\s*‰")
_CLASSIFIER = re.compile(
    r"\s*(?:[家户条项台笔份名人款档座栋批种件宗单]|个(?!月|工作日|百分点|点|亿|万|多月|半月|小时))"
)
_OTHER = re.compile(
    r"\s*(?:年度?|月份?|日|号|天|周|星期|小时|分钟|秒|期|季度|届|楼|层|平方米|平米|㎡|平|亩|万?吨|公里|千米|米|岁|次|倍|"
    r"美元|美金|港币|港元|欧元|日元|英镑|℃|度|级|版|页|章|节|款|点半|点钟|时|g\b|大(?=[功定板])|手(?=[车房])|维|线|板|个月|个工作日|工作日|个多月|个小时|个半月|代|星|折)"
)
_LABEL_BEFORE = re.compile(r"(?:表|附表|附件|图|第|〔|\[|条款|规字|号文|版本|\d\.|\d[-/])\s*$")
_ABOUT_BEFORE = re.compile(
    r"(?:大约|大概|大致|差不多|将近|接近|约莫|估计|不到|不足|超过|上下|(?<![最附])近|约|快|上)(?:是|有|为)?\s*$"
)
_ABOUT_AFTER = re.compile(r"\s*(?:左右|上下|出头|多点|多一点|多(?![多少个家户项元出了于过])|来往|的样子|吧)")
_JOIN = re.compile(r"\s*(?:到|至|~|-|--)\s*")
_NEGATIVE = re.compile(r"(?:^|[^\w.)〕\]])-\s*$|负\s*$|^-$")
# Words in which a Chinese numeral is no figure.
_IDIOM = re.compile(
    r"一次性|一样|一下|一般|一起|一共|一定|一致|一些|一直|一并|一旦|一律|一概|一切|一边|一面|一方面|一会|一口气|"
    r"一体|一路|一带|一流|一线|一手|一块(?![钱\d五])|(?<=[这那哪])[两三四]块|一套|一半天|唯一|统一|之一|万一|第一|选一|选其一|一把手|一体化|一点儿?(?![零一二三四五六七八九])|"
    r"十分(?!之)|千万别|千万不|百分百|三农|三改一补|两会|两者|两种|两类|两边|两头|两样|一码|一网|一站|一事|一期|二期|二手|"
    r"二维|一一|三七二十一|五一|六一|十一(?=假|长假|黄金)|四大|五大|三大|七大|八大|一大|二次|三次|一次|四板|三板|一窍|一毛|一分钱|"
    r"半天|半年|一半(?!以)|"
    # Too vague for any figure, and certainly not ten: 几十万, 数十家, 百八十万.
    r"几[十拾]|(?<![总户家人个次份笔项倒])数[十拾]|(?<![一二两三四五六七八九几数\d])[百千][一二三四五六七八九十][十百]?(?=万)"
)
# 壹佰元零伍角, 12元3角4分
_DIGIT = "[\\d零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SMALL = re.compile(rf"(?:零?({_DIGIT})[角毛])?(?:零?({_DIGIT})分(?![之成两期批次别开]))?整?")
_WORTH = (Decimal("0.1"), Decimal("0.01"))
# No amounts either: 9.2(1), 9.4(1)-2, 8.3条, 2021-05-20.
_LABEL = re.compile(
    r"\d{1,2}(?:\.\d{1,2})?\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)(?:-\d{1,2}(?!\d))?|\d{1,2}\.\d{1,2}(?=\s*[条款节])|(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)"
)
_HALF = re.compile(r"(?:对半|一半|半数)")
_FRACTION = re.compile(r"(百|千|万)分之")


def find_figures(text: str) -> list[Figure]:
    """All figures of a sentence, from left to right."""
    folded = fold(text)
    taken = [span.span() for span in _IDIOM.finditer(folded)]
    found: list[Figure] = []
    at = 0
    while at < len(folded):
        half = _HALF.match(folded, at)
        if half:
            found.append(Figure(Sort.PERCENT, Decimal(50), Decimal(50), at, half.end(), text[at : half.end()]))
            at = half.end()
            continue
        span = next((span for span in taken if span[0] <= at < span[1]), None)
        if span:
            at = span[1]
            continue
        figure = _label(folded, at, text) or _figure(folded, at, text)
        if figure is None:
            at += 1
            continue
        found.append(figure)
        at = figure.end
    return found


def _label(folded: str, at: int, text: str) -> Figure | None:
    """A clause number or a written date."""
    found = _LABEL.match(folded, at)
    if not found or folded[:at][-1:].isdigit():
        return None
    return Figure(Sort.OTHER, Decimal(0), Decimal(0), at, found.end(), text[at : found.end()])


def _fraction(folded: str, at: int, text: str) -> Figure | None:
    """百分之五, 千分之二, 百分之百."""
    head = _FRACTION.match(folded, at)
    if not head or head.end() >= len(folded):
        return None
    if head.group(1) == folded[head.end()] == "百":
        end = head.end() + 1
        return Figure(Sort.PERCENT, Decimal(100), Decimal(100), at, end, text[at:end], "%")
    numeral = read_numeral(folded, head.end())
    if numeral is None:
        return None
    factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[head.group(1)]
    return Figure(
        Sort.PERCENT,
        numeral.low * factor,
        numeral.high * factor,
        at,
        numeral.end,
        text[at : numeral.end],
        "%",
        numeral.about or bool(_ABOUT_BEFORE.search(folded[:at])),
        ranged=numeral.low != numeral.high and not numeral.about,
    )


def _figure(folded: str, at: int, text: str) -> Figure | None:
    fraction = _fraction(folded, at, text)
    numeral = None if fraction else read_numeral(folded, at)
    single = fraction or (_single(folded, numeral, text) if numeral else None)
    first = single
    if numeral and not single:  # 三到五家: the first end does not stand alone
        first = Figure(Sort.BARE, numeral.low, numeral.high, at, numeral.end, text[at : numeral.end])
    join = _JOIN.match(folded, first.end) if first else None
    if not first or not join or join.end() >= len(folded) or first.sort is Sort.ORDINAL or _from(folded, at):
        return single
    percent = _fraction(folded, join.end(), text)
    other = None if percent else read_numeral(folded, join.end())
    second = percent or (_single(folded, other, text, joined=True) if other else None)
    if fraction and second and second.sort is Sort.BARE and folded[at] == "百":  # 百分之三十到四十
        second = replace(second, sort=Sort.PERCENT, unit="%")
    if second is None:
        return single
    return _range(first, second, numeral, other, text) or single


def _from(folded: str, at: int) -> bool:
    """从30%到42% tells a rise, not a range."""
    return bool(re.search(r"[从由][^,，。;；]{0,12}$", folded[max(0, at - 14) : at]))


def _range(first: Figure, second: Figure, low: Numeral | None, high: Numeral | None, text: str) -> Figure | None:
    lent = first.low
    if first.sort == Sort.BARE and low and high and second.sort is not Sort.ORDINAL:
        lent = EXACT.multiply(low.low, _lent_scale(first, second, high)) if low.plain else low.low
    elif first.sort != second.sort or first.sort == Sort.OTHER:
        return None
    if lent >= second.high or second.ranged:
        return None
    return replace(
        second,
        low=lent,
        start=first.start,
        text=text[first.start : second.end],
        ranged=True,
        about=False,
        negative=first.negative,
    )


def _lent_scale(first: Figure, second: Figure, high: Numeral) -> Decimal:
    """500到800万 means 500万, 5000到1.2亿 means 5000万, 三到五成 means 三成."""
    if second.sort is Sort.PERCENT and second.unit == "成":
        return Decimal(10)
    if second.unit == "‰":
        return Decimal("0.1")
    too_much = EXACT.multiply(first.low, high.scale) >= second.high
    return WAN if too_much and high.scale > WAN and first.low >= 100 else high.scale


def _single(folded: str, numeral: Numeral, text: str, *, joined: bool = False) -> Figure | None:
    start, end = numeral.start, numeral.end
    before, sort, unit, low, high = folded[:start], Sort.BARE, "", numeral.low, numeral.high
    if not joined and _LABEL_BEFORE.search(before[-4:]):
        ordinal = before.rstrip().endswith("第")
        return Figure(Sort.ORDINAL if ordinal else Sort.OTHER, low, high, start, end, text[start:end])
    checks = (
        (Sort.MONEY, _CURRENCY),
        (Sort.PERCENT, _PERCENT),
        (Sort.PERCENT, _PERMILLE),
        (Sort.COUNT, _CLASSIFIER),
        (Sort.OTHER, _OTHER),
    )
    for candidate, pattern in checks:
        found = pattern.match(folded, end)
        if found:
            sort, unit, end = candidate, found.group().strip(), found.end()
            break
    if sort is Sort.MONEY and (small := _SMALL.match(folded, end)) and small.end() > end:
        parts = [times(Decimal(digit(mark)), worth) for mark, worth in zip(small.groups(), _WORTH, strict=True) if mark]
        low, high, end = total([low, *parts]), total([high, *parts]), small.end()
    if sort is Sort.PERCENT and unit == "成":
        low, high, end = _tenths(folded, low, high, end)
    elif sort is Sort.PERCENT and unit == "‰":
        low, high = low / 10, high / 10
    elif sort is Sort.BARE and numeral.scaled or sort is Sort.BARE and before.rstrip().endswith("¥"):
        sort = Sort.MONEY
    if sort is Sort.BARE and numeral.chinese and not _stands_alone(folded, numeral):
        return None
    if (
        sort is Sort.OTHER
        and numeral.chinese
        and end - start <= 2
        and unit in ("次", "大", "手", "维", "线", "板", "节", "级", "度", "点半")
    ):
        return None
    after = _ABOUT_AFTER.match(folded, end)
    about = (
        numeral.about
        or bool(_ABOUT_BEFORE.search(before))
        or bool(after and sort is not Sort.OTHER and after.group() != "吧")
    )
    return Figure(
        sort,
        low,
        low if numeral.about else high,
        start,
        end,
        text[start:end],
        unit,
        about,
        bool(_NEGATIVE.search(before)),
        numeral.low != numeral.high and not numeral.about,
    )


def _tenths(folded: str, low: Decimal, high: Decimal, end: int) -> tuple[Decimal, Decimal, int]:
    """三成五 is 35%, 八成半 is 85%."""
    if folded[end : end + 1] == "半" and folded[end + 1 : end + 2] not in ("数", "年", "天", "个"):
        return low * 10 + 5, high * 10 + 5, end + 1
    more = read_numeral(folded, end) if end < len(folded) and folded[end] in "一二三四五六七八九" else None
    if more and more.end == end + 1 and not re.match(r"[家户条项个年月]", folded[more.end : more.end + 1] or " "):
        return low * 10 + more.low, high * 10 + more.low, more.end
    return low * 10, high * 10, end


def _stands_alone(folded: str, numeral: Numeral) -> bool:
    """A bare Chinese numeral counts only where it cannot be part of a word: 一点五, 十二, or by itself."""
    around = (folded[: numeral.start] + folded[numeral.end :]).strip(" ,.，。!！?？~、吧呢啊了的是就按取约大概")
    return numeral.end - numeral.start >= 2 or not around


def money_in_words(text: str) -> Decimal | None:
    """The exact amount that the whole text states, in yuan: 30万, 1.5亿元, 3000000; else None."""
    figures = find_figures(text.strip())
    if len(figures) != 1:
        return None
    figure = figures[0]
    if figure.text.strip() != text.strip() or figure.sort not in (Sort.MONEY, Sort.BARE):
        return None
    return None if figure.about or figure.ranged or figure.negative else figure.value
