"""Reading one numeral, Arabic, Chinese or mixed, at a place in a text."""

from decimal import Decimal

import pytest
from award_kit import MANY
from hypothesis import given
from hypothesis import strategies as st

from calculators.reading.characters import fold
from calculators.reading.numerals import read_numeral


def value(text: str) -> Decimal | None:
    """The exact value of a text that is one numeral and nothing else."""
    numeral = read_numeral(fold(text), 0)
    if numeral is None or numeral.end != len(text) or numeral.low != numeral.high:
        return None
    return numeral.low


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("7", 7),
        ("300", 300),
        ("1,200,000", 1_200_000),
        ("12,345.67", "12345.67"),
        (".5", "0.5"),
        ("１２００", 1200),
        ("1.2", "1.2"),
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("廿五", 25),
        ("卅", 30),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百二", 120),
        ("一百二十", 120),
        ("两百五", 250),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("两千三", 2300),
        ("三千六百", 3600),
        ("三千零五十", 3050),
        ("六千8", 6800),
        ("一万", 10_000),
        ("一万零五", 10_005),
        ("一万零五百", 10_500),
        ("一万五", 15_000),
        ("一万五千", 15_000),
        ("十二万五", 125_000),
        ("十二万五千", 125_000),
        ("十二万零五", 120_005),
        ("一百二十万零五百", 1_200_500),
        ("3万5", 35_000),
        ("3万5千", 35_000),
        ("1万2000", 12_000),
        ("12万3456", 123_456),
        ("五千万", 50_000_000),
        ("3千6百万", 36_000_000),
        ("3千零50万", 30_500_000),
        ("2.5千万", 25_000_000),
        ("一亿", 100_000_000),
        ("一亿二", 120_000_000),
        ("一亿五千", 150_000_000),
        ("一亿零五千", 100_005_000),
        ("一亿五千万", 150_000_000),
        ("一亿零五百万", 105_000_000),
        ("1亿2", 120_000_000),
        ("1亿2000万", 120_000_000),
        ("1.2亿", 120_000_000),
        ("1.2个亿", 120_000_000),
        ("两个亿", 200_000_000),
        ("半个亿", 50_000_000),
        ("半亿", 50_000_000),
        ("一亿半", 150_000_000),
        ("一个半亿", 150_000_000),
        ("两个半亿", 250_000_000),
        ("3点5亿", 350_000_000),
        ("12点5万", 125_000),
        ("三点五亿", 350_000_000),
        ("十点五万", 105_000),
        ("零点五亿", 50_000_000),
        ("一万亿", 10**12),
        ("十二亿三千四百五十六万七千八百九十", 1_234_567_890),
        ("壹佰贰拾万", 1_200_000),
        ("叁仟陆佰万", 36_000_000),
        ("伍拾万", 500_000),
        ("貳佰萬", 2_000_000),
        ("壹億", 100_000_000),
        ("壹仟贰佰叁拾肆万伍仟陆佰柒拾捌", 12_345_678),
        ("5k", 5000),
        ("5kw", 50_000_000),
        ("500w", 5_000_000),
        ("500W", 5_000_000),
        ("1.5W", 15_000),
        ("3 kw", 30_000_000),
        ("300 万", 3_000_000),
        ("1.2 亿", 120_000_000),
        ("5 千万", 50_000_000),
        ("二〇二一", 2021),
    ],
)
def test_a_numeral_has_one_exact_value(text: str, expected: int | str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三四百万", 3_000_000, 4_000_000),
        ("两三千万", 20_000_000, 30_000_000),
        ("七八十", 70, 80),
        ("一二百万", 1_000_000, 2_000_000),
        ("一千五六百万", 15_000_000, 16_000_000),
        ("两三个亿", 200_000_000, 300_000_000),
        ("两百多万", 2_000_000, 3_000_000),
        ("三百余万", 3_000_000, 4_000_000),
        ("十几万", 100_000, 200_000),
        ("一千多万", 10_000_000, 20_000_000),
        ("3亿多", 300_000_000, 400_000_000),
        ("一个多亿", 100_000_000, 200_000_000),
        ("300多万", 3_000_000, 4_000_000),
        ("1500万多", 15_000_000, 15_010_000),
    ],
)
def test_a_loose_numeral_has_two_ends(text: str, low: int, high: int) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.end == len(text)
    assert (numeral.low, numeral.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("300万600万", "300万"),
        ("1亿2000万3000万", "1亿2000万"),
        ("一亿两个亿", "一亿"),
        ("三百万五百万", "三百万"),
        ("8000万2021年投产", "8000万"),
        ("8000万3年建成", "8000万"),
        ("3000万二期", "3000万"),
        ("20万三年内", "20万"),
        ("500万三个项目", "500万"),
        ("500万15个项目", "500万"),
        ("300万一次性付清", "300万"),
        ("300万两笔", "300万"),
        ("一千万多一点", "一千万多"),
        ("100w300w", "100w"),
        ("1亿30%", "1亿"),
    ],
)
def test_what_follows_an_amount_is_no_part_of_it(text: str, read: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert text[: numeral.end] == read


@pytest.mark.parametrize("text", ["万", "百万", "多少", "亿", "点五", "k", "w", "，5", " 5", "第五", "-5"])
def test_no_numeral_begins_here(text: str) -> None:
    assert read_numeral(text, 0) is None


def test_folding_keeps_every_position() -> None:
    text = "１２００萬元，５０％　貳佰 Ａｂ"
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "1200万元,50% 贰佰 ab"


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A plain writer of Chinese numerals, to check the reader against."""
    if number == 0:
        return DIGITS[0]
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return in_chinese(head) + unit + gap + (in_chinese(rest) if rest else "")
    return DIGITS[number]


@MANY
@given(st.integers(0, 10**12 - 1))
def test_every_whole_number_written_in_chinese_is_read_back(number: int) -> None:
    assert value(in_chinese(number)) == number


@MANY
@given(st.integers(0, 10**12), st.integers(0, 9999))
def test_every_decimal_written_in_arabic_is_read_back(whole: int, fraction: int) -> None:
    text = f"{whole}.{fraction:04d}"
    assert value(text) == Decimal(text)
    assert value(f"{whole:,}.{fraction:04d}") == Decimal(text)
