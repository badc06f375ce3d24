"""Conditions as data: met, not met or unknown; and what that means for a policy.

Unknown is never yes and never no: every rule here is three-valued.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

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
            return f"有“{field.label}”" if value else f"没有“{field.label}”"
        if mark is None or isinstance(value, str | tuple):
            wanted = "或".join(field.options[key].label for key in self.among if key in field.options)
            return f"{field.label}是{describe(field, value)}，要{wanted}"
        word = "不低于" if self.at_least is not None else "超过" if self.over is not None else "不超过"
        told = f"{field.label}{describe(field, value)}，要{word}{_in_unit(field, mark)}"
        short = mark - Decimal(value)
        if self.at_most is not None:
            return told
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

    def lacking(self, facts: Facts) -> tuple[str, ...]:
        return _lacking(self, facts)

    def nearness(self, facts: Facts) -> Decimal:
        return max(rule.nearness(facts) for rule in self.any)

    def said(self, facts: Facts, fields: Mapping[str, Field]) -> str:
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

Strength = Literal["must", "principle", "prefer", "premise"]


class Condition(Strict):
    """One condition (条件) of a policy, with its clause.

    `must` is plain, `principle` is 原则上, `prefer` is 优先, `premise` is what has to be done when applying:
    shown, not asked. Without `test` nobody can decide it here.
    """

    text: str
    clause: str
    strength: Strength = "must"
    test: Rule | None = None
    when: Rule | None = None  # the condition applies only then
    mend: str = ""  # how what is missing can still be done (怎么补上), where it can

    @property
    def decided_here(self) -> bool:
        return self.test is not None and self.strength != "premise"

    def verdict(self, facts: Facts) -> bool | None:
        """True met, False not met, None unknown; a condition that does not apply is met."""
        if self.test is None:
            return None
        verdict = self.test.verdict(facts)
        applies = True if self.when is None else self.when.verdict(facts)
        if applies is False or verdict is True:
            return True
        return verdict if applies else None

    def said(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        """What was said that does not meet it, and how far it is; its own words where nothing was said."""
        told = self.test.said(facts, fields) if self.test else ""
        return told or f"不满足“{self.text}”"

    def applies(self, facts: Facts) -> bool:
        return self.when is None or self.when.verdict(facts) is not False

    def facts(self) -> tuple[str, ...]:
        """Every fact it looks at, those of `when` first."""
        rules = [rule for rule in (self.when, self.test) if rule is not None]
        return tuple(dict.fromkeys(name for rule in rules for name in rule.facts()))

    def lacking(self, facts: Facts) -> tuple[str, ...]:
        """The facts that could still decide it; whether it applies at all comes first."""
        if self.test is None or self.verdict(facts) is not None:
            return ()
        first = self.when.lacking(facts) if self.when else ()
        return first or self.test.lacking(facts)


class Verdict(StrEnum):
    """What the conditions of a policy come to."""

    MET = "met"  # 符合
    UNMET = "unmet"  # 不符合
    OPEN = "open"  # 还差这些信息
    DISCRETION = "discretion"  # only 原则上 conditions are missed: others decide
    UNDECIDED = "undecided"  # what can be known is met; the rest is in papers not held


@dataclass(frozen=True)
class Checked:
    """One condition with its verdict."""

    condition: Condition
    verdict: bool | None


@dataclass(frozen=True)
class Eligibility:
    """The verdict on one policy, condition by condition."""

    policy: str
    verdict: Verdict
    checked: tuple[Checked, ...]

    @property
    def settled(self) -> bool:
        return self.verdict is not Verdict.OPEN

    def of(self, verdict: bool | None, *strengths: Strength) -> tuple[Condition, ...]:
        wanted = strengths or ("must", "principle")
        return tuple(
            one.condition for one in self.checked if one.verdict is verdict and one.condition.strength in wanted
        )


def check(policy: str, conditions: Iterable[Condition], facts: Facts) -> Eligibility:
    """Every condition that applies, and what they come to together."""
    checked = tuple(Checked(c, c.verdict(facts)) for c in conditions if c.applies(facts))
    must = [one for one in checked if one.condition.strength == "must" and one.condition.test is not None]
    principle = [one for one in checked if one.condition.strength == "principle" and one.condition.test is not None]
    beyond = [one for one in checked if one.condition.strength == "must" and one.condition.test is None]
    if any(one.verdict is False for one in must):
        verdict = Verdict.UNMET
    elif any(one.verdict is None for one in (*must, *principle)):
        verdict = Verdict.OPEN
    elif any(one.verdict is False for one in principle):
        verdict = Verdict.DISCRETION
    else:
        verdict = Verdict.UNDECIDED if beyond else Verdict.MET
    return Eligibility(policy, verdict, checked)


def wanted_facts(conditions: Iterable[Condition], facts: Facts) -> tuple[str, ...]:
    """The unknown facts that could still change the verdict, in the order of the conditions."""
    wanted = (c for c in conditions if c.strength in ("must", "principle"))
    return tuple(dict.fromkeys(name for condition in wanted for name in condition.lacking(facts)))
