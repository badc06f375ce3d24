"""One suite over every channel: the same person says the same things and reads the same words."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from peers import BotApi, Shown, TelegramPerson, WebPerson, WeChatPerson, environment, free_port, serving, until

from bot.assistant import Assistant
from bot.channels import terminal
from bot.channels.choices import pickable
from bot.content.load import Content
from bot.engine import Engine
from bot.fitting import without_forbidden
from bot.messages import Incoming, Reply
from bot.server import application
from bot.settings import read_settings
from bot.stores.memory import MemoryStore
from bot.wording import TOO_LONG

CHANNELS = ["telegram", "wechat plain", "wechat compatible", "wechat safe", "wecom", "web", "terminal"]
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yaml"))


class TerminalPerson:
    """Sits in front of `jince chat`."""

    def __init__(self, assistant: Assistant, patch: pytest.MonkeyPatch) -> None:
        self._typed: queue.Queue[str | None] = queue.Queue()
        self._printed: queue.Queue[str] = queue.Queue()
        patch.setattr(terminal, "input", self._input, raising=False)
        patch.setattr(terminal, "print", lambda *texts, flush=False: self._printed.put("".join(texts)), raising=False)
        self._thread = threading.Thread(target=terminal.talk, args=(assistant,))
        self._thread.start()
        self._printed.get(timeout=30)

    def _input(self, prompt: str = "") -> str:
        typed = self._typed.get(timeout=60)
        if typed is None:
            raise EOFError
        return typed

    def say(self, text: str) -> Shown:
        self._typed.put(text)
        shown = self._printed.get(timeout=30).removeprefix("晋策：").rstrip("\n")
        words, _, last = shown.rpartition("\n")
        if last.startswith("[1] "):
            return Shown(words, [part.split("] ", 1)[1] for part in last.split("  ")], shown)
        if last.startswith("也可以回："):
            return Shown(words, last.removeprefix("也可以回：").split("、"), shown)
        return Shown(shown, [], shown)

    def close(self) -> None:
        self._typed.put(None)
        self._thread.join(30)


@dataclass
class House:
    """Every channel open at once over one assistant."""

    assistant: Assistant
    base: str
    api: BotApi
    client: httpx2.Client
    patch: pytest.MonkeyPatch
    terminals: list[TerminalPerson]

    def person(self, channel: str) -> Any:
        name, _, mode = channel.partition(" ")
        if name == "telegram":
            return TelegramPerson(self.api)
        if name == "wechat":
            return WeChatPerson(self.client.post, mode=mode)
        if name == "wecom":
            return WeChatPerson(self.client.post, "/wecom")
        if name == "web":
            return WebPerson(self.client)
        self.terminals.append(TerminalPerson(self.assistant, self.patch))
        return self.terminals[-1]


@pytest.fixture(scope="module")
def house(content: Content, engine: Engine) -> Iterator[House]:
    assistant = Assistant(content, MemoryStore(), engine)
    api, port = BotApi(), free_port()
    given = read_settings(environment(port, api.port))
    with (
        pytest.MonkeyPatch.context() as patch,
        serving(application(assistant, given), port) as base,
        httpx2.Client(base_url=base) as client,
    ):
        until(lambda: api.called("setWebhook"))
        yield House(assistant, base, api, client, patch, [])
    api.close()


@pytest.fixture
def meet(house: House) -> Iterator[Callable[[str], Any]]:
    yield house.person
    for one in house.terminals:
        one.close()
    house.terminals.clear()


def alone(house: House) -> Callable[[str], Reply]:
    """The assistant itself, without any channel."""
    key = f"test:{datetime.now(UTC).timestamp()}:{id(object())}"
    return lambda text: house.assistant.answer(Incoming(key, text, datetime.now(UTC)))


def same_words(shown: Shown, reply: Reply) -> bool:
    return shown.words.strip() == without_forbidden(reply.text).strip()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("transcript", GOLDEN, ids=lambda path: path.stem)
def test_golden_transcripts(house: House, meet: Callable[[str], Any], channel: str, transcript: Path) -> None:
    person, ask = meet(channel), alone(house)
    reply: Reply | None = None
    for turn in yaml.safe_load(transcript.read_text("utf-8")):
        if "press" in turn:
            assert reply is not None
            text = reply.quick_replies[turn["press"] - 1].text
            shown = person.press(turn["press"]) if hasattr(person, "press") else person.say(str(turn["press"]))
        else:
            text = turn["say"]
            shown = person.say(text)
        reply = ask(text)
        assert same_words(shown, reply), (text, shown.words, reply.text)
        assert turn.get("has", "") in shown.words
        offered = [option.label for option in reply.quick_replies]
        if channel in ("wecom", "terminal") and not pickable(reply, house.assistant.content.calculators):
            offered = [option.text for option in reply.quick_replies]  # what is to be typed is shown
        if not (channel in ("wecom", "terminal") and reply.kind == "choices"):  # the words list them already
            assert shown.choices == offered


@pytest.mark.parametrize("channel", CHANNELS)
def test_choices_by_number(house: House, meet: Callable[[str], Any], channel: str) -> None:
    person, ask = meet(channel), alone(house)
    ask("帮助")
    person.say("帮助")
    assert same_words(person.say("1"), ask("1"))


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "terminal"])
def test_two_people_side_by_side(house: House, meet: Callable[[str], Any], channel: str) -> None:
    one, other = meet(channel), meet(channel)
    one.say("帮我算成果转化补助")
    other.say("帮我算成果转化补助")
    assert "15万元" in one.say("300万").words
    assert "5万元" in other.say("100万").words
    assert "15万元" in one.say("没有了").words and "5万元" in other.say("没有了").words


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "terminal"])
def test_a_redelivered_message_changes_nothing(house: House, meet: Callable[[str], Any], channel: str) -> None:
    person = meet(channel)
    person.say("帮我算成果转化补助")
    first = person.say("300万")
    again = person.again(house.base)
    if channel == "telegram":
        assert "15万元" in person.say("没有了").words
        assert len(house.api.of(person.chat)) == 3  # nothing was sent twice
    else:
        assert again.words == first.words
        assert "15万元" in person.say("没有了").words


@pytest.mark.parametrize("channel", ["telegram", "wechat plain", "wechat safe", "wecom"])
def test_too_long_and_empty(meet: Callable[[str], Any], channel: str) -> None:
    person = meet(channel)
    assert person.say("长" * 2001).words == TOO_LONG
    assert "没看到文字" in person.say(" ").words


def test_too_long_and_empty_on_the_web_and_in_the_terminal(house: House, meet: Callable[[str], Any]) -> None:
    web = meet("web")
    web.say("你好")
    for text in ("长" * 2001, " "):
        assert house.client.post("/api/chat", json={**web.last, "text": text}).status_code == 422
    assert meet("terminal").say("长" * 2001).words == TOO_LONG


@pytest.mark.parametrize("path", ["/telegram", "/wechat", "/wecom", "/api/chat"])
def test_bad_signatures_and_bad_bodies_are_refused_everywhere(house: House, path: str) -> None:
    refused = {403} if path != "/api/chat" else {400, 404, 415, 422}
    for body in (b"", b"junk", b"{}", b"<xml></xml>", b"\xff" * 100):
        assert house.client.post(path, content=body).status_code in refused
    assert house.client.put(path).status_code == 405
