"""A real browser on a real server: the devices, the page as a person uses it, and fixtures that open both."""

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from bot.assistant import Assistant
from bot.content.load import Content
from bot.engine import Engine
from bot.server import application
from bot.settings import Settings
from bot.stores import open_store

# the same browser without windows takes two thirds of the time
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
NARROW = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}


CONTRAST = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest(".hidden, .skip, noscript")) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${node.className} ${walk.currentNode.data.trim()}`);
  }
  return poor;
}"""


class Server:
    """The application on a port of its own; it can go down and come back with everything it kept."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        listening = socket.create_server(("127.0.0.1", self.port))
        self._server = uvicorn.Server(uvicorn.Config(self._build(), log_level="error", access_log=False))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]})
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def server(content: Content, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = str(tmp_path_factory.mktemp("page") / "kept.sqlite3")
    running = Server(lambda: application(Assistant(content, open_store(path), engine), Settings(rate_limit=0)))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Chat:
    """The page as a person uses it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        self.asked: list[Any] = []
        self.may_fail = False  # a test that takes the server away expects the browser to complain
        page.set_default_timeout(20_000)
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("request", lambda request: self.asked.append(request))

    def open(self) -> "Chat":
        self.page.goto(self.address)
        self.page.wait_for_selector("#log > *")
        return self

    def say(self, text: str) -> str:
        """Types and sends; the words of the reply."""
        self.page.fill("#say", text)
        self.page.press("#say", "Enter")
        return self.reply()

    def press(self, label: str) -> str:
        self.page.get_by_role("button", name=label, exact=True).click()
        return self.reply()

    def reply(self) -> str:
        self.page.wait_for_selector("#log[aria-busy=false] > .turn.it:last-child")
        return str(self.page.locator(".turn.it").last.inner_text())

    def words(self, selector: str) -> list[str]:
        return [str(text) for text in self.page.locator(selector).all_inner_texts()]

    def calculate(self) -> None:
        """A whole calculation that meets its ceiling."""
        self.say("帮我算成果转化补助")
        self.say("800万")
        self.press("没有了")

    def session(self) -> str:
        return str(self.page.evaluate("JSON.parse(localStorage.getItem('jince.session'))"))

    def sent(self) -> list[dict[str, Any]]:
        return [request.post_data_json for request in self.asked if request.url.endswith("/api/chat")]

    def leave(self) -> None:
        """Forgets the visit. Nothing went wrong unseen in it, and nothing was asked of anybody else."""
        faults, asked, may_fail = self.faults, self.asked, self.may_fail
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate("localStorage.clear()")
        self.faults, self.asked, self.may_fail = [], [], False
        assert {request.url for request in asked if not request.url.startswith(self.address)} == set()
        assert may_fail or faults == []


@pytest.fixture(scope="module")
def chats(browser: Any, server: Server) -> Iterator[Callable[..., Chat]]:
    """One page for each device, used by many tests one after the other: a new one takes long to open."""
    held: dict[str, Chat] = {}

    def on(device: dict[str, Any], **more: Any) -> Chat:
        wanted = device | more
        key = json.dumps(wanted)
        if key not in held:
            context = browser.new_context(**wanted, locale="zh-CN", reduced_motion="reduce")
            held[key] = Chat(context.new_page(), server.address)
        return held[key]

    yield on
    for chat in held.values():
        chat.page.context.close()


@pytest.fixture
def visit(chats: Callable[..., Chat]) -> Iterator[Callable[..., Chat]]:
    """Opens the page as a new visitor; afterwards nothing may have gone wrong unseen."""
    opened: list[Chat] = []

    def new(device: dict[str, Any], **more: Any) -> Chat:
        opened.append(chats(device, **more).open())
        return opened[-1]

    yield new
    for chat in opened:
        chat.leave()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def chat(request: pytest.FixtureRequest, visit: Callable[..., Chat]) -> Chat:
    return visit(request.param)


@pytest.fixture
def phone(visit: Callable[..., Chat]) -> Chat:
    return visit(PHONE)


@pytest.fixture
def desktop(visit: Callable[..., Chat]) -> Chat:
    return visit(DESKTOP)
