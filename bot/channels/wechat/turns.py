"""One passive reply for each message id: in time, the same at every try, on every worker."""

import asyncio
import logging
import re
from collections.abc import Callable

import anyio
import anyio.to_thread

from bot.changed import replace
from bot.channels.choices import pickable
from bot.channels.lanes import Lanes
from bot.channels.line import APOLOGY, Line
from bot.channels.notes import Notes, change
from bot.channels.questions import REPEAT, mark_of, past
from bot.channels.wechat.hearing import Said
from bot.channels.wechat.showing import ANY_TIME, MORE, RESULT, Page, clean, fitted, link, menu_of, page
from bot.exchange import Exchange
from bot.messages import Reply

log = logging.getLogger("jince.wechat")
PATIENCE = 4.5  # seconds; WeChat cuts the connection after 5
MOST_WAITING = 30
STOP_SECONDS = 5.0
NOTHING_OWED = "没有在等的结果了。想问什么，直接说就行。"
# what people send only to be given the promised result
_POKE = re.compile(r"(?:看?结果|好的?|嗯+|哦+|行|ok|在吗?|继续|更多|查看更多|[?？。.1])?", re.IGNORECASE)


def holding(links: bool) -> str:
    shown = link(RESULT, RESULT, 1) if links else f"“{RESULT}”"
    return f"正在查，稍等几秒。{'点' if links else '回'}{shown}，或随便回一个字，我就把结果给您。"


class Turns:
    """The messages of one account."""

    def __init__(self, line: Line, links: bool, patience: float = PATIENCE) -> None:
        self._line = line
        self._links, self._patience = links, patience
        self._lanes = Lanes()
        self._working: dict[tuple[str, str], asyncio.Task[str]] = {}
        self._holders: anyio.CapacityLimiter | None = None

    async def reply(self, conversation: str, said: Said) -> str:
        """The text for a message, however often and while whatever it is asked for."""
        key = (conversation, said.message_id)
        task = self._working.get(key)
        if task is None:
            if self._lanes.waiting(conversation) >= MOST_WAITING:
                return clean(self._line.too_fast(conversation) or APOLOGY)
            task = asyncio.create_task(self._in_turn(conversation, said))
            self._working[key] = task
            task.add_done_callback(lambda _: self._working.pop(key, None))
        done, _ = await asyncio.wait((task,), timeout=self._patience)
        return task.result() if done else await self._hold(conversation, said)

    async def _in_turn(self, conversation: str, said: Said) -> str:
        async with self._lanes.turn(conversation):
            try:
                return await self._line.in_thread(self._settle, conversation, said)
            except Exception:
                log.exception("a message failed")
                return APOLOGY

    async def _hold(self, conversation: str, said: Said) -> str:
        """The holding reply, unless another worker answered meanwhile. On threads of its own: the others are busy."""
        if self._holders is None:
            self._holders = anyio.CapacityLimiter(2)

        def promise(notes: Notes) -> tuple[str, Notes]:
            given = notes.given(said.message_id)
            if given is not None:
                return given, notes
            text = holding(self._links)
            owes = not (notes.owed and said.notice is None and _POKE.fullmatch(said.text))
            owed = (*notes.owed, (said.message_id, said.text)) if owes and said.notice is None else notes.owed
            return text, replace(notes.giving(said.message_id, text), owed=owed)

        def step(opened: Exchange) -> str:
            return change(opened, promise)

        return await anyio.to_thread.run_sync(self._line.assistant.exchange, conversation, step, limiter=self._holders)

    def _settle(self, conversation: str, said: Said) -> str:
        """Decides what is given for a message. In a worker thread."""
        return self._line.exchange(conversation, lambda opened: self._given(opened, conversation, said))

    def _given(self, opened: Exchange, conversation: str, said: Said) -> str:
        def ask(text: str, message_id: str) -> tuple[Reply, bool]:
            before = opened.conversation
            return self._line.asked(opened, conversation, text, message_id), opened.conversation is not before

        def lay(reply: Reply, question: str) -> Page:
            return page(reply, pickable(reply, self._line.assistant.content.calculators), self._links, question)

        def decide(notes: Notes) -> tuple[str, Notes]:
            given = notes.given(said.message_id)
            if given is not None:
                return given, notes
            slow_down = self._line.too_fast(conversation)
            laid, kept = _laid_out(replace(said, notice=slow_down or said.notice), notes, ask, lay)
            text, rest = fitted(laid, self._links)
            after = replace(kept, owed=(), rest=rest.words if rest else "", tail=rest.choices if rest else "")
            return text, after.giving(said.message_id, text)

        return change(opened, decide)

    async def stop(self) -> None:
        """Lets what is being worked on end; what is owed is written down already."""
        if self._working:
            await asyncio.wait(self._working.values(), timeout=STOP_SECONDS)


def _laid_out(
    said: Said, notes: Notes, ask: Callable[[str, str], tuple[Reply, bool]], lay: Callable[[Reply, str], Page]
) -> tuple[Page, Notes]:
    """What is owed first, then the reply to the message itself. `ask` says, too, whether anything was asked at all."""

    def answered(text: str, message_id: str, passed: bool = False) -> tuple[Page, Reply]:
        nonlocal notes
        reply, asked = ask(text, message_id)
        reply = past(reply) if passed else reply
        if asked:
            notes = replace(notes, question=mark_of(reply, message_id, notes.question))
        return lay(reply, notes.question), reply

    owed = [answered(text, message_id) for message_id, text in notes.owed]
    if said.notice is not None:
        own = Page(clean(said.notice))
    elif owed and _POKE.fullmatch(said.text):
        own = owed.pop()[0]
    elif not owed and notes.rest and said.text in (MORE, "更多"):
        return Page(notes.rest, notes.tail), notes
    elif said.text == RESULT:
        own = Page(NOTHING_OWED)
    elif _is_past(said, notes):
        own = answered(REPEAT, said.message_id, True)[0] if notes.question else lay(past(None), "")
    else:
        own, reply = answered(said.text, said.message_id)
        notes = Notes() if reply.intent == "forget" else notes
    words = "\n\n".join((*(one.words for one, _ in owed), own.words))
    return Page(words, own.choices), notes


def _is_past(said: Said, notes: Notes) -> bool:
    """Was a choice of a question tapped that is open no more? Its words must not answer another one."""
    if not re.fullmatch("[0-9]{4,10}", said.menu) or int(said.menu) < ANY_TIME:
        return False
    return not notes.question or int(said.menu) != menu_of(notes.question)
