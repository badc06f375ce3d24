"""The HTTP API (contract: HTTP) and the page that uses it."""

import re
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from prometheus_client import Counter, Histogram
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.assistant import Assistant, NotOpen
from bot.checkup.program import run_checkup
from bot.messages import MAX_TEXT, Incoming, Reply
from bot.strict_json import BadJson, read_json
from calculators.calculator import calculate
from calculators.faults import InputFault, InputFaults, shown
from policies.card import Card

PAGE = Path(__file__).with_name("page")
SESSION = "[A-Za-z0-9_-]{1,100}"  # what secrets.token_urlsafe gives
MAX_BODY = 1 << 20
MAX_CHAT_BODY = 64 << 10
THREADS = 4  # the work is Python: more threads only wait for each other
_T = TypeVar("_T")


class Refused(Exception):
    """A request that is answered with an error: status, one line, and the fields at fault."""

    def __init__(
        self, status: int, error: str, faults: list[InputFault] | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(error)
        self.status, self.error, self.faults, self.headers = status, error, faults or [], headers

    def response(self) -> Response:
        faults = [{"field": fault.path, "problem": fault.problem, "accepted": fault.accepted} for fault in self.faults]
        return JSONResponse({"error": self.error, "faults": faults}, self.status, self.headers)


class WebChannel:
    """Routes of the web chat over one assistant."""

    def __init__(self, assistant: Assistant, rate_limit: int, replies: Counter, seconds: Histogram) -> None:
        self.assistant = assistant
        self.replies, self.seconds = replies, seconds
        self._limit = RateLimitItemPerMinute(rate_limit) if rate_limit else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._threads: anyio.CapacityLimiter | None = None

    async def in_thread(self, call: Callable[..., _T], *values: object) -> _T:
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(THREADS)
        return await anyio.to_thread.run_sync(call, *values, limiter=self._threads)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page),
            Route("/api/sessions", self._guarded(self.open), methods=["POST"]),
            Route("/api/sessions/{session}", self._guarded(self.forget), methods=["DELETE"]),
            Route("/api/chat", self._guarded(self.chat), methods=["POST"]),
            Route("/api/policies", self._guarded(self.policies)),
            Route("/api/policies/{id}", self._guarded(self.policy)),
            Route("/api/calculators", self._guarded(self.calculators)),
            Route("/api/calculators/{id}", self._guarded(self.calculate), methods=["POST"]),
            Route("/api/checkup", self._guarded(self.checkup), methods=["POST"]),
            Mount("/static", PageFiles(directory=PAGE)),
        ]

    @staticmethod
    def _guarded(handler: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def guarded(request: Request) -> Response:
            try:
                response: Response = await handler(request)
                return response
            except Refused as refused:
                return refused.response()
            except ClientDisconnect:  # nobody is there to read it
                return Response(status_code=400)

        return guarded

    async def page(self, request: Request) -> Response:
        return FileResponse(PAGE / "chat.html", headers={"cache-control": "no-cache"})

    # ---- conversations

    async def open(self, request: Request) -> Response:
        session = secrets.token_urlsafe(24)
        await self.in_thread(self.assistant.begin, _key(session))
        return JSONResponse({"session": session}, 201)

    async def forget(self, request: Request) -> Response:
        key = _key(request.path_params["session"])
        if not await self.in_thread(self.assistant.known, key):
            raise Refused(404, "没有这个会话，或者已经删除")
        await self.in_thread(self.assistant.forget, key)
        return Response(status_code=204)

    async def chat(self, request: Request) -> Response:
        began = time.perf_counter()
        session, text, message_id = _chat_body(_json(await _body(request, MAX_CHAT_BODY)))
        reply = await self.in_thread(self._answer, session, text, message_id)
        self.replies.labels("web", reply.kind).inc()
        self.seconds.labels("web").observe(time.perf_counter() - began)
        return Response(reply.model_dump_json(), media_type="application/json")

    def _answer(self, session: str, text: str, message_id: str | None) -> Reply:
        key = _key(session)
        if self._limit is not None and not self._limiter.hit(self._limit, key):
            wait = max(1, int(self._limiter.get_window_stats(self._limit, key).reset_time - time.time()) + 1)
            raise Refused(429, f"消息太快了，请{wait}秒后再发", headers={"retry-after": str(wait)})
        incoming = Incoming(key, text, datetime.now(UTC), message_id, site="")
        try:
            return self.assistant.answer(incoming, begun=True)
        except NotOpen:
            raise Refused(404, "没有这个会话，或者已经删除；先 POST /api/sessions 开一个") from None

    # ---- content

    async def policies(self, request: Request) -> Response:
        return JSONResponse([self._summary(card) for card in self.assistant.content.cards.values()])

    def _summary(self, card: Card) -> dict[str, Any]:
        document = self.assistant.content.documents[card.document]
        return {
            "id": card.id,
            "title": card.title,
            "place": card.place,
            "summary": card.lead,
            "calculator": card.calculator_id,
            "document": document.title,
            "number": document.number,
            "clause": card.clause,
        }

    async def policy(self, request: Request) -> Response:
        card = self.assistant.content.cards.get(request.path_params["id"])
        if card is None:
            raise Refused(404, "没有这项政策；GET /api/policies 看全部")
        document = self.assistant.content.documents[card.document]
        return JSONResponse(
            self._summary(card)
            | {
                "names": list(card.names),
                "sections": {
                    name: {"text": section.text, "clause": section.clause or card.clause}
                    for name, section in card.sections.items()
                },
                "conditions": [item.model_dump(mode="json") for item in card.conditions],
                "open": list(card.open),
                "related": list(card.related),
                "validity": card.validity.model_dump(mode="json"),
                "caution": document.caution,
            }
        )

    async def calculators(self, request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "id": c.id,
                    "title": c.title,
                    "summary": c.opening,
                    "policies": list(c.policies),
                    "inputs": c.json_schema(),
                }
                for c in self.assistant.content.calculators.values()
            ]
        )

    async def calculate(self, request: Request) -> Response:
        calculator = self.assistant.content.calculators.get(request.path_params["id"])
        if calculator is None:
            raise Refused(404, "没有这个测算项；GET /api/calculators 看全部")
        raw = _json(await _body(request, MAX_BODY))
        try:
            result = await self.in_thread(calculate, calculator, raw)
        except InputFaults as faults:
            raise _refused(faults) from None
        return JSONResponse(result.as_json())

    async def checkup(self, request: Request) -> Response:
        raw = _json(await _body(request, MAX_BODY))
        try:
            return JSONResponse(await self.in_thread(run_checkup, self.assistant.content, raw))
        except InputFaults as faults:
            raise _refused(faults) from None


class PageFiles(StaticFiles):
    """The page's own files: a browser asks each time whether they changed, so that an update is seen at once."""

    def file_response(self, *args: Any, **named: Any) -> Response:
        response = super().file_response(*args, **named)
        response.headers["cache-control"] = "no-cache"
        return response


def _refused(faults: InputFaults) -> Refused:
    first = str(faults.faults[0])
    return Refused(422, first if len(faults.faults) == 1 else f"{len(faults.faults)}处输入不对", faults.faults[:20])


def _key(session: str) -> str:
    """The key a conversation is kept under. Raises Refused for what cannot be a session."""
    if not re.fullmatch(SESSION, session):
        raise Refused(404, "没有这个会话；先 POST /api/sessions 开一个")
    return f"web:{session}"


async def _body(request: Request, most: int) -> bytes:
    """The body, bounded. Raises Refused."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > most:
            raise Refused(413, f"请求太大，最多{most}字节")
    return raw


def _json(raw: bytes) -> Any:
    try:
        return read_json(raw)
    except BadJson as fault:
        raise Refused(400, str(fault)) from None


def _chat_body(data: Any) -> tuple[str, str, str | None]:
    """session, text, message_id. Raises Refused naming every field at fault."""
    accepted = {
        "session": "POST /api/sessions 给的会话号",
        "text": f"1到{MAX_TEXT}个字的文本",
        "message_id": "1到64个字符的文本，可省；重发同一条时给同一个",
    }
    if not isinstance(data, dict):
        raise Refused(422, "要JSON对象", [InputFault("(整体)", "要JSON对象", "、".join(accepted))])
    faults = [InputFault(shown(name), "没有这个字段", "、".join(accepted)) for name in data if name not in accepted]
    session, text, message_id = data.get("session"), data.get("text"), data.get("message_id")
    if not isinstance(session, str) or not 0 < len(session) <= 100:
        faults.append(InputFault("session", "缺少或不是会话号", accepted["session"]))
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_TEXT:
        faults.append(InputFault("text", "缺少、空白或太长", accepted["text"]))
    if message_id is not None and (not isinstance(message_id, str) or not 0 < len(message_id) <= 64):
        faults.append(InputFault("message_id", "不是文本或太长", accepted["message_id"]))
    if faults:
        raise Refused(422, str(faults[0]), faults[:20])
    return str(session), str(text).encode("utf-8", "replace").decode(), message_id
