"""What the embedded store does besides."""

import sqlite3
from pathlib import Path

import pytest

from bot.stores import open_store


def test_what_was_deleted_is_no_longer_in_the_file(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kept.sqlite3"))
    store.save("web:someone", "年营收八千万" * 2000, None)
    store.delete("web:someone")
    store.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "年营收".encode() not in left
    assert b"web:someone" not in left


def test_a_folder_made_for_it_is_open_to_its_owner_only(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new" / "kept.sqlite3")).close()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_closed_store_is_not_ready(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kept.sqlite3"))
    store.close()
    assert not store.ready()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库" * 1000, encoding="utf-8")
    with pytest.raises(sqlite3.DatabaseError):
        open_store(str(path))
    assert path.read_text(encoding="utf-8") == "不是数据库" * 1000
