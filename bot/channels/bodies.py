"""Request bodies, bounded."""

from starlette.requests import Request


async def body_within(request: Request, most: int) -> bytes | None:
    """The body, or None when it is longer than `most` bytes; no more than that is ever held."""
    pieces: list[bytes] = []
    length = 0
    async for piece in request.stream():
        length += len(piece)
        if length > most:
            return None
        pieces.append(piece)
    return b"".join(pieces)
