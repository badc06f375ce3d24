"""Conversations in PostgreSQL, for several machines. Needs psycopg, which the extra `postgres` names."""

import threading
from typing import Any

from bot.stores import first_version

_TABLE = (
    "create table if not exists conversation (key text primary key, text text not null, version integer not null, "
    "at timestamptz not null default now())"
)


class PostgresStore:
    """One connection behind a lock, opened anew when it broke."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg
        except ImportError as fault:
            raise ValueError(
                "JINCE_DATABASE 是PostgreSQL地址，需要先在同一个环境里安装: pip install 'psycopg[binary]'"
            ) from fault
        self._psycopg = psycopg
        self._address = address
        self._lock = threading.Lock()
        self._connection: Any = None
        made = psycopg.errors
        try:
            self._run(_TABLE)
        except (made.UniqueViolation, made.DuplicateObject, made.DuplicateTable):
            self._run(_TABLE)  # another process was making it at the same moment: it is there now

    def _run(self, query: str, values: tuple[object, ...] = ()) -> Any:
        """Runs one statement; a broken connection is opened anew, once."""
        with self._lock:
            for attempt in (0, 1):
                try:
                    if self._connection is None or self._connection.closed:
                        self._connection = self._psycopg.connect(self._address, autocommit=True, connect_timeout=10)
                    return self._connection.execute(query, values)
                except self._psycopg.OperationalError:
                    self._drop()
                    if attempt:
                        raise
        raise AssertionError("unreachable")

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def load(self, key: str) -> tuple[str, int] | None:
        row = self._run("select text, version from conversation where key = %s", (key,)).fetchone()
        return (row[0], row[1]) if row else None

    def save(self, key: str, text: str, seen: int | None) -> bool:
        if seen is None:
            query = "insert into conversation (key, text, version) values (%s, %s, %s) on conflict (key) do nothing"
            return bool(self._run(query, (key, text, first_version())).rowcount == 1)
        query = "update conversation set text = %s, version = version + 1, at = now() where key = %s and version = %s"
        return bool(self._run(query, (text, key, seen)).rowcount == 1)

    def delete(self, key: str) -> None:
        self._run("delete from conversation where key = %s", (key,))

    def ready(self) -> bool:
        try:
            self._run("select 1")
        except self._psycopg.Error:
            return False
        return True

    def close(self) -> None:
        with self._lock:
            self._drop()
