"""The report says what the check-up found: the sum, each policy with its document, the bars in proportion."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from checkup_kit import LEADER

from bot.checkup.bars import Bar
from bot.checkup.kept import KeptCheckup
from bot.checkup.program import run_checkup
from bot.checkup.report import BY_EFFORT, CHANGED, Report, Row, report_of
from bot.content.load import Content
from calculators.money import spoken


def section(report: Report, id: str) -> Any:
    return next(section for section in report.sections if section.id == id)


def test_it_says_what_programs_are_told(content: Content, reported: Any) -> None:
    report, told = reported(LEADER), run_checkup(content, LEADER)
    assert report.total == spoken(Decimal(told["bundle"]["amount"]))
    assert Decimal(told["bundle"]["amount"]) > 0
    kinds = {"now": "claimable", "table": "needs_table", "near": "within_reach", "open": "cannot_say"}
    for one in report.sections:
        assert [item.title for item in one.items] == [entry["title"] for entry in told[kinds[one.id]]]
    assert [row.name for row in report.unfit] == [entry["title"] for entry in told["not_for_you"]]
    assert {id: count for id, _, count in report.counts}["unfit"] == len(told["not_for_you"])
    assert list(report.best) == [entry["why"] for entry in told["bundle"]["left_out"]]
    assert sum(count for *_, count in report.counts) == report.looked_at


def test_every_policy_stands_with_its_document_and_clause(reported: Any) -> None:
    for facts in (LEADER, {}, {"body": "zone", "zone_share": 45}):
        for one in reported(facts).sections:
            for item in one.items:
                assert re.search(r"第.+条$", item.source), item


def test_an_amount_that_is_computed_shows_its_steps(reported: Any) -> None:
    item = next(item for item in section(reported(LEADER), "now").items if "新增协作配套" in item.title)
    assert item.sum == "500万元"
    steps = [row.said for row in item.rows if row.name == "怎么算的"]
    assert "12" in steps[0]
    assert "9.3(1)-1" in steps[0]


def test_the_day_is_the_one_in_beijing(reported: Any) -> None:
    assert reported({}).made == "2026年11月23日"


def test_nothing_known_is_told_as_nothing(reported: Any) -> None:
    report = reported({})
    assert (report.total, report.bars, report.best, report.told) == ("", (), (), ())
    assert "没有马上能报的" in report.more


def test_bars_are_as_long_as_the_amounts(reported: Any) -> None:
    bars = {bar.title: bar for bar in reported(LEADER).bars}
    longest = bars["“链主”新增协作配套奖励"]
    assert (longest.kind, longest.words, longest.share) == ("sure", "500万元", Decimal(100))
    assert bars["省级“链主”“链核”认定奖励"].share == Decimal(20)
    assert bars["省级“专精特新”一次性奖励"].kind == "most"
    unknown = bars["产业链营收进档奖励"]
    assert (unknown.kind, unknown.words, unknown.share) == ("table", "金额说不准", None)
    for bar in bars.values():
        assert bar.share is None or 1 <= bar.share <= 100
        assert (bar.kind == "sure") == (re.fullmatch(r"[\d.,]+[万亿]?元", bar.words) is not None)


def test_what_loses_is_drawn_apart_and_said(reported: Any) -> None:
    report = reported(LEADER)
    lost = {bar.title for bar in report.bars if bar.left_out}
    assert "“链主”存量协作配套提升奖励" in lost
    assert "“链主”新增协作配套奖励" not in lost
    assert all(any(title in line for line in report.best) for title in lost)


def test_sorted_by_effort_what_asks_least_comes_first(reported: Any) -> None:
    def efforts(report: Report) -> list[int]:
        return [int((re.findall(r"\d+", item.note) or ["0"])[0]) for item in section(report, "now").items]

    by_money, by_effort = reported(LEADER), reported(LEADER, order=BY_EFFORT)
    assert efforts(by_effort) == sorted(efforts(by_money))
    assert sorted(bar.title for bar in by_effort.bars) == sorted(bar.title for bar in by_money.bars)
    assert by_effort.total == by_money.total


def test_other_content_than_on_the_day_is_told(content: Content, keep: Any) -> None:
    kept: KeptCheckup = keep(LEADER)
    assert report_of(content, kept).changed == ""
    assert report_of(content, replace(kept, content="00000000")).changed == CHANGED


def test_what_the_person_said_is_read_back(reported: Any) -> None:
    told = reported(LEADER).told
    assert Row("产业链里的身份", "链主") in told
    assert Row("上一年主营业务收入", "60亿元") in told
    assert any(row.said == "否" for row in told)
    assert isinstance(reported(LEADER).bars[0], Bar)
