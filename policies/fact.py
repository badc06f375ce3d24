"""Facts about an enterprise (企业情况): what conditions look at, and how each is asked for."""

from calculators.fields import Field, Strict


class Fact(Field):
    """One fact. Yes/no facts of one group are asked for together."""

    id: str
    group: str | None = None


class Group(Strict):
    """Yes/no facts that one question asks for (可多选)."""

    id: str
    ask: str


class Facts(Strict):
    groups: tuple[Group, ...] = ()
    facts: tuple[Fact, ...]
