"""A table of tiers (附表): filled in by whoever holds the attachment."""

from typing import Literal

from calculators.fields import Money, Strict
from calculators.shapes.tables import Tier


class OldTier(Strict):
    """A tier of a superseded edition, for reference only."""

    at: Money
    amount: Money


class Superseded(Strict):
    """Figures of an edition that no longer holds (已被替代); never used in a calculation."""

    note: str
    tiers: tuple[OldTier, ...]


class TierTable(Strict):
    """One of the six tables. `status` missing: the attachment is not among the documents held."""

    id: str
    title: str
    policy: str
    what: str  # the figure the tiers are on
    status: Literal["missing", "filled"]
    source: str = ""  # where the tiers were taken from; required when filled
    tiers: tuple[Tier, ...] = ()
    superseded: Superseded | None = None
