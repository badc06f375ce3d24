"""How far it is to the ceiling or the next tier (还差多少), in words."""

from decimal import ROUND_CEILING, Decimal

from calculators.money import EXACT, spoken


def more_money(label: str, base: Decimal, rate: Decimal, ceiling: Decimal, name: str) -> str:
    """How much more of `label` would reach a ceiling on `rate` of it; rounded up to the yuan."""
    needed = EXACT.divide(ceiling, rate).quantize(Decimal(1), ROUND_CEILING) - base
    return f"{label}再多{spoken(needed)}，就到{name}{spoken(ceiling)}"


def more_units(label: str, amount: Decimal, each: Decimal, ceiling: Decimal, unit: str, name: str) -> str:
    """How many more units would reach the ceiling."""
    needed = EXACT.divide(ceiling - amount, each).quantize(Decimal(1), ROUND_CEILING)
    return f"{label}再多{needed}{unit}，就到{name}{spoken(ceiling)}"
