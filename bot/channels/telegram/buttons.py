"""Buttons under a message: callback data of at most 64 bytes, and back to the words they stand for. Pure."""

import hashlib
from dataclasses import dataclass

from bot.messages import QuickReply, Reply

MOST_BYTES = 64
MOST_BUTTONS = 12
MOST_KEPT = 60
Keyboard = dict[str, list[list[dict[str, str]]]]  # as the Bot API takes it; the library's objects are slow to unfold
_SHORT = 7  # Han characters a button may show and still share its row
_ONCE = ("ask", "choices")  # once one is pressed, the question is answered and the keyboard goes


@dataclass(frozen=True)
class Button:
    """What callback data says: the words themselves, or the short name of words that were too long."""

    once: bool
    text: str = ""
    name: str = ""


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _data(option: QuickReply, once: bool) -> str:
    flag = "o" if once else "k"
    plain = f"{flag}t{option.text}"
    return plain if len(plain.encode()) <= MOST_BYTES else f"{flag}n{_name(option.text)}"


def read_button(data: str) -> Button:
    once, sort, rest = data[:1] == "o", data[1:2], data[2:]
    return Button(once, text=rest) if sort == "t" else Button(once, name=rest)


def keyboard(reply: Reply) -> Keyboard | None:
    """The quick replies as an inline keyboard (InlineKeyboardMarkup); short ones side by side."""
    if not reply.quick_replies:
        return None
    once = reply.kind in _ONCE
    rows: list[list[dict[str, str]]] = []
    room = 0
    for option in reply.quick_replies[:MOST_BUTTONS]:
        key = {"text": option.label[:60] or option.text[:60], "callback_data": _data(option, once)}
        short = len(option.label) <= _SHORT
        if short and room:
            rows[-1].append(key)
            room -= 1
        else:
            rows.append([key])
            room = 2 if short else 0
    return {"inline_keyboard": rows}


def long_texts(reply: Reply) -> dict[str, str]:
    """Short name → words, for the buttons whose words do not fit."""
    return {
        _name(option.text): option.text
        for option in reply.quick_replies[:MOST_BUTTONS]
        if read_button(_data(option, False)).name
    }
