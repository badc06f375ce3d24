"""How the API says no: one JSON shape for every refusal, with the fields at fault; and bodies read so strictly."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.channels.bodies import body_within
from bot.strict_json import BadJson, read_json
from calculators.faults import InputFault, InputFaults

MOST_FAULTS = 20
_SORTS = (
    "",
    "application/json",
    "text/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
)
Handler = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """A request that is answered with an error: status, one line, and the fields at fault."""

    def __init__(
        self, status: int, error: str, faults: list[InputFault] | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(error)
        self.status, self.error, self.headers = status, error, headers
        self.faults = (faults or [])[:MOST_FAULTS]

    def response(self) -> Response:
        faults = [{"field": fault.path, "problem": fault.problem, "accepted": fault.accepted} for fault in self.faults]
        return JSONResponse({"error": self.error, "faults": faults}, self.status, self.headers)


def guarded(handler: Handler) -> Handler:
    """The handler, with its refusals turned into responses."""

    async def guard(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return refused.response()
        except InputFaults as faults:
            first, many = str(faults.faults[0]), len(faults.faults)
            return Refused(422, first if many == 1 else f"{many}处输入不对，第一处：{first}", faults.faults).response()
        except ClientDisconnect:  # nobody is there to read it
            return Response(status_code=400)

    return guard


def _may_be_json(request: Request) -> bool:
    """Not refused for what it says it is: JSON, nothing said, or what simple clients say of any body they send."""
    sort, _, more = request.headers.get("content-type", "").lower().partition(";")
    sort, charset = sort.strip(), more.partition("charset=")[2].strip(" \"'")
    packed = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    return (sort in _SORTS or sort.endswith("+json")) and charset in ("", "utf-8", "utf8") and not packed


async def json_within(request: Request, most: int) -> Any:
    """The JSON value of a body of at most `most` bytes. Raises Refused."""
    if not _may_be_json(request):
        raise Refused(415, "只收JSON：content-type 用 application/json，UTF-8，不压缩")
    raw = await body_within(request, most)
    if raw is None:
        raise Refused(413, f"请求太大，最多{most}字节")
    try:
        return read_json(raw)
    except BadJson as fault:
        raise Refused(400, str(fault)) from None
