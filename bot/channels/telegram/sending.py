"""Sending to Telegram: its limits respected chat by chat, transient faults tried again."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

from telegram import Bot, InputFile
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.attachments import Attachment
from bot.channels.telegram.buttons import Keyboard
from bot.channels.telegram.showing import plain
from bot.channels.telegram.transport import Transport

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's opt-in to waits as timedelta
log = logging.getLogger("jince.telegram")
TRIES = 4


class Sender:
    """Everything that goes out. A wait for one chat is waited in that chat's lane only."""

    def __init__(self, bot: Bot, transport: Transport) -> None:
        self._bot, self._transport = bot, transport

    async def message(
        self, chat: int, marked: str, keyboard: Keyboard | None, quoting: int | None = None, thread: int | None = None
    ) -> None:
        """One message. Past the library's send_message: unfolding the answer, which nobody reads, costs half of it."""
        more = _in_topic(thread)
        if keyboard:
            more["reply_markup"] = keyboard
        if quoting is not None:
            more["reply_parameters"] = {"message_id": quoting, "allow_sending_without_reply": True}
        address = f"{self._bot.base_url}/sendMessage"

        async def send(chat: int) -> None:
            try:
                await self._transport.call(address, {"chat_id": chat, "text": marked, "parse_mode": "HTML", **more})
            except BadRequest as fault:
                if "parse entities" not in str(fault):
                    raise
                log.error("Telegram refused our markup: %s", fault)
                await self._transport.call(address, {"chat_id": chat, "text": plain(marked), **more})

        await self._patiently(chat, send)

    async def attachment(self, chat: int, attachment: Attachment, thread: int | None = None) -> None:
        async def send(chat: int) -> None:
            file = InputFile(attachment.data, attachment.name)
            if attachment.sort == "photo":
                await self._bot.send_photo(chat, file, message_thread_id=thread)
            else:
                await self._bot.send_document(chat, file, message_thread_id=thread)

        await self._patiently(chat, send)

    async def pressed(self, query: str, chat: int, message: int | None, said: str | None = None) -> None:
        """Stops the button's spinner (showing what is `said`); for a question now answered, takes its keyboard away."""
        with _courtesy():
            await self._bot.answer_callback_query(query, said)
        if message is not None:
            with _courtesy():
                await self._bot.edit_message_reply_markup(chat, message, reply_markup=None)

    async def typing(self, chat: int, thread: int | None = None) -> None:
        address = f"{self._bot.base_url}/sendChatAction"
        with _courtesy():
            await self._transport.call(address, {"chat_id": chat, "action": ChatAction.TYPING, **_in_topic(thread)})

    @staticmethod
    async def _patiently(chat: int, send: Callable[[int], Awaitable[None]]) -> None:
        """Waits as long as a 429 says; tries again after a lost connection; not after a timeout: it may have arrived."""
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                return await send(chat)
            except RetryAfter as fault:
                if last:
                    raise
                wait = fault.retry_after
                seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
                log.warning("Telegram asks us to wait %s s for one chat", seconds)
                await asyncio.sleep(seconds)
            except ChatMigrated as fault:
                chat = fault.new_chat_id
            except Forbidden:
                log.info("a person has blocked the bot, or it was removed from a group")
                return None
            except (BadRequest, TimedOut):
                raise
            except NetworkError:
                if last:
                    raise
                await asyncio.sleep(0.2 * 2**attempt)
        return None


def _in_topic(thread: int | None) -> dict[str, Any]:
    return {} if thread is None else {"message_thread_id": thread}


@contextlib.contextmanager
def _courtesy() -> Iterator[None]:
    """For what is only polite: a fault there must not cost the reply."""
    try:
        yield
    except TelegramError as fault:
        log.info("left out: %s", type(fault).__name__)
