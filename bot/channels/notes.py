"""What a channel keeps for a conversation beside the conversation itself, seen by every worker."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic_core import from_json, to_json

from bot.changed import replace
from bot.exchange import Exchange

log = logging.getLogger("jince")
KEPT = 8
_T = TypeVar("_T")


@dataclass(frozen=True)
class Notes:
    """A value: what was answered under which message id, what did not fit, what is still owed."""

    answered: tuple[tuple[str, str], ...] = ()  # message id, what was given for it
    rest: str = ""  # words behind 查看更多
    tail: str = ""  # the choices that go below the last of them
    owed: tuple[tuple[str, str], ...] = ()  # message id, text: promised with a holding reply
    buttons: Mapping[str, str] = field(default_factory=dict)  # short name of a button, what it says
    question: str = ""  # the mark of the question that is open, whose buttons may be pressed

    def given(self, message_id: str) -> str | None:
        return next((given for known, given in self.answered if known == message_id), None)

    def giving(self, message_id: str, given: str) -> "Notes":
        return replace(self, answered=(*self.answered, (message_id, given))[-KEPT:])


def change(opened: Exchange, step: Callable[[Notes], tuple[_T, Notes]]) -> _T:
    """Takes a pure step over the notes of an open conversation."""
    notes = _parse(opened.notes) if opened.notes else Notes()
    outcome, after = step(notes)
    if after != notes:
        opened.notes = _dump(after)
    return outcome


def _dump(notes: Notes) -> str:
    return to_json([notes.answered, notes.rest, notes.tail, notes.owed, notes.buttons, notes.question]).decode()


def _parse(text: str) -> Notes:
    """None are better than a person who is never answered again: what cannot be read is begun anew."""
    try:
        answered, rest, tail, owed, buttons, *more = from_json(text)
        known, promised = tuple((i, g) for i, g in answered), tuple((i, t) for i, t in owed)
        return Notes(known, rest, tail, promised, dict(buttons), *more)
    except (ValueError, TypeError):
        log.exception("kept notes could not be read and are begun anew")
        return Notes()
