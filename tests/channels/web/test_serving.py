"""What surrounds the API: the page and its files, headers, health, metrics, and what happens when something breaks."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message

from bot.channels.web.api import PAGE
from bot.stores.memory import MemoryStore

SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


class Broken(MemoryStore):
    """A store whose server went away."""

    broken = True

    def load(self, key: str) -> tuple[str, int] | None:
        if self.broken:
            raise ConnectionError("no way to 10.0.0.7")
        return super().load(key)

    def ready(self) -> bool:
        return not self.broken


# ---- headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/static/chat.js"),
        ("GET", "/healthz"),
        ("GET", "/metrics"),
        ("GET", "/openapi.json"),
        ("POST", "/api/sessions"),
        ("POST", "/api/chat"),
        ("GET", "/nope"),
        ("PUT", "/api/chat"),
    ],
)
def test_every_response_keeps_a_browser_from_doing_anything_else(client: TestClient, method: str, path: str) -> None:
    headers = client.request(method, path).headers
    assert {name: headers[name] for name in SAFE} == SAFE
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers


def test_even_an_answer_to_a_breakdown_has_the_headers_and_no_insides(
    client_with: Callable[..., TestClient],
) -> None:
    client = client_with(Broken())
    response = client.post("/api/chat", json={"session": "x", "text": "你好"})
    assert response.status_code == 500
    assert response.json() == {"error": "服务出错了，请稍后再试", "faults": []}
    assert {name: response.headers[name] for name in SAFE} == SAFE
    assert "10.0.0.7" not in response.text


# ---- the page


def test_the_page_uses_its_own_files_only(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    used = re.findall(r'(?:src|href)="([^"#]+)"', page.text)
    assert used
    for path in used:
        assert path.startswith("/static/")
        assert client.get(path).status_code == 200
    assert "<style" not in page.text
    assert "style=" not in page.text
    assert not re.search(r"<script(?![^>]* src=)", page.text)
    assert not re.search(r"\son\w+=", page.text)


def test_the_pages_files_name_no_other_place() -> None:
    for path in PAGE.iterdir():
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text(encoding="utf-8"))
        assert [place for place in found if "www.w3.org" not in place] == []


def test_the_page_says_its_language_and_names_its_parts(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="zh-CN">' in page
    assert 'role="log"' in page
    assert 'aria-live="polite"' in page
    for id in re.findall(r'(?:for|aria-labelledby)="([\w-]+)"', page):
        assert f'id="{id}"' in page


@pytest.mark.parametrize("path", ["/", "/static/chat.js", "/static/chat.css"])
def test_an_update_of_the_page_is_seen_at_once(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == (304 if path != "/" else 200)


@pytest.mark.parametrize(
    "path", ["/static/../api.py", "/static/%2e%2e/api.py", "/static/", "/static/nope", "/static/%00"]
)
def test_nothing_beside_the_pages_files_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


# ---- for machines


def test_healthz_names_the_content(client: TestClient) -> None:
    body = client.get("/healthz").json()
    assert body["status"] == "ok"
    assert re.fullmatch("[0-9a-f]{6,}", body["content"])


def test_readyz_follows_the_store(client_with: Callable[..., TestClient]) -> None:
    store = Broken()
    client = client_with(store)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    store.broken = False
    assert client.get("/readyz").status_code == 200


def test_metrics_count_replies_by_channel_and_kind(talk: Any) -> None:
    for text in ("链主认定奖多少", "链主认定奖多少", "帮我算成果转化补助"):
        talk.say(text)
    talk.post("")
    response = talk.client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert 'jince_replies_total{channel="web",kind="answer"} 2.0' in response.text
    assert 'jince_replies_total{channel="web",kind="ask"} 1.0' in response.text
    assert 'jince_reply_seconds_count{channel="web"} 3.0' in response.text
    assert talk.session not in response.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/chat", {"POST"}),
        ("GET", "/api/sessions", {"POST"}),
        ("PUT", "/api/policies", {"GET", "HEAD"}),
        ("POST", "/", {"GET", "HEAD"}),
    ],
)
def test_a_wrong_method_says_which_is_right(client: TestClient, method: str, path: str, allowed: set[str]) -> None:
    response = client.request(method, path)
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == allowed


def test_pages_answer_head_as_get(client: TestClient) -> None:
    assert client.head("/").status_code == 200
    assert client.head("/healthz").content == b""


def test_a_sender_who_hangs_up_in_the_middle_is_no_breakdown(app: Starlette) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/chat", "headers": [], "query_string": b"", "root_path": ""}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 400
