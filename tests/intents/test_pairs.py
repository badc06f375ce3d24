"""Two questions in one message: both are found, in their order; an ordinary question stays one."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import MAX_REPLY_BYTES

TWO = [
    ("链主认定给多少，年底评上优秀又给多少", ("sx-chain-recognition", "sx-leader-excellent")),
    ("高新技术企业市里奖多少？科技成果转化补助封顶多少？", ("cz-hightech", "cz-tech-transfer")),
    ("成果转化补助找哪个部门，另外以商招商引荐奖励给几个点", ("cz-tech-transfer", "sx-chain-referral")),
    ("长治的高新技术企业奖励和企业技术中心补助哪个多", ("cz-hightech", "cz-tech-center")),
    ("选链主主营业务收入要多少？选链核呢？", ("sx-leader-selection", "sx-core-selection")),
]
ONE = [
    "链主认定奖多少",
    "两个单位一起引来的项目，引荐奖归谁拿",
    "高新技术企业和科技型中小企业的培训什么时候办",
    "我们厂和链主签了合同，想申请配套奖励，要准备什么材料",
    "我去年听人说过成果转化补助，也不知道真假，到底给多少",
    "净增了3户，交易额每户600万，能拿多少，封顶是多少",
]


@pytest.mark.parametrize(("text", "policies"), TWO)
def test_both_questions_are_found(engine: Engine, text: str, policies: tuple[str, str]) -> None:
    found = engine.understanding.pair(engine.understanding.understand(text))
    assert found is not None
    assert tuple(asked.policy for asked in found) == policies


@pytest.mark.parametrize("text", ONE)
def test_one_question_stays_one(engine: Engine, text: str) -> None:
    found = engine.understanding.pair(engine.understanding.understand(text))
    assert found is None or found[0].policy == found[1].policy


def test_what_is_asked_of_two_is_asked_of_each(engine: Engine) -> None:
    found = engine.understanding.pair(engine.understanding.understand("长治的高新技术企业奖励和企业技术中心补助哪个多"))
    assert found is not None
    assert all(asked.flat.endswith("哪个多") for asked in found)


@pytest.mark.parametrize(("text", "policies"), TWO)
def test_both_are_answered_in_one_reply_that_fits(engine: Engine, text: str, policies: tuple[str, str]) -> None:

    reply, _ = engine.respond(Conversation(), text)
    assert reply.policies[:2] == policies
    assert len(reply.text.encode()) <= MAX_REPLY_BYTES
    for policy in policies:
        assert engine.content.cards[policy].title in reply.text
        assert any(source.policy == policy for source in reply.sources)
