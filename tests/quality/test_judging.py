"""What is right, what is wrong, and what is wrong but sure of itself."""

import pytest

from bot.messages import Kind, Reply
from bot.quality.judging import about, judge
from bot.quality.question import Question

ASKED = Question("q", "高企奖多少", ("answer",), ("cz-hightech",), must=("20万",), must_not=("50万",))


def reply(text: str = "奖20万元", kind: Kind = "answer", *policies: str) -> Reply:
    return Reply(kind=kind, text=text, policies=policies or ("cz-hightech",))


def test_a_right_reply_has_no_faults() -> None:
    verdict = judge(ASKED, reply())
    assert (verdict.right, verdict.faults, verdict.about, verdict.confident) == (True, (), True, False)


@pytest.mark.parametrize("text", ["奖 20 万元", "奖２０万元", "奖 20\t万"])
def test_blanks_and_width_do_not_hide_a_pattern(text: str) -> None:
    assert judge(ASKED, reply(text)).right


def test_commas_of_thousands_do_not_hide_a_pattern_and_no_others_are_dropped() -> None:
    assert judge(Question("q", "甲", must=("1000万",)), reply("最高1,000万元")).right
    assert not judge(Question("q", "甲", must=("120235",)), reply("1,20235")).right
    assert not judge(Question("q", "甲", must=("甲乙",)), reply("甲\n乙")).right, "a line break is no blank"


def test_every_fault_is_told() -> None:
    told = judge(ASKED, reply("奖50万元", "result", "cz-tech-center")).faults
    assert len(told) == 4
    for word in ("result", "cz-tech-center", "缺 20万", "不该有 50万"):
        assert any(word in fault for fault in told), word


@pytest.mark.parametrize(
    ("text", "right"),
    [("奖20万，不是50万", True), ("奖20万，没有50万", True), ("奖20万，不少人拿了50万", False), ("20万50万", False)],
)
def test_what_a_reply_denies_is_not_in_it(text: str, right: bool) -> None:
    assert judge(ASKED, reply(text)).right is right


def test_only_the_first_policy_counts() -> None:
    assert about(ASKED, reply("…", "choices", "cz-hightech", "cz-tech-center"))
    assert not about(ASKED, reply("…", "choices", "cz-tech-center", "cz-hightech"))
    assert not about(ASKED, Reply(kind="fallback", text="…"))


def test_no_wish_is_content_with_anything() -> None:
    asked = Question("q", "随便")
    assert judge(asked, Reply(kind="fallback", text="…")).right
    assert judge(asked, reply()).right


@pytest.mark.parametrize(
    ("asked", "given", "confident"),
    [
        (ASKED, reply("奖50万"), True),
        (ASKED, reply("20万", "answer", "cz-tech-center"), True),
        (ASKED, reply("奖多少没写"), False),
        (ASKED, reply("没听懂", "fallback"), False),
        (Question("q", "深圳的", ("fallback",)), reply(), True),
        (Question("q", "深圳的", ("fallback",)), reply("哪一项？", "choices"), False),
    ],
)
def test_wrong_and_sure_is_an_answer_from_elsewhere_or_with_what_it_must_not_hold(
    asked: Question, given: Reply, confident: bool
) -> None:
    verdict = judge(asked, given)
    assert not verdict.right
    assert verdict.confident is confident
