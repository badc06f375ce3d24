"""Long texts (长句): the question hides in one of the clauses."""

from collections.abc import Sequence
from math import prod

from calculators.patterns import lazy
from intents.matcher import Candidate
from intents.normalise import bare

LONG = 20  # texts from here on are also looked at clause by clause, to find their topic
LONGER = 26  # and these to find the part of its card that answers
CLAUSE = 0.93  # what a clause counts for beside the whole, where a part of a card is chosen
SPOKEN = 0.4  # and where a topic is: each clause that speaks of it makes it so much likelier
MOST_CLAUSES = 3
_BREAKS = lazy(r"[,.;?!\s]+")
_SHORT = 8  # shorter pieces are joined to the next
_MOST = 60  # longer pieces are as hopeless as the whole


def clauses(normal: str) -> list[str]:
    """The clauses of a long text, in bare form; short ones joined to the next, the last ones kept."""
    pieces: list[str] = []
    held = ""
    for piece in _BREAKS.split(normal):
        held += bare(piece)
        if len(held) >= _SHORT:
            pieces.append(held)
            held = ""
    if held:
        pieces.append((pieces.pop() if pieces else "") + held)
    joined = [first + second for first, second in zip(pieces, pieces[1:], strict=False)]
    found = [piece for piece in (*pieces, *joined[-2:]) if len(piece) <= _MOST]
    return found[-MOST_CLAUSES:]


def together(whole: Sequence[Candidate], pieces: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The topics of a long text, best first: what the whole and several clauses all speak of is the likeliest."""
    found = {candidate.topic: [candidate] for candidate in whole}
    for piece in pieces:
        for candidate in piece:
            found.setdefault(candidate.topic, []).append(candidate)
    spoken = {candidate.topic: candidate.score for candidate in whole}
    joined = []
    for topic, said in found.items():
        doubt = prod(1 - SPOKEN * candidate.score for candidate in (said[1:] if topic in spoken else said))
        best = max(said, key=lambda candidate: candidate.score)
        near = tuple(near for candidate in said for near in candidate.nearest)
        joined.append(best._replace(score=1 - (1 - spoken.get(topic, 0.0)) * doubt, nearest=near))
    return sorted(joined, key=lambda candidate: -candidate.score)
