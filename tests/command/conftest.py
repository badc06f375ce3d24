"""The command as others call it: in this process where that is enough, else as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot
from bot.command import main

ROOT = Path(bot.__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    status: int
    out: str
    error: str

    def refused(self) -> str:
        """The one line on standard error of a run that got bad input."""
        assert (self.status, self.out) == (2, ""), self
        assert self.error.endswith("\n")
        (line,) = self.error.splitlines()
        assert "Traceback" not in line
        assert line.strip()
        return line


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No setting of whoever runs the tests, and nothing kept in their home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JINCE_", "LC_"))}
    return kept | {
        "JINCE_CACHE": os.environ["JINCE_CACHE"],
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "XDG_DATA_HOME": str(tmp_path),
    }


@pytest.fixture
def jince(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], environment: dict[str, str]
) -> Callable[..., Done]:
    """Runs the command in this process."""
    for name in [name for name in os.environ if name.startswith("JINCE_") and name != "JINCE_CACHE"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", environment["XDG_DATA_HOME"])

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        status = main(arguments)
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def program(environment: dict[str, str]) -> Callable[..., Done]:
    """Runs the command as a program: its arguments may be any bytes."""

    def run(*arguments: str | bytes, **settings: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "bot.command", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment | settings,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
