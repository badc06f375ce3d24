"""A sum and a second question in one message: the sum is computed, and the question answered too."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import Reply

SAID = "您还问到的："


def reply_to(engine: Engine, text: str) -> Reply:
    reply, _ = engine.respond(Conversation(), text)
    return reply


@pytest.mark.parametrize(
    ("text", "sum_", "said"),
    [
        ("我们是链核，培养费实际付了380万，能拿多少，什么时候报", "190万元", "申报时间"),
        ("采购储能链主的新产品3000万，付了2200万，能给多少？要什么材料？", "110万元", "材料清单"),
    ],
)
def test_a_result_is_followed_by_the_answer(engine: Engine, text: str, sum_: str, said: str) -> None:
    reply = reply_to(engine, text)
    head, _, tail = reply.text.partition(SAID)
    assert reply.kind == "result"
    assert sum_ in head and said in tail


def test_a_question_about_another_card_is_answered_beside_the_sum(engine: Engine) -> None:
    reply = reply_to(engine, "培养费实际付了120万能补多少，另外太原市税务局热线排第几")
    head, _, tail = reply.text.partition(SAID)
    assert "60万元" in head and "第12名" in tail


def test_what_is_asked_back_comes_last(engine: Engine) -> None:
    reply = reply_to(engine, "推广合同到账800万，奖多少，一年能拿几次")
    assert reply.kind == "ask"
    assert reply.text.startswith(SAID)
    assert reply.text.endswith("没有就说“没有了”。")


def test_which_of_two_is_a_question_too(engine: Engine) -> None:
    reply = reply_to(engine, "买专利花了160万，补多少，是给卖的还是给买的")
    assert "买方" in reply.text.partition(SAID)[2]


@pytest.mark.parametrize("text", ["培养费实际付了380万，能拿多少", "专利交易额160万，一共能补多少，最高多少"])
def test_the_sum_alone_is_answered_alone(engine: Engine, text: str) -> None:
    assert SAID not in reply_to(engine, text).text
