"""How long one reply takes in process, and replies per second over HTTP with the SQLite store."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.clock import resident, timed
from bot.content.load import load
from bot.conversation import Conversation
from bot.engine import Engine

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"
WARMING = 40
CLIENTS = 8
SECONDS = 8.0


def run() -> None:
    texts = [
        json.loads(line)["text"]
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    _in_process(texts)
    _served(texts)


def _in_process(texts: list[str]) -> None:
    """One reply each to the project's own questions: asked for the first time, and asked before in the same words."""
    for name, asked in (("all", texts), ("of up to 40 characters", [text for text in texts if len(text) <= 40])):
        engine = Engine(load())
        for text in asked[:WARMING]:
            engine.respond(Conversation(), text)
        for when in ("for the first time", "again"):
            times = timed(lambda text, engine=engine: engine.respond(Conversation(), text), asked[WARMING:])
            print(f"one reply in process, {len(asked) - WARMING} questions ({name}) {when}: {times.told()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _served(texts: list[str]) -> None:
    """Replies per second of one server process, its clients in another process; and its resident memory."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        settings = {**os.environ, "JINCE_RATE_LIMIT": "0", "JINCE_DATABASE": str(Path(folder) / "bench.sqlite3")}
        server = subprocess.Popen(
            [sys.executable, "-m", "bot.command", "serve", "--port", str(port)],
            env=settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port)
            print(f"server resident memory after start: {resident(server.pid)} MB")
            for name, path in (("empty handler (/healthz)", None), ("POST /api/chat, SQLite store", "/api/chat")):
                load_run = subprocess.run(
                    [sys.executable, "-m", "benchmarks.reply", str(port), path or ""],
                    check=True,
                    capture_output=True,
                    text=True,
                )
                print(f"{name}: {load_run.stdout.strip()} a second ({CLIENTS} connections, one server process)")
            print(f"server resident memory after load: {resident(server.pid)} MB")
        finally:
            server.terminate()
            server.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def _load(port: int, path: str) -> None:
    """The client side: several connections kept open, each asking one question after another."""
    texts = [json.loads(line)["text"] for line in (QUESTIONS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    counts = [0] * CLIENTS
    until = time.monotonic() + SECONDS

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)

        def call(method: str, where: str, body: object = None) -> bytes:
            data = None if body is None else json.dumps(body).encode()
            connection.request(method, where, data, {"content-type": "application/json"})
            return connection.getresponse().read()

        session = json.loads(call("POST", "/api/sessions", {}))["session"]
        at = number * 37
        while time.monotonic() < until:
            if path:
                call("POST", path, {"session": session, "text": texts[at % len(texts)], "message_id": f"{number}-{at}"})
            else:
                call("GET", "/healthz")
            at += 1
            counts[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(round(sum(counts) / SECONDS))


if __name__ == "__main__":
    _load(int(sys.argv[1]), sys.argv[2])
