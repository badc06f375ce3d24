"""What is kept on disk: read back unchanged, never trusted, never needed."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from sample_folder import Folder

from bot.content import cache, parsing
from bot.content.load import load
from bot.understanding import Understanding
from intents.index import Index
from intents.matcher import Matcher, Sample
from intents.segment import Segmenter

SAMPLES = [
    Sample(text, topic, unit)
    for topic, unit, texts in (
        ("policy:hall", "lead", ("人才大厅在哪", "人才的事在哪办", "人才大厅几点开门")),
        ("policy:training", "section:amount", ("技工培训补多少", "送技工培训给几个钱", "技工培训补几成")),
    )
    for text in texts
]
ASKED = ("人才大厅在哪里", "技工培训补多少钱", "给几个钱", "今天天气")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    monkeypatch.setenv("JINCE_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def segmenter() -> Segmenter:
    return Segmenter({"人才": 1000, "大厅": 1000, "技工": 1000, "培训": 1000})


def test_an_index_comes_back_as_it_was(kept: Path, segmenter: Segmenter) -> None:
    built = Matcher(SAMPLES, segmenter)
    assert cache.load_index("some content") is None
    cache.save_index("some content", SAMPLES, built.index)
    held = cache.load_index("some content")
    assert held is not None
    samples, index = held
    assert samples == SAMPLES
    for name, value in vars(built.index).items():
        other = getattr(index, name)
        if isinstance(value, np.ndarray):
            assert other.dtype == value.dtype, name
            assert np.allclose(value, other, atol=1e-3), name
        else:
            assert other == pytest.approx(value) if isinstance(value, float) else other == value, name


def test_the_index_of_other_content_is_not_taken(kept: Path, segmenter: Segmenter) -> None:
    cache.save_index("some content", SAMPLES, Matcher(SAMPLES, segmenter).index)
    assert cache.load_index("other content") is None


def spoil(path: Path, how: Callable[[bytes], bytes]) -> None:
    path.write_bytes(how(path.read_bytes()))


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "text": lambda data: b"not an archive",
    "a pickle": lambda data: b"\x80\x04\x95.",
    "bytes flipped": lambda data: bytes(byte ^ 255 if place % 50 == 25 else byte for place, byte in enumerate(data)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_index_is_ignored(kept: Path, segmenter: Segmenter, how: str) -> None:
    cache.save_index("some content", SAMPLES, Matcher(SAMPLES, segmenter).index)
    (file,) = kept.glob("index-*.npz")
    spoil(file, SPOILT[how])
    assert cache.load_index("some content") is None


@pytest.mark.parametrize("how", ["nothing", *SPOILT])
def test_the_same_content_understands_alike_with_and_without_cache(folder: Folder, kept: Path, how: str) -> None:
    content = load([folder.path])
    fresh = Understanding(content)
    assert {file.suffix for file in kept.iterdir()} == {".npz", ".json"}, "no draft is left"
    for file in kept.iterdir():
        if how != "nothing":
            spoil(file, SPOILT[how])
    again = Understanding(load([folder.path]))
    for text in ("试点人才大厅在哪", "试点市送技工培训补多少钱", "你是谁", "今天天气"):
        one, other = fresh.understand(text), again.understand(text)
        assert (one.topic, one.unit, one.outcome) == (other.topic, other.unit, other.outcome)
        assert one.confidence == pytest.approx(other.confidence, abs=0.002)


def test_content_parsed_earlier_is_the_same_content(folder: Folder, kept: Path) -> None:
    first, second = load([folder.path]), load([folder.path])
    assert first == second
    folder.replace("cards/xx-hall.yaml", "人才的事都在这个大厅办。", "换了一句话。")
    assert load([folder.path]).cards["xx-hall"].lead == "换了一句话。"


def test_two_contents_read_in_turn_are_not_parsed_in_turn(
    folder: Folder, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, whole = load(), load([folder.path])
    monkeypatch.setattr(parsing, "read_source", None)
    assert (load(), load([folder.path])) == (alone, whole)


def test_files_parsed_earlier_do_not_pile_up(folder: Folder, kept: Path) -> None:
    for number in range(40):
        folder.replace(
            "cards/xx-hall.yaml", f"第{number}句。" if number else "人才的事都在这个大厅办。", f"第{number + 1}句。"
        )
        load([folder.path])
    files = len(cache.load_parsed())
    load([folder.path])
    assert (
        len(cache.load_parsed())
        == files
        <= 1.25 * len({source.path for source in load([folder.path]).sources.values()})
    )


class Builder:
    """Builds an index once it may, and counts how often."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.made = Matcher(SAMPLES, segmenter).index
        self.built = 0
        self.begun, self.may_end = threading.Event(), threading.Event()

    def build(self) -> tuple[list[Sample], Index]:
        self.built += 1
        self.begun.set()
        assert self.may_end.wait(30)
        return SAMPLES, self.made


def test_what_several_need_at_once_is_built_by_one(kept: Path, segmenter: Segmenter) -> None:
    builder = Builder(segmenter)
    with ThreadPoolExecutor(3) as others:
        waiting = [others.submit(cache.index, "some content", builder.build) for _ in range(3)]
        assert builder.begun.wait(30)
        time.sleep(0.2)  # the others come while it is being built
        builder.may_end.set()
        found = [one.result() for one in waiting]
    assert builder.built == 1
    assert all(samples == SAMPLES for samples, _ in found)
    assert [file.suffix for file in kept.iterdir()] == [".npz"], "no lock is left"


def test_who_builds_for_ever_is_not_waited_for(
    kept: Path, segmenter: Segmenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_PATIENCE", 0.2)
    stuck, other = Builder(segmenter), Builder(segmenter)
    other.may_end.set()
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(cache.index, "some content", stuck.build)
        assert stuck.begun.wait(30)
        assert cache.index("some content", other.build)[0] == SAMPLES
        assert other.built == 1
        stuck.may_end.set()
        assert waiting.result()[0] == SAMPLES


def test_the_lock_of_a_builder_that_was_killed_holds_up_nobody(kept: Path, segmenter: Segmenter) -> None:
    code = "import sys, time; from bot.content import cache; cache.index('some content', lambda: time.sleep(60))"
    with subprocess.Popen([sys.executable, "-c", code]) as killed:
        end = time.monotonic() + 30
        while not list(kept.glob("*.lock")) and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.1)
        killed.kill()
    assert list(kept.glob("*.lock")), "it had no time to take it away"
    builder = Builder(segmenter)
    builder.may_end.set()
    began = time.monotonic()
    assert cache.index("some content", builder.build)[0] == SAMPLES
    assert time.monotonic() - began < cache._PATIENCE / 2
    assert [file.suffix for file in kept.glob("index-*")] == [".npz"]


def test_what_is_derived_is_derived_once(kept: Path) -> None:
    made: list[str] = []

    def derive(key: str) -> dict[str, int]:
        made.append(key)
        return {key: len(made)}

    def asked(key: str) -> dict[str, int]:
        return cache.derived("counts", key, lambda: derive(key))

    assert [asked("一"), asked("一"), asked("二"), asked("一")] == [{"一": 1}, {"一": 1}, {"二": 2}, {"一": 1}]
    for spoilt in ("[1, 2", "[1, 2]", "null", "\udcff"):
        for file in kept.glob("counts-*.json"):
            file.write_bytes(spoilt.encode(errors="surrogateescape"))
        count = len(made)
        assert asked("一") == asked("一") == {"一": count + 1}, "whatever is wrong with a kept file"
    for number in range(12):
        asked(str(number))
    assert len(list(kept.glob("counts-*.json"))) <= 6, "old ones do not pile up"


def test_a_folder_that_cannot_be_written_is_no_fault(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("JINCE_CACHE", str(tmp_path / "file"))
    understood = Understanding(load([folder.path])).understand("试点市送技工培训补多少")
    assert understood.topic == "policy:xx-training"


def test_old_indexes_do_not_pile_up(kept: Path, segmenter: Segmenter) -> None:
    index = Matcher(SAMPLES, segmenter).index
    for number in range(12):
        cache.save_index(f"content {number}", SAMPLES, index)
    assert len(list(kept.glob("index-*.npz"))) <= 6
    assert cache.load_index("content 11") is not None
