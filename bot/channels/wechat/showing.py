"""A reply as the text of a passive reply: clickable choices where WeChat has them, numbers everywhere. Pure."""

import re
from dataclasses import dataclass

from bot.fitting import cut, in_bytes, without_forbidden
from bot.messages import MAX_REPLY_BYTES, QuickReply, Reply

MORE = "查看更多"
RESULT = "看结果"
ANY_TIME = 1000  # numbers below belong to choices that may be tapped at any time
MOST_BLOCK = 1200  # bytes the choices may take, markup included
_UNSAFE = re.compile(r'[<>"&#%\\\s]')  # would end or change the address of a link
_WIDE = str.maketrans({"<": "＜", ">": "＞"})


@dataclass(frozen=True)
class Page:
    """The words of a reply, and the choices that go below the last of them."""

    words: str
    choices: str = ""


def menu_of(question: str) -> int:
    """The number that the choices of a question carry, made of its mark; above those of choices for any time."""
    return ANY_TIME + int(question, 16)


def link(text: str, label: str, number: int) -> str:
    """A label that says `text` when tapped; plain where the text could not stand in an address.

    `number` comes back with the tap.
    """
    shown = label.translate(_WIDE)
    if _UNSAFE.search(text):
        return shown
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={text}&msgmenuid={number}">{shown}</a>'


def page(reply: Reply, numbers: bool, links: bool, question: str = "") -> Page:
    """A reply laid out. Its words hold no markup: their angle brackets become wide ones.

    `question`: the mark of the question that its choices answer.
    """
    words = clean(reply.text)
    if not reply.quick_replies:
        return Page(words)
    menu = menu_of(question) if question else 0
    listed = _listed(words, reply.quick_replies, links, menu)
    if listed is not None:
        return listed
    block = _block(reply.quick_replies, numbers, links, menu)
    return Page(words, block if in_bytes(block) <= MOST_BLOCK else _block(reply.quick_replies, numbers, False, menu))


def clean(text: str) -> str:
    return without_forbidden(text).translate(_WIDE).strip()


def _listed(words: str, options: tuple[QuickReply, ...], links: bool, menu: int) -> Page | None:
    """您想问的是哪一项, 要算哪一项: the words list the choices already; those very lines become clickable."""
    lines = words.split("\n")
    first = next((place for place, line in enumerate(lines) if line.startswith("1. ")), None)
    if first is None:
        return None
    for number, option in enumerate(options, 1):
        label = clean(option.label)
        place = first + number - 1
        if place >= len(lines) or not lines[place].startswith(f"{number}. {label}"):
            return None
        if links:
            lines[place] = lines[place].replace(label, link(option.text, option.label, menu or number), 1)
    return Page("\n".join(lines[:first]), "\n".join(lines[first:]))


def _block(options: tuple[QuickReply, ...], numbers: bool, links: bool, menu: int) -> str:
    lines = []
    for number, option in enumerate(options, 1):
        shown = (
            link(option.text, option.label, menu or number)
            if links
            else clean(option.label if numbers else option.text)
        )
        lines.append(f"{number}. {shown}" if numbers else f"· {shown}")
        if in_bytes("\n".join(lines)) > MOST_BLOCK:
            lines.pop()
            break
    hint = "（回序号也可以）" if numbers else "（也可以直接打字）"
    return "\n".join([*lines, hint])


def fitted(laid: Page, links: bool, limit: int = MAX_REPLY_BYTES) -> tuple[str, Page | None]:
    """What fits into one reply, cut at a sentence's end, and what is left for 查看更多."""
    whole = "\n\n".join(part for part in (laid.words, laid.choices) if part)
    if in_bytes(whole) <= limit:
        return whole, None
    more = f"（{link(MORE, MORE, 0)}）" if links else f"（回“{MORE}”看后面的）"
    head, rest = cut(laid.words, limit - in_bytes(more) - 1)
    return f"{head}\n{more}", Page(rest, laid.choices)
