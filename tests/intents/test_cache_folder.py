"""The folder of what is kept from one start to the next."""

from pathlib import Path

import pytest

from intents import kept


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JINCE_CACHE", str(tmp_path / "named"))
    assert kept.folder() == tmp_path / "named"
    monkeypatch.delenv("JINCE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert kept.folder() == tmp_path / "xdg" / "jince"
