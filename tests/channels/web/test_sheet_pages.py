"""/sheets/CODE: the page and the files of a sheet, for whoever has the code, and for nobody else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.channels.telegram.attachments import sheets_of
from bot.messages import Reply
from bot.sheets import printing
from bot.sheets.codes import PATTERN

Open = Callable[[TestClient], Any]


@pytest.fixture
def path(client: TestClient, open_session: Open) -> str:
    """Where the sheet of a calculation is."""
    talk = open_session(client)
    for text in ("帮我算成果转化补助", "420万", "没有了"):
        talk.say(text)
    found = re.search(rf"/sheets/{PATTERN}", talk.say("测算单")["text"])
    assert found
    return found.group()


def test_the_page(client: TestClient, path: str) -> None:
    shown = client.get(path)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "能拿20万元" in shown.text
    assert shown.headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    for asset in re.findall(r'(?:href|src)="(/static/[^"]+)"', shown.text):
        assert client.get(asset).status_code == 200


@pytest.mark.font
@pytest.mark.parametrize(
    ("ending", "type", "begin"), [("pdf", "application/pdf", b"%PDF"), ("png", "image/png", b"\x89PNG")]
)
def test_the_files(client: TestClient, path: str, ending: str, type: str, begin: bytes) -> None:
    file = client.get(f"{path}.{ending}")
    assert (file.status_code, file.headers["content-type"]) == (200, type)
    assert file.content.startswith(begin)


def test_a_code_written_otherwise_leads_there(client: TestClient, path: str) -> None:
    other = client.get(path.lower().replace("-", "").replace("/sheets", "/sheets") + ".png", follow_redirects=False)
    assert (other.status_code, other.headers["location"]) == (307, f"{path}.png")


@pytest.mark.parametrize("name", ["00000-00000", "x", "00000-00000.pdf", "%2e%2e", "测算单", "0" * 5000])
def test_what_is_not_there_is_not_found(client: TestClient, name: str) -> None:
    missing = client.get(f"/sheets/{name}")
    assert missing.status_code == 404
    assert missing.text.startswith("没有")


@pytest.mark.parametrize("ending", [".svg", ".PDF", ".pdf.png", "."])
def test_other_files_are_not_found(client: TestClient, path: str, ending: str) -> None:
    found = client.get(f"{path}{ending}")
    assert found.status_code == (200 if ending == "." else 404)


def test_after_forgetting_it_is_gone(client: TestClient, open_session: Open) -> None:
    talk = open_session(client)
    for text in ("帮我算成果转化补助", "420万", "没有了"):
        talk.say(text)
    found = re.search(rf"/sheets/{PATTERN}", talk.say("测算单")["text"])
    assert found
    assert client.get(found.group()).status_code == 200
    assert client.delete(f"/api/sessions/{talk.session}").status_code == 204
    assert client.get(found.group()).status_code == 404


def test_without_a_font_the_files_say_so_and_the_page_is_there(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.fonts.cache_clear()
    printing.printed.cache_clear()
    monkeypatch.setattr(printing, "FONTS", ("No Such Font",))
    refused = client.get(f"{path}.pdf")
    assert (refused.status_code, "没有中文字体" in refused.text) == (503, True)
    assert client.get(path).status_code == 200
    printing.fonts.cache_clear()


@pytest.mark.font
def test_a_chat_gets_picture_and_file(client: TestClient, path: str, assistant: Any) -> None:
    files = sheets_of(assistant)
    reply = Reply(kind="notice", text=f"看 {path} 。", intent="sheet")
    making = files(reply)
    assert making is not None
    photo, document = making()
    assert (photo.sort, photo.data[:4], document.sort, document.data[:4]) == ("photo", b"\x89PNG", "document", b"%PDF")
    assert files(reply.model_copy(update={"intent": "unknown"})) is None
    gone = files(reply.model_copy(update={"text": "/sheets/00000-00000"}))
    assert gone is not None
    assert gone() == ()
