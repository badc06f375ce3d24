"""The application over an assistant of the test's own, and a client that talks to it in process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from browsing import browser, chat, chats, desktop, phone, server, visit
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.content.load import Content
from bot.engine import Engine
from bot.server import application
from bot.settings import Settings
from bot.stores import Store
from bot.stores.memory import MemoryStore

__all__ = ["browser", "chat", "chats", "desktop", "phone", "server", "visit"]


@pytest.fixture
def assistant(content: Content, engine: Engine) -> Assistant:
    return Assistant(content, MemoryStore(), engine)


@pytest.fixture
def app(assistant: Assistant) -> Starlette:
    return application(assistant, Settings(rate_limit=0))


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@dataclass(frozen=True)
class Talk:
    """One session of a client."""

    client: TestClient
    session: str

    def post(self, text: Any, **more: Any) -> Any:
        return self.client.post("/api/chat", json={"session": self.session, "text": text, **more})

    def say(self, text: str, **more: Any) -> Any:
        response = self.post(text, **more)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture
def open_session() -> Callable[[TestClient], Talk]:
    def opened(client: TestClient) -> Talk:
        return Talk(client, client.post("/api/sessions").json()["session"])

    return opened


@pytest.fixture
def talk(client: TestClient, open_session: Callable[[TestClient], Talk]) -> Talk:
    return open_session(client)


@pytest.fixture
def client_with(content: Content, engine: Engine) -> Iterator[Callable[..., TestClient]]:
    """Builds a client over other settings or another store."""
    opened: list[TestClient] = []

    def build(store: Store | None = None, **settings: Any) -> TestClient:
        assistant = Assistant(content, store or MemoryStore(), engine)
        client = TestClient(application(assistant, Settings(**settings)), raise_server_exceptions=False)
        opened.append(client.__enter__())
        return client

    yield build
    for client in opened:
        client.__exit__(None, None, None)
