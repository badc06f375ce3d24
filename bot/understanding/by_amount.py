"""Awards called by what they pay (第二年才给二十万的那个): the amount speaks for the policies whose rules name it."""

from collections.abc import Collection

from bot.content.load import Content
from bot.content.ruled import amounts
from bot.speech import is_question
from bot.understanding.understood import SURE, UNSURE
from calculators.patterns import lazy
from intents.matcher import Candidate

SPEAKS = 0.2  # for a policy whose rules name all the amounts that are said
LOOKED_AT = 3  # topics that may be meant in other words
PAIR = 2  # amounts that call an award by themselves: 拿了50万,还有100万吗
MOST = 8  # policies; what more of them name tells them no longer apart
_CALLED = lazy(r"那[个笔项份种]|哪一?[个笔项份种样]|什么|哪些|啥")
_PAID = lazy(r"[奖补给拿领发得贴]|封顶|最高|上限")


class ByAmount:
    """Finds the awards that a question calls by their amount."""

    def __init__(self, content: Content) -> None:
        self._ruled = content.ruled
        self._awards = [card.id for card in content.cards.values() if card.award is not None or card.stake is not None]

    def called(self, found: list[Candidate], normal: str) -> set[str]:
        """The topics whose rules name all the amounts that are said; none where other words say what is meant."""
        if any(one.score >= (UNSURE if one.topic.startswith("absent:") else SURE) for one in found[:LOOKED_AT]):
            return set()
        if not _PAID.search(normal) or not (said := amounts(normal)):
            return set()
        if not _CALLED.search(normal) and (len(said) < PAIR or not is_question(normal)):
            return set()
        topics = {f"policy:{id}" for id in self._awards if said <= self._ruled.of(id)}
        return topics if len(topics) <= MOST else set()


def with_amounts(found: list[Candidate], called: Collection[str]) -> list[Candidate]:
    """The candidates, those that are called by their amount raised."""
    missing = set(called) - {candidate.topic for candidate in found}
    both = (*found, *(Candidate(topic, 0.0, 0.0, 0.0, ()) for topic in sorted(missing)))
    raised = [c._replace(score=c.score + SPEAKS * (1 - c.score)) if c.topic in called else c for c in both]
    return sorted(raised, key=lambda candidate: -candidate.score)
