"""What somebody told for a field: a value, a range, or something that cannot be taken as it is."""

from dataclasses import dataclass
from dataclasses import field as setting
from decimal import Decimal

from calculators.fields import Value
from calculators.inputs import UNKNOWN, Given
from calculators.reading.figures import Figure


@dataclass(frozen=True)
class Span:
    """A range somebody gave (三四百万, 500到800万): both ends, in the field's own unit."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Told:
    """A value somebody told for a field."""

    value: Given | Span
    said: str
    about: bool = False  # 差不多, 左右: taken at its word, named as approximate
    sensed: bool = False  # the unit was not said and had to be sensed: to be read back
    short: bool = setting(default=False, compare=False)  # 不到3000万: less than that, who knows how much
    of: Decimal | None = setting(
        default=None, compare=False
    )  # yuan agreed on, where this was paid of it; yuan in all, of a share


@dataclass(frozen=True)
class Unclear:
    """An answer that cannot be taken as it is, and why (in words for the person)."""

    why: str


def known_value(value: Given | Span | None) -> Value | None:
    """The exact value, or None for unknown values and ranges."""
    return None if value is None or value is UNKNOWN or isinstance(value, Span) else value  # type: ignore[return-value]


@dataclass
class Reading:
    """What a sentence told: values by path, figures nobody claimed, and what could not be taken."""

    told: dict[str, Told] = setting(default_factory=dict)
    left: list[Figure] = setting(default_factory=list)
    unclear: dict[str, str] = setting(default_factory=dict)


def put(reading: Reading, path: str, told: Told | Unclear, used: set[int], figure: Figure) -> None:
    """Keeps what a figure told for a path; the figure is used up."""
    used.add(figure.start)
    if isinstance(told, Unclear):
        reading.unclear[path] = told.why
    else:
        reading.told[path] = told
