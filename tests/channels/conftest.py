"""Fixtures for the channels: an assistant, every channel on a real server, the Bot API emulator."""

from collections.abc import Iterator

import pytest
from peers import BotApi, Echo

from bot.assistant import Assistant
from bot.content.load import Content
from bot.engine import Engine
from bot.stores.memory import MemoryStore


@pytest.fixture
def assistant(content: Content, engine: Engine) -> Assistant:
    return Assistant(content, MemoryStore(), engine)


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def echoing(content: Content, echo: Echo) -> Assistant:
    return Assistant(content, MemoryStore(), echo)  # type: ignore[arg-type]


@pytest.fixture
def bot_api() -> Iterator[BotApi]:
    api = BotApi()
    yield api
    api.close()
