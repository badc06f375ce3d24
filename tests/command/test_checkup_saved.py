"""`jince checkup --save`: the report as a file, or one line that says why not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.checkup import paper
from bot.sheets import printing

Run = Callable[..., Any]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text('{"body": "enterprise", "role": "leader", "net_new_partners": 12}', encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    yield
    printing.fonts.cache_clear()
    paper._printed.cache_clear()


@pytest.mark.font
def test_it_is_saved_and_told(jince: Run, facts: Path, tmp_path: Path) -> None:
    done = jince("checkup", "--input", str(facts), "--save", str(tmp_path / "r.PDF"))
    assert (done.status, done.error) == (0, "")
    assert "【政策体检】" in done.out
    assert (tmp_path / "r.PDF").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("more", [["--save", "r.png"], ["--save", "r"]])
def test_only_a_pdf_can_be_saved(jince: Run, facts: Path, more: list[str]) -> None:
    done = jince("checkup", "--input", str(facts), *more)
    assert (done.status, done.out) == (2, "")
    assert ".pdf" in done.error


def test_nothing_to_save_without_facts(jince: Run, tmp_path: Path) -> None:
    done = jince("checkup", "--save", str(tmp_path / "r.pdf"))
    assert done.status == 2
    assert "--input" in done.error
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.font
def test_a_folder_that_is_not_there_is_named(jince: Run, facts: Path, tmp_path: Path) -> None:
    done = jince("checkup", "--input", str(facts), "--save", str(tmp_path / "none" / "r.pdf"))
    assert done.status == 2
    assert "none" in done.error


def test_without_a_font_the_way_out_is_told(jince: Run, facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "FONTS", ("No Such Font",))
    printing.fonts.cache_clear()
    done = jince("checkup", "--input", str(facts), "--save", str(facts.with_suffix(".pdf")))
    assert done.status == 2
    assert "apt-get install" in done.error
