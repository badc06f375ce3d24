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
from telegram.request._requestparameter import RequestParameter

_SECONDS = 10.0
_UPLOAD_SECONDS = 30.0


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
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(self, address: str, fields: Mapping[str, Any]) -> None:
        """Posts a method of the Bot API whose answer nobody reads. Raises the library's errors."""
        await self.post(address, RequestData([RequestParameter(name, value, None) for name, value in fields.items()]))

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
        if self._session is None:
            raise NetworkError("the connection to the Bot API is closed")
        files = request_data.multipart_data if request_data else None
        usual = _UPLOAD_SECONDS if files else _SECONDS
        read = read_timeout if isinstance(read_timeout, int | float) else usual
        limit = aiohttp.ClientTimeout(total=None, sock_connect=_SECONDS, sock_read=read)
        data: Any = None
        headers = {}
        if request_data and files:
            data = _form(request_data.json_parameters, files)
        elif request_data:  # a third of the size of a form, where the text is Chinese
            data, headers = _json(request_data), {"content-type": "application/json"}
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=limit, proxy=self._proxy
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as fault:  # its text may hold the address, and with it the token
            raise NetworkError(f"no connection to the Bot API ({type(fault).__name__})") from None


def _proxy_for(api: str) -> str | None:
    """What HTTPS_PROXY and NO_PROXY say. aiohttp's own look-up reads .netrc for every single request."""
    address = urlsplit(api)
    if urllib.request.proxy_bypass(address.hostname or ""):
        return None
    return urllib.request.getproxies().get(address.scheme)


def _json(data: RequestData) -> bytes:
    return json.dumps(data.parameters, ensure_ascii=False).encode("utf-8", "replace")


def _form(fields: dict[str, str], files: dict[str, tuple[str, bytes | IO[bytes], str]]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in files.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
