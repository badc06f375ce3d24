"""What can be found out about an enterprise by asking: does one policy fit, or which of all do.

An inquiry asks for facts the way a calculator asks for inputs: what it still needs it raises as Missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from calculators.fields import Field, Value
from calculators.inputs import UNKNOWN, Given, Missing
from policies.card import Card
from policies.eligibility import Eligibility, check
from policies.fact import Facts
from policies.known import Known, is_moot
from policies.ordering import next_unit

ENOUGH = "enough"  # 先看结果: the person does not want to be asked further
_ENOUGH_FIELD = Field(
    kind="yes_no",
    label="先看结果",
    yes=("看结果", "出结果", "就这样", "就这些", "不用问了", "别问了", "不想答了", "到此为止", "先这样", "够了"),
)


def checkable(card: Card, facts: Facts) -> bool:
    """Has the card conditions that facts can decide? One that looks at an unknown fact cannot be."""
    names = looked_at(card)
    return any(condition.decided_here for condition in card.conditions) and names <= facts.by_id.keys()


def looked_at(card: Card) -> set[str]:
    """The facts that a card's conditions look at."""
    names = {name for condition in card.conditions for name in condition.facts()}
    return names | set(card.moot.when.facts() if card.moot else ())


@dataclass(frozen=True)
class Inquiry:
    """Facts asked for about one card or several (条件核对, 政策体检)."""

    id: str
    title: str
    opening: str
    cards: Mapping[str, Card]
    facts: Facts

    @cached_property
    def inputs(self) -> Mapping[str, Field]:
        """The facts that the cards look at, and the groups they are asked in."""
        names = {name for card in self.cards.values() for name in looked_at(card)}
        names |= {name for rule in self.facts.implies if names & rule.then.keys() for name in rule.when.facts()}
        groups = {self.facts.by_id[name].group for name in names}
        fields = {name: field for name, field in self.facts.fields.items() if name in names or name in groups}
        return {**fields, ENOUGH: _ENOUGH_FIELD}

    @property
    def tells(self) -> tuple[str, ...]:
        return ()

    @property
    def policies(self) -> tuple[str, ...]:
        return tuple(self.cards)

    @property
    def of_all(self) -> bool:
        """Is it the check-up over all policies?"""
        return len(self.cards) > 1

    def known(self, given: Mapping[str, Given]) -> Known:
        """Answers by path as facts."""
        told = {name: value for name, value in given.items() if name in self.facts.by_id}
        facts: dict[str, Value] = {}
        unsaid: set[str] = set()
        for name, value in told.items():
            if value is UNKNOWN or self.facts.by_id[name].says_nothing(value):
                unsaid.add(name)
            else:
                facts[name] = value  # type: ignore[assignment]
        return Known(self.facts.with_implied(facts), frozenset(unsaid))

    def assess(self, given: Mapping[str, Given]) -> tuple[Eligibility, ...]:
        """The verdict on every card. Raises Missing with the fact or the group of facts to ask for next."""
        known = self.known(given)
        if given.get(ENOUGH) is not True:
            unit = self._next(known)
            if unit is not None:
                raise Missing(unit)
        return tuple(check(card.id, card.conditions, known.facts) for card in self.cards.values())

    def _next(self, known: Known) -> str | None:
        return next_unit(self._worth_asking(known), known, self.facts)

    def _worth_asking(self, known: Known) -> list[Card]:
        """The cards to ask for: a check-up does not go on for one that can only be ruled out any more."""
        cards = [card for card in self.cards.values() if not is_moot(card, known)]
        return [card for card in cards if not known.is_stuck(card)] if self.of_all else cards

    def asked(self, path: str, given: Mapping[str, Given]) -> Field:
        """The field as it is asked for now: of a group only what is still wanted."""
        if path not in self.facts.group_by_id:
            return self.inputs[path]
        known = self.known(given)
        wanted = {name for card in self._worth_asking(known) for name in known.wanted(card)}
        members = tuple(fact.id for fact in self.facts.members(path) if fact.id in wanted)
        return self.facts.of_group(path, members)

    def differs(self, name: str, low: Decimal, high: Decimal) -> bool:
        """Would the two ends of a range be judged differently by any comparison?"""
        return any(
            compared.verdict({name: low}) != compared.verdict({name: high})
            for card in self.cards.values()
            for condition in card.conditions
            for compared in condition.compared()
            if compared.fact == name
        )


def inquiries(cards: Iterable[Card], facts: Facts) -> dict[str, Inquiry]:
    """One inquiry for each card that can be checked, and the check-up over all of them."""
    able = {card.id: card for card in cards if checkable(card, facts)}
    if not able:
        return {}
    each = {
        f"check:{card.id}": Inquiry(f"check:{card.id}", f"{card.title}够不够条件", "", {card.id: card}, facts)
        for card in able.values()
    }
    return {**each, "checkup": Inquiry("checkup", "政策体检", "", able, facts)}
