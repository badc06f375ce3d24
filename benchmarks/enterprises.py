"""Random enterprises, and how a check-up asks them: only what it wants to know."""

import random
from collections.abc import Mapping
from decimal import Decimal

from bot.content.load import Content
from calculators.fields import Value
from calculators.inputs import UNKNOWN, Given, Missing
from policies.fact import Fact
from policies.inquiry import Inquiry

ROLES = {"none": 5, "member": 3, "core": 2, "leader": 1}
BODIES = {"enterprise": 8, "institute": 1, "zone": 1, "other": 1}
NUMERIC = ("money", "percent", "count")
WEIGHTS = {"role": ROLES, "body": BODIES}


class Enterprises:
    """Enterprises that could exist: 链主 are enterprises; figures lie about the thresholds of the cards."""

    def __init__(self, content: Content, draw: random.Random) -> None:
        self.facts, self.draw = content.facts, draw
        self.figures = {fact.id: figures(fact, content) for fact in content.facts.facts if fact.kind in NUMERIC}

    def next(self) -> dict[str, Value]:
        """Every fact about one more enterprise."""
        return self.consistent({fact.id: self._value(fact) for fact in self.facts.facts})

    def consistent(self, found: Mapping[str, Value]) -> dict[str, Value]:
        """With what follows from the facts in the place of what contradicts it."""
        told = dict(found)
        for _ in range(3):
            for rule in self.facts.implies:
                if rule.when.verdict(told) is True:
                    yes_no = {id: self.facts.by_id[id].kind == "yes_no" for id in rule.then}
                    told |= {id: value == "yes" if yes_no[id] else value for id, value in rule.then.items()}
        return told

    def _value(self, fact: Fact) -> Value:
        if fact.kind == "yes_no":
            return self.draw.random() < 0.3
        if fact.kind == "choice":
            weights = WEIGHTS.get(fact.id, dict.fromkeys(fact.options, 1))
            return self.draw.choices(list(weights), list(weights.values()))[0]
        value = self.draw.choice(self.figures[fact.id])
        return int(value) if fact.kind == "count" else value


def figures(fact: Fact, content: Content) -> list[Decimal]:
    """Figures about every threshold of the cards: nothing, below, just below, at, just above and above it."""
    conditions = [condition for card in content.cards.values() for condition in card.conditions]
    marks = {one.mark for c in conditions for one in c.compared() if one.fact == fact.id and one.mark is not None}
    step = Decimal(1) if fact.kind == "count" else Decimal("0.01")
    found = {value for mark in marks for value in (mark // 3, mark - step, mark, mark + step, mark * 4)}
    top = Decimal(100) if fact.kind == "percent" else Decimal(10) ** 14
    return sorted(value for value in {Decimal(fact.least), *found} if fact.least <= value <= top)


def asked_of(inquiry: Inquiry, truth: Mapping[str, Value], opening: Mapping[str, Value]) -> list[tuple[str, ...]]:
    """The questions until nothing is open, each the facts it asks for; what is not in `truth` nobody knows."""
    given: dict[str, Given] = dict(opening)
    asked: list[tuple[str, ...]] = []
    while True:
        try:
            inquiry.assess(given)
            return asked
        except Missing as missing:
            field = inquiry.asked(missing.path, given)
            names = tuple(field.options) if field.kind == "several" else (missing.path,)
            asked.append(names)
            given |= {name: truth.get(name, UNKNOWN) for name in names}
