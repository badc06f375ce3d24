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
    # a figure of one, where there is nothing to compute of the other
    ("落地奖励的3000万门槛是啥意思，朔州标准化厂房占地多少", ("sx-chain-landing", "sz-standard-plants")),
    # a place that only one of them is about
    ("链主认定奖多少，抚顺的数字化方案管哪几年", ("sx-chain-recognition", "fs-digital")),
    # its own question, though it ends in 呢
    ("长治十条重点产业链有哪些，左云四个主导产业呢", ("cz-key-chains", "zy-investment")),
    # one thing asked of two places
    ("左云跟朔州哪个现成厂房多", ("zy-investment", "sz-standard-plants")),
    # both named, and asked of each
    ("落地奖和引荐奖，一个给工厂一个给链主，没错吧，各封顶多少", ("sx-chain-landing", "sx-chain-referral")),
]
ONE = [
    "链主认定奖多少",
    "我们单位在吕梁，职工医保门诊报销是不是跟太原一样的规矩",
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


@pytest.mark.parametrize(
    ("text", "policy", "absent"),
    [
        ("住房公积金能贷多少，另外链主认定奖多少", "sx-chain-recognition", "housing-fund"),
        ("长治高新技术企业奖多少？研发费用加计扣除比例是多少？", "cz-hightech", "rd-deduction"),
    ],
)
def test_of_two_questions_the_one_that_is_held_is_answered(engine: Engine, text: str, policy: str, absent: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    titles = [engine.content.cards[policy].title, engine.content.absent[absent].title]
    assert reply.kind == "answer"
    assert reply.policies == (policy,)
    assert sorted(titles, key=reply.text.index) == sorted(titles, key=lambda title: reply.text.index(f"· {title}"))
    assert "没有" in reply.text.partition(f"· {titles[1]}")[2].partition("\n")[0]
    assert len(reply.text.encode()) <= MAX_REPLY_BYTES


@pytest.mark.parametrize("text", ["住房公积金能贷多少，怎么申请", "加计扣除比例是多少？什么时候报？"])
def test_what_is_not_held_stays_refused(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.kind == "fallback"
    assert reply.policies == ()


def test_a_list_of_all_awards_is_no_link_between_two(engine: Engine) -> None:
    """The plan names eighteen awards in one list, which says nothing of how two of them go together."""
    reply, _ = engine.respond(Conversation(), "链主认定给多少，年底评上优秀又给多少")
    assert reply.policies[:2] == ("sx-chain-recognition", "sx-leader-excellent")
    assert "两项的关系" not in reply.text
    reply, _ = engine.respond(Conversation(), "长治的高新技术企业奖励和企业技术中心补助哪个多")
    assert reply.policies[:2] == ("cz-hightech", "cz-tech-center")
    assert "两项的关系" in reply.text


def test_a_number_that_only_the_other_card_tells_is_asked_of_that_one(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "小巨人有多少家，省级专精特新多少家")
    assert reply.policies == ("cn-little-giants",)
    assert "2930" in reply.text
    assert "4万多家" in reply.text
