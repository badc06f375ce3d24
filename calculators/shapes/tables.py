"""Tables of tiers (档次表): data an operator supplies, possibly not held yet."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from calculators.fields import Money, Strict


class Tier(Strict):
    """One tier: reached at `at` and above (以上 includes the number itself), paying `amount` yuan."""

    at: Money
    amount: Money


class Table(Protocol):
    """What a shape needs of a table; without tiers it is not held."""

    @property
    def title(self) -> str: ...

    @property
    def tiers(self) -> tuple[Tier, ...]: ...


Tables = Mapping[str, Table]


def reached(tiers: tuple[Tier, ...], value: Decimal) -> Tier | None:
    """The highest tier that `value` reaches, or None."""
    return max((tier for tier in tiers if tier.at <= value), key=lambda tier: tier.at, default=None)
