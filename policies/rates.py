"""Dated rates: the one-year loan prime rate (一年期贷款市场报价利率, LPR)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from calculators.fields import Rate, Strict
from calculators.money import EXACT, total


class Quote(Strict):
    """Quoted from this day on, until the next quote."""

    since: str  # yyyy-mm-dd
    rate: Rate  # a fraction


class DatedRate(Strict):
    """A series of quotes, complete up to `known_through`."""

    id: str
    title: str
    source: str
    known_through: str
    quotes: tuple[Quote, ...]

    def monthly(self, first: tuple[int, int], last: tuple[int, int]) -> list[Decimal]:
        """The quote in force at the end of each month from `first` to `last` (year, month)."""
        found: list[Decimal] = []
        year, month = first
        while (year, month) <= last:
            end = f"{year:04d}-{month:02d}-31"
            rates = [quote.rate for quote in self.quotes if quote.since <= end]
            if rates:
                found.append(rates[-1])
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return found

    def mean(self, first: tuple[int, int], last: tuple[int, int]) -> Decimal | None:
        """Mean of the monthly quotes, as a fraction rounded to six decimals; None outside what is known."""
        if first > last or f"{first[0]:04d}-{first[1]:02d}-31" < self.quotes[0].since or last > self.known_months[1]:
            return None
        rates = self.monthly(first, last)
        return EXACT.divide(total(rates), Decimal(len(rates))).quantize(Decimal("0.000001"), ROUND_HALF_UP)

    @property
    def known_months(self) -> tuple[tuple[int, int], tuple[int, int]]:
        first, last = date.fromisoformat(self.quotes[0].since), date.fromisoformat(self.known_through)
        return (first.year, first.month), (last.year, last.month)
