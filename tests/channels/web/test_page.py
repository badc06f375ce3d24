"""The chat page in a real browser, by real clicks and keys, against a real server."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from browsing import CONTRAST, NARROW, PHONE, Chat, Server

pytestmark = pytest.mark.browser

# ---- talking


def test_a_first_visit_is_welcomed_with_examples_that_can_be_pressed(chat: Chat) -> None:
    assert "晋策" in chat.page.title()
    assert chat.page.get_by_role("heading", name="您好，我是晋策").is_visible()
    examples = chat.page.locator(".welcome li button")
    assert examples.count() == 4
    chat.page.get_by_role("button", name="国家级小巨人长治市里给多少").click()
    assert "200万元" in chat.reply()
    assert chat.words(".turn.me") == ["国家级小巨人长治市里给多少"]
    assert chat.page.locator(".welcome").count() == 0


def test_every_example_of_the_welcome_gets_a_real_answer(desktop: Chat) -> None:
    for text in desktop.page.eval_on_selector_all(".welcome button", "all => all.map((one) => one.dataset.say)"):
        desktop.say(text)
        kept = json.loads(desktop.page.evaluate("localStorage.getItem('jince.past')"))
        assert kept[-1]["it"]["kind"] in ("answer", "ask"), text


def test_enter_sends_and_shift_enter_does_not(desktop: Chat) -> None:
    desktop.page.click("#say")
    desktop.page.keyboard.type("链主认定")
    desktop.page.keyboard.press("Shift+Enter")
    desktop.page.keyboard.type("奖多少")
    assert desktop.page.input_value("#say") == "链主认定\n奖多少"
    desktop.page.keyboard.press("Enter")
    assert "100万元" in desktop.reply()
    assert desktop.page.input_value("#say") == ""
    assert desktop.page.evaluate("document.activeElement.id") == "say"


def test_enter_that_only_takes_a_pinyin_candidate_does_not_send(desktop: Chat) -> None:
    desktop.page.fill("#say", "链主")
    for event in ("{isComposing: true}", "{keyCode: 229}"):
        desktop.page.evaluate(
            f"""say.dispatchEvent(new KeyboardEvent("keydown", {{key: "Enter", bubbles: true, ...{event}}}))"""
        )
    assert desktop.page.input_value("#say") == "链主"
    assert desktop.sent() == []


def test_blank_text_is_not_sent(desktop: Chat) -> None:
    desktop.page.fill("#say", " \n ")
    desktop.page.press("#say", "Enter")
    desktop.page.click("#send")
    assert desktop.sent() == []


def test_a_whole_calculation_ends_in_a_card_with_amount_steps_clause_and_limit(chat: Chat) -> None:
    assert "到账" in chat.say("帮我算成果转化补助")
    assert "到账" in chat.words(".turn.it strong")[0]  # the question stands out
    chat.say("800万")
    chat.press("没有了")
    card = chat.page.locator(".card")
    assert chat.words(".card h3") == ["科技成果转化补助"]
    assert chat.words(".card .amount") == ["能拿20万元"]
    assert "800万元 × 5% = 40万元" in chat.words(".card ol")[0]
    assert chat.words(".card .clause")[0] == "第8.3条"
    assert "单个成果最高20万元" in chat.page.locator(".card section", has_text="限制").inner_text()
    assert "800万元" in chat.page.locator(".card section", has_text="您说的").inner_text()
    card.get_by_text("完整说明").click()
    assert "《长治市支持科技成果转化补助实施细则（试行）》" in card.locator("details[open]").inner_text()


def test_buttons_of_an_earlier_question_go_away(phone: Chat) -> None:
    phone.say("帮我算首台套研制方")
    assert phone.words(".replies button") == ["是", "不是"]
    phone.press("不是")
    assert "是" not in phone.words(".replies button")
    assert phone.words(".turn.me")[-1] in ("不是", "否")


def test_a_button_pressed_twice_in_haste_sends_once(desktop: Chat) -> None:
    desktop.say("帮我算首台套研制方")
    desktop.page.evaluate(
        "document.querySelectorAll('.replies button').forEach((one) => { one.click(); one.click(); })"
    )
    desktop.reply()
    assert len(desktop.sent()) == 2


def test_choices_are_numbered_buttons_and_not_listed_twice(desktop: Chat) -> None:
    options = [{"label": f"第{place}项", "text": f"选{place}"} for place in "甲乙"]
    text = "您想问的是哪一项？\n1. 第甲项？\n2. 第乙项？\n回序号就行。"
    desktop.page.route("**/api/chat", answering(kind="choices", text=text, quick_replies=options))
    assert desktop.say("奖励") == "您想问的是哪一项？\n回序号就行。\n1. 第甲项\n2. 第乙项"


AMOUNTS = {
    "0.00": "0元",
    "0.05": "0.05元",
    "9999.90": "9,999.9元",
    "10000.00": "1万元",
    "150000.00": "15万元",
    "123456.78": "123,456.78元",
    "12345678.00": "1,234.5678万元",
    "100000000.00": "1亿元",
    "120500000.00": "1.205亿元",
    "123456789.00": "12,345.6789万元",
    "999999999999999.99": "999,999,999,999,999.99元",
    "999900000000000.00": "9,999,000亿元",
}


def test_amounts_are_shown_to_the_last_fen(desktop: Chat) -> None:
    shown = desktop.page.evaluate(
        "async (amounts) => amounts.map((await import('/static/money.js')).money)", list(AMOUNTS)
    )
    assert dict(zip(AMOUNTS, shown, strict=True)) == AMOUNTS


# ---- the document behind an answer


def test_the_document_behind_an_answer_opens_and_closes_by_keyboard(desktop: Chat) -> None:
    desktop.say("成果转化要什么条件")
    for _ in range(20):
        desktop.page.keyboard.press("Shift+Tab")
        if desktop.page.evaluate("document.activeElement.closest('.sources') !== null"):
            break
    opener = desktop.page.evaluate("document.activeElement.textContent")
    assert opener.startswith("依据：")
    desktop.page.keyboard.press("Enter")
    sheet = desktop.page.get_by_role("dialog")
    sheet.get_by_text("长科发〔2022〕5号").wait_for()
    assert "条件" in sheet.inner_text()
    assert desktop.page.evaluate("document.activeElement.textContent") == "关闭"
    desktop.page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert desktop.page.evaluate("document.activeElement.textContent") == opener
    desktop.page.keyboard.press("Enter")
    sheet.get_by_text("长科发〔2022〕5号").wait_for()
    desktop.page.keyboard.press("Enter")
    sheet.wait_for(state="hidden")


def test_a_dialogue_names_its_document_once(phone: Chat) -> None:
    phone.say("帮我算成果转化补助")
    phone.say("300万")
    phone.say("200万")
    assert phone.page.locator(".sources").count() == 1
    phone.press("没有了")
    assert phone.page.locator(".turn.it").last.locator(".sources").count() == 1


def test_a_document_that_cannot_be_fetched_says_so_and_closes(desktop: Chat) -> None:
    desktop.say("链主认定奖多少")
    desktop.may_fail = True
    desktop.page.route("**/api/policies/*", lambda route: route.abort())
    desktop.page.locator(".sources button").first.click()
    desktop.page.get_by_text("没取到").wait_for()
    desktop.page.get_by_role("button", name="关闭").click()
    desktop.page.get_by_role("dialog").wait_for(state="hidden")


# ---- what is kept, and what is not


def test_a_reload_keeps_the_conversation_and_goes_on_in_mid_dialogue(chat: Chat) -> None:
    chat.say("帮我算成果转化补助")
    chat.say("300万")
    before = chat.words(".turn")
    chat.page.reload()
    chat.page.wait_for_selector(".turn")
    assert chat.words(".turn") == before
    assert chat.words(".replies button")[0] == "没有了"
    assert "15万元" in chat.press("没有了")


def test_a_new_conversation_starts_empty_here_and_there(phone: Chat) -> None:
    phone.say("帮我算成果转化补助")
    phone.page.get_by_role("button", name="新对话").click()
    phone.page.wait_for_selector(".welcome")
    assert phone.page.locator(".turn").count() == 0
    phone.say("300万")
    assert phone.page.get_by_role("button", name="没有了").count() == 0
    assert len({sent["session"] for sent in phone.sent()}) == 1


def test_forget_me_asks_first_and_then_really_deletes(chat: Chat) -> None:
    chat.say("帮我算成果转化补助")
    session = chat.session()
    api = f"{chat.address}/api/chat"
    forget = chat.page.get_by_role("button", name="忘记我")
    for decline in ("Escape", "不删"):
        forget.click()
        sure = chat.page.get_by_role("dialog")
        assert "不能恢复" in sure.inner_text()
        if decline == "Escape":
            chat.page.keyboard.press("Escape")
        else:
            sure.get_by_role("button", name=decline).click()
        sure.wait_for(state="hidden")
        assert chat.page.locator(".turn").count() == 2
    forget.click()
    chat.page.get_by_role("button", name="全部删除").click()
    chat.page.get_by_text("已经全部删除。").wait_for()
    assert chat.page.locator(".welcome").is_visible()
    assert chat.page.request.post(api, data={"session": session, "text": "你好"}).status == 404
    assert chat.page.evaluate("JSON.stringify(localStorage)") == "{}"
    chat.page.reload()
    chat.page.wait_for_selector(".welcome")
    chat.say("链主认定奖多少")
    assert chat.session() != session


def test_a_session_the_server_no_longer_knows_is_replaced(desktop: Chat) -> None:
    desktop.say("链主认定奖多少")
    session = desktop.session()
    assert desktop.page.request.delete(f"{desktop.address}/api/sessions/{session}").status == 204
    desktop.may_fail = True  # the 404 shows in the console
    assert "100万元" in desktop.say("链主认定奖多少")
    assert desktop.session() != session


def test_a_browser_that_keeps_nothing_still_leads_through_a_dialogue(browser: Any, server: Server) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });")
    chat = Chat(page, server.address).open()
    chat.say("帮我算成果转化补助")
    chat.say("300万")
    assert "15万元" in chat.press("没有了")


# ---- when the server is away


def test_a_server_that_is_down_is_told_and_the_message_goes_out_when_it_is_back(chat: Chat, server: Server) -> None:
    chat.say("帮我算成果转化补助")
    chat.may_fail = True
    server.stop()
    try:
        chat.page.fill("#say", "300万")
        chat.page.press("#say", "Enter")
        retry = chat.page.get_by_role("button", name="没发出去，点这里重发")
        retry.wait_for()
        assert "连不上服务" in chat.page.get_by_role("status").inner_text()
    finally:
        server.start()
    assert "15万元" in chat.reply()  # without a click
    assert chat.page.get_by_role("status").inner_text() == ""
    assert retry.count() == 0
    assert chat.words(".turn.me") == ["帮我算成果转化补助", "300万"]
    assert len({sent["message_id"] for sent in chat.sent()[1:]}) == 1
    assert "15万元" in chat.press("没有了")


def test_a_proxy_that_finds_no_server_is_told_and_the_message_goes_out_later(desktop: Chat) -> None:
    desktop.say("帮我算成果转化补助")
    desktop.may_fail = True
    desktop.page.route("**/api/chat", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"), times=1)
    desktop.page.fill("#say", "300万")
    desktop.page.press("#say", "Enter")
    desktop.page.get_by_role("button", name="没发出去，点这里重发").wait_for()
    assert "连不上服务" in desktop.page.get_by_role("status").inner_text()
    assert "15万元" in desktop.reply()  # without a click


def test_a_message_whose_reply_got_lost_counts_once(desktop: Chat) -> None:
    desktop.say("帮我算成果转化补助")
    desktop.may_fail = True

    def lose(route: Any) -> None:
        route.fetch()  # it arrives, and is answered
        route.abort()

    desktop.page.route("**/api/chat", lose, times=1)
    desktop.page.fill("#say", "100万")
    desktop.page.press("#say", "Enter")
    desktop.page.wait_for_selector(".retry")
    desktop.reply()  # sent again by itself
    desktop.press("没有了")
    assert desktop.words(".card .amount") == ["能拿5万元"]


def test_a_page_closed_before_the_reply_offers_to_send_again(desktop: Chat) -> None:
    desktop.say("帮我算成果转化补助")
    desktop.may_fail = True
    desktop.page.route("**/api/chat", lambda route: route.abort())
    desktop.page.fill("#say", "100万")
    desktop.page.press("#say", "Enter")
    desktop.page.wait_for_selector(".retry")
    desktop.page.reload()
    desktop.page.unroute("**/api/chat")
    desktop.page.get_by_role("button", name="没发出去，点这里重发").click()
    assert "5万元" in desktop.reply()
    assert desktop.words(".turn.me") == ["帮我算成果转化补助", "100万"]


def test_the_servers_own_words_are_shown_when_it_refuses(desktop: Chat) -> None:
    desktop.may_fail = True
    refusal = {"error": "消息太快了，请7秒后再发", "faults": []}
    desktop.page.route("**/api/chat", lambda route: route.fulfill(status=429, json=refusal), times=1)
    desktop.page.fill("#say", "你好")
    desktop.page.press("#say", "Enter")
    desktop.page.get_by_text("请7秒后再发").wait_for()
    desktop.page.get_by_role("button", name="没发出去，点这里重发").click()
    desktop.reply()
    assert desktop.page.get_by_text("请7秒后再发").count() == 0


def test_a_new_conversation_or_a_deletion_that_fails_says_so_and_loses_nothing(desktop: Chat) -> None:
    desktop.say("帮我算成果转化补助")
    desktop.may_fail = True
    desktop.page.route("**/api/**", lambda route: route.abort())
    desktop.page.get_by_role("button", name="新对话").click()
    desktop.page.get_by_text("连不上服务").wait_for()
    desktop.page.get_by_role("button", name="忘记我").click()
    desktop.page.get_by_role("button", name="全部删除").click()
    desktop.page.get_by_text("没删成").wait_for()
    assert desktop.page.locator(".turn").count() == 2
    desktop.page.unroute("**/api/**")
    assert "15万元" in desktop.say("300万")


def test_a_network_that_comes_back_sends_what_waited(desktop: Chat) -> None:
    desktop.say("帮我算成果转化补助")
    desktop.may_fail = True
    desktop.page.context.set_offline(True)
    try:
        desktop.page.fill("#say", "300万")
        desktop.page.press("#say", "Enter")
        desktop.page.wait_for_selector(".retry")
    finally:
        desktop.page.context.set_offline(False)
    assert "15万元" in desktop.reply()
    assert desktop.page.get_by_role("status").inner_text() == ""


def test_a_message_that_is_too_long_is_told_and_can_be_shortened(phone: Chat) -> None:
    phone.page.fill("#say", "链" * 2003)
    assert "多了3个" in phone.page.get_by_role("status").inner_text()
    phone.page.press("#say", "Enter")
    phone.page.click("#send")
    assert phone.sent() == []
    assert phone.page.get_attribute("#say", "aria-invalid") == "true"
    assert "100万元" in phone.say("链主认定奖多少")
    assert phone.page.get_by_role("status").inner_text() == ""


# ---- safe, and usable by everybody

MARKUP = '<img src=x onerror="document.title=1"><script>document.title=1</script>&lt;b&gt;'


def answering(**fields: Any) -> Callable[[Any], None]:
    """Answers a chat request as a server would that says just this."""
    reply = {
        "kind": "answer",
        "text": "",
        "intent": None,
        "confidence": 1.0,
        "policies": [],
        "calculator": None,
        "awaiting": None,
        "quick_replies": [],
        "sources": [],
        "result": None,
    }
    return lambda route: route.fulfill(json=reply | fields)


def test_markup_from_the_server_is_shown_and_never_run(desktop: Chat) -> None:
    source = {"policy": MARKUP, "document": MARKUP, "number": MARKUP, "clause": MARKUP}
    result = {
        "calculator": MARKUP,
        "status": "computed",
        "amount": "1.00",
        "currency": "CNY",
        "range": None,
        "steps": [{"label": MARKUP, "amount": None, "clause": MARKUP}],
        "limits": [MARKUP],
        "assumptions": [MARKUP],
        "unknown": [MARKUP],
        "policies": [],
    }
    option = {"label": MARKUP, "text": MARKUP}
    more = {"quick_replies": [option], "sources": [source]}
    desktop.page.route("**/api/chat", answering(text=MARKUP, **more), times=1)
    assert desktop.say(MARKUP).count(MARKUP) == 4
    whole = f"【{MARKUP}】\n您说的：{MARKUP}\n下一步：{MARKUP}"
    desktop.page.route("**/api/chat", answering(kind="result", text=whole, result=result, **more), times=1)
    desktop.page.locator(".replies button").click()
    assert desktop.reply().count(MARKUP) >= 8
    policy = {
        "title": MARKUP,
        "place": MARKUP,
        "summary": MARKUP,
        "conditions": [{"text": MARKUP, "clause": MARKUP}],
        "open": [MARKUP],
        "validity": {"past": MARKUP},
        "caution": MARKUP,
    }
    desktop.page.route("**/api/policies/**", lambda route: route.fulfill(json=policy))
    desktop.page.locator(".sources button").last.click()
    desktop.page.get_by_text("提醒").wait_for()
    desktop.page.keyboard.press("Escape")
    desktop.page.reload()
    desktop.page.wait_for_selector(".card")
    assert desktop.page.evaluate("document.querySelectorAll('main img, main script, main b, dialog img').length") == 0
    assert "晋策" in desktop.page.title()


def test_everything_can_be_done_without_a_mouse(desktop: Chat) -> None:
    keys = desktop.page.keyboard
    keys.press("Tab")
    assert desktop.page.evaluate("document.activeElement.textContent") == "跳到输入框"
    keys.press("Enter")
    keys.type("帮我算首台套研制方")
    keys.press("Enter")
    desktop.reply()
    keys.press("Shift+Tab")
    assert desktop.page.evaluate("document.activeElement.textContent") == "不是"
    assert desktop.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.press("Enter")
    desktop.reply()
    assert desktop.words(".turn.me")[-1] in ("不是", "否")
    assert desktop.page.evaluate("document.activeElement.id") == "say"
    keys.press("Shift+Tab")
    while desktop.page.evaluate("document.activeElement.id") != "forget":
        keys.press("Shift+Tab")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    desktop.page.get_by_text("已经全部删除。").wait_for()


def test_a_screen_reader_hears_replies_and_finds_every_part(phone: Chat) -> None:
    phone.say("帮我算首台套研制方")
    log = phone.page.get_by_role("log", name="对话内容")
    assert log.get_attribute("aria-live") == "polite"
    assert phone.page.get_by_role("textbox", name="想问的政策，或者要算的奖励").is_visible()
    assert phone.page.get_by_role("group", name="可以这样回答").is_visible()
    assert phone.page.get_by_role("heading", level=1).count() == 1
    own, reply = (phone.page.get_by_role("group", name=who, exact=True) for who in ("您说", "晋策说"))
    assert own.inner_text() == "帮我算首台套研制方"
    assert "首台" in reply.inner_text() and own.count() == reply.count() == 1
    names = phone.page.eval_on_selector_all("button", "all => all.map((one) => one.textContent.trim())")
    assert all(names)


def test_a_reply_pressed_on_a_phone_does_not_call_up_the_keyboard(phone: Chat) -> None:
    phone.page.tap(".welcome button >> nth=1")
    phone.reply()
    assert phone.page.evaluate("document.activeElement.id") != "say"
    phone.say("300万")
    assert phone.page.evaluate("document.activeElement.id") == "say"


def test_nothing_is_wider_than_the_narrowest_phone(visit: Callable[..., Chat]) -> None:
    chat = visit(NARROW)
    wide = "document.documentElement.scrollWidth > innerWidth || log.scrollWidth > log.clientWidth"
    assert not chat.page.evaluate(wide)
    chat.say("W" * 400)
    chat.say("高企和小巨人能一起拿吗")
    chat.calculate()
    for summary in chat.page.locator("summary").all():
        summary.click()
    assert not chat.page.evaluate(wide)
    chat.page.locator(".sources button").last.click()
    chat.page.get_by_text("要点").wait_for()
    assert chat.page.evaluate("sheet.scrollWidth <= sheet.clientWidth")
    assert chat.page.get_by_role("button", name="关闭").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(visit: Callable[..., Chat], scheme: str) -> None:
    chat = visit(PHONE, color_scheme=scheme)
    assert chat.page.evaluate(CONTRAST) == []
    chat.calculate()
    chat.say("链主营收进档奖励帮我算")
    chat.press("链主")
    assert chat.page.evaluate(CONTRAST) == []
    chat.page.get_by_role("button", name="忘记我").click()
    assert chat.page.evaluate(CONTRAST) == []


def test_what_a_finger_has_to_hit_is_large_enough(phone: Chat) -> None:
    phone.calculate()
    small = "all => all.filter((one) => one.checkVisibility() && one.offsetHeight < 32).map((one) => one.textContent)"
    assert phone.page.eval_on_selector_all("button, summary", small) == []


IN_VIEW = """() => {  // all of it, or its beginning
  const [turn, log] = [".turn:last-child", "#log"].map((name) => document.querySelector(name).getBoundingClientRect());
  return turn.bottom <= log.bottom + 1 || (turn.top >= log.top - 1 && turn.top < log.top + 40);
}"""


def test_the_newest_words_are_in_view(phone: Chat) -> None:
    for text in ("链主认定奖多少", "高企和小巨人能一起拿吗", "配套奖励多少"):
        phone.say(text)
        assert phone.page.evaluate(IN_VIEW)
    phone.page.reload()
    phone.page.wait_for_selector(".turn")
    assert phone.page.evaluate(IN_VIEW)
