"""What a channel keeps for a conversation beside the conversation itself, seen by every worker."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.changed import replace

log = logging.getLogger("jince")
KEPT = 8
ATTEMPTS = 50
_T = TypeVar("_T")


class Keeper(Protocol):
    """The store, as far as notes need it."""

    def load(self, key: str) -> tuple[str, int] | None: ...

    def save(self, key: str, text: str, seen: int | None) -> bool: ...


@dataclass(frozen=True)
class Notes:
    """A value: what was answered under which message id, what did not fit, what is still owed."""

    answered: tuple[tuple[str, str], ...] = ()  # message id, what was given for it
    rest: str = ""  # words behind 查看更多
    tail: str = ""  # the choices that go below the last of them
    owed: tuple[tuple[str, str], ...] = ()  # message id, text: promised with a holding reply
    buttons: Mapping[str, str] = field(default_factory=dict)  # short name of a button, what it says

    def given(self, message_id: str) -> str | None:
        return next((given for known, given in self.answered if known == message_id), None)

    def giving(self, message_id: str, given: str) -> "Notes":
        return replace(self, answered=(*self.answered, (message_id, given))[-KEPT:])


def change(keeper: Keeper, conversation: str, step: Callable[[Notes], tuple[_T, Notes]]) -> _T:
    """Loads the notes, takes a pure step, saves; again if another worker saved in between."""
    key = f"{conversation}/notes"
    for _ in range(ATTEMPTS):
        held = keeper.load(key)
        notes, version = (_parse(held[0]), held[1]) if held else (Notes(), None)
        outcome, after = step(notes)
        if after == notes or keeper.save(key, _dump(after), version):
            return outcome
    raise RuntimeError(f"the notes of {conversation} kept changing")


def look(keeper: Keeper, conversation: str) -> Notes:
    return change(keeper, conversation, lambda notes: (notes, notes))


def _dump(notes: Notes) -> str:
    return json.dumps([notes.answered, notes.rest, notes.tail, notes.owed, dict(notes.buttons)], ensure_ascii=False)


def _parse(text: str) -> Notes:
    """None are better than a person who is never answered again: what cannot be read is begun anew."""
    try:
        answered, rest, tail, owed, buttons = json.loads(text)
        return Notes(tuple((i, g) for i, g in answered), rest, tail, tuple((i, t) for i, t in owed), dict(buttons))
    except (ValueError, TypeError):
        log.exception("kept notes could not be read and are begun anew")
        return Notes()
