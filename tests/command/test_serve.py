"""The server as a program: it starts on a free port, answers, survives being killed, and stops when asked to."""

import contextlib
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

GIVE_UP = 60


class Running:
    """A `jince serve` on a free port."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.command", "serve", *(arguments or ("--port", "0"))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()  # comes when it is listening
        self.address = next((word for word in self.said.split() if word.startswith("http")), "")

    def ask(self, path: str, body: Any = None, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, method=method)
        with urllib.request.urlopen(request, timeout=GIVE_UP) as response:
            raw = response.read()
        return json.loads(raw) if raw else None

    def stop(self, how: signal.Signals) -> tuple[int, str]:
        """The exit status, and what stands on standard error."""
        self.process.send_signal(how)
        _, error = self.process.communicate(timeout=GIVE_UP)
        return self.process.returncode, error


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def run(*arguments: str, **settings: str) -> Running:
        started.append(Running(environment | settings, *arguments))
        return started[-1]

    yield run
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
        running.process.communicate()


def test_a_killed_server_goes_on_where_the_conversation_stood(
    start: Callable[..., Running], environment: dict[str, str]
) -> None:
    kept = Path(environment["XDG_DATA_HOME"])
    first = start()
    assert "晋策" in first.said
    session = first.ask("/api/sessions", {})["session"]
    said = {"session": session, "text": "帮我算成果转化补助", "message_id": "1"}
    asked = first.ask("/api/chat", said)
    assert asked["awaiting"] == "received_amounts.0"
    first.stop(signal.SIGKILL)

    second = start()
    assert second.ask("/readyz") == {"status": "ready"}
    assert second.ask("/api/chat", said) == asked
    more = second.ask("/api/chat", {"session": session, "text": "300万"})
    assert more["awaiting"] == "received_amounts.more"
    done = second.ask("/api/chat", {"session": session, "text": "没有了"})
    assert done["result"]["amount"] == "150000.00"
    assert second.ask(f"/api/sessions/{session}", method="DELETE") is None
    with pytest.raises(urllib.error.HTTPError, match="404"):
        second.ask("/api/chat", {"session": session, "text": "你好"})
    status, error = second.stop(signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in error
    assert [path.name for path in kept.rglob("*") if path.is_file()] == ["conversations.sqlite3"]


def test_ctrl_c_stops_the_server_cleanly(start: Callable[..., Running]) -> None:
    running = start("--host", "127.0.0.1", "--port", "0")
    assert running.ask("/healthz")["status"] == "ok"
    status, error = running.stop(signal.SIGINT)
    assert status == 0
    assert "Traceback" not in error


def test_a_fault_is_logged_where_secrets_are_starred_out(start: Callable[..., Running], tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    running = start(JINCE_DATABASE=str(path), JINCE_WECHAT_TOKEN="conversation")
    with contextlib.closing(sqlite3.connect(path)) as kept:
        kept.execute("drop table conversation")
    with pytest.raises(urllib.error.HTTPError) as told:
        running.ask("/api/sessions", {}, "POST")
    with contextlib.closing(told.value):
        assert told.value.code == 500
    status, error = running.stop(signal.SIGTERM)
    assert status == 0
    assert " ERROR uvicorn.error " in error and "no such table: ***" in error


def test_a_port_that_is_taken_is_refused_in_one_line(jince: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = jince("serve", "--port", port).refused()
        assert port in refused and "已经有程序在用" in refused


@pytest.mark.parametrize("host", ["203.0.113.7", "a..b", "x" * 300])
def test_a_host_that_is_not_ours_is_refused_in_one_line(jince: Callable[..., Any], host: str) -> None:
    refused = jince("serve", "--host", host, "--port", "0").refused()
    assert host in refused and "：不是" in refused
