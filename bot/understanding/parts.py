"""Which part of a card (哪一段) answers.

Three things speak for a part: an example question near to what was asked, words of the question in the part's own
text, and the words of an aspect.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.content import cache
from bot.content.load import Content
from bot.understanding.clauses import CLAUSE, LONGER, clauses
from bot.understanding.cues import says_no_more
from bot.understanding.meant import Meant
from bot.understanding.naming import only_named
from bot.understanding.part_words import denies, in_digits, units_of, words_of
from calculators.patterns import lazy
from intents.matcher import Matcher
from intents.names import NameHit
from intents.normalise import bare, normalise
from intents.passages import Passages
from intents.relatives import relatives

ASPECT_BONUS = 0.06
MONEY_BONUS = 0.12  # for the amounts, where money is asked for in so many words
SPOKEN = 0.3  # what the part's own text counts for beside its examples
CLEAR = 0.9  # an example this near leaves no doubt which part is meant
BESIDE = 0.3  # a second part this much behind is told as well
FAR = 0.45  # where not even the best part is this close, the card in short is told as well
COUNTED = 0.08  # for a part that gives a figure in the very unit that is asked for
OF_YEAR = 0.2  # for one of the few parts that tell of the year the question names
FEW = 3
OVERALL = 0.06  # what the card as a whole must be closer than a part of it
ANOTHER = 0.4  # against a part that speaks of another level or relative than the question: 市级 where 省级 is meant
OF_RELATIVE = 0.1  # for the part about the very relative that the question names
FOR_RELATIVE = 0.6  # against a part about a relative where the question names none, or another
ASKED = 8  # characters beside a policy's name that ask for more than what the policy is
DETAILS = ("materials", "steps", "when", "payout", "contact", "combine", "repeat", "area")  # else told as not held
PLAIN = 0.5  # for the aspects a question asks about and says no more than that

_GIVEN = lazy(r"[奖补给拿领得贴][^,.]{0,4}(?:多少|几)(?![户家台人])|给钱|有钱|有奖")
_MONEY = lazy(_GIVEN.pattern + r"|多少钱|多少万|几万|几个点|几成|百分之几|封顶")
_OF_MONEY = lazy(_MONEY.pattern + r"|[奖补贴钱价租费投]|元|资金|额")
_YEAR = lazy(r"(?:19|20)\d\d年?")
_ASKING = lazy(
    r"有没有|是不是|能不能|有什么|有哪些|都?是什么|什么|怎么样|怎么|哪[个些里家]?|多少"
)  # answers say these too
WHOLE = frozenset({"lead", "section:what"})


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
        self._meant = Meant(content)
        self._passages: dict[str, Passages] = {}  # of the cards asked for so far

    def counts(self, topic: str, flat: str) -> bool:
        """Does a card tell a number in the unit that is asked for: 多少家 of its firms?"""
        return bool(self._meant.counting(topic, flat))

    def choose(
        self,
        matcher: Matcher,
        normal: str,
        flat: str,
        topic: str,
        asked: tuple[str, ...],
        rest: str,
        names: Sequence[NameHit] = (),
        without: Collection[str] = (),
    ) -> Chosen:
        """The part of a topic that answers best; `rest`: the text without the names of policies; `without`: no part of these."""
        asked = self._without_amount(topic, flat, asked)
        best: dict[str, float] = {}
        pieces = clauses(normal) if len(flat) >= LONGER else []
        for piece in (flat, *(piece for piece in pieces if not only_named(flat, piece, names))):
            weight = 1.0 if piece == flat else CLAUSE
            found = {part.unit: part.likeness for part in matcher.parts(piece, topic)}
            said = rest if piece == flat and len(rest) > ASKED else piece
            for unit, spoken in self._spoken(topic, said).items():
                found[unit] = found.get(unit, 0.0) + SPOKEN * spoken
            for unit, likeness in found.items():
                best[unit] = max(best.get(unit, 0.0), likeness * weight)
        if rest != flat and len(rest) >= ASKED:
            for part in matcher.parts(rest, topic):
                if part.unit not in WHOLE and part.unit in best:
                    best[part.unit] = max(best[part.unit], part.likeness)
        for unit in best.keys() & WHOLE:
            best[unit] -= OVERALL
        for unit in self._meant.counting(topic, flat) & best.keys():
            best[unit] += COUNTED
        for unit in self._of_year(topic, flat) & best.keys():
            best[unit] += OF_YEAR
        named = set(relatives(flat))
        for unit, kins in self._meant.for_relatives(topic).items():
            if unit in best:
                best[unit] += OF_RELATIVE if kins & named else -FOR_RELATIVE
        fitting = self._meant.of_the_same(topic, flat)
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
        best = {unit: near for unit, near in best.items() if unit not in without}
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
            money = "section:amount" if "section:amount" in sections and _MONEY.search(flat) else None
            second = money or (second if second is not None and second not in WHOLE else sections[0])
        return Chosen(unit, best[unit], second)

    def _without_amount(self, topic: str, flat: str, asked: tuple[str, ...]) -> tuple[str, ...]:
        """The aspects asked for: of a report, which pays nothing, 年产多少 asks for a number and not for money."""
        card = self._content.cards.get(topic.partition(":")[2]) if topic.startswith("policy:") else None
        report = card is not None and self._content.documents[card.document].kind != "notice"
        return (
            asked if not report or _OF_MONEY.search(flat) else tuple(aspect for aspect in asked if aspect != "amount")
        )

    def _asked(self, topic: str, asked: tuple[str, ...]) -> list[str]:
        """The sections on the aspects asked for; on what the policy is only where nothing else is asked."""
        sort, _, id = topic.partition(":")
        if sort != "policy":
            return []
        card = self._content.cards[id]
        found = [f"section:{aspect}" for aspect in asked if aspect in card.sections]
        return [unit for unit in found if unit not in WHOLE] or found

    def _details(self, topic: str, asked: tuple[str, ...]) -> list[str]:
        """Aspects without a section that are answered all the same: from the conditions, or as not held."""
        sort, _, id = topic.partition(":")
        held = ("conditions",) if sort == "policy" and self._content.cards[id].conditions else ()
        return [f"section:{aspect}" for aspect in asked if sort == "policy" and aspect in (*held, *DETAILS)]

    def spoken(self, topic: str, flat: str) -> float:
        """How much of what a bare text says the part of a topic that says most of it says too, 0..1."""
        return max(self._spoken(topic, flat).values(), default=0.0)

    def _of_year(self, topic: str, flat: str) -> set[str]:
        """The parts that tell of a year the question names, where they are few: 2007年外贸多少."""
        told = self._told.get(topic.partition(":")[2], {}) if topic.startswith("policy:") else {}
        found: set[str] = set()
        for year in _YEAR.findall(flat):
            units = {unit for unit, words in told.items() if year in words}
            found |= units if len(units) <= FEW else set()
        return found

    def _spoken(self, topic: str, text: str) -> dict[str, float]:
        """How much each part's own text speaks of what is asked."""
        sort, _, id = topic.partition(":")
        if sort != "policy":
            return {}
        if id not in self._passages:
            self._passages[id] = Passages(self._told[id])
        return self._passages[id].spoken_of(in_digits(_ASKING.sub("", text)))


def _told_by(content: Content) -> dict[str, dict[str, str]]:
    """The bare words of every part of every card."""
    return {
        card.id: {unit: in_digits(bare(normalise(words_of(card, unit)))) for unit in units_of(card)}
        for card in content.cards.values()
    }
