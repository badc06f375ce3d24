"""The reports of check-ups as pages, for whoever holds the code."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.assistant import Assistant
from bot.checkup.kept import PATH, find
from bot.checkup.page import page

GONE = "没有这份报告：链接不全，或者已经删除（说过“忘记我”，报告也就删了）。可以回到对话里再做一次政策体检。"
_PRIVATE = {"cache-control": "no-store", "x-robots-tag": "noindex"}


class Reports:
    """Routes of the reports over one assistant."""

    def __init__(self, assistant: Assistant, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self.assistant, self._in_thread = assistant, in_thread

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH + "{code}", self.shown)]

    async def shown(self, request: Request) -> Response:
        """One report; `?order=effort` puts what asks least first."""
        code, order = request.path_params["code"], request.query_params.get("order", "")
        text = await self._in_thread(self._page, code, order)
        if text is None:
            return PlainTextResponse(GONE, 404, _PRIVATE)
        return HTMLResponse(text, headers=_PRIVATE)

    def _page(self, code: str, order: str) -> str | None:
        kept = find(self.assistant.store, self.assistant.content, code)
        return None if kept is None else page(self.assistant.content, kept, order)
