"""The Telegram channel against a Bot API emulator, by webhook and by polling."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx2
import pytest
from peers import BOT_TOKEN, SECRET, BotApi, Echo, TelegramPerson, environment, free_port, serving, until

from bot.assistant import Assistant
from bot.channels.line import APOLOGY, Line
from bot.channels.questions import NOTHING_ASKED, PAST, mark_of
from bot.channels.telegram import channel as channel_module
from bot.channels.telegram.attachments import Attachment, Making
from bot.channels.telegram.channel import MOST_TYPING, TYPING_AFTER
from bot.messages import MAX_TEXT, QuickReply, Reply
from bot.server import Figures, application
from bot.settings import read_settings


@contextmanager
def running(assistant: Assistant, api: BotApi, webhook: bool = True) -> Iterator[str]:
    port = free_port()
    configured = {name: value for name, value in environment(port, api.port, webhook).items() if "TELEGRAM" in name}
    with serving(application(assistant, read_settings({**configured, "JINCE_RATE_LIMIT": "0"})), port) as base:
        until(lambda: api.called("setWebhook") if webhook else api.called("setMyCommands"))
        yield base


@pytest.fixture(params=["webhook", "polling"])
def either(request: pytest.FixtureRequest, echoing: Assistant, bot_api: BotApi) -> Iterator[BotApi]:
    with running(echoing, bot_api, request.param == "webhook"):
        yield bot_api


@pytest.fixture
def hooked(echoing: Assistant, bot_api: BotApi) -> Iterator[str]:
    with running(echoing, bot_api) as base:
        yield base


def test_text_button_and_menu_by_webhook_and_by_polling(either: BotApi, echo: Echo) -> None:
    echo.quick = (QuickReply(label="短", text="短的话"), QuickReply(label="长", text="很长的话" * 12))
    person = TelegramPerson(either)
    assert person.say("你好").words == "听到：你好"
    assert person.press(1).words == "听到：短的话"
    assert person.press(2).words == f"听到：{'很长的话' * 12}"
    assert all(len(key["callback_data"].encode()) <= 64 for key in person.buttons)
    assert len(either.called("answerCallbackQuery")) == 2
    menu = either.called("setMyCommands")[0]["commands"]
    assert [entry["command"] for entry in menu] == ["start", "help", "jisuan", "tijian", "ziliao", "wangji"]


def test_a_long_button_whose_words_are_no_longer_kept_says_its_label(
    hooked: str, bot_api: BotApi, echo: Echo, echoing: Assistant
) -> None:
    echo.quick = (QuickReply(label="要什么条件", text="很长的话" * 12),)
    person = TelegramPerson(bot_api)
    person.say("你好")
    echoing.store.delete(f"telegram:{person.chat}")
    assert person.press(1).words == "听到：要什么条件"


def test_a_question_is_answered_by_its_buttons_once(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    echo.kind, echo.quick = "ask", (QuickReply(label="没有", text="没有"),)
    person = TelegramPerson(bot_api)
    person.say("帮我算")
    tap = person.pressing(person.buttons, 1)
    again = {"callback_query": {**tap["callback_query"], "id": "2"}}
    assert person.deliver(tap).words == "听到：没有"
    bot_api.enqueue(again)  # tapped twice, before the buttons were gone
    assert person.say("然后").words == "听到：然后"
    assert echo.heard == ["帮我算", "没有", "然后"]


def test_a_button_of_a_question_that_has_passed_answers_no_other(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    echo.kind, echo.quick = "ask", (QuickReply(label="没有", text="没有"), QuickReply(label="长", text="很长的话" * 12))
    person = TelegramPerson(bot_api)
    person.say("第一问")
    first = person.buttons
    person.say("第二问")
    second = person.buttons
    assert person.deliver(person.pressing(first, 1)).words == f"{PAST}听到：再说一遍"
    assert person.deliver(person.pressing(first, 2)).words == f"{PAST}听到：再说一遍"
    assert "没有" not in echo.heard and "很长的话" * 12 not in echo.heard
    assert person.deliver(person.pressing(person.buttons, 1)).words == "听到：没有"  # below the question repeated
    echo.kind = "answer"
    person.say("问完了")
    asked = len(echo.heard)
    assert person.deliver(person.pressing(second, 1)).words == f"{PAST}{NOTHING_ASKED}"
    old = [{"text": "没有", "callback_data": "ot没有"}]  # of no question that is known
    assert person.deliver(person.pressing(old, 1)).words == f"{PAST}{NOTHING_ASKED}"
    assert len(echo.heard) == asked


def test_what_is_said_aside_leaves_the_buttons_of_the_open_question(
    hooked: str, bot_api: BotApi, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    echo.kind, echo.quick = "ask", (QuickReply(label="没有", text="没有"),)
    person = TelegramPerson(bot_api)
    person.say("第一问")
    asked = person.buttons
    assert "太长" in person.say("长" * (MAX_TEXT + 1)).words
    assert "语音" in person.deliver({"message": person.message(voice={"file_id": "v"})}).words
    assert person.deliver(person.pressing(asked, 1)).words == "听到：没有"


def test_which_question_a_reply_leaves_open() -> None:
    ask, aside = Reply(kind="ask", text="?", awaiting="x"), Reply(kind="answer", text="!", awaiting="x")
    first = mark_of(ask, "1", "")
    assert first and mark_of(ask, "2", first) not in ("", first)
    assert mark_of(aside, "2", first) == first and mark_of(aside, "2", "") != ""
    assert mark_of(Reply(kind="result", text="!"), "2", first) == ""


def test_a_question_to_one_person_of_a_group_is_not_answered_by_another(
    hooked: str, bot_api: BotApi, echo: Echo
) -> None:
    echo.kind, echo.quick = "ask", (QuickReply(label="是", text="是"),)
    group = TelegramPerson(bot_api, chat=-1_000_000_000_002)
    mine = grouped(group, "/jisuan", sender=5)
    group.deliver(mine)
    asked = {**group.message(text="x"), "chat": mine["message"]["chat"], "reply_to_message": mine["message"]}
    pressed = {"id": "1", "from": {"id": 6, "is_bot": False, "first_name": "别人"}, "chat_instance": "1"}
    data = group.buttons[0]["callback_data"]
    bot_api.enqueue({"callback_query": {**pressed, "message": asked, "data": data}})
    until(lambda: bot_api.called("answerCallbackQuery"))
    assert "问别人" in bot_api.called("answerCallbackQuery")[0]["text"]
    own = {**pressed, "id": "2", "from": {**pressed["from"], "id": 5}}
    assert group.deliver({"callback_query": {**own, "message": asked, "data": data}}).words == "听到：是"
    assert echo.heard == ["算别的", "是"] and len(bot_api.called("editMessageReplyMarkup")) == 1


def test_each_topic_of_a_forum_is_a_conversation_answered_in_its_place(
    echoing: Assistant, bot_api: BotApi, echo: Echo
) -> None:
    echo.quick = (QuickReply(label="短", text="短"),)
    group = TelegramPerson(bot_api, chat=-1_000_000_000_003)

    def in_topic(thread: int, text: str) -> dict[str, Any]:
        update = grouped(group, text)
        opening = {**group.message(forum_topic_created={"name": "x", "icon_color": 1}), "message_id": thread}
        opening["from"] = {"id": 7, "is_bot": True, "first_name": "x"}  # everything in a topic seems to reply to this
        more = {"message_thread_id": thread, "is_topic_message": True, "reply_to_message": opening}
        return {"message": {**update["message"], **more}}

    with running(echoing, bot_api):
        bot_api.enqueue(in_topic(70, "大家好"))  # not addressed to us, though the topic was opened by us
        group.deliver(in_topic(70, "/help"))
        group.deliver(in_topic(80, "/tijian"))
        pressed = group.pressing(group.buttons, 1)["callback_query"]
        shown = {**in_topic(80, "x")["message"], "reply_markup": pressed["message"]["reply_markup"]}
        person = {"id": 5, "is_bot": False, "first_name": "人"}
        group.deliver({"callback_query": {**pressed, "message": shown, "from": person}})
        bot_api.enqueue({"message": {**grouped(group, "/help")["message"], "message_thread_id": 9}})
        group.next()  # a chain of replies is no topic
        keys = [f"telegram:{group.chat}:5{topic}" for topic in (":70", ":80", "")]
        assert [key for key in keys if echoing.store.load(key) is None] == []
    assert echo.heard == ["帮助", "政策体检", "短", "帮助"]
    assert [sent.get("message_thread_id") for sent in bot_api.of(group.chat)] == [70, 80, 80, None]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", "你好"),
        ("/start payload", "你好"),
        ("/help", "帮助"),
        ("/jisuan", "算别的"),
        ("/jisuan 成果转化补助", "帮我算成果转化补助"),
        ("/jisuan@jince_bot 成果转化补助", "帮我算成果转化补助"),
        ("/tijian", "政策体检"),
        ("/ziliao", "我的资料"),
        ("/wangji", "忘记我"),
        ("/nothing", "帮助"),
    ],
)
def test_commands(command: str, said: str) -> None:
    from telegram import User

    from bot.channels.telegram.hearing import hear
    from bot.channels.telegram.updates import Update

    person = TelegramPerson(None)  # type: ignore[arg-type]
    update = Update.model_validate({"update_id": 1, "message": person.message(text=command)})
    heard = hear(update, User(7, "x", True, username="jince_bot"))
    assert heard is not None and heard.text == said


def test_the_same_update_is_answered_once_also_by_another_worker(
    hooked: str, echoing: Assistant, bot_api: BotApi, echo: Echo
) -> None:
    person = TelegramPerson(bot_api)
    person.say("一次")
    person.again(hooked)
    other = BotApi()
    with running(echoing, other) as base:
        person.again(base)
        later = TelegramPerson(other)
        later.deliver({"update_id": 1000, "message": later.message(text="完了")})  # whoever comes later is answered
    assert len(other.called("sendMessage")) == 1
    other.close()
    assert echo.heard.count("一次") == 1 and len(bot_api.of(person.chat)) == 1


def test_order_in_a_chat_is_kept_while_other_chats_go_on(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    echo.held["慢"] = threading.Event()
    slow, quick = TelegramPerson(bot_api), TelegramPerson(bot_api)
    bot_api.enqueue({"message": slow.message(text="慢")})
    bot_api.enqueue({"message": slow.message(text="快")})
    assert quick.say("你好").words == "听到：你好"
    assert bot_api.of(slow.chat) == []
    until(lambda: bot_api.of(slow.chat, "sendChatAction"))  # typing meanwhile
    echo.held["慢"].set()
    assert [slow.next().words, slow.next().words] == ["听到：慢", "听到：快"]


def test_when_many_wait_the_sign_of_typing_does_not_hold_up_their_replies(
    hooked: str, bot_api: BotApi, echo: Echo
) -> None:
    echo.held["慢"] = threading.Event()
    people = [TelegramPerson(bot_api) for _ in range(MOST_TYPING + 5)]
    for person in people:
        bot_api.enqueue({"message": person.message(text="慢")})
    time.sleep(4 * TYPING_AFTER)  # by then everybody's turn has come and gone
    echo.held["慢"].set()
    assert {person.next().words for person in people} == {"听到：慢"}
    shown = {str(call["chat_id"]) for call in bot_api.called("sendChatAction")}
    assert not shown & {str(person.chat) for person in people[MOST_TYPING:]}


def test_a_429_is_waited_for_in_its_own_chat_only(hooked: str, bot_api: BotApi) -> None:
    limited, other = TelegramPerson(bot_api), TelegramPerson(bot_api)
    bot_api.emulator.limited[str(limited.chat)] = 1
    bot_api.enqueue({"message": limited.message(text="一")})
    bot_api.enqueue({"message": limited.message(text="二")})
    assert other.say("你好").words == "听到：你好"
    assert [limited.next().words, limited.next().words] == ["听到：一", "听到：二"]


def test_a_failing_handler_is_logged_and_apologised_for(
    hooked: str, bot_api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    person = TelegramPerson(bot_api)
    assert person.say("坏").words == APOLOGY
    assert any("failed" in record.message for record in caplog.records)
    assert BOT_TOKEN not in caplog.text and SECRET not in caplog.text
    assert person.say("好").words == "听到：好"


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}, "语音"),
        ({"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}, "图片"),
        ({"document": {"file_id": "d", "file_unique_id": "d"}}, "文件"),
        ({"location": {"longitude": 1.0, "latitude": 1.0}}, "位置"),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, "这种消息"),
    ],
)
def test_what_cannot_be_read_is_answered_politely(
    hooked: str, bot_api: BotApi, message: dict[str, Any], word: str, echo: Echo
) -> None:
    person = TelegramPerson(bot_api)
    shown = person.deliver({"message": person.message(**message)})
    assert word in shown.words and "文字" in shown.words and echo.heard == []


def test_a_caption_is_read(hooked: str, bot_api: BotApi) -> None:
    person = TelegramPerson(bot_api)
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    assert person.deliver({"message": person.message(photo=photo, caption="看这个")}).words == "听到：看这个"


def grouped(person: TelegramPerson, text: str, **more: Any) -> dict[str, Any]:
    message = person.message(text=text, **more)
    message["chat"] = {"id": person.chat, "type": "supergroup", "title": "群"}
    message["from"] = {"id": more.pop("sender", 5), "is_bot": False, "first_name": "人"}
    return {"message": message}


def test_groups_are_answered_when_addressed_or_replied_to(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    group = TelegramPerson(bot_api, chat=-1_000_000_000_001)
    mention = [{"type": "mention", "offset": 0, "length": 10}]
    bot_api.enqueue(grouped(group, "大家好"))
    bot_api.enqueue(grouped(group, "/help@other_bot"))
    assert group.deliver(grouped(group, "@jince_bot 链主", entities=mention)).words == "听到：链主"
    assert "reply_parameters" in bot_api.of(group.chat)[0]
    me = {"id": 7, "is_bot": True, "first_name": "x", "username": "jince_bot"}
    answered = {"message_id": 1, "date": 1, "chat": {"id": group.chat, "type": "supergroup"}, "from": me, "text": "x"}
    assert group.deliver(grouped(group, "那条件呢", reply_to_message=answered)).words == "听到：那条件呢"
    assert group.deliver(grouped(group, "/help@jince_bot")).words == "听到：帮助"
    assert echo.heard == ["链主", "那条件呢", "帮助"]


def test_service_messages_and_channel_posts_are_left_alone(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    person = TelegramPerson(bot_api)
    bot_api.enqueue({"message": person.message(new_chat_title="x")})
    assert person.say("你好").words == "听到：你好" and echo.heard == ["你好"]


@pytest.mark.parametrize(
    "text", ["<b>", "</i><script>&amp;", "a<b & c>d", "【<】", "依据：<a href='x'>", "\x00\ud800x", "&lt;b&gt;"]
)
def test_no_text_can_break_the_markup(text: str) -> None:
    from html.parser import HTMLParser

    from bot.channels.telegram.showing import plain, shown
    from bot.fitting import without_forbidden

    for kind in ("result", "answer"):
        (marked,) = shown(Reply(kind=kind, text=text))  # type: ignore[arg-type]
        opened: list[str] = []

        class Tags(HTMLParser):
            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                assert tag in ("b", "i") and not attrs
                opened.append(tag)  # noqa: B023

            def handle_endtag(self, tag: str) -> None:
                assert opened.pop() == tag  # noqa: B023

        Tags().feed(marked)
        assert opened == [] and plain(marked) == without_forbidden(text)


def test_a_long_reply_comes_in_pieces_that_fit_and_lose_nothing() -> None:
    from bot.channels.telegram.showing import plain, shown

    text = "第一句话说完了。😀第二句也说完了；" * 400
    marked = shown(Reply(kind="answer", text=text))
    assert len(marked) > 1 and "".join(plain(one) for one in marked) == text
    assert all(len(plain(one).encode("utf-16-le")) // 2 <= 4096 for one in marked)


def test_refused_markup_is_sent_again_as_plain_text(hooked: str, bot_api: BotApi) -> None:
    bot_api.emulator.broken_markup = True
    assert TelegramPerson(bot_api).say("<b>&").raw == "听到：<b>&"


def test_too_long_is_answered_and_not_read(hooked: str, bot_api: BotApi, echo: Echo) -> None:
    assert "太长" in TelegramPerson(bot_api).say("长" * 2001).words and echo.heard == []


def test_sheets_come_as_picture_and_file(echoing: Assistant, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def sheets(reply: Reply) -> Making:
        return lambda: [Attachment("photo", "测算单.png", b"picture"), Attachment("document", "测算单.pdf", b"file")]

    monkeypatch.setattr("bot.channels.telegram.attachments.sheets_of", lambda assistant: sheets)
    with running(echoing, bot_api):
        TelegramPerson(bot_api).say("算")
        until(lambda: len(bot_api.emulator.uploads) == 2)
    assert bot_api.emulator.uploads == [
        ("sendPhoto", {"photo": b"picture"}),
        ("sendDocument", {"document": b"file"}),
    ] or [list(one.values()) for _, one in bot_api.emulator.uploads] == [[b"picture"], [b"file"]]


@pytest.mark.parametrize("secret", ["", "wrong", "密", SECRET + "x"])
def test_a_wrong_secret_is_refused(hooked: str, secret: str, bot_api: BotApi) -> None:
    headers = [(b"X-Telegram-Bot-Api-Secret-Token", secret.encode())]
    assert httpx2.post(f"{hooked}/telegram", json={"update_id": 1}, headers=headers).status_code == 403
    assert httpx2.post(f"{hooked}/telegram", json={"update_id": 1}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"junk",
        b"[]",
        b"null",
        b"1",
        b"{}",
        b'{"update_id":"x"}',
        b'{"update_id":1,"message":5}',
        b"\xff",
        b"[" * 9000,
    ],
)
def test_junk_with_the_right_secret_is_refused_without_a_fault(hooked: str, body: bytes) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert httpx2.post(f"{hooked}/telegram", content=body, headers=headers).status_code == 400


def test_a_body_beyond_the_bound_is_refused(hooked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "MAX_BODY", 100)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert httpx2.post(f"{hooked}/telegram", content=b"x" * 101, headers=headers).status_code == 413


def test_an_unreachable_bot_api_leaves_the_other_channels_running(echoing: Assistant) -> None:
    port = free_port()
    configured = {**environment(port, free_port())}
    with ExitStack() as stack:
        base = stack.enter_context(serving(application(echoing, read_settings(configured)), port))
        assert httpx2.get(f"{base}/healthz").status_code == 200
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert httpx2.post(f"{base}/telegram", json={"update_id": 1}, headers=headers).status_code == 503


def test_a_flood_is_told_to_slow_down(echoing: Assistant, bot_api: BotApi) -> None:
    figures = Figures()
    line = Line("telegram", echoing, 2, figures.replies, figures.seconds)
    assert [line.too_fast("a"), line.too_fast("a"), line.too_fast("b")] == [None, None, None]
    assert "太快" in (line.too_fast("a") or "")


def test_no_secret_shows_in_the_settings_or_in_a_log_line() -> None:
    import logging

    from bot.redaction import Redacting, secrets_of

    given = read_settings(environment(1, 2))
    assert BOT_TOKEN not in repr(given) and SECRET not in repr(given)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "POST /bot%s/getMe", (BOT_TOKEN,), None)
    assert Redacting(secrets_of(given)).format(record).endswith("POST /bot***/getMe")
