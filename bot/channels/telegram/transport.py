"""HTTP for python-telegram-bot over aiohttp: its own client costs 16 times as much CPU a request (docs/telegram.md)."""

from typing import IO, Any

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_SECONDS = 10.0
_UPLOAD_SECONDS = 30.0


class Transport(BaseRequest):
    """One pool of connections; proxies are taken from the environment."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return _SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

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
        if files:
            data = _form(request_data.json_parameters if request_data else {}, files)
        elif request_data:
            data = request_data.json_parameters
        try:
            async with self._session.request(method, url, data=data, timeout=limit) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as fault:  # its text may hold the address, and with it the token
            raise NetworkError(f"no connection to the Bot API ({type(fault).__name__})") from None


def _form(fields: dict[str, str], files: dict[str, tuple[str, bytes | IO[bytes], str]]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in files.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
