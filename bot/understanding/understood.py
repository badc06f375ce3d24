"""What a question was taken for, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum

from intents.matcher import Candidate
from intents.names import NameHit
from intents.places import Place

SURE = 0.46
FAIRLY = 0.24  # sure as well, if the next topic is AHEAD behind
AHEAD = 0.14
SLIGHTLY = 0.05  # likely, if the next topic is this much behind
EITHER = 0.3  # two policies this likely, however close: the first is told as a guess, the other offered
UNSURE = 0.18


class Outcome(StrEnum):
    SURE = "sure"
    LIKELY = "likely"  # answered, but told as a guess
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Understood:
    """What a text was taken for, with everything that spoke for it."""

    text: str  # normalised
    flat: str  # bare form used for matching
    outcome: Outcome
    candidates: tuple[Candidate, ...]
    unit: str  # the part of the first topic that answers best: lead, section:…, question:…
    likeness: float  # how close that part's nearest example is
    beside: str | None  # another part of the topic that is all but as close
    aspects: tuple[str, ...]
    names: tuple[NameHit, ...]
    places: tuple[Place, ...]
    foreign: Place | None = None  # a place the first topic does not hold for

    @property
    def topic(self) -> str | None:
        return self.candidates[0].topic if self.candidates else None

    @property
    def confidence(self) -> float:
        return round(min(max(self.candidates[0].score, 0.0), 1.0), 3) if self.candidates else 0.0


def outcome_of(found: list[Candidate]) -> Outcome:
    """How sure to be: by the score, and by how far the next topic is behind."""
    score = found[0].score
    lead = score - (found[1].score if len(found) > 1 else 0.0)
    if score >= SURE or score >= FAIRLY and lead >= AHEAD:
        return Outcome.SURE
    if score >= FAIRLY and lead >= SLIGHTLY or score >= EITHER and _is_of_policies(found[:2]):
        return Outcome.LIKELY
    return Outcome.UNSURE if score >= UNSURE else Outcome.UNKNOWN


def _is_of_policies(found: list[Candidate]) -> bool:
    """Are all of these policies or their rules, none small talk or a topic that is not held?"""
    return all(candidate.topic.startswith(("policy:", "rule:")) for candidate in found)
