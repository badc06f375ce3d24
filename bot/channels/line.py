"""A channel's line to the assistant: worker threads, the rate limit, what is counted, what is said around it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar, get_args

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from prometheus_client import Counter, Histogram

from bot.assistant import Assistant
from bot.channels.workers import Workers
from bot.exchange import Exchange
from bot.messages import MAX_TEXT, Incoming, Kind, Reply
from bot.wording import TOO_LONG

THREADS = 8  # more than one only for slow messages
APOLOGY = "抱歉，我这边出了点问题，这条没处理成。请再发一次；还不行，过一会儿再试。"
_T = TypeVar("_T")


class Line:
    """Asks the assistant for one channel."""

    def __init__(
        self,
        name: str,
        assistant: Assistant,
        rate_limit: int,
        replies: Counter,
        seconds: Histogram,
        site: str | None = None,
    ) -> None:
        self.name, self.assistant, self._site = name, assistant, site
        self._replies = {kind: replies.labels(name, kind) for kind in get_args(Kind)}
        self._seconds = seconds.labels(name)
        self._limit = RateLimitItemPerMinute(rate_limit) if rate_limit else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._workers = Workers(THREADS)

    async def in_thread(self, call: Callable[..., _T], *values: object) -> _T:
        return await self._workers.run(call, *values)

    def ask(self, conversation: str, text: str, message_id: str | None, *, begun: bool = False) -> Reply:
        """The reply to one message. In a worker thread; `begun`: as Assistant.exchange takes it."""
        return self.exchange(
            conversation, lambda opened: self.asked(opened, conversation, text, message_id), begun=begun
        )

    def exchange(self, conversation: str, step: Callable[[Exchange], _T], *, begun: bool = False) -> _T:
        """Assistant.exchange, timed: one step for one message. In a worker thread."""
        began = time.perf_counter()
        outcome = self.assistant.exchange(conversation, step, begun=begun)
        self._seconds.observe(time.perf_counter() - began)
        return outcome

    def asked(self, opened: Exchange, conversation: str, text: str, message_id: str | None) -> Reply:
        """The reply to a message within an exchange."""
        if len(text) > MAX_TEXT:
            reply = Reply(kind="notice", text=TOO_LONG)
        else:
            known = None if message_id is None else _clean(message_id)
            reply = opened.ask(Incoming(conversation, _clean(text), datetime.now(UTC), known, self._site))
        self._replies[reply.kind].inc()
        return reply

    def seconds_to_wait(self, conversation: str) -> int:
        """Counts a message; 0 if the limit allows it, else the seconds until it would."""
        if self._limit is None or self._limiter.hit(self._limit, conversation):
            return 0
        return max(1, int(self._limiter.get_window_stats(self._limit, conversation).reset_time - time.time()) + 1)

    def too_fast(self, conversation: str) -> str | None:
        """What to say to someone who sends more messages than the limit allows."""
        wait = self.seconds_to_wait(conversation)
        return f"消息太快了，请{wait}秒后再发。" if wait else None


def _clean(text: str) -> str:
    """Without half characters (lone surrogates), which no store keeps."""
    return text.encode("utf-8", "replace").decode()
