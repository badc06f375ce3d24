"""Rankings (排名) as data: anybody's place, by full name, short name or how it sounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from intents.names import NameFinder
from intents.normalise import bare, normalise
from policies.card import Card, Ranking


@dataclass(frozen=True)
class Place:
    """One entry's place in a ranking, counted from 1."""

    name: str
    place: int
    ranking: Ranking


class Rankings:
    """Finds the entries of a card's rankings in a question."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._finders: dict[str, NameFinder] = {}
        self._entries: dict[str, Place] = {}
        for card in cards:
            names: dict[str, str] = {}
            for number, ranking in enumerate(card.rankings):
                for place, entry in enumerate(ranking.entries, 1):
                    key = f"{card.id}/{number}/{place}"
                    self._entries[key] = Place(entry.name, place, ranking)
                    for name in (entry.name, *entry.also):
                        names.setdefault(bare(normalise(name)), key)
            if names:
                self._finders[card.id] = NameFinder(names)

    def find(self, policy: str, flat: str) -> list[Place]:
        """The entries a question names, in the order it names them."""
        finder = self._finders.get(policy)
        if finder is None:
            return []
        hits = sorted(finder.find(flat), key=lambda hit: hit.start)
        return list(dict.fromkeys(self._entries[hit.topic] for hit in hits))


def told(places: list[Place]) -> str:
    """The places in words: 市医保局在市直单位30个里排第15名。"""
    words = [
        f"{entry.name}在{_group(entry.ranking)}{len(entry.ranking.entries)}个单位里排第{entry.place}名"
        for entry in places
    ]
    text = "；".join(words) + "。"
    same = len({id(entry.ranking) for entry in places}) == 1
    if len(places) > 1 and same:
        best = min(places, key=lambda entry: entry.place)
        text += f"排在前面的是{best.name}。"
    return text


def _group(ranking: Ranking) -> str:
    return ranking.title.rpartition("：")[2] if "：" in ranking.title else ranking.group[0]
