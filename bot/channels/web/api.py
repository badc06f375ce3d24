"""The conversations of the HTTP API (contract: HTTP) and the page that uses them."""

import re
import secrets
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.assistant import NotOpen
from bot.channels.line import Line
from bot.channels.web.catalogue import Catalogue
from bot.channels.web.refusing import Refused, guarded, json_within
from bot.messages import MAX_TEXT
from calculators.faults import InputFault, shown

PAGE = Path(__file__).with_name("page")
SESSION = "[A-Za-z0-9_-]{1,100}"  # what secrets.token_urlsafe gives
MAX_CHAT_BODY = 64 << 10
_ACCEPTED = {
    "session": "POST /api/sessions 给的会话号",
    "text": f"1到{MAX_TEXT}个字的文本",
    "message_id": "1到64个字符的文本，可省；重发同一条时给同一个",
}


class WebChannel:
    """Routes of the web chat over its line to the assistant."""

    def __init__(self, line: Line) -> None:
        self._line, self._assistant = line, line.assistant

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/api/chat", guarded(self.chat), methods=["POST"]),
            Route("/api/sessions", self.open, methods=["POST"]),
            Route("/api/sessions/{session}", guarded(self.forget), methods=["DELETE"]),
            *Catalogue(self._line).routes(),
            Route("/", self.page),
            Mount("/static", PageFiles(directory=PAGE)),
        ]

    async def page(self, request: Request) -> Response:
        return FileResponse(PAGE / "chat.html", headers={"cache-control": "no-cache"})

    async def open(self, request: Request) -> Response:
        session = secrets.token_urlsafe(24)
        await self._line.in_thread(self._assistant.begin, _key(session))
        return JSONResponse({"session": session}, 201)

    async def forget(self, request: Request) -> Response:
        key = _key(request.path_params["session"])
        if not await self._line.in_thread(self._assistant.known, key):
            raise Refused(404, "没有这个会话，或者已经删除")
        await self._line.in_thread(self._assistant.forget, key)
        return Response(status_code=204)

    async def chat(self, request: Request) -> Response:
        session, text, message_id = _message(await json_within(request, MAX_CHAT_BODY))
        key = _key(session)
        wait = self._line.seconds_to_wait(key)
        if wait:
            raise Refused(429, f"消息太快了，请{wait}秒后再发", headers={"retry-after": str(wait)})
        try:
            raw = await self._line.in_thread(self._reply, key, text, message_id)
        except NotOpen:
            raise Refused(404, "没有这个会话，或者已经删除；先 POST /api/sessions 开一个") from None
        return Response(raw, media_type="application/json")

    def _reply(self, key: str, text: str, message_id: str | None) -> str:
        return self._line.ask(key, text, message_id, begun=True).model_dump_json()


class PageFiles(StaticFiles):
    """The page's own files: a browser asks each time whether they changed, so that an update is seen at once."""

    def file_response(self, *args: Any, **named: Any) -> Response:
        response = super().file_response(*args, **named)
        response.headers["cache-control"] = "no-cache"
        return response


def _key(session: str) -> str:
    """The key a conversation is kept under. Raises Refused for what cannot be a session."""
    if not re.fullmatch(SESSION, session):
        raise Refused(404, "没有这个会话；先 POST /api/sessions 开一个")
    return f"web:{session}"


def _message(data: Any) -> tuple[str, str, str | None]:
    """session, text, message_id. Raises Refused naming every field at fault."""
    known = "、".join(_ACCEPTED)
    if not isinstance(data, dict):
        raise Refused(422, "要JSON对象", [InputFault("(整体)", "要JSON对象", known)])
    faults = [InputFault(shown(name), "没有这个字段", known) for name in data if name not in _ACCEPTED]
    session, text, message_id = data.get("session"), data.get("text"), data.get("message_id")
    if not isinstance(session, str) or not 0 < len(session) <= 100:
        faults.append(InputFault("session", "缺少或不是会话号", _ACCEPTED["session"]))
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_TEXT:
        faults.append(InputFault("text", "缺少、空白或太长", _ACCEPTED["text"]))
    if message_id is not None and (not isinstance(message_id, str) or not 0 < len(message_id) <= 64):
        faults.append(InputFault("message_id", "不是文本或太长", _ACCEPTED["message_id"]))
    if faults:
        raise Refused(422, str(faults[0]), faults)
    return str(session), str(text), message_id
