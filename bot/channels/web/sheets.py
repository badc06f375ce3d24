"""The pages and files of calculation sheets (测算单): /sheets/CODE, /sheets/CODE.pdf, /sheets/CODE.png."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.assistant import Assistant
from bot.sheets.codes import read_code
from bot.sheets.issuing import key_of, path_of
from bot.sheets.page import page
from bot.sheets.printing import NoFont, printed
from bot.sheets.sheet import parse_sheet

TYPES = {"pdf": "application/pdf", "png": "image/png"}
NO_SHEET = "没有这个编号的测算单：编号可能抄错了，或者单子已经删掉。在对话里说“测算单”可以再开一张。"
_PRIVATE = {"cache-control": "private, no-store"}


class SheetPages:
    """Reads sheets through the assistant; `in_thread` runs what waits or computes."""

    def __init__(self, assistant: Assistant, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._assistant, self._in_thread = assistant, in_thread

    def routes(self) -> list[BaseRoute]:
        return [Route("/sheets/{name}", self._show)]

    async def _show(self, request: Request) -> Response:
        name, _, form = request.path_params["name"].partition(".")
        code = read_code(name)
        kept = await self._in_thread(self._assistant.paper, key_of(code)) if code else None
        if code is None or kept is None or form not in ("", *TYPES):
            return PlainTextResponse(NO_SHEET, 404, _PRIVATE)
        if name != code:
            return RedirectResponse(path_of(code) + (f".{form}" if form else ""), 307)
        if not form:
            return HTMLResponse(page(parse_sheet(kept), code), headers=_PRIVATE)
        try:
            data = await self._in_thread(printed, kept, code, form)
        except NoFont as lacking:
            return PlainTextResponse(str(lacking), 503, _PRIVATE)
        return Response(data, media_type=TYPES[form], headers=_PRIVATE)
