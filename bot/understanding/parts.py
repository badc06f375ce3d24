"""Which part of a card (哪一段) answers.

Three things speak for a part: an example question near to what was asked, words of the question in the part's own
text, and the words of an aspect.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.content import cache
from bot.content.load import Content
from bot.understanding.clauses import CLAUSE, LONGER, clauses
from bot.understanding.cues import says_no_more
from bot.understanding.naming import only_named
from calculators.patterns import lazy
from intents.matcher import Matcher
from intents.names import NameHit
from intents.normalise import bare, normalise
from intents.passages import Passages
from intents.relatives import other_relatives, relatives
from policies.card import Card

ASPECT_BONUS = 0.06
MONEY_BONUS = 0.12  # for the amounts, where money is asked for in so many words
SPOKEN = 0.3  # what the part's own text counts for beside its examples
CLEAR = 0.9  # an example this near leaves no doubt which part is meant
BESIDE = 0.3  # a second part this much behind is told as well
FAR = 0.45  # where not even the best part is this close, the card in short is told as well
COUNTED = 0.08  # for a part that gives a figure in the very unit that is asked for
OVERALL = 0.06  # what the card as a whole must be closer than a part of it
ANOTHER = 0.4  # against a part that speaks of another level or relative than the question: 市级 where 省级 is meant
FOR_RELATIVE = 0.6  # against a part about a relative where the question names none, or another
MOST_ASKED = 0.8  # of a part's example questions name a relative: it is about one
ASKED = 8  # characters beside a policy's name that ask for more than what the policy is
DETAILS = ("materials", "steps", "when", "payout", "contact", "combine", "repeat", "area")  # else told as not held
PLAIN = 0.5  # for the aspects a question asks about and says no more than that

_GIVEN = lazy(r"[奖补给拿领得贴][^,.]{0,4}(?:多少|几)(?![户家台人])|给钱|有钱|有奖")
_MONEY = lazy(_GIVEN.pattern + r"|多少钱|多少万|几万|几个点|几成|百分之几|封顶")
_HOW_MANY = lazy(r"(?:多少|几)(?:万|亿|个)?([户家吨台亩平座套种项条批人名位次天年月岁类届])")
_LEVEL = lazy(r"国家级|省级|市级")
_OPENING = 60  # characters in which a part says whom it is about
_NOT_HELD = lazy(r".{0,24}(?:资料|文件|报道|公告)[^，。]{0,8}没|.{0,12}没有?[写提列]")
_WHOLE = {"lead", "section:what"}


class Chosen(NamedTuple):
    """The part that answers, how close it is, and another that is all but as close."""

    unit: str
    likeness: float
    beside: str | None = None


class Parts:
    """The parts of all cards."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._told = cache.derived("told", content.version, lambda: _told_by(content))
        self._passages: dict[str, Passages] = {}  # of the cards asked for so far
        self._relatives: dict[str, dict[str, set[str]]] = {}  # likewise
        self._levels: dict[str, dict[str, set[str]]] = {}  # likewise
        self._counts: dict[tuple[str, str], set[str]] = {}  # by card and unit

    def choose(
        self,
        matcher: Matcher,
        normal: str,
        flat: str,
        topic: str,
        asked: tuple[str, ...],
        rest: str,
        names: Sequence[NameHit] = (),
    ) -> Chosen:
        """The part of a topic that answers best; `rest`: the text without the names of policies."""
        best: dict[str, float] = {}
        pieces = clauses(normal) if len(flat) >= LONGER else []
        for piece in (flat, *(piece for piece in pieces if not only_named(flat, piece, names))):
            weight = 1.0 if piece == flat else CLAUSE
            found = {part.unit: part.likeness for part in matcher.parts(piece, topic)}
            for unit, spoken in self._spoken(topic, piece).items():
                found[unit] = found.get(unit, 0.0) + SPOKEN * spoken
            for unit, likeness in found.items():
                best[unit] = max(best.get(unit, 0.0), likeness * weight)
        if rest != flat and len(rest) >= ASKED:
            for part in matcher.parts(rest, topic):
                if part.unit not in _WHOLE and part.unit in best:
                    best[part.unit] = max(best[part.unit], part.likeness)
        for unit in best.keys() & _WHOLE:
            best[unit] -= OVERALL
        for unit in self._counting(topic, flat) & best.keys():
            best[unit] += COUNTED
        named = set(relatives(flat))
        for unit, kins in self._for_relatives(topic).items():
            if unit in best and not kins & named:
                best[unit] -= FOR_RELATIVE
        fitting = self._of_the_same(topic, flat)
        if fitting:
            near = max(best.values(), default=0.0)
            for unit in fitting:
                own = best.get(unit, 0.0)
                best[unit] = max(own, near - ANOTHER + own / 2)
            for unit in best.keys() - fitting:
                best[unit] -= ANOTHER
        for aspect in asked:
            unit = f"section:{aspect}"
            if unit in best:
                best[unit] += MONEY_BONUS if aspect == "amount" and _MONEY.search(flat) else ASPECT_BONUS
        sections = self._asked(topic, asked)
        plainly = (sections or self._details(topic, asked)) if says_no_more(rest) else []
        if plainly:
            first, *others = plainly
            likeness = best.get(first, 0.0) + PLAIN
            if likeness >= max((best[unit] for unit in best if unit != "lead"), default=0.0):
                return Chosen(first, likeness, others[0] if others else None)
        if not best:
            return Chosen("lead", 0.0)
        ranked = sorted(best, key=lambda name: -best[name])
        unit = ranked[0]
        others = [name for name in ranked[1:] if not fitting or name in fitting]  # of no other relative or level
        second = next((name for name in others if best[unit] - best[name] <= BESIDE and best[unit] < CLEAR), None)
        if (
            sections
            and (best[unit] < CLEAR or unit.startswith("section:"))
            and not {unit, second} & set(sections)
            and not denies(self._content.cards[topic.partition(":")[2]], unit)
        ):
            money = "section:amount" if "section:amount" in sections and _GIVEN.search(flat) else None
            second = money or (second if second is not None and second not in _WHOLE else sections[0])
        return Chosen(unit, best[unit], second)

    def _asked(self, topic: str, asked: tuple[str, ...]) -> list[str]:
        """The sections on the aspects asked for; on what the policy is only where nothing else is asked."""
        sort, _, id = topic.partition(":")
        if sort != "policy":
            return []
        card = self._content.cards[id]
        found = [f"section:{aspect}" for aspect in asked if aspect in card.sections]
        return [unit for unit in found if unit not in _WHOLE] or found

    def _details(self, topic: str, asked: tuple[str, ...]) -> list[str]:
        """Aspects without a section that are answered all the same: from the conditions, or as not held."""
        sort, _, id = topic.partition(":")
        held = ("conditions",) if sort == "policy" and self._content.cards[id].conditions else ()
        return [f"section:{aspect}" for aspect in asked if sort == "policy" and aspect in (*held, *DETAILS)]

    def _of_the_same(self, topic: str, flat: str) -> set[str]:
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

    def _for_relatives(self, topic: str) -> dict[str, set[str]]:
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

    def _counting(self, topic: str, flat: str) -> set[str]:
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

    def _spoken(self, topic: str, text: str) -> dict[str, float]:
        """How much each part's own text speaks of what is asked, the card's name left out."""
        sort, _, id = topic.partition(":")
        if sort != "policy":
            return {}
        if id not in self._passages:
            self._passages[id] = Passages(self._told[id])
        return self._passages[id].spoken_of(text)


def _told_by(content: Content) -> dict[str, dict[str, str]]:
    """The bare words of every part of every card."""
    return {
        card.id: {unit: bare(normalise(words_of(card, unit))) for unit in units_of(card)}
        for card in content.cards.values()
    }


def denies(card: Card, unit: str) -> bool:
    """Does a part say that what is asked is not held? Then no figure of another part may follow it."""
    return bool(_NOT_HELD.match(words_of(card, unit)))


def words_of(card: Card, unit: str) -> str:
    """The bare words of a part; the lead where it has none of its own."""
    sort, _, key = unit.partition(":")
    if sort == "question":
        return card.questions[int(key)].answer
    return card.sections[key].text if sort == "section" and key in card.sections else card.lead


def units_of(card: Card) -> list[str]:
    """All parts of a card: lead, section:…, question:…"""
    sections = (f"section:{name}" for name in card.sections)
    return ["lead", *sections, *(f"question:{place}" for place in range(len(card.questions)))]
