"""Rankings (排名) as data: anybody's place, by full name, short name or how it sounds."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from calculators.patterns import lazy
from intents.names import NameFinder
from intents.normalise import bare, normalise
from policies.card import Card, Ranking

_FIRST = lazy(r"(?<!倒数)第[一1]|头名|榜首|打头|最(?:好|高|前|满意|棒)|冠军")
_LAST = lazy(r"垫底|倒数第[一1]|末位|末尾|吊车尾|老末|最(?:差|低|后|末|不满意)")
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十两]{1,3})"
_FROM_THE_TOP = lazy(
    rf"前{_NUMBER}(?:[名位个]|$)|第[一1]名?[到至]第?{_NUMBER}|最(?:好|高|满意|靠前)的{_NUMBER}[个名位家]"
)
_FROM_THE_END = lazy(
    rf"(?<!前)后{_NUMBER}[名位个]|倒数前?{_NUMBER}[名位个]|最(?:差|低|后|不满意)的?{_NUMBER}[个名位家]"
)
_COUNTED_BACK = lazy(rf"倒数第{_NUMBER}")
_COUNTED = lazy(rf"(?<!倒数)第{_NUMBER}(?:名?(?:的|是谁|是哪|是啥|是什么|谁|哪)|名$)")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True)
class Standing:
    """One entry's place in a ranking, counted from 1."""

    name: str
    place: int
    ranking: Ranking


class Rankings:
    """Finds the entries of a card's rankings in a question."""

    def __init__(self, cards: Collection[Card]) -> None:
        self._finders: dict[str, NameFinder] = {}
        self._entries: dict[str, Standing] = {}
        self._rankings = {card.id: card.rankings for card in cards}
        for card in cards:
            names: dict[str, str] = {}
            for number, ranking in enumerate(card.rankings):
                for place, entry in enumerate(ranking.entries, 1):
                    key = f"{card.id}/{number}/{place}"
                    self._entries[key] = Standing(entry.name, place, ranking)
                    for name in (entry.name, *entry.also):
                        names.setdefault(bare(normalise(name)), key)
            if names:
                self._finders[card.id] = NameFinder(names)

    def find(self, policy: str, flat: str) -> list[Standing]:
        """The entries a question names, in the order it names them."""
        if policy not in self._finders:
            return []
        meant = self._named(policy, flat) or self._rankings[policy]
        return self.entries(policy, flat) or _counted(meant, flat) or _extreme(meant, flat)

    def entries(self, policy: str, flat: str) -> list[Standing]:
        """The entries of a card's rankings that a text names, in order."""
        finder = self._finders.get(policy)
        hits = sorted(finder.find(flat), key=lambda hit: hit.start) if finder is not None else []
        return list(dict.fromkeys(self._entries[hit.topic] for hit in hits))

    def find_beside(self, policy: str, asked: str, flat: str) -> list[Standing]:
        """那县区呢 after 哪个局最差: what was asked of one ranking, of the other one that a message names."""
        named = self._named(policy, flat) if policy in self._finders else []
        return _counted(named, asked) or _extreme(named, asked)

    def _named(self, policy: str, flat: str) -> list[Ranking]:
        """The rankings of a card that a question names."""
        return [one for one in self._rankings[policy] if any(bare(normalise(word)) in flat for word in one.group)]


def _counted(rankings: Sequence[Ranking], flat: str) -> list[Standing]:
    """The entries of each ranking that are asked for by number: 前三名, 倒数第二, 第五名是谁."""
    places = []
    for one in rankings:
        size = len(one.entries)
        wanted = [
            *range(1, _most(_FROM_THE_TOP, flat) + 1),
            *range(size - _most(_FROM_THE_END, flat) + 1, size + 1),
        ]
        wanted += [size - number + 1 for number in _all(_COUNTED_BACK, flat)] + _all(_COUNTED, flat)
        if wanted and _LAST.search(flat):
            wanted.append(size)  # 最后一名是谁, 倒数第二呢
        places += [Standing(one.entries[at - 1].name, at, one) for at in sorted(set(wanted)) if 1 <= at <= size]
    return places


def _extreme(rankings: Sequence[Ranking], flat: str) -> list[Standing]:
    """Who is first or last of each ranking."""
    first, last = _FIRST.search(flat), _LAST.search(flat)
    if bool(first) == bool(last):
        return []
    return [
        Standing(one.entries[0].name, 1, one) if first else Standing(one.entries[-1].name, len(one.entries), one)
        for one in rankings
    ]


def asks_standing(flat: str) -> bool:
    """Is it asked who stands somewhere (最差的, 前三名), not where somebody stands?"""
    patterns = (_FIRST, _LAST, _FROM_THE_TOP, _FROM_THE_END, _COUNTED_BACK, _COUNTED)
    return any(pattern.search(flat) for pattern in patterns)


def told(places: list[Standing]) -> str:
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
    return text + places[0].ranking.note


def _end(entry: Standing) -> str:
    return "，是最后一名" if entry.place == len(entry.ranking.entries) else ""


def _group(ranking: Ranking) -> str:
    return ranking.title.rpartition("：")[2] if "：" in ranking.title else ranking.group[0]


def _all(pattern: re.Pattern[str], flat: str) -> list[int]:
    """The numbers that a pattern finds; who is first or last is asked for in other words (_extreme)."""
    numbers = [_number(next(part for part in found.groups() if part)) for found in pattern.finditer(flat)]
    return [number for number in numbers if number > 1]


def _most(pattern: re.Pattern[str], flat: str) -> int:
    return max(_all(pattern, flat), default=0)


def _number(words: str) -> int:
    """1 to 99, in digits or characters: 十二, 二十."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS.get(ones, 0)) if ten else _DIGITS.get(words, 0)
