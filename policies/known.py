"""What is known of an enterprise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculators.fields import Value
from policies.card import Card
from policies.eligibility import check, wanted_facts


@dataclass(frozen=True)
class Known:
    """The facts, what follows from them, and what nobody knows."""

    facts: Mapping[str, Value]
    unsaid: frozenset[str] = frozenset()  # asked, and answered with 不知道

    def wanted(self, card: Card) -> tuple[str, ...]:
        """The facts worth asking for that could still change the verdict on a card; none once it is settled."""
        return wanted_facts(card.conditions, self.facts, self.unsaid)

    def is_stuck(self, card: Card) -> bool:
        """Does a condition hang on what nobody knows? Then the policy can only be ruled out, never found to fit."""
        if not self.unsaid:
            return False
        undecided = check(card.id, card.conditions, self.facts).of(None, "must", "principle")
        hanging = (c for c in undecided if not c.lacking(self.facts, self.unsaid))
        return any(condition.lacking(self.facts) for condition in hanging)

    def having(self, facts: Mapping[str, Value]) -> "Known":
        return replace(self, facts=facts)


def is_moot(card: Card, known: Known) -> bool:
    """Is the policy of no more use to this enterprise?"""
    return card.moot is not None and card.moot.when.verdict(known.facts) is True
