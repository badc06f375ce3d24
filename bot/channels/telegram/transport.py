"""HTTP for python-telegram-bot over aiohttp: its own client costs 16 times as much CPU a request (docs/telegram.md)."""

import json
import urllib.request
from collections.abc import Mapping
from typing import IO, Any
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_SECONDS = 10.0
_UPLOAD_SECONDS = 30.0
_JSON = {"content-type": "application/json"}


def _limit(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=_SECONDS, sock_read=seconds)


_USUAL = _limit(_SECONDS)


class Transport(BaseRequest):
    """One pool of connections to one Bot API; a proxy is taken from the environment, once."""

    def __init__(self, api: str, connections: int = 64) -> None:
        self._connections = connections
        self._proxy = _proxy_for(api)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return _SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(self, address: str, fields: Mapping[str, Any]) -> None:
        """Posts a method of the Bot API whose answer nobody reads. Raises the library's errors."""
        body = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
        status, answer = await self._send("POST", address, body, _JSON, _USUAL)
        if status != 200 or not answer.startswith(b"{"):
            await _Refused(status, answer).post(address)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        files = request_data.multipart_data if request_data else None
        usual = _UPLOAD_SECONDS if files else _SECONDS
        limit = _limit(read_timeout if isinstance(read_timeout, int | float) else usual)
        if request_data and files:
            return await self._send(method, url, _form(request_data.json_parameters, files), {}, limit)
        if request_data:  # a third of the size of a form, where the text is Chinese
            body = json.dumps(request_data.parameters, ensure_ascii=False).encode("utf-8", "replace")
            return await self._send(method, url, body, _JSON, limit)
        return await self._send(method, url, None, {}, limit)

    async def _send(
        self, method: str, url: str, data: Any, headers: Mapping[str, str], limit: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NetworkError("the connection to the Bot API is closed")
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=limit, proxy=self._proxy
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as fault:  # its text may hold the address, and with it the token
            raise NetworkError(f"no connection to the Bot API ({type(fault).__name__})") from None


class _Refused(Transport):
    """An answer that is here already: for the library to say which of its errors it means."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        return self._answer


def _proxy_for(api: str) -> str | None:
    """What HTTPS_PROXY and NO_PROXY say. aiohttp's own look-up reads .netrc for every single request."""
    address = urlsplit(api)
    if urllib.request.proxy_bypass(address.hostname or ""):
        return None
    return urllib.request.getproxies().get(address.scheme)


def _form(fields: dict[str, str], files: dict[str, tuple[str, bytes | IO[bytes], str]]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in files.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
