"""Rankings (排名) as data: anybody's place, by full name, short name or how it sounds."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from intents.names import NameFinder
from intents.normalise import bare, normalise
from policies.card import Card, Ranking

_FIRST = re.compile(r"(?<!倒数)第[一1]|头名|榜首|打头|最(?:好|高|前|满意|棒)|冠军")
_LAST = re.compile(r"垫底|倒数第[一1]|末位|末尾|吊车尾|老末|最(?:差|低|后|末|不满意)")


@dataclass(frozen=True)
class Place:
    """One entry's place in a ranking, counted from 1."""

    name: str
    place: int
    ranking: Ranking


class Rankings:
    """Finds the entries of a card's rankings in a question."""

    def __init__(self, cards: Collection[Card]) -> None:
        self._finders: dict[str, NameFinder] = {}
        self._entries: dict[str, Place] = {}
        self._rankings = {card.id: card.rankings for card in cards}
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
        return list(dict.fromkeys(self._entries[hit.topic] for hit in hits)) or self._extreme(policy, flat)

    def _extreme(self, policy: str, flat: str) -> list[Place]:
        """Who is first or last, of the ranking that is named, else of each."""
        first, last = _FIRST.search(flat), _LAST.search(flat)
        if bool(first) == bool(last):
            return []
        rankings = self._rankings[policy]
        named = [one for one in rankings if any(bare(normalise(word)) in flat for word in one.group)]
        return [
            Place(one.entries[0].name, 1, one) if first else Place(one.entries[-1].name, len(one.entries), one)
            for one in named or rankings
        ]


def told(places: list[Place]) -> str:
    """The places in words: 市医保局在市直单位30个里排第15名。"""
    words = [
        f"{entry.name}在{_group(entry.ranking)}{len(entry.ranking.entries)}个单位里排第{entry.place}名{_end(entry)}"
        for entry in places
    ]
    text = "；".join(words) + "。"
    same = len({id(entry.ranking) for entry in places}) == 1
    if len(places) > 1 and same:
        best = min(places, key=lambda entry: entry.place)
        text += f"排在前面的是{best.name}。"
    return text


def _end(entry: Place) -> str:
    return "，是最后一名" if entry.place == len(entry.ranking.entries) else ""


def _group(ranking: Ranking) -> str:
    return ranking.title.rpartition("：")[2] if "：" in ranking.title else ranking.group[0]
