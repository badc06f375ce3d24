"""One figure of a sentence: what sort of number it is, both its ends, its place, how exact it is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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
    short: bool = False  # 不到, 快: it falls short of what was said
    lent: bool = False  # its unit was said of the figure beside it: 90、520和40万

    @property
    def value(self) -> Decimal:
        return self.low
