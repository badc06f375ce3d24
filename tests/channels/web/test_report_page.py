"""From a check-up in the chat, ticked and clicked, to its report: a page at a glance, on a phone and on a desktop."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from browsing import CONTRAST, NARROW, PHONE, Chat

pytestmark = pytest.mark.browser

INTRODUCTION = "长治的链核企业,去年营收6个亿,省级专精特新,在开发区里,给太重供货900万"
WIDE = "document.documentElement.scrollWidth > innerWidth"
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility() && !one.closest("svg, thead")
  && one.textContent.trim() && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 4)
  && getComputedStyle(one).display !== "inline").map((one) => one.textContent.slice(0, 40))"""


def tick(chat: Chat, *places: int) -> str:
    boxes = chat.page.locator(".several input:enabled")
    for place in places:
        boxes.nth(place - 1).check()
    return chat.press(f"选好了，发送这{len(places)}项")


def checked_up(chat: Chat) -> None:
    """A check-up as far as a person cares to go."""
    chat.say(INTRODUCTION)
    tick(chat, 1, 2)
    chat.say("看结果")


def report(chat: Chat) -> Any:
    chat.page.get_by_role("link", name="看体检报告").click()
    chat.page.wait_for_url(re.compile("/checkup/[0-9A-Z]{5}-[0-9A-Z]{5}$"))
    chat.page.get_by_role("heading", name="政策体检报告").wait_for()
    return chat.page


# ---- ticking


def test_questions_with_several_choices_are_boxes_to_tick(chat: Chat) -> None:
    chat.say("政策体检")
    assert chat.page.locator(".several").count() == 0, "one choice only: buttons"
    assert "都不是" not in chat.words(".several label")
    chat.say(INTRODUCTION)
    group = chat.page.get_by_role("group", name="可以选几样")
    shown = group.get_by_role("checkbox").count()
    assert shown == len(chat.words(".several label")) > 3
    assert chat.page.get_by_role("button", name="有就点上，再发送").is_disabled()
    tick(chat, 1, 3)
    assert chat.sent()[-1]["text"] == "1、3"
    old = chat.page.locator(".several").first
    assert old.get_by_role("checkbox", disabled=True).count() == shown, "kept to read, not to press"
    assert old.locator("input:checked").count() == 2


def test_none_of_them_and_do_not_know_stay_buttons(phone: Chat) -> None:
    phone.say(INTRODUCTION)
    assert phone.words(".replies button") == ["都没有", "不知道"]
    phone.press("都没有")
    assert phone.sent()[-1]["text"] == "都没有"


def test_boxes_are_ticked_and_sent_by_keyboard(desktop: Chat) -> None:
    desktop.say(INTRODUCTION)
    keys = desktop.page.keyboard
    for _ in range(40):
        keys.press("Shift+Tab")
        if desktop.page.evaluate("document.activeElement.value") == "1":
            break
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    while desktop.page.evaluate("document.activeElement.tagName") != "BUTTON":
        keys.press("Tab")
    assert desktop.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.press("Enter")
    desktop.reply()
    assert desktop.sent()[-1]["text"] == "1、2"


def test_boxes_come_back_when_the_message_did_not_get_out(desktop: Chat) -> None:
    desktop.say(INTRODUCTION)
    desktop.may_fail = True
    refusal = {"error": "消息太快了，请7秒后再发", "faults": []}
    desktop.page.route("**/api/chat", lambda route: route.fulfill(status=429, json=refusal), times=1)
    desktop.page.locator(".several input").first.check()
    desktop.page.get_by_role("button", name="选好了，发送这1项").click()
    desktop.page.get_by_text("请7秒后再发").wait_for()
    assert desktop.page.locator(".several input").first.is_enabled()


# ---- the result and its report


def test_a_check_up_ends_in_a_card_with_the_sum_and_its_report(chat: Chat) -> None:
    checked_up(chat)
    assert chat.words(".card h3") == ["政策体检"]
    assert re.fullmatch(r"现在能拿[\d.]+万元", chat.words(".card .amount")[0])
    assert "/checkup/" not in chat.page.inner_text("#log"), "a link is a button"
    total = chat.words(".card .amount")[0].removeprefix("现在能拿")
    page = report(chat)
    assert page.locator(".total strong").inner_text() == total
    assert not page.evaluate(WIDE)
    assert page.evaluate(CUT) == []
    for name in ("现在能拿", "说不准", "不适合"):
        section = page.locator("section", has=page.get_by_role("heading", name=name, exact=True))
        assert section.is_visible()
    claims = page.locator("#now article")
    assert claims.count() >= 2
    for words in claims.all_inner_texts():
        assert re.search(r"\d+万元", words), words
        assert re.search(r"依据：《?.+第\d+\.?\d*.*条", words), words
    assert page.locator("#unfit li").count() == int(page.locator(".counts a[href='#unfit'] b").inner_text())
    page.go_back()
    chat.page.wait_for_selector(".card")


def test_the_chart_shows_every_amount_in_proportion(desktop: Chat) -> None:
    checked_up(desktop)
    page = report(desktop)
    rows = page.locator(".chart > li")
    sums = {}
    for row in rows.all():
        words = row.locator(".sum").inner_text()
        found = re.search(r"([\d.]+)万元", words)
        bar = row.locator("rect")
        if found is None:
            assert words == "金额说不准"
            assert bar.count() == 0
            continue
        sums[float(found.group(1))] = bar.evaluate("one => one.getBoundingClientRect().width")
        assert ("most" in bar.get_attribute("class")) <= words.startswith("最高")
    longest = max(sums)
    for amount, width in sums.items():
        assert width == pytest.approx(max(sums[longest] * amount / longest, sums[longest] / 100), abs=1.5)


def test_the_report_is_sorted_by_money_or_by_effort(desktop: Chat) -> None:
    checked_up(desktop)
    page = report(desktop)
    assert page.locator(".order a[aria-current]").inner_text() == "按金额排"
    page.get_by_role("link", name="按省事排").click()
    page.wait_for_url(re.compile(r"\?order=effort#chart$"))
    assert page.locator(".order a[aria-current]").inner_text() == "按省事排"
    asked = [int(n) for text in page.locator("#now .sum").all_inner_texts() for n in re.findall(r"还要备(\d+)样", text)]
    assert asked == sorted(asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_report_stands_out(visit: Callable[..., Chat], scheme: str) -> None:
    chat = visit(PHONE, color_scheme=scheme)
    checked_up(chat)
    assert chat.page.evaluate(CONTRAST) == []
    assert report(chat).evaluate(CONTRAST) == []


def test_the_report_fits_the_narrowest_phone(visit: Callable[..., Chat]) -> None:
    chat = visit(NARROW)
    checked_up(chat)
    page = report(chat)
    assert not page.evaluate(WIDE)
    assert page.evaluate(CUT) == []


def test_the_report_prints_without_what_only_a_screen_needs(desktop: Chat) -> None:
    checked_up(desktop)
    page = report(desktop)
    assert page.get_by_role("button", name="打印").is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    try:
        assert not page.get_by_role("button", name="打印").is_visible()
        assert not page.get_by_role("link", name="← 回到对话").is_visible()
        assert page.locator(".chart rect").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(35, 32, 28)", "dark ink on paper"
    finally:
        page.emulate_media(media="screen", color_scheme="light")


def test_forget_me_deletes_the_report_too(desktop: Chat) -> None:
    checked_up(desktop)
    where = desktop.page.get_by_role("link", name="看体检报告").get_attribute("href")
    assert desktop.page.request.get(f"{desktop.address}{where}").status == 200
    desktop.page.get_by_role("button", name="忘记我").click()
    desktop.page.get_by_role("button", name="全部删除").click()
    desktop.page.get_by_text("已经全部删除。").wait_for()
    gone = desktop.page.request.get(f"{desktop.address}{where}")
    assert gone.status == 404
    assert "或者已经删掉" in gone.text()


def test_a_sheet_is_opened_by_its_button_and_nothing_of_it_is_cut(chat: Chat) -> None:
    chat.calculate()
    chat.press("测算单")
    assert "/sheets/" not in chat.page.inner_text("#log"), "a link is a button"
    links = chat.page.locator(".papers a")
    assert links.all_inner_texts() == ["看测算单", "PDF", "图片"]
    for link in links.all()[1:]:
        path = link.get_attribute("href")
        assert chat.page.request.get(f"{chat.address}{path}").status in (200, 503), "503 where there is no font"
    links.first.click()
    chat.page.wait_for_url(re.compile("/sheets/[0-9A-Z]{5}-[0-9A-Z]{5}$"))
    chat.page.get_by_role("heading", name="测算单", exact=True).wait_for()
    assert not chat.page.evaluate(WIDE)
    assert chat.page.evaluate(CUT) == []
    heights = "all => all.map((one) => one.getBoundingClientRect().height)"
    assert max(chat.page.eval_on_selector_all("td", heights)) < 80, "a clause is not broken up"
    assert chat.page.evaluate(CONTRAST) == []


def test_a_verdict_is_a_card_with_a_mark_for_each_condition(phone: Chat) -> None:
    phone.say("我们够不够链核的标准")
    for _ in range(12):
        if phone.page.locator(".card").count():
            break
        phone.say("不知道")
    assert phone.page.locator(".card .verdict").is_visible()
    assert phone.page.get_by_role("img", name="还不知道").count() > 0
    assert phone.page.evaluate(CONTRAST) == []
