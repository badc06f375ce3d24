"""Places in a ranking (名次): 公安局第几 names no policy, and yet only one card ranks it."""

from collections.abc import Collection

from bot.ranking import Rankings
from calculators.patterns import lazy
from intents.matcher import Candidate
from policies.card import Card

RANKED = 0.9  # for the card that ranks what is named, where it is asked who stands where
_STANDS = lazy(
    r"第几(?![年次批条款期步届项])|排(?:第|在|到|行|名|多少|老几)|名次|几名(?!员)|\d{1,2}名(?![员学工博新单])|(?:[第排]|倒数第?)[一二三四五六七八九十]{1,3}名?$|"
    r"[靠排][前后]|垫底|倒数|谁(?:在|更)?[前后高低]"
)


class Standings:
    """Speaks for a card whose ranking holds what a question names."""

    def __init__(self, rankings: Rankings, cards: Collection[Card]) -> None:
        self._rankings = rankings
        self._ranked = [card.id for card in cards if card.rankings]

    def with_standing(self, found: list[Candidate], flat: str) -> list[Candidate]:
        """The candidates, that card raised."""
        if not _STANDS.search(flat):
            return found
        topics = {f"policy:{id}" for id in self._ranked if self._rankings.entries(id, flat)}
        missing = topics - {candidate.topic for candidate in found}
        both = (*found, *(Candidate(topic, 0.0, 0.0, 0.0, ()) for topic in missing))
        raised = [c._replace(score=c.score + RANKED * (1 - c.score)) if c.topic in topics else c for c in both]
        return sorted(raised, key=lambda candidate: -candidate.score)
