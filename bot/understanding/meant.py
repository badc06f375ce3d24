"""Which parts of a card speak of the very level, relative or unit that a question names."""

import re

from bot.content.load import Content
from bot.understanding.part_words import units_of, words_of
from calculators.patterns import lazy
from intents.relatives import other_relatives, relatives
from policies.card import Card

MOST_ASKED = 0.8  # of a part's example questions name a relative: it is about one
_HOW_MANY = lazy(r"(?:多少|几)(?:万|亿|个)?([户家吨台亩平座套种项条批人名位次天年月岁类届])")
_LEVEL = lazy(r"国家级|省级|市级")
_OPENING = 60  # characters in which a part says whom it is about


class Meant:
    """The parts of all cards by the level, the relatives and the units they speak of."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._relatives: dict[str, dict[str, set[str]]] = {}  # of the cards asked for so far
        self._levels: dict[str, dict[str, set[str]]] = {}  # likewise
        self._counts: dict[tuple[str, str], set[str]] = {}  # by card and unit

    def of_the_same(self, topic: str, flat: str) -> set[str]:
        """The parts that speak of the level or the relative a question names; none where it names none."""
        levels, others = _LEVEL.findall(flat), other_relatives(flat)
        if not levels and not others or not topic.startswith("policy:"):
            return set()
        card = self._content.cards[topic.partition(":")[2]]
        told = {unit: words_of(card, unit) for unit in units_of(card)}
        asked = self._for_levels(card)
        return {
            unit
            for unit, words in told.items()
            if any(level in (asked.get(unit) or words) for level in levels)
            or any(one in words[:_OPENING] for one in others)
        }

    def _for_levels(self, card: Card) -> dict[str, set[str]]:
        """The parts that are asked for with one level above all, by that level: 国家级小巨人奖多少 is not what 省级 asks."""
        if card.id not in self._levels:
            named = {f"question:{at}": _LEVEL.findall(" ".join(one.ask)) for at, one in enumerate(card.questions)}
            self._levels[card.id] = {unit: set(levels) for unit, levels in named.items() if len(set(levels)) == 1}
        return self._levels[card.id]

    def for_relatives(self, topic: str) -> dict[str, set[str]]:
        """The parts that are asked for with a relative's name, by the relatives: 父母能用吗 is not what 买药能刷吗 asks."""
        sort, _, id = topic.partition(":")
        if sort != "policy":
            return {}
        if id not in self._relatives:
            asked = {f"question:{at}": one.ask for at, one in enumerate(self._content.cards[id].questions)}
            named = {unit: [set(relatives(text)) for text in texts] for unit, texts in asked.items()}
            self._relatives[id] = {
                unit: set().union(*kins)
                for unit, kins in named.items()
                if sum(map(bool, kins)) >= MOST_ASKED * len(kins)
            }
        return self._relatives[id]

    def counting(self, topic: str, flat: str) -> set[str]:
        """The parts that give a figure in the unit that is asked for: 多少户 wants so many 户."""
        asked = _HOW_MANY.search(flat)
        if asked is None or not topic.startswith("policy:"):
            return set()
        key = topic, asked.group(1)
        if key not in self._counts:
            card = self._content.cards[topic.partition(":")[2]]
            figure = re.compile(rf"[\d一二两三四五六七八九十百千万亿]\s*[多余来]?个?{asked.group(1)}")
            self._counts[key] = {unit for unit in units_of(card) if figure.search(words_of(card, unit))}
        return self._counts[key]
