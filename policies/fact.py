"""Facts about an enterprise (企业情况): what conditions look at, and how each is asked for."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from calculators.fields import Field, Option, Strict, Value
from policies.comparison import Rule


class Fact(Field):
    """One fact. Yes/no facts of one group are asked for together."""

    id: str
    group: str | None = None


class Group(Strict):
    """Yes/no facts that one question asks for (可多选)."""

    id: str
    label: str
    ask: str


class Implication(Strict):
    """What follows from facts by itself: a 链主 is an enterprise."""

    when: Rule
    then: dict[str, Literal["yes", "no"] | str]


class Facts(Strict):
    """The facts of all content folders."""

    groups: tuple[Group, ...] = ()
    facts: tuple[Fact, ...]
    implies: tuple[Implication, ...] = ()

    def extended(self, other: "Facts") -> "Facts":
        """With another folder's facts and groups, which win by id."""
        groups = {group.id: group for group in (*self.groups, *other.groups)}
        facts = {fact.id: fact for fact in (*self.facts, *other.facts)}
        return Facts(
            groups=tuple(groups.values()), facts=tuple(facts.values()), implies=(*self.implies, *other.implies)
        )

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def group_by_id(self) -> Mapping[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every fact and every group as a field that a dialogue can ask for; facts are kept in the profile."""
        facts = {fact.id: fact.model_copy(update={"profile": fact.id}) for fact in self.facts}
        return {**facts, **{group.id: self.of_group(group.id, ()) for group in self.groups}}

    def members(self, group: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.group == group)

    def of_group(self, group: str, only: tuple[str, ...]) -> Field:
        """The question for a group, narrowed to the facts still wanted."""
        options = {
            fact.id: Option(label=fact.label, words=fact.yes)
            for fact in self.members(group)
            if not only or fact.id in only
        }
        told = self.group_by_id[group]
        reasons = "；".join(self.by_id[id].label + "：" + self.by_id[id].why.rstrip("。") for id in options)
        return Field(
            kind="several",
            label=told.label,
            ask=told.ask,
            why=reasons + "。",
            means=self._meanings(options),
            options=options,
        )

    def _meanings(self, ids: Mapping[str, Option]) -> str:
        return "\n".join(f"{self.by_id[id].label}：{self.by_id[id].means}" for id in ids)

    def with_implied(self, facts: Mapping[str, Value]) -> dict[str, Value]:
        """The facts and what follows from them; what was said stands."""
        known = dict(facts)
        for rule in self.implies:
            if rule.when.verdict(known) is True:
                for id, value in rule.then.items():
                    known.setdefault(id, value == "yes" if self.by_id[id].kind == "yes_no" else value)
        return known
