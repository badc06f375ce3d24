"""What is computed from figures that a question brings: 占比从18%做到61%, 净增了7户, and what names no award."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("主导产业链占比从18%做到61%，能奖管委会多少", "占比61%"),
        ("主导产业链占比18%一下子提到了45%，给管委会多少", "占比45%"),
        ("配套率从52%升到66%，相应总额3亿，给多少", "原来的协作配套率：52%；现在的协作配套率：66%"),
    ],
)
def test_what_it_rose_to_counts(engine: Engine, text: str, told: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert told in reply.text


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("链主净增了7户配套，每户都过五百万，能拿多少", "350万元"),
        ("今年比2021年多了12户配套，链主奖多少", "500万元"),
        ("配套率提高了11个点，总额8亿，奖多少", "80万元"),
    ],
)
def test_a_rise_alone_is_worth_the_same_whatever_it_rose_from(engine: Engine, text: str, worth: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.kind == "ask"
    assert f"光按它算是{worth}" in reply.text


def test_what_is_paid_for_every_one_is_no_rise(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "每净增一户配套给多少")
    assert reply.kind == "answer"


@pytest.mark.parametrize("text", ["今年销售2亿能拿多少", "去年卖了三千万，有补吗"])
def test_turnover_alone_names_no_award(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.kind == "choices"


def test_which_of_two_readings_is_no_wish_to_compute(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "拓展应用场景的2000万是一份合同还是全年合计")
    assert reply.kind == "answer"
