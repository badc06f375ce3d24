"""The Telegram channel: takes updates once, answers each chat in order and all chats side by side."""

import asyncio
import contextlib
import hmac
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator

import telegram
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot.channels.bodies import body_within
from bot.channels.commands import COMMANDS
from bot.channels.lanes import Lanes
from bot.channels.line import APOLOGY, Line
from bot.channels.telegram.attachments import Attachments
from bot.channels.telegram.claims import Claims
from bot.channels.telegram.hearing import Heard, hear
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.showing import shown
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.updates import Update, read
from bot.settings import Settings

log = logging.getLogger("jince.telegram")
PATH = "/telegram"
MAX_BODY = 1 << 20
MOST_WAITING = 30  # messages of one chat in the queue; what is beyond is a flood
KEPT_IDS = 20_000
TYPING_AFTER, TYPING_EVERY = 0.5, 4.0
MOST_TYPING = 20  # chats at work: when more wait, the courtesy would only hold up their replies
STOP_SECONDS = 10.0
OF_ANOTHER = "这一问是问别人的。想问什么，@我说就行。"
_ALLOWED = [telegram.Update.MESSAGE, telegram.Update.CALLBACK_QUERY]


class TelegramChannel:
    """One bot. With a webhook address Telegram calls us, without one we ask it (long polling)."""

    def __init__(self, settings: Settings, line: Line, attachments: Attachments) -> None:
        api = settings.telegram_api.rstrip("/")
        self._line, self._attachments = line, attachments
        self._claims = Claims(line)
        self._secret = settings.telegram_secret.encode()
        self._webhook = _webhook_address(settings.telegram_webhook)
        transport = Transport(api)
        self._bot = Bot(
            settings.telegram_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=transport,
            get_updates_request=Transport(api, 2),
        )
        self._sender = Sender(self._bot, transport)
        self._lanes = Lanes()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = False

    def routes(self) -> list[BaseRoute]:
        return [Route(PATH, self.webhook, methods=["POST"])] if self._webhook else []

    # ---- updates come in

    async def webhook(self, request: Request) -> Response:
        """Queues an update and says 200 at once."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return PlainTextResponse("密钥不对", 403)
        if not self._ready:
            return PlainTextResponse("还没准备好", 503)  # Telegram will send it again
        body = await body_within(request, MAX_BODY)
        if body is None:
            return PlainTextResponse("太大", 413)
        try:
            update = read(body)
        except ValueError:
            return PlainTextResponse("不是Telegram的更新", 400)
        self.take(update)
        return Response(status_code=200)

    def take(self, update: Update) -> None:
        """Queues an update in its chat's lane, unless it was seen before."""
        if update.update_id in self._seen:
            return
        self._seen[update.update_id] = None
        if len(self._seen) > KEPT_IDS:
            self._seen.popitem(last=False)
        try:
            heard = hear(update, self._bot.bot)
        except Exception:
            log.exception("update %s could not be read", update.update_id)
            return
        if heard is None:
            return
        if self._lanes.waiting(str(heard.chat)) >= MOST_WAITING:
            log.warning("a chat floods us: update %s left out", update.update_id)
            return
        task = asyncio.create_task(self._serve(heard))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ---- answers go out

    async def _serve(self, heard: Heard) -> None:
        async with self._lanes.turn(str(heard.chat)):
            try:
                await self._answer(heard)
            except Exception:
                log.exception("update %s failed", heard.update_id)
                with contextlib.suppress(Exception):
                    await self._sender.message(heard.chat, APOLOGY, None, heard.quoting, heard.thread)

    async def _answer(self, heard: Heard) -> None:
        pressed = heard.pressed
        if pressed is not None and pressed.of_another:
            await self._sender.pressed(pressed.query, heard.chat, None, OF_ANOTHER)
            return
        if pressed is not None:
            await self._sender.pressed(pressed.query, heard.chat, pressed.message if pressed.button.once else None)
        with self._typing(heard.chat, heard.thread):
            claimed = await self._line.in_thread(self._claims.reply, heard)
        if claimed is None:
            return
        texts = shown(claimed.reply)
        for place, text in enumerate(texts, 1):
            keys = claimed.keyboard if place == len(texts) else None
            await self._sender.message(heard.chat, text, keys, heard.quoting if place == 1 else None, heard.thread)
        making = self._attachments(claimed.reply)
        for attachment in await self._line.in_thread(making) if making else ():
            await self._sender.attachment(heard.chat, attachment, heard.thread)

    @contextlib.contextmanager
    def _typing(self, chat: int, thread: int | None) -> Iterator[None]:
        """正在输入… while an answer takes its time."""
        task: asyncio.Task[None] | None = None

        def begin() -> None:
            nonlocal task
            if len(self._lanes) <= MOST_TYPING:
                task = asyncio.create_task(self._keep_typing(chat, thread))

        waiting = asyncio.get_running_loop().call_later(TYPING_AFTER, begin)
        try:
            yield
        finally:
            waiting.cancel()
            if task is not None:
                task.cancel()

    async def _keep_typing(self, chat: int, thread: int | None) -> None:
        while True:
            await self._sender.typing(chat, thread)
            await asyncio.sleep(TYPING_EVERY)

    # ---- start and stop

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Connects in the background, so that the other channels need not wait for Telegram."""
        queue: asyncio.Queue[object] = asyncio.Queue()
        updater = Updater(self._bot, queue)
        work = [asyncio.create_task(self._connect(updater))]
        if not self._webhook:
            work.append(asyncio.create_task(self._drain(queue)))
        try:
            yield
        finally:
            await self._stop(updater, work)

    async def _connect(self, updater: Updater) -> None:
        wait = 1.0
        while True:
            try:
                await self._greet(updater)
                return
            except InvalidToken:
                log.error("JINCE_TELEGRAM_TOKEN: Telegram does not know this token; get one from @BotFather")
                return
            except TelegramError as fault:
                log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(fault).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(60.0, wait * 2)

    async def _greet(self, updater: Updater) -> None:
        await self._bot.initialize()
        await self._bot.set_my_commands([BotCommand(name, title) for name, (title, _) in COMMANDS.items()])
        self._ready = True
        if self._webhook:
            await self._bot.set_webhook(
                self._webhook, secret_token=self._secret.decode(), allowed_updates=_ALLOWED, max_connections=40
            )
            log.info("Telegram: @%s by webhook", self._bot.bot.username)
            return
        await updater.initialize()
        await updater.start_polling(allowed_updates=_ALLOWED, bootstrap_retries=0, error_callback=_poll_fault)
        log.info("Telegram: @%s by long polling", self._bot.bot.username)

    async def _drain(self, queue: "asyncio.Queue[object]") -> None:
        while True:
            update = await queue.get()
            if isinstance(update, telegram.Update):
                self.take(read(update.to_json().encode()))

    async def _stop(self, updater: Updater, work: list[asyncio.Task[None]]) -> None:
        self._ready = False
        if updater.running:
            await updater.stop()
        await asyncio.sleep(0)  # what was fetched last is taken
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
        with contextlib.suppress(Exception):
            await self._bot.shutdown()


def _webhook_address(given: str) -> str:
    """With our path, whether it was given with it or not."""
    address = given.rstrip("/")
    return address if not address or address.endswith(PATH) else address + PATH


def _poll_fault(fault: TelegramError) -> None:
    log.warning("long polling: %s", type(fault).__name__)
