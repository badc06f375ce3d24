"""Cutting a text at a sentence's end, to a limit in whatever a channel counts."""

from collections.abc import Callable

from calculators.patterns import lazy

_ENDS = ("\n", "。！？!?", "；;", "，、, ")
# what XML 1.0 and every chat program refuse: control characters, lone surrogates, the two non-characters
_FORBIDDEN = lazy("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_bytes(text: str) -> int:
    return len(text.encode())


def in_utf16(text: str) -> int:
    """How Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def without_forbidden(text: str) -> str:
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n"))


def cut(text: str, limit: int, size: Callable[[str], int] = in_bytes) -> tuple[str, str]:
    """The text up to the best end within the limit, and the rest; never empty unless the text is."""
    if size(text) <= limit:
        return text, ""
    low, high = 1, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= limit else (low, middle - 1)
    head = text[:low]
    for ends in _ENDS:
        place = max(head.rfind(end) for end in ends)
        if place >= len(head) // 2:
            low = place + 1
            break
    return text[:low].rstrip("\n"), text[low:].lstrip("\n")


def pieces(text: str, limit: int, size: Callable[[str], int] = in_bytes) -> list[str]:
    """The whole text in pieces that each fit."""
    found = []
    while text:
        head, text = cut(text, limit, size)
        if head:
            found.append(head)
    return found
