"""The word lists: what the YAML says, parsed once for the same bytes."""

from pathlib import Path

import pytest
import yaml

import intents
from intents.lists import read_list

LISTS = sorted(Path(intents.__file__).parent.glob("*.yaml"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    monkeypatch.setenv("JINCE_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_what_its_file_says(path: Path) -> None:
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert read_list(path) == read_list(path) == said


def test_it_is_parsed_once_and_anew_when_it_has_changed(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "colours.yaml"
    path.write_text("colours: [红, 绿]", encoding="utf-8")
    assert read_list(path) == {"colours": ["红", "绿"]}
    with monkeypatch.context() as without:
        without.setattr(yaml, "load", None)
        assert read_list(path) == {"colours": ["红", "绿"]}
    path.write_text("colours: [蓝]", encoding="utf-8")
    assert read_list(path) == {"colours": ["蓝"]}
    for number in range(12):
        path.write_text(f"colours: [{number}]", encoding="utf-8")
        assert read_list(path) == {"colours": [number]}
    assert len(list(kept.iterdir())) <= 6, "old ones do not pile up"


@pytest.mark.parametrize("spoilt", [b"", b"[1]", b"null", b'{"colours": ["', b"\xff"])
def test_whatever_is_wrong_with_a_kept_one_is_no_matter(kept: Path, tmp_path: Path, spoilt: bytes) -> None:
    path = tmp_path / "colours.yaml"
    path.write_text("colours: [红]", encoding="utf-8")
    read_list(path)
    (file,) = kept.iterdir()
    file.write_bytes(spoilt)
    assert read_list(path) == {"colours": ["红"]}


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("JINCE_CACHE", str(tmp_path / "file"))
    assert read_list(LISTS[0])
