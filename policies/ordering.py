"""Which fact to ask for next: the one expected to settle the most policies, those with more money first.

Nothing here is a list of questions: the order follows from the conditions and from what is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from calculators.fields import Value
from policies.card import Card
from policies.fact import Fact, Facts
from policies.known import Known

_YES = 0.3  # how often a yes/no fact is expected to hold
_NONE_OF_GROUP = 0.5  # how often none of a group is expected to hold
_MUCH = Decimal(10_000_000)  # a stake of this much doubles a policy's weight
_PROGRESS = 0.1  # an answer that settles nothing but brings a policy nearer
Outcome = tuple[float, dict[str, Value]]


def next_unit(cards: Sequence[Card], known: Known, facts: Facts) -> str | None:
    """The fact, or the group of facts, to ask for; None when nothing could change any verdict."""
    wanted = {card.id: known.wanted(card) for card in cards}
    open_cards = [card for card in cards if wanted[card.id]]
    names = {name for card in open_cards for name in wanted[card.id]}
    if not names:
        return None
    if len(open_cards) == 1:
        first = next(name for name in wanted[open_cards[0].id])
        return _unit(first, names, facts)
    units = dict.fromkeys(_unit(fact.id, names, facts) for fact in facts.facts if fact.id in names)
    return max(units, key=lambda unit: _gain(unit, names, open_cards, wanted, known, facts))


def _unit(name: str, names: set[str], facts: Facts) -> str:
    """The group, where several of it are wanted; else the fact alone."""
    group = facts.by_id[name].group
    return group if group and sum(fact.id in names for fact in facts.members(group)) > 1 else name


def _gain(
    unit: str,
    names: set[str],
    cards: Sequence[Card],
    wanted: Mapping[str, tuple[str, ...]],
    known: Known,
    facts: Facts,
) -> float:
    """The weight of the policies that an answer is expected to settle."""
    members = [fact for fact in facts.members(unit) if fact.id in names] or [facts.by_id[unit]]
    touched = [card for card in cards if any(member.id in wanted[card.id] for member in members)]
    gain = 0.0
    for chance, told in _outcomes(members, cards):
        after = known.having(facts.with_implied({**known.facts, **told}))
        for card in touched:
            left = len(after.wanted(card)) / len(wanted[card.id])
            gain += chance * _weight(card) * (_PROGRESS * (1 - left) if left else 1)
    return gain


def _weight(card: Card) -> float:
    return 1.0 + min(1.0, float(card.stake.amount / _MUCH)) if card.stake else 1.0


def _outcomes(members: Sequence[Fact], cards: Sequence[Card]) -> Iterator[Outcome]:
    """The answers to expect, with their chances."""
    if len(members) > 1:
        none: dict[str, Value] = dict.fromkeys((member.id for member in members), False)
        yield _NONE_OF_GROUP, none
        for member in members:
            yield (1 - _NONE_OF_GROUP) / len(members), {**none, member.id: True}
        return
    fact = members[0]
    if fact.kind == "yes_no":
        yield _YES, {fact.id: True}
        yield 1 - _YES, {fact.id: False}
    elif fact.kind == "choice":
        for key in fact.options:
            yield 1 / len(fact.options), {fact.id: key}
    else:
        compared = [one for card in cards for c in card.conditions for one in c.compared() if one.fact == fact.id]
        marks = sorted({one.mark for one in compared if one.mark is not None})
        values = [Decimal(0), *(mark + 1 for mark in marks)]
        for value in values:
            yield 1 / len(values), {fact.id: value}
