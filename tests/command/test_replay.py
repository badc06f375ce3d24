"""`jince replay`: a sheet of the store computed anew, or saved as a file."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant
from bot.content.load import Content
from bot.engine import Engine
from bot.messages import Incoming
from bot.sheets.codes import PATTERN
from bot.stores import open_store

Jince = Callable[..., Any]


@pytest.fixture
def code(content: Content, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of a sheet in the database of the settings."""
    database = str(tmp_path / "kept.sqlite3")
    assistant = Assistant(content, open_store(database), engine)
    for text in ("帮我算成果转化补助", "420万", "没有了", "测算单"):
        reply = assistant.answer(Incoming("web:a", text, datetime.now(UTC)))
    assistant.store.close()
    found = re.search(PATTERN, reply.text)
    assert found
    monkeypatch.setenv("JINCE_DATABASE", database)
    return found.group()


def test_the_same_amount(jince: Jince, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(jince, code, tmp_path, monkeypatch)
    assert done.status == 0
    assert "能拿20万元" in done.out
    assert "结果一样" in done.out


def run(jince: Jince, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> Any:
    monkeypatch.setenv("JINCE_DATABASE", str(tmp_path / "kept.sqlite3"))
    return jince("replay", code, *more)


@pytest.mark.font
@pytest.mark.parametrize(("name", "begin"), [("a.pdf", b"%PDF"), ("a.PNG", b"\x89PNG")])
def test_saved_as_a_file(
    jince: Jince, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begin: bytes
) -> None:
    assert run(jince, code.lower(), tmp_path, monkeypatch, "--save", str(tmp_path / name)).status == 0
    assert (tmp_path / name).read_bytes().startswith(begin)


@pytest.mark.parametrize(("name", "named"), [("a.docx", r"\.pdf 或 \.png"), ("none/a.pdf", "写不了")])
def test_a_file_that_cannot_be_written(
    jince: Jince, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, named: str
) -> None:
    refused = run(jince, code, tmp_path, monkeypatch, "--save", str(tmp_path / name)).refused()
    assert re.search(f"--save.*{named}", refused)


@pytest.mark.parametrize(("said", "named"), [("00000-00000", "没有这张测算单"), ("abc", "10位"), ("测算单", "10位")])
def test_a_code_that_is_none(
    jince: Jince, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, named: str
) -> None:
    assert named in run(jince, said, tmp_path, monkeypatch).refused()
