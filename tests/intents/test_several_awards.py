"""One thing asked of three awards or more: each is answered; a list with figures, or with what is not held, is not."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import MAX_REPLY_BYTES

SEVERAL = [
    ("高企、技术中心、科技成果转化，市里各补多少", ("cz-hightech", "cz-tech-center", "cz-tech-transfer")),
    ("引荐奖、落地奖和人才培养奖三样分别封顶多少", ("sx-chain-referral", "sx-chain-landing", "sx-chain-talent")),
    ("链主、链核、链上企业的条件都是什么", ("sx-leader-selection", "sx-core-selection", "sx-member-list")),
    ("惠民保、医保个人账户、门诊共济分别是什么", ("sx-huiminbao", "sx-medical-account", "sx-outpatient-pooling")),
]
OTHERS = [
    "链主认定奖多少",
    "链主认定和高企奖各多少",  # a pair
    "落地项目投了5000万，LPR按3.45%，两个系数都是1，一共多少",  # figures of one sum
    "高企、公积金、天气三样分别怎么样",  # two of them are not held
    "太原、晋中、长治的高企奖分别多少",  # places, no awards
]


@pytest.mark.parametrize(("text", "policies"), SEVERAL)
def test_each_award_named_is_answered(engine: Engine, text: str, policies: tuple[str, ...]) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.kind == "answer"
    assert reply.policies[: len(policies)] == policies
    assert all(engine.content.cards[id].title in reply.text for id in policies)
    assert len(reply.text.encode()) <= MAX_REPLY_BYTES


@pytest.mark.parametrize("text", OTHERS)
def test_another_question_is_not_taken_for_a_list(engine: Engine, text: str) -> None:
    understanding = engine.understanding
    assert understanding.several(understanding.understand(text)) is None


def test_the_same_part_is_told_once(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "链主认定、链核认定、高企奖，三样各给多少")
    assert reply.text.count(f"· {engine.content.cards['sx-chain-recognition'].title}：") == 1
