"""The ASGI application: every configured channel in one process."""

import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.assistant import Assistant
from bot.channels.line import Line
from bot.channels.web.api import WebChannel
from bot.channels.web.reports import ReportPages
from bot.channels.web.sheets import SheetPages
from bot.openapi import openapi
from bot.settings import Settings

log = logging.getLogger("jince")

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
]


class SafeHeaders:
    """Adds the headers that keep a browser from doing anything but showing our own page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers)


class Figures:
    """What is counted for /metrics."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.replies = Counter(
            "jince_replies_total", "Replies by channel and kind", ["channel", "kind"], registry=self.registry
        )
        self.seconds = Histogram(
            "jince_reply_seconds",
            "Time to answer one message",
            ["channel"],
            registry=self.registry,
            buckets=(0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5),
        )


class Channel(Protocol):
    """What a channel brings: its routes, and what runs as long as the server does."""

    def routes(self) -> list[BaseRoute]: ...

    def running(self) -> AbstractAsyncContextManager[None]: ...


def channels(assistant: Assistant, settings: Settings, line: Callable[[str], Line]) -> list[Channel]:
    """Every channel the settings configure, besides the web chat; imported only then."""
    found: list[Channel] = []
    if settings.telegram_token:
        from bot.channels.telegram import TelegramChannel
        from bot.channels.telegram.attachments import sheets_of

        found.append(TelegramChannel(settings, line("telegram"), sheets_of(assistant)))
    if settings.wechat_token:
        from bot.channels.wechat import OfficialAccount

        found.append(OfficialAccount(settings, line("wechat")))
    if settings.wecom_token:
        from bot.channels.wechat import WeComApp

        found.append(WeComApp(settings, line("wecom")))
    return found


def application(assistant: Assistant, settings: Settings) -> Starlette:
    """The application over one assistant."""
    figures = Figures()

    def line(name: str) -> Line:
        site = "" if name == "web" else settings.base_url.rstrip("/") or None
        return Line(name, assistant, settings.rate_limit, figures.replies, figures.seconds, site)

    web = line("web")
    document = openapi(assistant.content)
    configured = channels(assistant, settings, line)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok", "content": assistant.content.version})

    async def readyz(request: Request) -> Response:
        ready = await web.in_thread(assistant.store.ready)
        return JSONResponse({"status": "ready" if ready else "store unreachable"}, 200 if ready else 503)

    async def metrics(request: Request) -> Response:
        return Response(generate_latest(figures.registry), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def described(request: Request) -> Response:
        return JSONResponse(document)

    routes: list[BaseRoute] = [
        *(route for channel in configured for route in channel.routes()),  # the busiest come first
        *WebChannel(web).routes(),
        *SheetPages(assistant, web.in_thread).routes(),
        *ReportPages(assistant, web.in_thread).routes(),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Route("/openapi.json", described),
    ]

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        log.info(
            "ready: %d cards, %d calculators, content %s",
            len(assistant.content.cards),
            len(assistant.content.calculators),
            assistant.content.version,
        )
        async with contextlib.AsyncExitStack() as stack:
            for channel in configured:
                await stack.enter_async_context(channel.running())
            yield
        assistant.store.close()

    return Starlette(
        routes=routes,
        middleware=[Middleware(SafeHeaders)],
        lifespan=lifespan,
        exception_handlers={
            404: _plain(404, "没有这个地址"),
            405: _plain(405, "不支持这种请求方法"),
            500: _plain(500, "服务出错了，请稍后再试"),
        },
    )


def _plain(status: int, text: str) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, exc: Exception) -> Response:
        headers = dict(getattr(exc, "headers", None) or {})
        if status == 500:  # answered outside of SafeHeaders
            headers |= {name.decode(): value.decode() for name, value in _HEADERS}
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": text, "faults": []}, status, headers)
        return PlainTextResponse(text, status, headers)

    return handler
