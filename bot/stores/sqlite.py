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
_COLUMNS = {"key", "text", "version", "at"}
WAIT_SECONDS = 10.0  # for another process that is writing


def _told(fault: sqlite3.Error) -> str:
    """What to do about a file that cannot be used."""
    if "readonly" in str(fault) or "unable to open" in str(fault):
        return f"文件或所在的文件夹不能写（{fault}）；改权限，或换一个位置"
    if isinstance(fault, sqlite3.OperationalError):
        return f"文件用不了（{fault}）；磁盘是不是满了，或者别的程序占着它"
    return f"不是SQLite文件，或者已经损坏（{fault}）；换一个文件名，或用备份恢复"


class SqliteStore:
    """One connection behind a lock; a save names the version it read, so no update is lost."""

    def __init__(self, path: str) -> None:
        """Opens or makes the file. Raises ValueError, saying what is wrong with it and what to do."""
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(
                path, check_same_thread=False, isolation_level=None, timeout=WAIT_SECONDS
            )
        except (OSError, sqlite3.Error) as fault:
            raise ValueError(f"这个位置不能放文件（{fault}）；换一个能写的位置") from None
        self._lock = threading.Lock()
        try:
            self._set_up()
        except sqlite3.Error as fault:
            self._connection.close()
            raise ValueError(_told(fault)) from None
        except ValueError:
            self._connection.close()
            raise

    def _set_up(self) -> None:
        with self._lock:
            self._connection.execute("pragma journal_mode=wal")
            self._connection.execute("pragma synchronous=normal")
            self._connection.execute("pragma cache_size=-16000")  # 16 MB: who writes now is read from memory
            self._connection.execute("pragma secure_delete=on")  # what is forgotten leaves the file, too
            self._connection.execute(_TABLE)
            columns = {row[1] for row in self._connection.execute("pragma table_info(conversation)")}
        if not columns >= _COLUMNS:
            raise ValueError("这个文件里的表不是晋策这个版本的；换一个文件名")

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
                self._connection.execute("select 1 from conversation limit 1").fetchone()
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        with self._lock:
            self._connection.close()
