"""Patterns compiled when they are first used: a start compiles only what its question needs.

Some 350 patterns take a quarter of a second to compile, and one question uses a hundred of them.
"""

import re
from typing import Any, cast

_OFFERED = ("search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split", "flags", "groups")
_WAITING: "list[_Lazy]" = []


class _Lazy:
    """Stands for a compiled pattern. From its first use on it holds that pattern's own methods: calls cost no more."""

    __slots__ = ("pattern", "_given", *_OFFERED)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        """Called only while the slots are empty."""
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        for offered in _OFFERED:
            setattr(self, offered, getattr(compiled, offered))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern compiled when it is first used. One that is used at once is made by re.compile."""
    made = _Lazy(pattern, flags)
    _WAITING.append(made)
    return cast("re.Pattern[str]", made)


def compile_all() -> None:
    """Compiles what has not been used yet: a server does so before it takes the first message."""
    for made in _WAITING:
        made.flags  # noqa: B018  reading it compiles
    _WAITING.clear()
