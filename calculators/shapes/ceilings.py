"""A ceiling on what an award comes to (封顶), and what was had of it already (年度累计, 累计)."""

from decimal import Decimal

from calculators.inputs import Inputs
from calculators.money import EXACT, spoken
from calculators.result import Step


def had_before(inputs: Inputs, name: str | None) -> Decimal | None:
    """What was had of the award already, in yuan; None where nobody said (it is never asked for)."""
    value = inputs.known(name) if name else None
    return value if isinstance(value, Decimal) else None


def under(
    ceiling: Decimal | None, name: str, whole: Decimal, clause: str, had: Decimal | None = None, label: str = ""
) -> tuple[Decimal, tuple[Step, ...], tuple[str, ...]]:
    """What is left of `whole` (yuan) below a ceiling less what was `had` of it, the steps to it, and what bound it."""
    if ceiling is None:
        return whole, (), ()
    bound = f"{name or '最高'}{spoken(ceiling)}"
    if not had:
        if whole <= ceiling:
            return whole, (), ()
        return ceiling, (Step(f"超过上限，按{bound}", ceiling, clause),), (bound,)
    room = max(EXACT.subtract(ceiling, had), Decimal(0))
    left = Step(f"{bound} − {label}{spoken(had)} = 还能拿{spoken(room)}", None, clause)
    if whole <= room:
        return whole, (left, Step(f"{spoken(whole)}没超过还能拿的，不用减", whole, clause)), ()
    return room, (left, Step(f"超过还能拿的，按{spoken(room)}", room, clause)), (f"{bound}，领过的也算在内",)
