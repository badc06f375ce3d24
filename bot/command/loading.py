"""What most subcommands need: the content, an assistant over it, and bounded input."""

import sys
from typing import IO, TYPE_CHECKING

from bot.collecting import uncollected
from bot.command.refusal import Refusal
from bot.settings import Settings
from bot.system_faults import why_not

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.content.load import Content
    from bot.stores import Store

MAX_INPUT = 1 << 20  # bytes


def content_of(settings: Settings) -> "Content":
    """The content of the settings. Raises Refusal."""
    from bot.content.faults import ContentError
    from bot.content.load import load

    try:
        return load(settings.content)
    except ContentError as error:
        raise Refusal("内容有错，先用 jince check 看全部：" + str(error.faults[0])) from None


def assistant_of(settings: Settings, database: str, *, once: bool = False) -> "Assistant":
    """An assistant that keeps its conversations in the database; `once`: for one question only. Raises Refusal."""
    with uncollected(for_good=True):
        from bot.assistant import Assistant
        from bot.engine import Engine

        content = content_of(settings)
        store = store_of(database)
        return Assistant(content, store, Engine(content, once=once))


def store_of(database: str) -> "Store":
    """The store at an address. Raises Refusal."""
    from bot.stores import open_store

    try:
        return open_store(database)
    except Exception as fault:  # whatever a driver raises: the way out is the same
        from bot.redaction import secrets_of, starred

        why = starred(str(fault), secrets_of(Settings(database=database)))  # a driver may quote the password
        raise Refusal(f"JINCE_DATABASE: 打不开 {database.split('@')[-1]}：{why}") from None


def read_input(name: str) -> bytes:
    """The bytes of a file or, for `-`, of standard input. Raises Refusal."""
    try:
        with opened(name) as file:
            raw = file.read(MAX_INPUT + 1)
    except OSError as fault:
        raise Refusal(f"--input: 读不了 {name}：{why_not(fault)}；要一个可读的文件，或 - 表示标准输入") from None
    if len(raw) > MAX_INPUT:
        raise Refusal(f"--input: {name} 太大，最多{MAX_INPUT}字节")
    return raw


def opened(name: str) -> IO[bytes]:
    """A file, or standard input for `-`. Raises OSError."""
    if name != "-":
        return open(name, "rb")
    if sys.stdin is None:
        raise OSError(0, "标准输入是关着的")
    return sys.stdin.buffer
