"""What people ask for and no document here holds: named, so that nobody gets a neighbour's figure instead."""

from calculators.fields import Strict


class Absent(Strict):
    """A topic that is not held (资料里没有). `near` are the own cards closest to it, offered by name."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    note: str = ""  # what can be said, without a figure
    near: tuple[str, ...] = ()


class AbsentList(Strict):
    absent: tuple[Absent, ...]
