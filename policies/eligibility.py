"""Conditions as data: met, not met or unknown; and what that means for a policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from calculators.fields import Field, Strict
from policies.comparison import Compared, Facts, Rule

Strength = Literal["must", "principle", "prefer", "premise"]


class Condition(Strict):
    """One condition (条件) of a policy, with its clause.

    `must` is plain, `principle` is 原则上, `prefer` is 优先, `premise` is what has to be done when applying:
    shown, not asked. Without `test` nobody can decide it here; with `when` alone only in that case.
    """

    text: str
    clause: str
    strength: Strength = "must"
    test: Rule | None = None
    when: Rule | None = None  # the condition applies only then
    denied: tuple[str, ...] = ()  # words that say it is not met (合同没登记), where an amount is asked for all the same
    unsettled: tuple[str, ...] = ()  # words that leave it open (去年评审通过, where 当年 is asked) …
    leaves: str = ""  # … and what the document does not say then
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
        if self.strength == "principle":
            told = told.replace("，要", "，原则上要")
        return told or f"不满足“{self.text}”"

    def applies(self, facts: Facts) -> bool:
        return self.when is None or self.when.verdict(facts) is not False

    def facts(self) -> tuple[str, ...]:
        """Every fact it looks at, those of `when` first."""
        rules = [rule for rule in (self.when, self.test) if rule is not None]
        return tuple(dict.fromkeys(name for rule in rules for name in rule.facts()))

    def compared(self) -> tuple[Compared, ...]:
        """Every single comparison it makes."""
        return tuple(one for rule in (self.when, self.test) if rule is not None for one in rule.compared())

    def lacking(self, facts: Facts, unsaid: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The facts that could still decide it, without those nobody knows; whether it applies comes first."""
        first = self.when.lacking(facts) if self.when else ()
        if self.test is None:
            return tuple(name for name in first if name not in unsaid)
        if self.verdict(facts) is not None:
            return ()
        told = (tuple(name for name in names if name not in unsaid) for names in (first, self.test.lacking(facts)))
        return next((names for names in told if names), ())


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
    unsure = any(one.condition.when and one.condition.when.verdict(facts) is None for one in beyond)
    if any(one.verdict is False for one in must):
        verdict = Verdict.UNMET
    elif unsure or any(one.verdict is None for one in (*must, *principle)):
        verdict = Verdict.OPEN
    elif any(one.verdict is False for one in principle):
        verdict = Verdict.DISCRETION
    else:
        verdict = Verdict.UNDECIDED if beyond else Verdict.MET
    return Eligibility(policy, verdict, checked)


def wanted_facts(
    conditions: Iterable[Condition], facts: Facts, unsaid: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The facts worth asking for that could still change the verdict, in the order of the conditions.

    None once it is settled (see `check`). `unsaid` are those that nobody knows.
    """
    wanted: dict[str, None] = {}
    is_open = False
    for condition in conditions:
        applies = condition.when is None or condition.when.verdict(facts)
        if applies is False or condition.strength not in ("must", "principle"):
            continue
        verdict = condition.verdict(facts) if condition.test else applies
        if verdict is False and condition.strength == "must":
            return ()
        if verdict is None:
            is_open = is_open or condition.test is not None or condition.strength == "must"
            wanted |= dict.fromkeys(condition.lacking(facts, unsaid))
    return tuple(wanted) if is_open else ()
