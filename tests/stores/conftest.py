"""A real PostgreSQL server of the tests' own, and a fresh place to keep things in each of the three stores."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.stores import Store, open_store


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that listens on a socket in its own folder only."""

    folder: Path
    programs: Path
    user: str | None  # it refuses to run as root

    def run(self, *command: str) -> None:
        """The server keeps its output streams open, so its log goes to a file and nothing waits for it."""
        start = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"] if self.user else []
        with open(self.folder / "log", "ab") as log:
            subprocess.run(
                [*start, str(self.programs / command[0]), *command[1:]],
                check=True,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def address(self, database: str) -> str:
        return f"postgresql://app@/{database}?host={self.folder}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="jince-pg-"))  # not below pytest's folder, which only its owner may enter
    user = None
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    found = Server(folder, programs, user)
    data = str(folder / "data")
    try:
        found.run("initdb", "-D", data, "-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        found.start()
        yield found
        found.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: Server) -> str:
    """The address of a fresh database."""
    import psycopg

    name = f"d{uuid.uuid4().hex}"
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return server.address(name)


LASTING = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=LASTING)
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store that outlives the process, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "below" / "kept.sqlite3")
    found: str = request.getfixturevalue("database")
    return found


@pytest.fixture(params=["memory", *LASTING])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    kind = request.param
    opened = open_store(
        str(tmp_path / "kept.sqlite3")
        if kind == "sqlite"
        else kind
        if kind == "memory"
        else request.getfixturevalue("database")
    )
    yield opened
    opened.close()
