"""What the embedded store does besides."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.stores import open_store
from bot.stores.sqlite import SqliteStore


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
    with pytest.raises(ValueError, match="不是SQLite文件"):
        open_store(str(path))
    assert path.read_text(encoding="utf-8") == "不是数据库" * 1000


@pytest.mark.parametrize("place", ["file/kept.sqlite3", "folder", "/proc/jince/kept.sqlite3"])
def test_a_place_that_cannot_hold_it_is_refused_with_the_way_out(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(ValueError, match="换一个"):
        open_store(str(tmp_path / place))


def test_a_table_of_another_program_or_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("create table conversation (key text, body blob)")
        other.execute("insert into conversation values ('k', 'theirs')")
    with pytest.raises(ValueError, match="换一个文件名"):
        open_store(str(path))
    with contextlib.closing(sqlite3.connect(path)) as other:
        assert other.execute("select * from conversation").fetchall() == [("k", "theirs")]


def test_a_damaged_file_is_refused_or_not_ready_but_never_read_wrongly(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    store = open_store(str(path))
    for number in range(200):
        store.save(f"web:{number}", "词" * 500, None)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    store = open_store(str(path))  # the first page, with the tables' names, is sound
    assert not store.ready()
    with pytest.raises(sqlite3.DatabaseError):
        store.load("web:7")
    store.close()
    path.write_bytes(b"\xff" * len(whole))
    with pytest.raises(ValueError, match="损坏"):
        open_store(str(path))


@pytest.mark.parametrize("fault", ["pragma query_only = on", "pragma max_page_count = 1"])
def test_a_disk_that_takes_nothing_more_fails_the_save_and_is_used_again_when_it_does(
    tmp_path: Path, fault: str
) -> None:
    store = SqliteStore(str(tmp_path / "kept.sqlite3"))
    assert store.save("web:1", "第一句", None)
    seen = store.load("web:1")
    store._connection.execute(fault)
    with pytest.raises(sqlite3.OperationalError):
        store.save("web:2", "词" * 100_000, None)
    assert store.load("web:1") == seen
    store._connection.execute("pragma query_only = off")
    store._connection.execute("pragma max_page_count = 1000000")
    assert store.save("web:2", "词" * 100_000, None)
    store.close()


def test_a_save_waits_for_another_process_that_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    store = open_store(str(path))
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    done = threading.Timer(0.2, other.execute, ("commit",))
    done.start()
    assert store.save("web:1", "等到了", None)
    done.join()
    other.close()
    store.close()
