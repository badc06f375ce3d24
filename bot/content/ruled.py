"""The amounts of money that a document itself names for an award: thresholds, tiers, ceilings."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from calculators.reading.figures import Sort, find_figures
from intents.normalise import normalise
from policies.card import Card
from policies.table import TierTable


class Ruled:
    """The amounts that the rules of each card name."""

    def __init__(self, cards: Mapping[str, Card], tables: Mapping[str, TierTable]) -> None:
        self._cards, self._tables = cards, tables
        self._found: dict[str, frozenset[Decimal]] = {}  # of the cards asked for so far

    def of(self, id: str) -> frozenset[Decimal]:
        """The amounts in yuan that a card's lead, conditions, award and tables name; rates and worked examples aside."""
        if id not in self._found:
            card = self._cards[id]
            words = normalise(" ".join((card.lead, *(condition.text for condition in card.conditions))))
            data = [
                *(condition.model_dump() for condition in card.conditions),
                card.award.model_dump(exclude={"inputs"}) if card.award else {},
                card.stake and card.stake.model_dump(),
                *(self._tables[name].model_dump() for name in card.tables if name in self._tables),
            ]
            self._found[id] = frozenset(amounts(words) | set(_decimals(data)))
        return self._found[id]


def amounts(normal: str) -> set[Decimal]:
    """The amounts of money that a text names, in yuan."""
    return {end for figure in find_figures(normal) if figure.sort is Sort.MONEY for end in (figure.low, figure.high)}


def _decimals(data: object) -> Iterator[Decimal]:
    if isinstance(data, Decimal):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _decimals(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _decimals(item)
