"""Which replies can be answered with a number."""

from collections.abc import Mapping

from bot.messages import Reply
from calculators.calculator import Calculator, field_of


def pickable(reply: Reply, calculators: Mapping[str, Calculator]) -> bool:
    """Does a bare number pick one of the quick replies? Not where a figure is asked for: there 1 is a figure."""
    if not reply.quick_replies:
        return False
    if reply.awaiting is None or reply.awaiting.endswith(".more"):
        return True
    calculator = calculators.get(reply.calculator or "")
    field = field_of(calculator, reply.awaiting) if calculator else None
    return field is not None and field.kind in ("choice", "yes_no")
