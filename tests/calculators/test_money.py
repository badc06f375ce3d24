"""Exact money: what the one constructor takes, how amounts are rounded and said."""

from decimal import Decimal

import pytest
from award_kit import MANY
from hypothesis import given
from hypothesis import strategies as st

from calculators.money import (
    NotANumber,
    at_least_fen,
    grouped,
    number,
    plain,
    spoken,
    spoken_rate,
    times,
    to_fen,
    total,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0, "0"),
        (3_000_000, "3000000"),
        ("3000000", "3000000"),
        (" 3000000 ", "3000000"),
        ("+12.5", "12.5"),
        ("0.005", "0.005"),
        (".5", "0.5"),
        ("5.", "5"),
        ("000123", "123"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0345"), "0.0345"),
        ("-5", "-5"),
        (10**39, "1" + "0" * 39),
    ],
)
def test_plain_numbers_are_taken_exactly(given: object, expected: str) -> None:
    assert number(given) == Decimal(expected)


@pytest.mark.parametrize("given", ["-0", "-0.00", Decimal("-0"), Decimal("-0.0")])
def test_zero_has_no_sign(given: object) -> None:
    assert not number(given).is_signed()


@pytest.mark.parametrize("given", [0.1, 1.0, -2.5, float("nan"), float("inf"), 1e300])
def test_a_float_is_refused_whatever_its_value(given: float) -> None:
    with pytest.raises(NotANumber):
        number(given)


@pytest.mark.parametrize("given", [True, False, None, [], {}, (), b"12", 1j, object()])
def test_what_is_no_number_is_refused(given: object) -> None:
    with pytest.raises(NotANumber):
        number(given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        ".",
        "+",
        "-",
        "nan",
        "NaN",
        "-nan",
        "sNaN",
        "inf",
        "Infinity",
        "-Infinity",
        "1e5",
        "1E5",
        "1e400",
        "0x10",
        "1_000",
        "1,000",
        "1.2.3",
        "--1",
        "+-1",
        "1-",
        "12万",
        "3 000",
        "１２",
        "²",
        "٣",
        "五",
        "1\n2",
        "1\x002",
        "￥5",
        "5%",
        "1/2",
    ],
)
def test_text_other_than_plain_digits_is_refused(given: str) -> None:
    with pytest.raises(NotANumber):
        number(given)


@pytest.mark.parametrize(
    "given",
    [
        "9" * 41,
        "9" * 10_000,
        "0." + "0" * 50 + "1",
        10**40,
        -(10**40),
        10**5_000,
        Decimal("1E+41"),
        Decimal("1E+400"),
        Decimal("1E-41"),
        Decimal("1E-400"),
        Decimal("1." + "1" * 60),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_numbers_beyond_sense_are_refused(given: object) -> None:
    with pytest.raises(NotANumber):
        number(given)


@pytest.mark.parametrize(
    ("exact", "fen"),
    [
        ("0.004", "0.00"),
        ("0.005", "0.01"),
        ("0.0049999999999999999999999999999999999", "0.00"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("2.675", "2.68"),
        ("1.005", "1.01"),
        ("150000", "150000.00"),
        ("999999999999999.995", "1000000000000000.00"),
    ],
)
def test_rounding_to_the_fen_is_half_up(exact: str, fen: str) -> None:
    assert f"{to_fen(Decimal(exact)):f}" == fen


def test_a_product_of_the_longest_factors_is_not_rounded() -> None:
    long = Decimal("9" * 40)
    assert times(long, long, long, long) == Decimal(int("9" * 40) ** 4)


def test_a_sum_keeps_the_smallest_part() -> None:
    assert total([Decimal(10) ** 15, Decimal("1E-40")]) == Decimal("1000000000000000." + "0" * 39 + "1")


def test_nothing_adds_up_to_zero_and_multiplies_to_one() -> None:
    assert (total([]), times()) == (Decimal(0), Decimal(1))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0元"),
        ("0.5", "0.5元"),
        ("9999", "9,999元"),
        ("9999.99", "9,999.99元"),
        ("10000", "1万元"),
        ("150000", "15万元"),
        ("150000.5", "150,000.5元"),
        ("155000", "15.5万元"),
        ("12345.67", "12,345.67元"),
        ("12345", "1.2345万元"),
        ("3000000", "300万元"),
        ("99999999", "9999.9999万元"),
        ("100000000", "1亿元"),
        ("120000000", "1.2亿元"),
        ("123450000", "1.2345亿元"),
        ("123456000", "12345.6万元"),
        ("123456789.12", "123,456,789.12元"),
        ("5000000000", "50亿元"),
        ("-150000", "-15万元"),
        ("-1234.5", "-1,234.5元"),
    ],
)
def test_amounts_are_said_as_people_write_them(amount: str, words: str) -> None:
    assert spoken(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("rate", "words"), [("0.05", "5%"), ("1", "100%"), ("0.0345", "3.45%"), ("0.5", "50%"), ("0.002", "0.2%")]
)
def test_rates_are_said_in_percent(rate: str, words: str) -> None:
    assert spoken_rate(Decimal(rate)) == words


@pytest.mark.parametrize(
    ("amount", "text"), [("2E+6", "2000000"), ("0.050", "0.05"), ("100", "100"), ("0", "0"), ("10.00", "10")]
)
def test_plain_text_has_no_exponent_and_no_useless_zeros(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1", "1.00"), ("1.5", "1.50"), ("0.005", "0.005"), ("0.0050", "0.0050"), ("2E+3", "2000.00"), ("0", "0.00")],
)
def test_a_step_shows_at_least_the_fen_and_hides_nothing(amount: str, text: str) -> None:
    assert Decimal(at_least_fen(Decimal(amount))) == Decimal(text)
    assert len(at_least_fen(Decimal(amount)).partition(".")[2]) >= 2


@pytest.mark.parametrize(
    ("amount", "text"), [("1", "1"), ("1000", "1,000"), ("1234567.5", "1,234,567.5"), ("-1000000", "-1,000,000")]
)
def test_digits_are_grouped_by_three(amount: str, text: str) -> None:
    assert grouped(Decimal(amount)) == text


@MANY
@given(st.decimals(0, 10**15, places=4, allow_nan=False, allow_infinity=False))
def test_rounding_moves_an_amount_by_at_most_half_a_fen(amount: Decimal) -> None:
    rounded = to_fen(amount)
    assert abs(rounded - amount) <= Decimal("0.005")
    assert rounded.as_tuple().exponent == -2


@MANY
@given(st.integers(-(10**15), 10**15))
def test_whole_amounts_survive_being_said(amount: int) -> None:
    words = spoken(Decimal(amount)).removesuffix("元").replace(",", "")
    unit = {"万": 10_000, "亿": 100_000_000}.get(words[-1], 1)
    assert Decimal(words.rstrip("万亿")) * unit == amount
