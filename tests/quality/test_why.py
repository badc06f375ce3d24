"""Why an answer was given, in words for the author of a card."""

import re
from pathlib import Path

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.quality.question import read_questions
from bot.quality.why import Noting, why
from bot.understanding import SURE, UNSURE

SETS = Path(__file__).parents[1] / "questions"


@pytest.fixture(scope="module")
def noting(content: Content, own_cache: None) -> Noting:
    return Noting(content)


@pytest.fixture(scope="module")
def noted(content: Content, noting: Noting) -> Engine:
    return Engine(content, noting)


def reasons(noted: Engine, noting: Noting, text: str) -> str:
    noting.last = None
    reply, _ = noted.respond(Conversation(), text)
    return why(noting, text, reply)


def test_what_was_recognised_is_told(noted: Engine, noting: Noting) -> None:
    told = reasons(noted, noting, "請問長治高新技术企业獎勵能拿20萬嗎")
    assert "读成：请问长治高新技术企业奖励能拿20万吗" in told
    assert "数：20万" in told
    assert "地名：长治" in told
    assert "名字：长治高新技术企业奖励→长治市新认定高新技术企业奖励" in told


def test_candidates_come_with_file_scores_and_nearest_example(noted: Engine, noting: Noting) -> None:
    told = reasons(noted, noting, "链主认定奖多少")
    first = next(line for line in told.splitlines() if line.startswith("  1. "))
    assert "policies/cards/sx-chain-recognition.yaml" in first
    assert re.search(r"得分 (?:1\.00|0\.9\d)", first)
    assert "分类器" in told
    assert "最近的例句 “链主认定奖" in told
    assert f"得分不低于 {SURE}：有把握，直接回答" in told
    assert "回复：回答（answer），sx-chain-recognition" in told


def test_a_slip_in_a_name_is_shown_as_it_was_written(noted: Engine, noting: Noting) -> None:
    assert "（写成“" in reasons(noted, noting, "高新计术企业奖励多少")


def test_what_was_not_understood_is_told(noted: Engine, noting: Noting) -> None:
    told = reasons(noted, noting, "asdkjh qwpeoi")
    assert f"得分不到 {UNSURE}：当作没听懂" in told
    assert "说不知道（fallback）" in told


def test_small_talk_and_commands_are_told_as_such(noted: Engine, noting: Noting) -> None:
    told = reasons(noted, noting, "取消")
    assert "对话动作（cancel）" in told
    assert "候选" not in told


def test_a_place_that_the_rule_does_not_hold_for_is_told(noted: Engine, noting: Noting) -> None:
    assert "问的是大同" in reasons(noted, noting, "大同市的科技成果转化补助按几个点补")


def test_a_place_named_in_passing_is_told_as_such(noted: Engine, noting: Noting) -> None:
    assert "提到了江苏，看作顺带一提" in reasons(noted, noting, "从江苏引进的项目链主能拿多少引荐奖励")


def test_a_calculation_is_named(noted: Engine, noting: Noting) -> None:
    assert "用测算项 chain-referral" in reasons(noted, noting, "链主引进的项目投了8000万,已经全部建成投产,能拿多少")


def test_two_topics_in_one_question_are_told(content: Content, noted: Engine, noting: Noting) -> None:
    asked = [q.text for q in read_questions([SETS / "dev.jsonl"], content.cards) if q.style == "two-policies"]
    told = [reasons(noted, noting, text) for text in asked]
    both = [text for text in told if "（answer），both." in text]
    assert both
    assert all("一句话问了两项，一起答：" in text for text in both)


def test_every_kind_of_question_has_its_reasons(content: Content, noted: Engine, noting: Noting) -> None:
    for question in read_questions([SETS / "dev.jsonl"], content.cards)[::7]:
        told = reasons(noted, noting, question.text)
        assert "回复：" in told
        assert "None" not in told
