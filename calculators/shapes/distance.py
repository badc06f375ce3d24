"""How far it is to the ceiling or the next tier (还差多少), in words."""

from decimal import ROUND_CEILING, Decimal

from calculators.money import EXACT, spoken

MOST_HINTS = 3  # items of a list that are told how far they are
_WAN = Decimal(10_000)


def more_money(label: str, base: Decimal, rate: Decimal, ceiling: Decimal, name: str) -> str:
    """How much more of `label` would reach a ceiling on `rate` of it.

    Where that is no whole yuan it is rounded up, to 万元 if it is more than that, and called about (约).
    """
    needed = EXACT.subtract(EXACT.divide(ceiling, rate), base)
    unit = _WAN if needed > _WAN else Decimal(1)
    exact = needed == needed.to_integral_value()
    shown = needed if exact else EXACT.divide(needed, unit).to_integral_value(ROUND_CEILING) * unit
    return f"{label}再多{'' if exact else '约'}{spoken(shown)}，就到{name}{spoken(ceiling)}"


def more_units(label: str, amount: Decimal, each: Decimal, ceiling: Decimal, unit: str, name: str) -> str:
    """How many more units would reach the ceiling."""
    needed = EXACT.divide(ceiling - amount, each).quantize(Decimal(1), ROUND_CEILING)
    return f"{label}再多{needed}{unit}，就到{name}{spoken(ceiling)}"
