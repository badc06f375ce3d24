"""A character at a time, remembered: what str.translate maps every character to."""

from collections.abc import Callable

_MOST = 50_000  # every Chinese character in use; whoever sends all of Unicode fills no memory


class Marks(dict[int, str]):
    """What becomes of a character, worked out when it is first met."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        self._becomes = becomes

    def __missing__(self, mark: int) -> str:
        found = self._becomes(chr(mark))
        if len(self) < _MOST:
            self[mark] = found
        return found
