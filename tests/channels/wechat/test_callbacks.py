"""The official account and the WeCom app as Tencent's servers meet them."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from peers import (
    APPID,
    CORP_KEY,
    CORPID,
    OLD_KEY,
    WECHAT_TOKEN,
    WECOM_TOKEN,
    Echo,
    WeChatPerson,
    settings,
    until,
)
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.channels.line import APOLOGY, Line
from bot.channels.questions import NOTHING_ASKED, PAST
from bot.channels.wechat import OfficialAccount, WeComApp
from bot.channels.wechat.crypto import MessageCipher, signature
from bot.channels.wechat.showing import Page, fitted, page
from bot.channels.wechat.turns import NOTHING_OWED
from bot.exchange import read
from bot.messages import MAX_TEXT, QuickReply, Reply
from bot.server import Figures, application


def client_of(assistant: Assistant, **changes: Any) -> TestClient:
    return TestClient(application(assistant, settings(**changes)))


def worker(assistant: Assistant, patience: float) -> TestClient:
    """One worker process's channels, with another patience."""
    from starlette.applications import Starlette

    figures, given = Figures(), settings()

    def line(name: str) -> Line:
        return Line(name, assistant, 0, figures.replies, figures.seconds)

    official = OfficialAccount(given, line("wechat"), patience)
    wecom = WeComApp(given, line("wecom"), patience)
    return TestClient(Starlette(routes=[*official.routes(), *wecom.routes()]))


@pytest.fixture
def client(echoing: Assistant) -> Iterator[TestClient]:
    with client_of(echoing) as client:
        yield client


@pytest.fixture(params=["/wechat", "/wecom"])
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def query(token: str, *more: str, stamp: str = "") -> dict[str, str]:
    stamp = stamp or str(int(time.time()))
    return {"timestamp": stamp, "nonce": "n", "signature": signature(token, stamp, "n", *more)}


# ---- getting in


def test_the_address_check(client: TestClient) -> None:
    given = query(WECHAT_TOKEN)
    assert client.get("/wechat", params={**given, "echostr": "4375120948345356249"}).text == "4375120948345356249"
    assert client.get("/wechat", params={**given, "nonce": "m", "echostr": "x"}).status_code == 403
    assert client.get("/wechat").status_code == 403


def test_the_address_check_of_wecom_decrypts(client: TestClient) -> None:
    echo = MessageCipher(CORP_KEY, CORPID).encrypt(b"1288432023552776189")
    stamp = str(int(time.time()))
    given = {
        "timestamp": stamp,
        "nonce": "n",
        "msg_signature": signature(WECOM_TOKEN, stamp, "n", echo),
        "echostr": echo,
    }
    assert client.get("/wecom", params=given).content == b"1288432023552776189"
    assert client.get("/wecom", params={**given, "msg_signature": "0" * 40}).status_code == 403
    other = MessageCipher(CORP_KEY, "ww-other").encrypt(b"1")
    forged = {**given, "echostr": other, "msg_signature": signature(WECOM_TOKEN, stamp, "n", other)}
    assert client.get("/wecom", params=forged).status_code == 403


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
def test_the_three_modes(client: TestClient, mode: str) -> None:
    assert WeChatPerson(client.post, mode=mode).say("你好").words == "听到：你好"


def test_the_previous_key_is_answered_with_itself(client: TestClient) -> None:
    assert WeChatPerson(client.post, key=OLD_KEY).say("你好").words == "听到：你好"


def test_plain_pushes_are_refused_where_only_safe_ones_are_wanted(echoing: Assistant) -> None:
    with client_of(echoing, wechat_safe_only=True) as client:
        assert WeChatPerson(client.post).say("你好").words == "听到：你好"
        person = WeChatPerson(client.post, mode="plain")
        assert person.deliver(person.said("你好")).status_code == 403


def test_old_pushes_are_refused(client: TestClient, echo: Echo) -> None:
    body = b"<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><MsgType>text</MsgType></xml>"
    for stamp in (str(int(time.time()) - 400), str(int(time.time()) + 400), "x", ""):
        assert client.post("/wechat", params=query(WECHAT_TOKEN, stamp=stamp or "0"), content=body).status_code == 403
    assert echo.heard == []


def test_in_safe_mode_the_plain_signature_alone_is_not_enough(client: TestClient, path: str, echo: Echo) -> None:
    token = WECOM_TOKEN if path == "/wecom" else WECHAT_TOKEN
    sealed = WeChatPerson(client.post, path).cipher().encrypt(b"<xml></xml>")
    body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
    for given in (query(token), {**query(token), "msg_signature": query(token)["signature"]}):
        response = client.post(path, params={**given, "encrypt_type": "aes"}, content=body)
        assert (response.status_code, response.text) == (403, "拒绝")
    assert echo.heard == []


def test_every_bad_ciphertext_gets_the_same_answer(client: TestClient, path: str) -> None:
    token = WECOM_TOKEN if path == "/wecom" else WECHAT_TOKEN
    good = WeChatPerson(client.post, path).cipher()
    for sealed in (good.encrypt(b"x")[:-4], "A" * 64, MessageCipher("z" * 43, APPID).encrypt(b"x"), "A" * 25):
        stamp = str(int(time.time()))
        given = {
            **query(token),
            "timestamp": stamp,
            "encrypt_type": "aes",
            "msg_signature": signature(token, stamp, "n", sealed),
        }
        given["signature"] = signature(token, stamp, "n")
        response = client.post(path, params=given, content=f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode())
        assert (response.status_code, response.text) == (403, "拒绝")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"junk",
        b"<xml>",
        b"<html></html>",
        b"\xff\xfe",
        b"<xml><MsgType>text</MsgType></xml>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml></xml>',
        b"<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>",
        b"<xml>" + b"<a>" * 20000,
    ],
)
def test_bad_bodies_are_refused(client: TestClient, body: bytes, echo: Echo) -> None:
    assert client.post("/wechat", params=query(WECHAT_TOKEN), content=body).status_code == 400
    stamp, sealed = str(int(time.time())), MessageCipher(CORP_KEY, CORPID).encrypt(body)
    given = {"timestamp": stamp, "nonce": "n", "msg_signature": signature(WECOM_TOKEN, stamp, "n", sealed)}
    response = client.post("/wecom", params=given, content=f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode())
    assert response.status_code in (400, 413) and echo.heard == []


def test_a_body_beyond_the_bound_is_refused(client: TestClient, path: str) -> None:
    token = WECOM_TOKEN if path == "/wecom" else WECHAT_TOKEN
    assert client.post(path, params=query(token), content=b"x" * 70_000).status_code == 413


# ---- messages


@pytest.mark.parametrize(
    ("push", "words"),
    [
        ({"MsgType": "voice", "Recognition": "链主奖多少", "MsgId": "1"}, "听到：链主奖多少"),
        ({"MsgType": "voice", "MsgId": "1"}, "语音我听不了"),
        ({"MsgType": "voice", "Recognition": " ", "MsgId": "1"}, "语音我听不了"),
        ({"MsgType": "image", "PicUrl": "x", "MsgId": "1"}, "图片我看不了"),
        ({"MsgType": "location", "Label": "x", "MsgId": "1"}, "位置我用不上"),
        ({"MsgType": "link", "Url": "x", "MsgId": "1"}, "链接我打不开"),
        ({"MsgType": "hologram", "MsgId": "1"}, "这种消息我看不了"),
        ({"MsgType": "event", "Event": "subscribe"}, "听到：你好"),
        ({"MsgType": "event", "Event": "subscribe", "EventKey": "qrscene_1", "Ticket": "x"}, "听到：你好"),
        ({"MsgType": "event", "Event": "SCAN", "EventKey": "1"}, "听到：你好"),
        ({"MsgType": "event", "Event": "CLICK", "EventKey": "ziliao"}, "听到：我的资料"),
        ({"MsgType": "event", "Event": "click", "EventKey": "链主认定奖多少"}, "听到：链主认定奖多少"),
        ({"MsgType": "text", "Content": " 链主 ", "MsgId": "1"}, "听到：链主"),
        ({"MsgType": "text", "Content": "", "MsgId": "1"}, "听到："),
        ({"MsgType": "text", "Content": "长" * 2001, "MsgId": "1"}, "太长"),
    ],
)
def test_messages_and_events(client: TestClient, path: str, push: dict[str, str], words: str) -> None:
    person = WeChatPerson(client.post, path)
    assert words in person.read(person.deliver(push)).words


def test_two_keys_of_the_menu_within_one_second_are_two_messages(client: TestClient, path: str, echo: Echo) -> None:
    person = WeChatPerson(client.post, path)
    for key in ("help", "ziliao", "ziliao"):  # the last one is delivered again
        person.deliver({"MsgType": "event", "Event": "CLICK", "EventKey": key, "CreateTime": "1700000000"})
    assert echo.heard == ["帮助", "我的资料"]


@pytest.mark.parametrize("event", ["unsubscribe", "VIEW", "LOCATION", "enter_agent", ""])
def test_events_that_want_no_reply(client: TestClient, path: str, event: str, echo: Echo) -> None:
    response = WeChatPerson(client.post, path).deliver({"MsgType": "event", "Event": event, "EventKey": "x"})
    assert response.status_code == 200 and response.text == ("" if path == "/wecom" else "success")
    assert echo.heard == []


def test_no_text_leaves_its_element_or_becomes_a_link(client: TestClient) -> None:
    for text in ("]]><MsgType>x</MsgType><![CDATA[", "]]]]>>", '<a href="http://x">y</a>', "\x0b\x00\ufffe尾"):
        person = WeChatPerson(client.post, mode="plain")
        body = "<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><MsgType>text</MsgType><MsgId>1</MsgId>"
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        clean = "".join(mark for mark in escaped if mark.isprintable() and mark != "\ufffe")
        response = client.post(
            "/wechat", params=query(WECHAT_TOKEN), content=f"{body}<Content>{clean}</Content></xml>".encode()
        )
        root = ElementTree.fromstring(response.text)
        assert [child.tag for child in root] == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
        assert "<" not in (root.findtext("Content") or "")
        assert person.mode == "plain"


# ---- choices, long replies


def options(*texts: str) -> tuple[QuickReply, ...]:
    return tuple(QuickReply(label=text, text=text) for text in texts)


def test_choices_are_links_where_there_are_links_and_numbers_everywhere() -> None:
    reply = Reply(kind="answer", text="您好。", quick_replies=options("要什么条件", 'a"b&c'))
    shown = page(reply, numbers=True, links=True).choices
    assert '1. <a href="weixin://bizmsgmenu?msgmenucontent=要什么条件&msgmenuid=1">要什么条件</a>' in shown
    assert '2. a"b&c' in shown  # could not stand in an address
    assert page(reply, numbers=True, links=False).choices.startswith("1. 要什么条件\n2. ")
    assert page(reply, numbers=False, links=False).choices.startswith("· 要什么条件\n")


def test_did_you_mean_makes_its_own_lines_clickable() -> None:
    reply = Reply(kind="choices", text="哪一项？\n1. 甲？\n2. 乙？\n回序号就行。", quick_replies=options("甲", "乙"))
    assert page(reply, True, False) == Page("哪一项？", "1. 甲？\n2. 乙？\n回序号就行。")
    assert page(reply, True, True).choices.count("<a href=") == 2
    again = reply.model_copy(update={"kind": "ask"})  # 还是没听懂: the choices stand in its words as well
    assert page(again, True, False) == page(reply, True, False)


def test_a_choice_of_a_question_that_has_passed_answers_no_other(client: TestClient, echo: Echo) -> None:
    echo.kind, echo.quick = "ask", options("没有", "有")
    person = WeChatPerson(client.post)
    first, second = person.say("第一问"), person.say("第二问")
    again = person.tap(first, 1)
    assert again.words == f"{PAST}听到：再说一遍" and again.choices
    assert person.tap(again, 2).words == "听到：有"
    assert person.tap(second, 1).words == f"{PAST}听到：再说一遍"
    asked = person.say("第三问")
    assert "太长" in person.say("长" * (MAX_TEXT + 1)).words
    assert person.tap(asked, 1).words == "听到：没有"  # what was too long leaves it open
    echo.kind = "answer"
    shown = person.say("问完了")
    assert person.tap(first, 1).words == f"{PAST}{NOTHING_ASKED}"
    assert person.tap(shown, 1).words == "听到：没有"  # choices of an answer hold at any time
    assert person.say("没有").words == "听到：没有"  # and so does what is typed


@pytest.mark.parametrize("menu", ["", "1", "x", "９９９９", "99999999999999999999", "-5000"])
def test_a_number_that_is_none_of_ours_is_let_be(client: TestClient, echo: Echo, menu: str) -> None:
    person = WeChatPerson(client.post)
    assert person.read(person.deliver({**person.said("链主"), "bizmsgmenuid": menu})).words == "听到：链主"


def test_a_reply_too_long_is_cut_at_a_sentence_and_goes_on() -> None:
    words = "".join(f"第{number}句话说到这里就完了。" for number in range(200))
    rest: Page | None = Page(words, "1. 甲\n（回序号也可以）")
    read = ""
    while rest is not None:
        content, rest = fitted(rest, links=True)
        assert len(content.encode()) <= 2000
        head = content.split("\n")[0]
        assert head.endswith("。")
        read += head
    assert read == words and content.endswith("（回序号也可以）")


def test_more_gives_the_rest(
    client: TestClient, path: str, echoing: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "".join(f"第{number}句话说到这里就完了。" for number in range(100))
    answer = echoing.engine.respond

    def long(conversation: Any, text: str, *at: Any) -> Any:
        return (Reply(kind="answer", text=words), conversation) if text == "长" else answer(conversation, text, *at)

    monkeypatch.setattr(echoing.engine, "respond", long)
    person = WeChatPerson(client.post, path)
    first = person.say("长").raw
    assert "查看更多" in first
    second = person.say("查看更多")
    assert person.read(person.deliver(person.last)).raw == second.raw  # the same message again: the same piece
    assert first.split("\n")[0] + second.raw.split("\n")[0] == words
    assert person.say("查看更多").words == "听到：查看更多"


# ---- in time, once, on every worker


def test_the_same_message_gets_the_same_reply(client: TestClient, path: str, echo: Echo) -> None:
    person = WeChatPerson(client.post, path)
    first = person.say("你好")
    assert person.read(person.deliver(person.last)) == first and echo.heard == ["你好"]


def test_a_late_answer_is_promised_and_given_with_the_next_message(echoing: Assistant, path: str, echo: Echo) -> None:
    echo.held["慢"] = threading.Event()
    with worker(echoing, 0.05) as client:
        person = WeChatPerson(client.post, path)
        promised = person.say("慢")
        assert "正在查" in promised.words and "看结果" in promised.words
        assert person.read(person.deliver(person.last)) == promised
        assert "正在查" in person.say("好").words  # still not there
        echo.held["慢"].set()
        until(lambda: echo.heard)
        with worker(echoing, 30) as other:  # another worker knows of the promise
            person.post = other.post
            assert person.say("看结果").words == "听到：慢"
            assert person.say("看结果").words == NOTHING_OWED
            assert person.say("新问题").words == "听到：新问题"
    assert echo.heard.count("慢") == 1


def test_a_new_question_gets_the_late_answer_first(echoing: Assistant, echo: Echo) -> None:
    echo.held["慢"] = threading.Event()
    person = WeChatPerson(lambda *_: None)
    with worker(echoing, 0.05) as client:
        person.post = client.post
        person.say("慢")
        echo.held["慢"].set()
        until(lambda: echo.heard)
        with worker(echoing, 30) as patient:
            person.post = patient.post
            assert person.say("新问题").words == "听到：慢\n\n听到：新问题"


def test_tries_while_the_first_is_worked_on_share_its_reply(echoing: Assistant, path: str, echo: Echo) -> None:
    echo.held["慢"] = threading.Event()
    with worker(echoing, 30) as client, worker(echoing, 30) as other, ThreadPoolExecutor(3) as tries:
        person = WeChatPerson(client.post, path)
        push = person.said("慢")
        waiting = [tries.submit(person.deliver, push) for _ in range(2)]
        twin = WeChatPerson(other.post, path, openid=person.openid)
        waiting.append(tries.submit(twin.deliver, push))
        echo.held["慢"].set()
        shown = [person.read(one.result()) for one in waiting]
    assert shown[0].words == "听到：慢" and shown[0] == shown[1] == shown[2]


def test_what_was_promised_stays_promised_on_another_worker(echoing: Assistant, echo: Echo) -> None:
    echo.held["慢"] = threading.Event()
    with worker(echoing, 0.05) as client, worker(echoing, 30) as other:
        person = WeChatPerson(client.post)
        promised = person.say("慢")
        echo.held["慢"].set()
        until(lambda: echo.heard)
        person.post = other.post
        assert person.read(person.deliver(person.last)) == promised


def test_a_broken_handler_apologises(client: TestClient, path: str, caplog: pytest.LogCaptureFixture) -> None:
    assert WeChatPerson(client.post, path).say("坏").words == APOLOGY
    assert any("failed" in record.message for record in caplog.records)


def test_forgetting_forgets_what_the_channel_kept(client: TestClient, echoing: Assistant) -> None:
    person = WeChatPerson(client.post)
    person.say("秘密")
    person.say("忘记我")
    held = echoing.store.load(f"wechat:{APPID}:{person.openid}")
    assert held is not None
    notes, _ = read(held[0])
    assert notes and "秘密" not in notes and quote("秘密") not in notes


def test_too_many_messages_are_told_to_slow_down(echoing: Assistant, path: str) -> None:
    with client_of(echoing, rate_limit=2) as client:
        person = WeChatPerson(client.post, path)
        assert [person.say("一").words, person.say("二").words] == ["听到：一", "听到：二"]
        assert "太快" in person.say("三").words
        assert person.read(person.deliver(person.last)).words  # again: the same, without counting
