"""The official account (公众号): plain, compatible and safe mode."""

import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.bodies import body_within
from bot.channels.line import Line
from bot.channels.wechat import xml
from bot.channels.wechat.crypto import MessageCipher
from bot.channels.wechat.gate import Gate, Refused, sealed_in
from bot.channels.wechat.hearing import hear
from bot.channels.wechat.turns import PATIENCE, Turns
from bot.settings import Settings

PATH = "/wechat"
MAX_BODY = 64 << 10
NO_REPLY = "success"


class OfficialAccount:
    """One official account, test accounts included."""

    def __init__(self, settings: Settings, line: Line, patience: float = PATIENCE) -> None:
        self._appid = settings.wechat_appid
        keys = (settings.wechat_aes_key, settings.wechat_aes_key_previous)
        ciphers = [MessageCipher(key, self._appid) for key in keys if key]
        self._gate = Gate(settings.wechat_token, ciphers, settings.callback_window)
        self._safe_only = settings.wechat_safe_only
        self._turns = Turns(line, links=True, patience=patience)

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH, self.serve, methods=["GET", "POST"])]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        yield
        await self._turns.stop()

    async def serve(self, request: Request) -> Response:
        try:
            if request.method == "POST":
                return await self._push(request)
            self._gate.check(request.query_params)
            return PlainTextResponse(request.query_params.get("echostr", ""))
        except Refused:
            return PlainTextResponse("拒绝", 403)
        except xml.BadXml:
            return PlainTextResponse("不是微信的消息", 400)

    async def _push(self, request: Request) -> Response:
        query = request.query_params
        encrypted = query.get("encrypt_type", "raw") == "aes"
        if not encrypted and self._safe_only:
            raise Refused
        if not encrypted or "signature" in query:
            self._gate.check(query)
        body = await body_within(request, MAX_BODY)
        if body is None:
            return PlainTextResponse("太大", 413)
        cipher = None
        if encrypted:
            body, cipher = self._gate.open(query, sealed_in(body))
        said = hear(xml.read(body))
        if said is None:
            return PlainTextResponse(NO_REPLY)
        text = await self._turns.reply(f"wechat:{self._appid or said.receiver}:{said.sender}", said)
        answer = xml.text_reply(said.sender, said.receiver, int(self._gate.now()), text)
        if cipher is not None:
            answer = self._gate.seal(answer, cipher)
        return Response(answer, media_type="text/xml")
