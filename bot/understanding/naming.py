"""Names in a question (政策的名字): they speak for the policy they name."""

from collections.abc import Sequence

from intents.matcher import Candidate
from intents.names import NameHit

BARELY = 2  # characters beside a policy's name that ask nothing of it


def with_names(found: list[Candidate], hits: list[NameHit]) -> list[Candidate]:
    """A policy's own name in the text (as written or as it sounds) speaks for it."""
    if not hits:
        return found
    weight: dict[str, float] = {}
    for hit in hits:
        weight[hit.topic] = max(weight.get(hit.topic, 0.0), min(0.10 + 0.05 * hit.size, 0.5))
    known = {candidate.topic for candidate in found}
    missing = [Candidate(topic, 0.0, 0.0, 0.0, ()) for topic in weight if topic not in known]
    raised = [c._replace(score=c.score + weight.get(c.topic, 0.0) * (1 - c.score)) for c in (*found, *missing)]
    return sorted(raised, key=lambda candidate: -candidate.score)


def only_named(flat: str, piece: str, hits: Sequence[NameHit]) -> bool:
    """Does a clause of a bare text name a policy and ask nothing of it (…引荐奖励中, 能进链上企业清单吗)?"""
    at = flat.find(piece)
    if at < 0 or len(piece) == len(flat):
        return False
    ends = at + len(piece)
    named = sum(max(0, min(hit.start + hit.size, ends) - max(hit.start, at)) for hit in hits)
    return named > 0 and len(piece) - named <= BARELY


def without_names(flat: str, hits: Sequence[NameHit]) -> str:
    """A bare text without the names found in it: what is asked of the policies."""
    if not hits:
        return flat
    return "".join(
        mark for at, mark in enumerate(flat) if not any(hit.start <= at < hit.start + hit.size for hit in hits)
    )
