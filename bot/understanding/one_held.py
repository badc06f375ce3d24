"""Two questions in one message, of which the documents hold only one: that one is answered, the other named."""

from collections.abc import Callable
from typing import NamedTuple

from bot.understanding.halves import Asked, two_questions
from bot.understanding.pairs import HALF
from bot.understanding.understood import Outcome, Understood


class OneHeld(NamedTuple):
    """The question that a card answers, the topic of the other that is not held, and which came first."""

    asked: Asked
    absent: str
    first: bool


def one_held(understand: Callable[[str], Understood], text: str) -> OneHeld | None:
    """链主认定奖多少,公积金能贷多少: both halves surely understood, one of them as not held."""
    for before, after in two_questions(text):
        halves = understand(before), understand(after)
        if any(half.outcome is not Outcome.SURE or half.confidence < HALF for half in halves):
            continue
        sorts = [(half.topic or "").partition(":")[0] for half in halves]
        if sorted(sorts) != ["absent", "policy"]:
            continue
        held, other = halves if sorts[0] == "policy" else halves[::-1]
        if held.foreign is None:
            asked = Asked(_id(held), held.unit, held.flat, held.beside, held.text)
            return OneHeld(asked, _id(other), sorts[0] == "policy")
    return None


def _id(understood: Understood) -> str:
    return (understood.topic or "").partition(":")[2]
