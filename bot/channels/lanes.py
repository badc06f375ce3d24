"""Order within a conversation while conversations run side by side."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Lanes:
    """One lane a key: first come, first served; an empty lane leaves nothing behind."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}

    def waiting(self, key: str) -> int:
        """How many are in a lane now."""
        lane = self._lanes.get(key)
        return lane.waiting if lane else 0

    def __len__(self) -> int:
        return len(self._lanes)

    @contextlib.asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        lane = self._lanes.setdefault(key, _Lane())
        lane.waiting += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.waiting -= 1
            if not lane.waiting:
                del self._lanes[key]
