"""Awards called by what they pay: the amount finds them, and names none where several pay as much."""

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.understanding.by_amount import ByAmount, with_amounts
from bot.understanding.understood import SURE
from intents.matcher import Candidate
from intents.normalise import normalise


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("那个给三十万的奖叫啥", {"sx-sred-award"}),
        ("一次性给三百万的是什么", {"sx-leader-excellent"}),
        ("封顶五千万的是哪个奖", {"sx-chain-landing"}),
        ("老板说的五千二百万是哪个奖", set()),  # no rule names it
        ("我们付了三十万", set()),  # calls nothing by it
    ],
)
def test_the_awards_an_amount_calls(content: Content, text: str, policies: set[str]) -> None:
    found = {topic.partition(":")[2] for topic in ByAmount(content).called([], normalise(text))}
    assert policies <= found and (bool(found) is bool(policies))


def test_an_amount_says_nothing_where_other_words_do(content: Content) -> None:
    text = normalise("那个给三十万的奖叫啥")
    assert not ByAmount(content).called([Candidate("policy:cz-hightech", SURE, 0.5, 0.5, ())], text)
    assert not ByAmount(content).called([Candidate("absent:bank-loan", 0.2, 0.5, 0.1, ())], text)


def test_what_is_called_is_raised_and_found() -> None:
    first, second = Candidate("policy:a", 0.2, 0.2, 0.2, ()), Candidate("policy:b", 0.15, 0.2, 0.1, ())
    raised = with_amounts([first, second], {"policy:b", "policy:c"})
    assert [one.topic for one in raised] == ["policy:b", "policy:a", "policy:c"]
    assert with_amounts([first, second], set()) == [first, second]


def test_one_award_of_that_amount_answers_and_several_are_offered(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "一次性给三百万的是什么")
    assert reply.kind == "answer" and reply.policies[0] == "sx-leader-excellent"
    reply, _ = engine.respond(Conversation(), "五百万封顶的有哪些奖")
    assert reply.kind == "choices" and len(reply.policies) == 3


def test_two_amounts_call_an_award_by_themselves(content: Content) -> None:
    found = ByAmount(content).called([], normalise("上回拿了五十万，这回升了，还有一百万吗"))
    assert "policy:sx-chain-recognition" in found
    assert not ByAmount(content).called([], normalise("上回拿了五十万"))
