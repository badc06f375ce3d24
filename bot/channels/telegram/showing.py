"""A reply as Telegram messages: HTML that cannot break, in pieces that fit. Pure."""

import html

from bot.fitting import in_utf16, pieces, without_forbidden
from bot.messages import Reply

MOST_UTF16 = 4096
_QUIET = ("依据：", "来源：")


def shown(reply: Reply) -> list[str]:
    """The whole text, cut before it is marked up so that no tag is ever cut in two."""
    clean = without_forbidden(reply.text).strip() or "…"
    return [_marked(piece, reply.kind == "result") for piece in pieces(clean, MOST_UTF16, in_utf16)]


def _marked(text: str, result: bool) -> str:
    return "\n".join(_line(line, result and place == 0) for place, line in enumerate(text.split("\n")))


def _line(line: str, headline: bool) -> str:
    escaped = html.escape(line, quote=False)
    if not line.strip():
        return escaped
    if headline or (line.startswith("【") and "】" in line):
        return f"<b>{escaped}</b>"
    return f"<i>{escaped}</i>" if line.startswith(_QUIET) else escaped


def plain(marked: str) -> str:
    """The words without the markup, for when the markup is refused."""
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        marked = marked.replace(tag, "")
    return html.unescape(marked)
