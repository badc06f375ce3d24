"""HTML written by small functions: every text is escaped, nothing is pasted in."""

from html import escape


class Markup(str):
    """HTML that is safe as it stands."""


def tag(name: str, *inside: "Markup | str | None", **attributes: str | None) -> Markup:
    """An element. `class_` is class, `aria_label` aria-label; what is None is left out."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    opening = "".join(f' {key}="{escape(value)}"' for key, value in named.items())
    return Markup(f"<{name}{opening}>{joined(*inside)}</{name}>")


def joined(*parts: "Markup | str | None") -> Markup:
    """Parts one after the other; plain text is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts if part is not None))
