"""The other ends of the channels: real servers on loopback, and people who talk through them."""

import asyncio
import contextlib
import itertools
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree

import httpx2
import uvicorn
from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from starlette.types import ASGIApp

from bot.channels.telegram.showing import plain
from bot.channels.wechat.crypto import MessageCipher, signature
from bot.conversation import Conversation
from bot.messages import Kind, QuickReply, Reply
from bot.settings import Settings

BOT_TOKEN, SECRET = "7:synthetic-token-for-tests", "synthetic_secret"
WECHAT_TOKEN, APPID, KEY, OLD_KEY = "synthetic1", "wx0123456789abcdef", "k" * 43, "p" * 43
WECOM_TOKEN, CORPID, CORP_KEY = "synthetic2", "ww0123456789abcdef", "c" * 43
PATIENT = 30.0  # seconds until a test gives up waiting; never asserted on


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(there: Callable[[], Any]) -> Any:
    """Waits for something to be there."""
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        found = there()
        if found:
            return found
        time.sleep(0.005)
    raise AssertionError("it did not happen")


def environment(port: int, api: int, webhook: bool = True) -> dict[str, str]:
    """Every channel configured."""
    given = {
        "JINCE_RATE_LIMIT": "0",
        "JINCE_TELEGRAM_TOKEN": BOT_TOKEN,
        "JINCE_TELEGRAM_API": f"http://127.0.0.1:{api}",
        "JINCE_WECHAT_TOKEN": WECHAT_TOKEN,
        "JINCE_WECHAT_APPID": APPID,
        "JINCE_WECHAT_AES_KEY": KEY,
        "JINCE_WECHAT_AES_KEY_PREVIOUS": OLD_KEY,
        "JINCE_WECOM_TOKEN": WECOM_TOKEN,
        "JINCE_WECOM_CORPID": CORPID,
        "JINCE_WECOM_AES_KEY": CORP_KEY,
    }
    if webhook:
        given |= {"JINCE_TELEGRAM_WEBHOOK": f"http://127.0.0.1:{port}", "JINCE_TELEGRAM_SECRET": SECRET}
    return given


def settings(**changes: Any) -> Settings:
    """The WeChat channels configured, without Telegram."""
    base = Settings(
        database="memory",
        rate_limit=0,
        wechat_token=WECHAT_TOKEN,
        wechat_appid=APPID,
        wechat_aes_key=KEY,
        wechat_aes_key_previous=OLD_KEY,
        wecom_token=WECOM_TOKEN,
        wecom_corpid=CORPID,
        wecom_aes_key=CORP_KEY,
    )
    return replace(base, **changes)


class Echo:
    """An engine that says back what it hears, for tests in which the words do not matter."""

    def __init__(self, quick: tuple[QuickReply, ...] = ()) -> None:
        self.heard: list[str] = []
        self.quick = quick
        self.kind: Kind = "notice"
        self.held: dict[str, threading.Event] = {}  # texts that take until the event is set

    def respond(self, conversation: Conversation, text: str, *at: object) -> tuple[Reply, Conversation]:
        if text in self.held:
            self.held[text].wait(PATIENT)
        self.heard.append(text)
        if text == "坏":
            raise RuntimeError("broken on purpose")
        intent = "forget" if text == "忘记我" else None
        reply = Reply(kind=self.kind, text=f"听到：{text}", quick_replies=self.quick, intent=intent)
        return reply, conversation


@contextlib.contextmanager
def serving(app: ASGIApp, port: int) -> Iterator[str]:
    """A real server in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENT)


class Emulator(LoBotApiEmulator):
    """The Bot API, with what the emulator lacks: our bot's user name, real dates, the texts that were sent, 429s."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.uploads: list[tuple[str, dict[str, Any]]] = []
        self.limited: dict[str, int] = {}  # chat → how many 429s it still gets
        self.broken_markup = False

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        chat = str(fields.get("chat_id"))
        if method == "sendMessage" and self.limited.get(chat):
            self.limited[chat] -= 1
            raise ApiRefusal("Too Many Requests: retry after 1", 429, {"retry_after": 1})
        if method == "sendMessage" and self.broken_markup and "parse_mode" in fields:
            raise ApiRefusal("Bad Request: can't parse entities: unexpected end tag")
        known = {name: value for name, value in fields.items() if name != "message_thread_id"}  # it knows no topics
        result = super().validate(method, known, uploads)
        if method == "getMe":
            result["username"] = "jince_bot"
        if isinstance(result, dict) and "date" in result:
            result["date"] = int(time.time())
        self.sent.append((method, dict(fields)))
        if uploads:
            self.uploads.append((method, {name: one["data"] for name, one in uploads.items()}))
        return result


class BotApi:
    """The emulator on a port, in a thread with a loop of its own."""

    def __init__(self) -> None:
        self.port, self.emulator = free_port(), Emulator()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._runner = web.AppRunner(self.emulator.app(), access_log=None)
        self._wait(self._runner.setup())
        self._wait(web.TCPSite(self._runner, "127.0.0.1", self.port).start())

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENT)

    def close(self) -> None:
        self._wait(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENT)
        self._loop.close()

    def enqueue(self, update: dict[str, Any]) -> int:
        """By webhook it is delivered at once, by polling when the bot asks."""
        return int(self._wait(self.emulator.enqueue_update(update, token=BOT_TOKEN)))

    def of(self, chat: int, method: str = "sendMessage") -> list[dict[str, Any]]:
        return [
            fields
            for name, fields in list(self.emulator.sent)
            if name == method and str(fields.get("chat_id")) == str(chat)
        ]

    def called(self, method: str) -> list[dict[str, Any]]:
        return [fields for name, fields in list(self.emulator.sent) if name == method]


@dataclass
class Shown:
    """What a person sees: the words, and the choices below them."""

    words: str
    choices: list[str] = field(default_factory=list)
    raw: str = ""


_ids = itertools.count(1)


@dataclass
class TelegramPerson:
    """Talks to the bot through the emulator."""

    api: BotApi
    chat: int = field(default_factory=lambda: 1000 + next(_ids))
    seen: int = 0
    buttons: list[dict[str, str]] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)

    def message(self, **content: Any) -> dict[str, Any]:
        chat = {"id": self.chat, "type": "private", "first_name": "人"}
        sender = {"id": self.chat, "is_bot": False, "first_name": "人"}
        return {"message_id": next(_ids), "date": int(time.time()), "chat": chat, "from": sender, **content}

    def deliver(self, update: dict[str, Any]) -> Shown:
        self.last = update
        self.last["update_id"] = self.api.enqueue(update)
        return self.next()

    def next(self) -> Shown:
        sent = until(lambda: self.api.of(self.chat)[self.seen :])[0]
        self.seen += 1
        markup = sent.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup
        self.buttons = [key for row in (markup or {}).get("inline_keyboard", []) for key in row]
        return Shown(plain(sent["text"]), [key["text"] for key in self.buttons], sent["text"])

    def say(self, text: str) -> Shown:
        return self.deliver({"message": self.message(text=text)})

    def press(self, number: int) -> Shown:
        return self.deliver(self.pressing(self.buttons, number))

    def pressing(self, buttons: list[dict[str, str]], number: int) -> dict[str, Any]:
        """The update of a button pressed, of the last keyboard or of one before it."""
        sender = {"id": self.chat, "is_bot": False, "first_name": "人"}
        shown = self.message(text="x", reply_markup={"inline_keyboard": [[key] for key in buttons]})
        data = buttons[number - 1]["callback_data"]
        return {
            "callback_query": {
                "id": str(next(_ids)),
                "from": sender,
                "chat_instance": "1",
                "message": shown,
                "data": data,
            }
        }

    def again(self, base: str) -> None:
        """The very same update once more, straight to the webhook."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        until(lambda: httpx2.post(f"{base}/telegram", json=self.last, headers=headers).status_code == 200)


_LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=(\d+)">([^<]*)</a>')
_BLOCK = re.compile(r"\n\n((?:(?:\d+\.|·) [^\n]*\n)+)（(?:回序号也可以|也可以直接打字)）$")


def read_wechat(raw: str) -> Shown:
    """A passive reply as WeChat shows it."""
    bare = _LINK.sub(lambda found: found.group(3), raw)
    links = [found.group(3) for found in _LINK.finditer(raw)]
    block = _BLOCK.search(bare)
    if block is None:
        return Shown(bare, links, raw)
    choices = [line.split(" ", 1)[1] for line in block.group(1).splitlines()]
    return Shown(bare[: block.start()], choices, raw)


def push(content: dict[str, str], receiver: str, sender: str) -> str:
    fields = {"ToUserName": receiver, "FromUserName": sender, "CreateTime": str(int(time.time())), **content}
    return "<xml>" + "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields.items()) + "</xml>"


@dataclass
class WeChatPerson:
    """Talks to the official account, or to the WeCom app, as Tencent's server would carry it."""

    post: Callable[..., Any]
    path: str = "/wechat"
    mode: str = "safe"  # plain, compatible, safe
    openid: str = field(default_factory=lambda: f"o{next(_ids)}")
    key: str = ""
    last: dict[str, str] = field(default_factory=dict)
    shown: Shown = field(default_factory=lambda: Shown(""))

    @property
    def wecom(self) -> bool:
        return self.path == "/wecom"

    def cipher(self) -> MessageCipher:
        return MessageCipher(CORP_KEY, CORPID) if self.wecom else MessageCipher(self.key or KEY, APPID)

    def deliver(self, content: dict[str, str]) -> Any:
        """One push; the same content is the same message again."""
        self.last = content
        token = WECOM_TOKEN if self.wecom else WECHAT_TOKEN
        stamp, nonce = str(int(time.time())), str(next(_ids))
        body = push(content, CORPID if self.wecom else "gh_test", self.openid)
        query = {"signature": signature(token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
        if self.mode != "plain":
            sealed = self.cipher().encrypt(body.encode())
            query |= {"msg_signature": signature(token, stamp, nonce, sealed), "encrypt_type": "aes"}
            element = f"<Encrypt><![CDATA[{sealed}]]></Encrypt>"
            body = body.replace("</xml>", f"{element}</xml>") if self.mode == "compatible" else f"<xml>{element}</xml>"
        return self.post(self.path, params=query, content=body.encode())

    def read(self, response: Any) -> Shown:
        assert response.status_code == 200, response.text
        root = ElementTree.fromstring(response.text)
        if self.mode != "plain":
            root = ElementTree.fromstring(self.cipher().decrypt(root.findtext("Encrypt") or ""))
        assert root.findtext("ToUserName") == self.openid
        content = root.findtext("Content") or ""
        assert len(content.encode()) <= 2048
        self.shown = read_wechat(content)
        return self.shown

    def said(self, text: str) -> dict[str, str]:
        return {"MsgType": "text", "Content": text, "MsgId": str(next(_ids))}

    def say(self, text: str) -> Shown:
        return self.read(self.deliver(self.said(text)))

    def press(self, number: int) -> Shown:
        """A tap on a link sends its text and number as a message; where there are no links one types the number."""
        return self.tap(self.shown, number) if _LINK.search(self.shown.raw) else self.say(str(number))

    def tap(self, shown: Shown, number: int) -> Shown:
        """A tap on a link of what was shown now or earlier."""
        text, menu, _ = [found.groups() for found in _LINK.finditer(shown.raw)][number - 1]
        return self.read(self.deliver({**self.said(text), "bizmsgmenuid": menu}))

    def again(self, base: str) -> Shown:
        return self.read(self.deliver(self.last))


@dataclass
class WebPerson:
    """Talks through the HTTP API."""

    client: httpx2.Client
    session: str = ""
    options: list[dict[str, str]] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> Shown:
        self.session = self.session or self.client.post("/api/sessions").json()["session"]
        self.last = {"session": self.session, "text": text, "message_id": f"m{next(_ids)}"}
        return self.again("")

    def again(self, base: str) -> Shown:
        reply = self.client.post("/api/chat", json=self.last).json()
        self.options = reply["quick_replies"]
        return Shown(reply["text"], [option["label"] for option in self.options])

    def press(self, number: int) -> Shown:
        return self.say(self.options[number - 1]["text"])
