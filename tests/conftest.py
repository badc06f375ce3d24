"""Shared pieces of the tests, and the rule that nothing needed is silently skipped in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.load import Content, load
from bot.engine import Engine
from bot.sheets.printing import NoFont, fonts


def _has_font() -> bool:
    try:
        return bool(fonts())
    except NoFont:
        return False


NEEDED = {
    "browser": lambda: shutil.which("chromium") is not None,
    "postgres": lambda: bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    "node": lambda: shutil.which("npm") is not None,
    "font": _has_font,
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without what a test needs it is skipped; with REQUIRE_ALL=1 (CI) it fails instead."""
    for name, there in NEEDED.items():
        if there():
            continue
        for item in items:
            if item.get_closest_marker(name):
                if os.environ.get("REQUIRE_ALL"):
                    raise pytest.UsageError(f"{item.nodeid} needs {name}, which is not installed")
                item.add_marker(pytest.mark.skip(reason=f"{name} is not installed; .ci/run installs it"))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Derived data of the tests stays out of the user's cache."""
    folder = os.environ.get("JINCE_CACHE")
    os.environ["JINCE_CACHE"] = folder or str(tmp_path_factory.getbasetemp().parent / "jince-cache")
    yield
    if folder is None:
        del os.environ["JINCE_CACHE"]


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture(scope="session")
def engine(content: Content, own_cache: None) -> Engine:
    return Engine(content)
