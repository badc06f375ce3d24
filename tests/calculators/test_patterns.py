"""Patterns compiled when first used: the same as any other pattern, only later."""

import re

import pytest

from calculators.patterns import compile_all, lazy


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("search", ("给b300万",)),
        ("match", ("b300",)),
        ("fullmatch", ("B300",)),
        ("findall", ("a1 b22",)),
        ("split", ("x1y2z", 1)),
        ("sub", ("#", "a1 b22")),
        ("subn", ("#", "a1 b22", 1)),
    ],
)
def test_it_does_what_a_compiled_one_does(method: str, given: tuple[object, ...]) -> None:
    late, now = lazy(r"[a-z]\d+", re.I), re.compile(r"[a-z]\d+", re.I)
    for _ in range(2):  # at its first use and later
        found, wanted = getattr(late, method)(*given), getattr(now, method)(*given)
        if isinstance(wanted, re.Match):
            found, wanted = found.span(), wanted.span()
        assert found == wanted


def test_it_finds_one_after_another() -> None:
    assert [found.group() for found in lazy(r"\d").finditer("a1b2")] == ["1", "2"]


def test_it_is_compiled_at_its_first_use_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    original = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given[0]) or original(*given))
    late = lazy("万")
    assert late.pattern == "万"
    assert compiled == []
    assert late.search("5万") and not late.search("5")
    assert compiled == ["万"]
    lazy("亿")
    compile_all()
    assert compiled.count("万") == 1
    assert compiled.count("亿") == 1


def test_what_no_pattern_has_it_has_not() -> None:
    with pytest.raises(AttributeError):
        lazy("万").no_such_thing  # type: ignore[attr-defined]  # noqa: B018
