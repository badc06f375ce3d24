"""What there is for somebody who says one thing of himself."""

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine


@pytest.mark.parametrize("text", ["我们是链主，能拿哪些奖励", "我们是链核企业，现在能申请什么政策"])
def test_what_fits_is_listed_with_what_it_pays_and_kept_of_us(engine: Engine, content: Content, text: str) -> None:
    reply, after = engine.respond(Conversation(), text)
    assert reply.intent == "offers" and reply.policies
    for id in reply.policies:
        card = content.cards[id]
        assert f"· {card.title}" in reply.text and (card.stake is None or card.stake.words in reply.text)
    assert after.profile


def test_what_there_is_for_a_role_says_nothing_of_us(engine: Engine) -> None:
    reply, after = engine.respond(Conversation(), "链主有什么好处")
    assert reply.intent == "offers"
    assert not after.profile


def test_what_is_offered_goes_by_the_role(engine: Engine) -> None:
    leaders = engine.respond(Conversation(), "我们是链主，能拿哪些奖励")[0].policies
    suppliers = engine.respond(Conversation(), "我们是链上企业，能拿哪些奖励")[0].policies
    assert leaders and suppliers and set(leaders) != set(suppliers)
