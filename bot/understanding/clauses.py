"""Long texts (长句): the question hides in one of the clauses."""

from calculators.patterns import lazy
from intents.normalise import bare

LONG = 26  # longer texts are also looked at clause by clause
CLAUSE = 0.93  # what a clause counts for beside the whole
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
