"""Shared pieces of the tests, and the rule that nothing needed is silently skipped in CI."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:  # imported where it is used: the process that only hands the tests out shall not wait for it
    from bot.content.load import Content
    from bot.engine import Engine
    from bot.understanding.examples import Learnt


def _has_font() -> bool:
    from bot.sheets.printing import NoFont, fonts

    try:
        return bool(fonts())
    except NoFont:
        return False


NEEDED = {
    "browser": lambda: bool(shutil.which("chromium-headless-shell") or shutil.which("chromium")),
    "postgres": lambda: bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    "node": lambda: shutil.which("npm") is not None,
    "font": _has_font,
}


REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))  # set in CI: a test that is skipped has failed
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without what a test needs it is skipped."""
    lacking = [name for name, there in NEEDED.items() if not there()]
    for item in items:
        for name in lacking:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"{name} is not installed; .ci/run installs it"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _failed_if_skipped((yield))


def _failed_if_skipped(report: Report) -> Report:
    """Failed, where nothing may be skipped; what is expected to fail is not skipped."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def own_cache() -> Iterator[None]:
    """Derived data of the tests stays out of the user's cache; later runs use it again."""
    folder = os.environ.get("JINCE_CACHE")
    os.environ["JINCE_CACHE"] = folder or str(Path(tempfile.gettempdir()) / f"jince-tests-{os.getuid()}")
    yield
    if folder is None:
        del os.environ["JINCE_CACHE"]


@pytest.fixture(scope="session")
def content() -> "Content":
    from bot.content.load import load

    return load()


@pytest.fixture
def few_examples(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Leave-one-out learns from all examples of two policies, returned, and a handful of every other topic.

    Learning from all twenty thousand takes four seconds each time.
    """
    from bot.quality import leaving_out
    from bot.understanding import learnt_from

    policies = ("cz-hightech", "sx-chain-landing")

    def few(content: "Content") -> "Iterator[Learnt]":
        met: Counter[str] = Counter()
        for learnt in learnt_from(content):
            met[learnt.sample.topic] += 1
            if met[learnt.sample.topic] <= 5 or learnt.sample.topic.removeprefix("policy:") in policies:
                yield learnt

    monkeypatch.setattr(leaving_out, "learnt_from", few)
    return policies


@pytest.fixture(scope="session")
def engine(content: "Content", own_cache: None) -> "Engine":
    from bot.engine import Engine

    return Engine(content)
