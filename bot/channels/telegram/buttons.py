"""Buttons under a message: callback data of at most 64 bytes, and back to the words they stand for. Pure.

Callback data is `k`, sort, rest for a button that may be pressed at any time, and `q`, the question's mark, sort, rest
for one that answers a question; sort `t`: the rest is the words; `n`: the short name of words that were too long.
What begins with neither answers a question that nobody knows.
"""

import hashlib
from dataclasses import dataclass

from bot.channels.questions import MARK
from bot.messages import QuickReply, Reply

MOST_BYTES = 64
MOST_BUTTONS = 12
MOST_KEPT = 60
Keyboard = dict[str, list[list[dict[str, str]]]]  # as the Bot API takes it; the library's objects are slow to unfold
_SHORT = 7  # Han characters a button may show and still share its row


@dataclass(frozen=True)
class Button:
    """What callback data says: the words themselves, or the short name of words that were too long."""

    once: bool  # it answers a question: once pressed, the keyboard goes
    text: str = ""
    name: str = ""
    question: str = ""  # the mark of the question that it answers


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _data(option: QuickReply, question: str) -> str:
    head = f"q{question}" if question else "k"
    plain = f"{head}t{option.text}"
    return plain if len(plain.encode()) <= MOST_BYTES else f"{head}n{_name(option.text)}"


def read_button(data: str) -> Button:
    question = data[1 : 1 + MARK] if data[:1] == "q" else ""
    head = 1 + len(question)
    sort, rest = data[head : head + 1], data[head + 1 :]
    once = data[:1] != "k"
    return Button(once, text=rest, question=question) if sort == "t" else Button(once, name=rest, question=question)


def keyboard(reply: Reply, question: str = "") -> Keyboard | None:
    """The quick replies as an inline keyboard (InlineKeyboardMarkup); short ones side by side.

    `question`: the mark of the question that they answer.
    """
    if not reply.quick_replies:
        return None
    rows: list[list[dict[str, str]]] = []
    room = 0
    for option in reply.quick_replies[:MOST_BUTTONS]:
        key = {"text": option.label[:60] or option.text[:60], "callback_data": _data(option, question)}
        short = len(option.label) <= _SHORT
        if short and room:
            rows[-1].append(key)
            room -= 1
        else:
            rows.append([key])
            room = 2 if short else 0
    return {"inline_keyboard": rows}


def long_texts(reply: Reply, question: str = "") -> dict[str, str]:
    """Short name → words, for the buttons whose words do not fit."""
    return {
        _name(option.text): option.text
        for option in reply.quick_replies[:MOST_BUTTONS]
        if read_button(_data(option, question)).name
    }
