"""kill -9 in the middle of a dialogue on every channel, restart, redeliver: everything goes on, nothing comes twice."""

import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx2
from forked import start_server
from peers import PATIENT, BotApi, TelegramPerson, WebPerson, WeChatPerson, environment, free_port, until


def listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@contextmanager
def process(port: int, given: dict[str, str]) -> Iterator[tuple[str, BaseProcess]]:
    server = start_server(port, given)
    try:
        until(lambda: listening(port) or not server.is_alive())
        base = f"http://127.0.0.1:{port}"
        with httpx2.Client(base_url=base, timeout=PATIENT) as client:  # answered once everything is loaded
            assert client.get("/healthz").status_code == 200
        yield base, server
    finally:
        server.kill()
        server.join(PATIENT)
        server.close()


def kill(server: BaseProcess) -> None:
    server.kill()
    server.join(PATIENT)
    assert server.exitcode == -signal.SIGKILL


def test_every_dialogue_goes_on_after_a_kill(tmp_path: Path) -> None:
    api, port = BotApi(), free_port()
    given = {**environment(port, api.port), "JINCE_DATABASE": str(tmp_path / "kept.sqlite3")}
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}")
    telegram, web = TelegramPerson(api), WebPerson(client)
    people: list[Any] = [telegram, web, WeChatPerson(client.post), WeChatPerson(client.post, "/wecom")]
    with process(port, given) as (_, server):
        until(lambda: api.called("setWebhook"))
        for person in people:
            person.say("帮我算成果转化补助")
            person.before = person.say("300万")
            assert "15万元" in person.before.words
        kill(server)
    api.emulator.sent.clear()
    telegram.seen = 0
    client.close()
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}")
    with process(port, given) as (base, server):
        until(lambda: api.called("setWebhook"))
        web.client = client
        for person in people[2:]:
            person.post = client.post
        for person in people:
            again = person.again(base)
            if person is not telegram:
                assert again.words == person.before.words
            result = person.say("没有了")
            assert "15万元" in result.words and "【" in result.words
        assert len(api.of(telegram.chat)) == 1  # what was answered before the kill was not sent again
        server.terminate()
        server.join(60)
        assert server.exitcode is not None
    client.close()
    api.close()


def test_kills_while_messages_are_worked_on_lose_no_answer_and_apply_none_twice(tmp_path: Path) -> None:
    """Messages are sent and the server killed at once; each is sent again until it is answered."""
    api, port = BotApi(), free_port()
    given = {**environment(port, api.port), "JINCE_DATABASE": str(tmp_path / "kept.sqlite3")}
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENT)
    people = [WeChatPerson(client.post), WeChatPerson(client.post, "/wecom")]
    said = ["帮我算成果转化补助", "300万", "100万", "没有了"]
    answers: dict[str, list[str]] = {person.openid: [] for person in people}

    waiting: list[dict[str, str]] = []
    for text in [*said, None]:
        with process(port, given) as (_, server), ThreadPoolExecutor(2) as tries:
            for person, push in zip(people, waiting, strict=False):
                answers[person.openid].append(person.read(person.deliver(push)).words)
            if text is not None:
                waiting = [person.said(text) for person in people]
                under_way = [tries.submit(person.deliver, push) for person, push in zip(people, waiting, strict=True)]
                kill(server)
                for one in under_way:
                    with suppress(httpx2.TransportError):
                        one.result()
    client.close()
    api.close()
    for words in answers.values():
        assert len(words) == len(said)
        assert "20万元" in words[-1]  # 15万 for the one, 5万 for the other: each counted once
