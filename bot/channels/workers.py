"""Worker threads for short synchronous work, which wake as seldom as they can.

Python threads take turns; handing every message to a thread and back costs more than the message itself. So a
worker takes whatever waits, one after the other, and hands the results back together. A second worker starts only
when the first one is stuck in something slow, so that nobody waits behind it.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

STUCK_SECONDS = 0.02
_T = TypeVar("_T")
_Job = tuple[Callable[[], Any], "asyncio.Future[Any]"]


class Workers:
    """At most `most` threads, for one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="jince")
        self._jobs: deque[_Job] = deque()
        self._done: deque[tuple[asyncio.Future[Any], Any, BaseException | None]] = deque()
        self._lock = threading.Lock()
        self._running = 0
        self._moved = 0.0  # when a worker last took a job
        self._watching = False

    async def run(self, call: Callable[..., _T], *values: object) -> _T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()
        with self._lock:
            self._jobs.append((lambda: call(*values), future))
        self._start(loop)
        if not self._watching:
            self._watching = True
            loop.call_later(STUCK_SECONDS, self._watch, loop)
        return await future

    def _start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Starts a worker if none runs, or if those that run are stuck."""
        with self._lock:
            stuck = time.monotonic() - self._moved > STUCK_SECONDS
            if not self._jobs or self._running >= self._most or self._running and not stuck:
                return
            self._running += 1
            self._moved = time.monotonic()
        self._threads.submit(self._work, loop)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._running -= 1
                    break
                call, future = self._jobs.popleft()
                self._moved = time.monotonic()
            try:
                self._done.append((future, call(), None))
            except BaseException as fault:
                self._done.append((future, None, fault))
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._hand_back)

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hands back what is done behind a slow job, and gets help for what waits behind it."""
        self._hand_back()
        self._start(loop)
        self._watching = bool(self._running or self._jobs)
        if self._watching:
            loop.call_later(STUCK_SECONDS, self._watch, loop)

    def _hand_back(self) -> None:
        while self._done:
            future, result, fault = self._done.popleft()
            if future.done():
                continue
            if fault is None:
                future.set_result(result)
            else:
                future.set_exception(fault)
