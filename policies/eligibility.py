"""Conditions as data: met, not met or unknown; and what that means for a policy.

Unknown is never yes and never no: every rule here is three-valued.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator
from pydantic import Tag

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

    def gap(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        """The figure, the threshold, and how far it is, in words; empty for a choice."""
        value, field = facts.get(self.fact), fields[self.fact]
        mark = next((limit for limit in (self.at_least, self.over, self.at_most) if limit is not None), None)
        if mark is None or value is None or isinstance(value, bool | str | tuple):
            return ""
        word = {"at_least": "不低于", "over": "超过", "at_most": "不超过"}[
            "at_least" if self.at_least is not None else "over" if self.over is not None else "at_most"
        ]
        amount = Decimal(value)
        told = f"{field.label}{describe(field, value)}，要{word}{_in_unit(field, mark)}"
        if self.verdict(facts) or self.at_most is not None:
            return told
        short = mark - amount
        return f"{told}，" + (f"正好{_in_unit(field, mark)}还不够" if short == 0 else f"还差{_in_unit(field, short)}")


def _in_unit(field: Field, amount: Decimal) -> str:
    if field.kind == "money":
        return spoken(amount)
    return f"{amount.normalize():f}" + ("%" if field.kind == "percent" else field.counter)


class AnyOf(Strict):
    """One of several is enough."""

    any: tuple["Rule", ...]

    def verdict(self, facts: Facts) -> bool | None:
        verdicts = [rule.verdict(facts) for rule in self.any]
        return True if True in verdicts else None if None in verdicts else False

    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.any for name in rule.facts()))

    def gap(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        return "；或".join(gap for rule in self.any if (gap := rule.gap(facts, fields)))


class AllOf(Strict):
    """All are needed."""

    all: tuple["Rule", ...]

    def verdict(self, facts: Facts) -> bool | None:
        verdicts = [rule.verdict(facts) for rule in self.all]
        return False if False in verdicts else None if None in verdicts else True

    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rule in self.all for name in rule.facts()))

    def gap(self, facts: Facts, fields: Mapping[str, Field]) -> str:
        return "，".join(gap for rule in self.all if rule.verdict(facts) is not True and (gap := rule.gap(facts, fields)))


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

    def applies(self, facts: Facts) -> bool:
        return self.when is None or self.when.verdict(facts) is not False

    def facts(self) -> tuple[str, ...]:
        """The facts it looks at, those of `when` first."""
        first = self.when.facts() if self.when else ()
        return tuple(dict.fromkeys((*first, *(self.test.facts() if self.test else ()))))


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
        return tuple(one.condition for one in self.checked if one.verdict is verdict and one.condition.strength in wanted)


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
    names: dict[str, None] = {}
    for condition in conditions:
        if condition.strength not in ("must", "principle") or condition.test is None:
            continue
        if not condition.applies(facts) or condition.verdict(facts) is not None:
            continue
        names |= dict.fromkeys(name for name in condition.facts() if name not in facts)
    return tuple(names)


