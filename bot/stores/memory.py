"""Conversations in memory: for tests and for one-off questions."""

import threading

from bot.stores import first_version


class MemoryStore:
    """A dictionary with versions."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, int]] = {}
        self._lock = threading.Lock()

    def load(self, key: str) -> tuple[str, int] | None:
        return self._kept.get(key)

    def save(self, key: str, text: str, seen: int | None) -> bool:
        with self._lock:
            held = self._kept.get(key)
            if (held[1] if held else None) != seen:
                return False
            self._kept[key] = (text, first_version() if seen is None else seen + 1)
            return True

    def delete(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)

    def ready(self) -> bool:
        return True

    def close(self) -> None:
        self._kept.clear()
