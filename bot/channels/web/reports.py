"""The pages and files of check-up reports (体检报告): /checkup/CODE and /checkup/CODE.pdf, for whoever holds the code."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.assistant import Assistant
from bot.checkup.kept import PATH, key_of, path_of, read
from bot.checkup.page import page
from bot.checkup.paper import pdf
from bot.checkup.report import Report, report_of
from bot.sheets.codes import read_code
from bot.sheets.printing import NoFont

NO_REPORT = "没有这份体检报告：编号可能抄错了，或者已经删掉。在对话里说“政策体检”可以再做一次。"
_PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}


class ReportPages:
    """Reads kept check-ups through the assistant; `in_thread` runs what waits or computes."""

    def __init__(self, assistant: Assistant, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._assistant, self._in_thread = assistant, in_thread

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH + "{name}", self._show)]

    async def _show(self, request: Request) -> Response:
        """One report; `?order=effort` puts what asks least first."""
        name, _, form = request.path_params["name"].partition(".")
        code = read_code(name)
        kept = await self._in_thread(self._assistant.paper, key_of(code)) if code else None
        if code is None or kept is None or form not in ("", "pdf"):
            return PlainTextResponse(NO_REPORT, 404, _PRIVATE)
        if name != code:
            return RedirectResponse(path_of(key_of(code)) + (f".{form}" if form else ""), 307)
        order = request.query_params.get("order", "")
        report = await self._in_thread(self._report, code, kept, order)
        if not form:
            return HTMLResponse(page(report, order), headers=_PRIVATE)
        try:
            data = await self._in_thread(pdf, report)
        except NoFont as lacking:
            return PlainTextResponse(str(lacking), 503, _PRIVATE)
        return Response(data, media_type="application/pdf", headers=_PRIVATE)

    def _report(self, code: str, kept: str, order: str) -> Report:
        content = self._assistant.content
        return report_of(content, read(content, code, kept), order)
