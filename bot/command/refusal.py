"""Bad input: how it is told."""


class Refusal(Exception):
    """Bad input: one line for standard error, exit status 2."""


def one_line(text: str) -> str:
    """The text without line breaks and control characters, of a bounded length."""
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return clean if len(clean) <= 900 else clean[:899] + "…"
