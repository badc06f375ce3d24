"""Comparisons of facts, alone or joined by any and all: met, not met or unknown.

Unknown is never yes and never no: every rule here is three-valued.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Discriminator, Tag

from calculators.fields import Field, Money, Strict, Value, describe
from calculators.money import spoken

Facts = Mapping[str, Value]


class Compared(Strict):
    """One comparison of one fact. 以上 is `at_least`, 超过 is `over` (the number itself excluded)."""

    fact: str
    among: tuple[str, ...] = ()  # choice: one of these; yes_no: yes or no
    at_least: Money | None = None
    over: Money | None = None
    at_most: Money | None = None

    def verdict(self, facts: Facts) -> bool | None:
        value = facts.get(self.fact)
        if value is None:
            return None
        if self.among:
            told = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            return told in self.among
        amount = value if isinstance(value, Decimal) else Decimal(int(value)) if isinstance(value, int) else Decimal(0)
        if self.at_least is not None:
            return amount >= self.at_least
        if self.over is not None:
            return amount > self.over
        return self.at_most is None or amount <= self.at_most

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def compared(self) -> tuple["Compared", ...]:
        return (self,)

    @property
    def mark(self) -> Decimal | None:
        """The threshold, where there is one."""
        return next((limit for limit in (self.at_least, self.over, self.at_most) if limit is not None), None)

    def nearness(self, facts: Facts) -> Decimal:
        """How much of the way to the threshold is done: 1 when met, 0 for a choice not met."""
        value, mark = facts.get(self.fact), self.mark
        if self.verdict(facts):
            return Decimal(1)
        if not mark or value is None or isinstance(value, bool | str | tuple):
            return Decimal(0)
        return mark / Decimal(value) if self.at_most is not None else Decimal(value) / mark

    def lacking(self, facts: Facts) -> tuple[str, ...]:
        """The facts that could still decide it."""
        return () if self.fact in facts else (self.fact,)

    def said(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        """What was said, against what is asked for; how far it is where that is a figure."""
        value, field, mark = facts.get(self.fact), fields[self.fact], self.mark
        if value is None or self.verdict(facts):
            return ""
        if isinstance(value, bool):
            return f"有“{field.label}”" if value else f"“{field.label}”没满足"
        if mark is None or isinstance(value, str | tuple):
            wanted = "或".join(field.options[key].label for key in self.among if key in field.options)
            return f"{field.label}是“{describe(field, value)}”，要{wanted}"
        word = "不低于" if self.at_least is not None else "超过" if self.over is not None else "不超过"
        told = f"{field.label}{describe(field, value)}，要{word}{_in_unit(field, mark)}"
        short = abs(mark - Decimal(value))
        return f"{told}，" + (f"正好{_in_unit(field, mark)}还不够" if short == 0 else f"还差{_in_unit(field, short)}")


def _in_unit(field: Field, amount: Decimal) -> str:
    if field.kind == "money":
        return spoken(amount)
    return f"{amount.normalize():f}" + ("%" if field.kind == "percent" else field.counter)


class AnyOf(Strict):
    """One of several is enough."""

    any: tuple["Rule", ...]

    @property
    def parts(self) -> tuple["Rule", ...]:
        return self.any

    def verdict(self, facts: Facts) -> bool | None:
        verdicts = [rule.verdict(facts) for rule in self.any]
        return True if True in verdicts else None if None in verdicts else False

    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.any for name in rule.facts()))

    def compared(self) -> tuple[Compared, ...]:
        return tuple(one for rule in self.any for one in rule.compared())

    def lacking(self, facts: Facts) -> tuple[str, ...]:
        return _lacking(self, facts)

    def nearness(self, facts: Facts) -> Decimal:
        return max(rule.nearness(facts) for rule in self.any)

    def said(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        if all(isinstance(rule, Compared) and facts.get(rule.fact) is False for rule in self.any):
            labels = [fields[name].label for name in self.facts()]
            return "".join(f"“{label}”" for label in labels) + ("都没满足" if len(labels) > 1 else "没满足")
        return "；或者".join(said for rule in self.any if (said := rule.said(facts, fields)))


class AllOf(Strict):
    """All are needed."""

    all: tuple["Rule", ...]

    @property
    def parts(self) -> tuple["Rule", ...]:
        return self.all

    def verdict(self, facts: Facts) -> bool | None:
        verdicts = [rule.verdict(facts) for rule in self.all]
        return False if False in verdicts else None if None in verdicts else True

    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.all for name in rule.facts()))

    def compared(self) -> tuple[Compared, ...]:
        return tuple(one for rule in self.all for one in rule.compared())

    def lacking(self, facts: Facts) -> tuple[str, ...]:
        return _lacking(self, facts)

    def nearness(self, facts: Facts) -> Decimal:
        return min(rule.nearness(facts) for rule in self.all)

    def said(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        return "，".join(said for rule in self.all if (said := rule.said(facts, fields)))


def _lacking(rule: "AnyOf | AllOf", facts: Facts) -> tuple[str, ...]:
    """Of an undecided rule the facts of its undecided parts."""
    if rule.verdict(facts) is not None:
        return ()
    return tuple(dict.fromkeys(name for part in rule.parts for name in part.lacking(facts)))


def _sort(value: object) -> str:
    keys = value.keys() if isinstance(value, Mapping) else vars(value)
    return "any" if "any" in keys else "all" if "all" in keys else "one"


Rule = Annotated[
    Annotated[Compared, Tag("one")] | Annotated[AnyOf, Tag("any")] | Annotated[AllOf, Tag("all")],
    Discriminator(_sort),
]
AnyOf.model_rebuild()
AllOf.model_rebuild()
