"""The WeCom app (企业微信自建应用): always encrypted, the receiver is the CorpID."""

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

PATH = "/wecom"
MAX_BODY = 64 << 10


class WeComApp:
    """One app of one company."""

    def __init__(self, settings: Settings, line: Line, patience: float = PATIENCE) -> None:
        self._corpid = settings.wecom_corpid
        cipher = MessageCipher(settings.wecom_aes_key, self._corpid)
        self._gate = Gate(settings.wecom_token, [cipher], settings.callback_window)
        self._turns = Turns(line, links=False, patience=patience)

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH, self.serve, methods=["GET", "POST"])]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        yield
        await self._turns.stop()

    async def serve(self, request: Request) -> Response:
        query = request.query_params
        try:
            if request.method == "POST":
                return await self._push(request)
            plain, _ = self._gate.open(query, query.get("echostr", ""))
            return Response(plain, media_type="text/plain")
        except Refused:
            return PlainTextResponse("拒绝", 403)
        except xml.BadXml:
            return PlainTextResponse("不是企业微信的消息", 400)

    async def _push(self, request: Request) -> Response:
        body = await body_within(request, MAX_BODY)
        if body is None:
            return PlainTextResponse("太大", 413)
        message, cipher = self._gate.open(request.query_params, sealed_in(body))
        said = hear(xml.read(message))
        if said is None:
            return Response(status_code=200)
        text = await self._turns.reply(f"wecom:{self._corpid}:{said.sender}", said)
        answer = xml.text_reply(said.sender, self._corpid, int(self._gate.now()), text)
        return Response(self._gate.seal(answer, cipher), media_type="text/xml")
