"""Sheets in conversation: issued for a result, never without one, the same again under the same code."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sheet_kit import AT, TRANSFER, Said, issued

from bot.content.load import Content
from bot.sheets.codes import PATTERN
from bot.sheets.issuing import Sheets

Talk = Callable[..., Said]


def test_a_sheet_says_what_the_result_said(talk: Talk) -> None:
    result, _ = talk(*TRANSFER)
    code, sheet = issued(talk(*TRANSFER, "测算单"))
    assert re.fullmatch(PATTERN, code)
    assert sheet.amounts == (result.result["amount"],) == ("200000.00",)
    assert sheet.headline in result.text
    assert sheet.title == "科技成果转化补助"
    assert [(line.text, line.beside) for line in sheet.told] == [("实际到账的技术交易额", "420万元")]
    assert [line.text for line in sheet.steps] == [step["label"] for step in result.result["steps"]]
    assert {line.beside for line in sheet.steps} == {"8.3"}
    assert sheet.limits == tuple(result.result["limits"])
    assert sheet.issued == "2025-06-02"
    assert any("长科发〔2022〕5号" in document for document in sheet.documents)


def test_a_result_offers_its_sheet(talk: Talk) -> None:
    reply, _ = talk(*TRANSFER)
    assert "测算单" in [quick.text for quick in reply.quick_replies]


@pytest.mark.parametrize(
    "says",
    [
        "测算单",
        "给我开个单子",
        "导出PDF",
        "能打印吗",
        "生成测算单",
        "保存成图片",
        "帮我出一张测算单",
        "发给老板看的单子",
    ],
)
def test_a_sheet_is_asked_for_in_many_ways(talk: Talk, says: str) -> None:
    assert issued(talk(*TRANSFER, says))[1].title == "科技成果转化补助"


def test_the_same_calculation_has_the_same_code_on_the_same_day(talk: Talk) -> None:
    code, sheet = issued(talk(*TRANSFER, "测算单"))
    again = talk(*TRANSFER, "测算单", "谢谢", "测算单")
    assert issued(again) == (code, sheet)
    assert again[1].papers == (f"sheet:{code}",)
    other, _ = issued(talk(*TRANSFER, "测算单", secret="f" * 32))
    assert other != code, "somebody else's sheet"
    later, _ = issued(talk(*TRANSFER, "测算单", at=AT + timedelta(days=1)))
    assert later != code, "another day"


def test_a_correction_makes_another_sheet(talk: Talk) -> None:
    code, _ = issued(talk(*TRANSFER, "测算单"))
    other, sheet = issued(talk(*TRANSFER, "测算单", "到账改成300万", "测算单"))
    assert (other != code, sheet.amounts) == (True, ("150000.00",))


def test_a_range_stands_on_the_sheet_with_both_ends(talk: Talk) -> None:
    _, sheet = issued(talk("帮我算成果转化补助", "200到300万之间", "没有了", "测算单"))
    assert sheet.amounts == ("100000.00", "150000.00")
    assert "10万元到15万元" in sheet.headline


def test_a_missing_table_stands_on_the_sheet_without_an_amount(talk: Talk) -> None:
    _, sheet = issued(talk("帮我算产业链营收进档奖励", "链主", "测算单"))
    assert (sheet.amounts, sheet.status) == ((), "table_missing")


@pytest.mark.parametrize("before", [(), ("链主认定奖多少",), ("帮我算成果转化补助",)])
def test_without_a_result_there_is_no_sheet(talk: Talk, before: tuple[str, ...]) -> None:
    reply, after = talk(*before, "测算单")
    assert (reply.intent, after.issued, after.papers) == ("sheet", {}, ())
    assert ("还没算完" if after.dialogue else "还没有算出结果") in reply.text
    assert not re.search(PATTERN, reply.text)


def test_a_check_of_conditions_has_no_sheet(talk: Talk) -> None:
    reply, after = talk("我们能申请成果转化补助吗", "先看结果", "测算单")
    assert after.issued == {}
    assert re.search("没有算|还没有算出", reply.text)


def test_an_open_question_stands(talk: Talk) -> None:
    reply, after = talk(*TRANSFER, "帮我算招商引荐奖励", "测算单")
    assert issued((reply, after))[1].title == "科技成果转化补助"
    assert reply.awaiting == after.dialogue.awaiting == "projects.0.fixed_investment"


def test_starting_over_keeps_the_sheets_and_forgetting_drops_them(talk: Talk) -> None:
    assert talk(*TRANSFER, "测算单", "重新开始")[1].papers
    assert talk(*TRANSFER, "测算单", "忘记我")[1].papers == ()


def test_the_link_leads_where_the_person_can_reach_it(talk: Talk) -> None:
    reply, _ = talk(*TRANSFER, "测算单", site="https://jince.example.cn")
    assert re.search(rf"https://jince\.example\.cn/sheets/{PATTERN} ", reply.text)
    assert re.search(rf"：/sheets/{PATTERN} ", talk(*TRANSFER, "测算单", site="")[0].text)
    assert "/sheets/" not in talk(*TRANSFER, "测算单")[0].text


def test_an_answer_that_lost_its_field_makes_no_sheet(content: Content, talk: Talk) -> None:
    _, after = talk(*TRANSFER)
    assert after.finished is not None
    emptied = replace(after, finished=after.finished.without(set(after.finished.answers)))
    reply, after = Sheets(content).issue(emptied)
    assert "还没有算出结果" in reply.text
    assert after.issued == {}
