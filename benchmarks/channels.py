"""Replies a second on every channel, one server process, beside an empty handler of the same server in the same run.

    python -m benchmarks channels

HTTP API: POST /api/chat, a reply counts when it is back. Telegram: updates go to the webhook, a reply counts when its sendMessage has arrived at a stand-in for the Bot API.
WeChat: pushes in safe mode (encrypted both ways), a reply counts when the encrypted passive reply is back.
Every reply is a whole one: policy questions and dialogues with a correction, kept in an SQLite file.
The load and the stand-in run in this process, the server in another.
"""

import asyncio
import json
import os
import socket
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import httptools

TELEGRAM_TOKEN, SECRET = "1:" + "a" * 24, "benchmark-secret"
WECHAT_TOKEN, APPID, AES_KEY = "benchmark", "wx0000000000benchmark", "B" * 43
SCRIPT = ("链主认定奖多少", "成果转化要什么条件", "帮我算成果转化补助", "300万", "改成500万", "没有了")
PEOPLE = 250
CONNECTIONS = 16


def serve(port: int) -> None:
    """The server process: the real application and one empty route."""
    import logging

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from bot.assistant import Assistant
    from bot.command.serve import server_of
    from bot.content.load import load
    from bot.server import application
    from bot.settings import read_settings
    from bot.stores import open_store

    logging.basicConfig(level=logging.WARNING)
    settings = read_settings()
    assistant = Assistant(load(), open_store(settings.database))
    assistant.once("链主认定奖多少")
    app = application(assistant, settings)

    async def empty(request: Request) -> Response:
        return Response(status_code=200)

    app.router.routes.insert(0, Route("/empty", empty, methods=["POST"]))
    server_of(app).run(sockets=[socket.create_server(("127.0.0.1", port))])


class Connection(asyncio.Protocol):
    """One kept-alive connection: request after request, each answered before the next."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.answer: asyncio.Future[tuple[int, bytes]] | None = None

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        assert self.answer is not None
        self.answer.set_result((self.parser.get_status_code(), self.body))

    async def post(self, path: str, body: bytes, headers: str = "") -> tuple[int, bytes]:
        self.parser, self.body = httptools.HttpResponseParser(self), b""
        self.answer = asyncio.get_running_loop().create_future()
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.transport.write(head.encode() + body)
        return await self.answer


class BotApi(asyncio.Protocol):
    """A stand-in for the Bot API that is as cheap as can be; counts what is sent."""

    sent = 0
    wanted = 0
    done: asyncio.Event

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.parser = transport, httptools.HttpRequestParser(self)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.method = url.rpartition(b"/")[2]

    def on_message_complete(self) -> None:
        result: object = True
        if self.method == b"getMe":
            result = {"id": 1, "is_bot": True, "first_name": "x", "username": "benchmark_bot"}
        elif self.method == b"sendMessage":
            result = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
            BotApi.sent += 1
            if BotApi.sent == BotApi.wanted:
                BotApi.done.set()
        body = json.dumps({"ok": True, "result": result}).encode()
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def load(port: int, requests: list[tuple[str, bytes, str]], wanted: int = 200) -> list[tuple[int, bytes]]:
    """Sends the requests in order over a few connections."""
    loop = asyncio.get_running_loop()
    rest = iter(requests)
    answers: list[tuple[int, bytes]] = []

    async def one() -> None:
        _, connection = await loop.create_connection(Connection, "127.0.0.1", port)
        for path, body, headers in rest:
            answers.append(await connection.post(path, body, headers))
        connection.transport.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    assert all(status == wanted for status, _ in answers), {status for status, _ in answers}
    return answers


def updates(first: int) -> list[tuple[str, bytes, str]]:
    found = []
    for turn, text in enumerate(SCRIPT):
        for person in range(1, PEOPLE + 1):
            user = {"id": person, "is_bot": False, "first_name": "x"}
            message = {"message_id": turn + 1, "date": 1, "chat": {"id": person, "type": "private"}}
            update = {"update_id": first + len(found), "message": message | {"from": user, "text": text}}
            headers = f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
            found.append(("/telegram", json.dumps(update).encode(), headers))
    return found


def pushes(first: int) -> list[tuple[str, bytes, str]]:
    from bot.channels.wechat.crypto import MessageCipher, signature

    cipher, found = MessageCipher(AES_KEY, APPID), []
    for text in SCRIPT:
        for person in range(PEOPLE):
            message = (
                f"<xml><ToUserName>gh_1</ToUserName><FromUserName>o{person}</FromUserName><CreateTime>1</CreateTime>"
                f"<MsgType>text</MsgType><Content>{text}</Content><MsgId>{first + len(found)}</MsgId></xml>"
            )
            sealed = cipher.encrypt(message.encode())
            stamp = str(int(time.time()))
            query = {
                "signature": signature(WECHAT_TOKEN, stamp, "n"),
                "timestamp": stamp,
                "nonce": "n",
                "encrypt_type": "aes",
                "msg_signature": signature(WECHAT_TOKEN, stamp, "n", sealed),
            }
            body = f"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
            found.append((f"/wechat?{urlencode(query)}", body.encode(), "Content-Type: text/xml\r\n"))
    return found


async def chats(port: int) -> list[tuple[str, bytes, str]]:
    """The script of every person, each in a session of their own."""
    opened = await load(port, [("/api/sessions", b"", "")] * PEOPLE, 201)
    sessions = [json.loads(body)["session"] for _, body in opened]
    return [
        ("/api/chat", json.dumps({"session": session, "text": text}).encode(), "Content-Type: application/json\r\n")
        for text in SCRIPT
        for session in sessions
    ]


def busy(pid: int) -> float:
    """CPU seconds a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(port: int, pid: int) -> None:
    empty = [("/empty", b"{}", "Content-Type: application/json\r\n")] * 3000
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    for round_ in range(3):
        began, used = time.perf_counter(), busy(pid)
        await load(port, empty)
        report("empty handler", len(empty), began, busy(pid) - used)

        asked = await chats(port)
        began, used = time.perf_counter(), busy(pid)
        await load(port, asked)
        report("POST /api/chat", len(asked), began, busy(pid) - used)

        requests = updates(round_ * 100_000 + 1)
        BotApi.sent, BotApi.wanted, BotApi.done = 0, len(requests), asyncio.Event()
        began, used = time.perf_counter(), busy(pid)
        await load(port, requests)
        await asyncio.wait_for(BotApi.done.wait(), 120)
        report("Telegram webhook", len(requests), began, busy(pid) - used)

        pushed = pushes(round_ * 100_000 + 1)
        began, used = time.perf_counter(), busy(pid)
        answers = await load(port, pushed)
        report("WeChat safe mode", len(pushed), began, busy(pid) - used)
        assert all(b"<Encrypt>" in body for _, body in answers)


def report(what: str, many: int, began: float, used: float) -> None:
    print(f"{what:18}{many / (time.perf_counter() - began):8.0f}/s  {used / many * 1000:6.2f} ms CPU each", flush=True)


async def main() -> None:
    port, api = free_port(), free_port()
    await asyncio.get_running_loop().create_server(BotApi, "127.0.0.1", api)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "JINCE_DATABASE": str(Path(folder) / "benchmark.sqlite3"),
            "JINCE_RATE_LIMIT": "0",
            "JINCE_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
            "JINCE_TELEGRAM_API": f"http://127.0.0.1:{api}",
            "JINCE_TELEGRAM_WEBHOOK": f"http://127.0.0.1:{port}/telegram",
            "JINCE_TELEGRAM_SECRET": SECRET,
            "JINCE_WECHAT_TOKEN": WECHAT_TOKEN,
            "JINCE_WECHAT_APPID": APPID,
            "JINCE_WECHAT_AES_KEY": AES_KEY,
        }
        server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.channels", str(port), env=environment
        )
        try:
            await ready(port)
            await measure(port, server.pid)
        finally:
            server.terminate()
            await server.wait()


async def ready(port: int) -> None:
    """Waits until the server listens and has spoken to the Bot API."""
    for _ in range(600):
        try:
            _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        status, _ = await connection.post("/telegram", b"{}", f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n")
        connection.transport.close()
        if status == 400:  # junk is refused only once the bot is ready
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("the server did not come up")


def run() -> None:
    import uvloop

    uvloop.run(main())


if __name__ == "__main__":
    serve(int(sys.argv[1]))
