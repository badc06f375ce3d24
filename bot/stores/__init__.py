"""Where conversations are kept: memory, an SQLite file (the default), or PostgreSQL."""

import secrets
from typing import Protocol


class Store(Protocol):
    """Keeps one text a key, with a version: a save succeeds only if nobody saved in between."""

    def load(self, key: str) -> tuple[str, int] | None:
        """The text and its version, or None."""
        ...

    def save(self, key: str, text: str, seen: int | None) -> bool:
        """Saves if the version is still `seen` (None: if there is nothing yet). False: load again."""
        ...

    def delete(self, key: str) -> None: ...

    def ready(self) -> bool:
        """Can it be reached now?"""
        ...

    def close(self) -> None: ...


def first_version() -> int:
    """Random, so that a key deleted and used again never has a version somebody saw before."""
    return secrets.randbits(30)


def open_store(address: str) -> Store:
    """A store by its address: `memory`, a file's path, or postgresql://…"""
    if address == "memory":
        from bot.stores.memory import MemoryStore

        return MemoryStore()
    if address.startswith(("postgresql://", "postgres://")):
        from bot.stores.postgres import PostgresStore

        return PostgresStore(address)
    from bot.stores.sqlite import SqliteStore

    return SqliteStore(address)
