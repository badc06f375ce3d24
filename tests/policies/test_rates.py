"""Dated rates: a mean weighs the monthly quotes; outside what is known there is none."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.content.load import Content
from policies.rates import DatedRate

Month = tuple[int, int]
QUOTED = [("2029-11-20", "4%"), ("2030-02-20", "3.7%"), ("2030-02-25", "3.6%"), ("2030-05-31", "3%")]


@pytest.fixture
def rate() -> DatedRate:
    return DatedRate.model_validate(
        {
            "id": "some-rate",
            "title": "某利率",
            "source": "编造",
            "known_through": "2030-06-30",
            "quotes": [{"since": since, "rate": rate} for since, rate in QUOTED],
        }
    )


@pytest.fixture
def lpr(content: Content) -> DatedRate:
    return content.rates["lpr-1y"]


@pytest.mark.parametrize(
    ("month", "quote"),
    [
        ((2029, 11), "0.04"),
        ((2030, 1), "0.04"),
        ((2030, 2), "0.036"),
        ((2030, 4), "0.036"),
        ((2030, 5), "0.03"),
        ((2030, 6), "0.03"),
    ],
)
def test_a_month_counts_with_its_last_quote(rate: DatedRate, month: Month, quote: str) -> None:
    assert rate.monthly(month, month) == [Decimal(quote)]
    assert rate.mean(month, month) == Decimal(quote)


def test_months_run_over_the_turn_of_the_year(rate: DatedRate) -> None:
    assert rate.monthly((2029, 11), (2030, 2)) == [Decimal(text) for text in ("0.04", "0.04", "0.04", "0.036")]


@pytest.mark.parametrize(
    ("first", "last", "mean"),
    [
        ((2029, 11), (2030, 2), "0.039"),  # 4, 4, 4, 3.6
        ((2030, 4), (2030, 6), "0.032"),  # 3.6, 3, 3
        ((2030, 1), (2030, 5), "0.03560"),  # 4, 3.6, 3.6, 3.6, 3
        ((2029, 11), (2030, 5), "0.036857"),  # 25.8 / 7, rounded half up to six places
    ],
)
def test_a_mean_weighs_every_month_alike(rate: DatedRate, first: Month, last: Month, mean: str) -> None:
    assert rate.mean(first, last) == Decimal(mean)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2029, 10), (2029, 10)),  # before the first quote
        ((2029, 10), (2030, 3)),  # begins too early
        ((2030, 6), (2030, 7)),  # ends after what is known
        ((2031, 1), (2031, 12)),
        ((2030, 5), (2030, 4)),  # backwards
        ((2030, 1), (2029, 12)),
    ],
)
def test_outside_what_is_known_there_is_no_mean(rate: DatedRate, first: Month, last: Month) -> None:
    assert rate.mean(first, last) is None


def test_known_months(rate: DatedRate, lpr: DatedRate) -> None:
    assert rate.known_months == ((2029, 11), (2030, 6))
    assert lpr.known_months == ((2019, 8), (2025, 12))


@pytest.mark.parametrize(
    ("year", "mean"),
    [
        (2020, "0.039083"),  # 4.15, 2 × 4.05, 9 × 3.85
        (2021, "0.038458"),  # 11 × 3.85, 3.80
        (2022, "0.036792"),  # 7 × 3.70, 5 × 3.65
        (2023, "0.035500"),  # 5 × 3.65, 2 × 3.55, 5 × 3.45
        (2024, "0.033375"),  # 6 × 3.45, 3 × 3.35, 3 × 3.10
        (2025, "0.030333"),  # 4 × 3.10, 8 × 3.00
    ],
)
def test_one_year_lpr_by_year(lpr: DatedRate, year: int, mean: str) -> None:
    assert lpr.mean((year, 1), (year, 12)) == Decimal(mean)


def test_one_year_lpr_over_several_years(lpr: DatedRate) -> None:
    assert lpr.mean((2023, 1), (2024, 12)) == Decimal("0.034438")  # (3.55 + 3.3375) / 2, rounded half up


@pytest.mark.parametrize("year", [2018, 2019, 2026])
def test_one_year_lpr_of_a_year_not_wholly_known(lpr: DatedRate, year: int) -> None:
    assert lpr.mean((year, 1), (year, 12)) is None


def test_a_float_is_no_quote() -> None:
    with pytest.raises(ValidationError, match="float"):
        DatedRate.model_validate(
            {
                "id": "x",
                "title": "x",
                "source": "x",
                "known_through": "2030-01-01",
                "quotes": [{"since": "2030-01-01", "rate": 0.03}],
            }
        )
