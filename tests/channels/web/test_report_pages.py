"""/checkup/CODE: the report of a check-up, for whoever has the code, and for nobody else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.checkup import paper
from bot.checkup.kept import key_of
from bot.messages import Incoming
from bot.sheets import printing
from bot.sheets.codes import PATTERN
from bot.wording import REPORT

INTRODUCTION = "长治的链核企业,去年营收6个亿,省级专精特新,在开发区里,给太重供货900万"
LINE = re.compile(rf"\n{REPORT}(\S*)/checkup/({PATTERN})$")
Open = Callable[[TestClient], Any]


def code_in(text: str) -> str:
    found = LINE.search(text)
    assert found, text
    return found.group(2)


@pytest.fixture
def talk(client: TestClient, open_session: Open) -> Any:
    return open_session(client)


@pytest.fixture
def path(talk: Any) -> str:
    """Where the report of a check-up is."""
    talk.say(INTRODUCTION)
    return f"/checkup/{code_in(talk.say('看结果')['text'])}"


def test_the_page(client: TestClient, path: str) -> None:
    shown = client.get(path)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["x-robots-tag"] == "noindex"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "现在能拿，合计" in shown.text
    for asset in re.findall(r'(?:href|src)="(/static/[^"]+)"', shown.text):
        assert client.get(asset).status_code == 200


def test_the_same_code_brings_the_same_report(client: TestClient, talk: Any, path: str) -> None:
    before = client.get(path).text
    talk.say("改成年营收80亿")
    talk.say("重新开始")
    assert client.get(path).text == before
    assert client.get(f"{path}?order=effort").status_code == 200


@pytest.mark.font
def test_the_pdf(client: TestClient, path: str) -> None:
    file = client.get(f"{path}.pdf")
    assert (file.status_code, file.headers["content-type"]) == (200, "application/pdf")
    assert file.content.startswith(b"%PDF-")


def test_without_a_font_the_way_out_is_told(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "FONTS", ("No Such Font",))
    printing.fonts.cache_clear()
    paper._printed.cache_clear()
    try:
        refused = client.get(f"{path}.pdf")
        assert refused.status_code == 503
        assert "apt-get install" in refused.text
        assert client.get(path).status_code == 200
    finally:
        printing.fonts.cache_clear()


def test_a_code_written_otherwise_leads_there(client: TestClient, path: str) -> None:
    code = path.removeprefix("/checkup/")
    for ending in ("", ".pdf"):
        other = client.get(f"/checkup/{code.lower().replace('-', '')}{ending}", follow_redirects=False)
        assert (other.status_code, other.headers["location"]) == (307, path + ending)


@pytest.mark.parametrize("name", ["00000-00000", "x", "00000-00000.pdf", "..%2f..%2fetc", "web:x"])
def test_what_is_no_code_finds_nothing(client: TestClient, name: str) -> None:
    refused = client.get(f"/checkup/{name}")
    assert refused.status_code == 404


def test_no_other_ending_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"{path}.exe").status_code == 404


def test_a_sheet_is_no_report(client: TestClient, open_session: Open) -> None:
    talk = open_session(client)
    for text in ("帮我算成果转化补助", "420万", "没有了"):
        talk.say(text)
    found = re.search(PATTERN, talk.say("测算单")["text"])
    assert found
    assert client.get(f"/checkup/{found.group()}").status_code == 404


@pytest.mark.parametrize("how", ["said", "pressed"])
def test_forgetting_deletes_it(client: TestClient, talk: Any, path: str, how: str) -> None:
    if how == "said":
        talk.say("忘记我")
    else:
        assert client.delete(f"/api/sessions/{talk.session}").status_code == 204
    assert client.get(path).status_code == 404


def test_a_redelivered_message_makes_no_second_report(client: TestClient, open_session: Open) -> None:
    talk = open_session(client)
    talk.say(INTRODUCTION)
    first = talk.say("看结果", message_id="1")
    assert talk.say("看结果", message_id="1") == first


def test_a_why_after_the_check_up_makes_no_report(talk: Any, path: str) -> None:
    assert REPORT not in talk.say("为什么我不符合")["text"]


# ---- where there is no page


def told(text: str, site: str | None) -> Incoming:
    return Incoming("elsewhere:1", text, datetime.now(UTC), site=site)


@pytest.mark.parametrize("site", ["https://jince.example.cn", "https://example.cn/jince", ""])
def test_a_channel_with_an_address_gets_a_whole_link(assistant: Assistant, site: str) -> None:
    assistant.answer(told(INTRODUCTION, site))
    reply = assistant.answer(told("看结果", site))
    found = LINE.search(reply.text)
    assert found
    assert found.group(1) == site
    assert assistant.paper(key_of(found.group(2)))


def test_a_channel_without_one_gets_none(assistant: Assistant) -> None:
    assistant.answer(told(INTRODUCTION, None))
    assert "/checkup/" not in assistant.answer(told("看结果", None)).text


def test_a_question_in_the_terminal_gets_none(assistant: Assistant) -> None:
    assert "/checkup/" not in assistant.once("政策体检").text
