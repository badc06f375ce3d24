"""Reading YAML strictly: four kinds of plain scalars, every key with its line."""

from pathlib import Path
from typing import Any

import pytest

from bot.content.parsing import read_source
from bot.content.source import Source


def read(folder: Path, text: str) -> Source:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0012", 12),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("2024-01-31", "2024-01-31"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("8.1–8.3", "8.1–8.3"),
        ("9.2(1)", "9.2(1)"),
        ("5%", "5%"),
        ("1.5亿", "1.5亿"),
        ("<<", "<<"),
        ('"1.5"', "1.5"),
        ("'12'", "12"),
        ('"true"', "true"),
        ('""', ""),
        ("|\n  one\n  two\n", "one\ntwo\n"),
    ],
)
def test_scalars(tmp_path: Path, written: str, value: Any) -> None:
    source = read(tmp_path, f"key: {written}\n")
    assert source.faults == []
    assert source.data == {"key": value}
    assert type(source.data["key"]) is type(value)


@pytest.mark.parametrize("written", ["0.05", "3.", ".5", "-1.5", "+2.0", "1e3", "1.5E-3", ".inf", "-.INF", ".NaN"])
def test_floats_are_refused_with_the_quoted_form(tmp_path: Path, written: str) -> None:
    source = read(tmp_path, f"other: 1\nlist:\n  - {{rate: {written}}}\n")
    (fault,) = source.faults
    assert (fault.line, fault.key) == (3, "list.0.rate")
    assert f'"{written}"' in fault.mend


def test_every_key_has_its_line(tmp_path: Path) -> None:
    source = read(tmp_path, "a: 1\nb:\n  c: [1, 2]\n  d:\n    - e: 1\n    - e: 2\n")
    places = {("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "c", 1): 3, ("b", "d", 1): 6, ("b", "d", 1, "e"): 6}
    assert {key: source.line(key) for key in places} == places


def test_unknown_place_has_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    source = read(tmp_path, "a: 1\nb:\n  c: 2\n")
    assert source.line(("b", "c", "nothing", 7)) == 3
    assert source.line(("nothing",)) == 1
    assert source.fault((), "wrong", "mend").key == "(整个文件)"


def test_every_duplicate_key_is_a_fault(tmp_path: Path) -> None:
    source = read(tmp_path, "a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")
    assert [(fault.line, fault.key) for fault in source.faults] == [(2, "a"), (3, "b.c"), (4, "a")]
    assert source.data == {"a": 1, "b": {"c": 1}}, "the first one is kept"


def test_key_that_is_no_text(tmp_path: Path) -> None:
    source = read(tmp_path, "a: 1\n? [b, c]\n: 2\n")
    (fault,) = source.faults
    assert fault.line == 2
    assert "键不是文本" in fault.wrong


@pytest.mark.parametrize("tag", ["!!binary", "!!python/object:os.system", "!!set", "!secret"])
def test_odd_tags_are_refused(tmp_path: Path, tag: str) -> None:
    (fault,) = read(tmp_path, f"a: 1\nb: {tag} x\n").faults
    assert (fault.line, fault.key) == (2, "b")
    assert "不认识的标签" in fault.wrong


def test_missing_file_is_a_fault_and_no_error(tmp_path: Path) -> None:
    source = read_source(tmp_path / "nothing.yaml")
    assert source.data is None
    assert [fault.line for fault in source.faults] == [0]
