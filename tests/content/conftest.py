"""A small valid content folder to copy and break."""

import shutil
from pathlib import Path

import pytest
from sample_folder import SAMPLE, Folder


@pytest.fixture
def beside(tmp_path: Path) -> Folder:
    """The sample content, read after the built-in one."""
    return Folder(Path(shutil.copytree(SAMPLE, tmp_path / "content")))


@pytest.fixture
def folder(beside: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The sample content by itself, which is read in no time."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("bot.content.load.BUILT_IN", tmp_path / "empty")
    return beside
