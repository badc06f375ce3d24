"""Conversations in one SQLite file; safe for several processes on one machine."""

import sqlite3
import threading
from pathlib import Path

from bot.stores import first_version

_NOW = "cast(strftime('%s', 'now') as integer)"
_TABLE = (
    "create table if not exists conversation (key text primary key, text text not null, version integer not null, "
    f"at integer not null default ({_NOW}))"
)


class SqliteStore:
    """One connection behind a lock; a save names the version it read, so no update is lost."""

    def __init__(self, path: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._lock = threading.Lock()
        try:
            with self._lock:
                self._connection.execute("pragma journal_mode=wal")
                self._connection.execute("pragma synchronous=normal")
                self._connection.execute("pragma secure_delete=on")  # what is forgotten leaves the file, too
                self._connection.execute(_TABLE)
        except sqlite3.Error:
            self._connection.close()
            raise

    def load(self, key: str) -> tuple[str, int] | None:
        with self._lock:
            row = self._connection.execute("select text, version from conversation where key = ?", (key,)).fetchone()
        return (row[0], row[1]) if row else None

    def save(self, key: str, text: str, seen: int | None) -> bool:
        with self._lock:
            if seen is None:
                done = self._connection.execute(
                    "insert into conversation (key, text, version) values (?, ?, ?) on conflict (key) do nothing",
                    (key, text, first_version()),
                )
            else:
                done = self._connection.execute(
                    f"update conversation set text = ?, version = version + 1, at = {_NOW} where key = ? and version = ?",  # noqa: S608  no outside text in it
                    (text, key, seen),
                )
        return done.rowcount == 1

    def delete(self, key: str) -> None:
        with self._lock:
            self._connection.execute("delete from conversation where key = ?", (key,))

    def ready(self) -> bool:
        try:
            with self._lock:
                self._connection.execute("select 1").fetchone()
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        with self._lock:
            self._connection.close()
