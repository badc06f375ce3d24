"""为什么我不符合, 差在哪: the condition, the figure that was said, how far it is, and the clause."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.checkup.words import verdict
from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from calculators.fields import Value
from policies.eligibility import check
from policies.known import Known

Read = Callable[[Mapping[str, Any]], dict[str, Value]]

# fmt: off
MISSED: list[tuple[str, dict[str, Any], str, str]] = [
    # policy, facts, what is said of the condition, its clause
    ("sx-chain-referral", {"role": "leader", "referred_project": True, "referral_investment": "2999万"}, "2999万元，要不低于3000万元，还差1万元", "9.2(1)"),
    ("sx-chain-referral", {"role": "core"}, "产业链里的身份是“链核”，要链主", "9.2(1)"),
    ("sx-core-selection", {"body": "enterprise", "deals_with_leader": "1000万", "chain_partners": 3}, "要超过1000万元，正好1000万元还不够", "10.2(二)"),
    ("sx-core-selection", {"body": "enterprise", "deals_with_leader": 0, "chain_partners": 4}, "4家，要不低于5家，还差1家", "10.2(二)"),
    ("sx-core-selection", {"chain_kind": "established", "main_revenue": "4.2亿", "key_technology": False}, "4.2亿元，原则上要不低于5亿元，还差8000万元", "10.2(一)"),
    ("sx-leader-selection", {"national_rank": 17, "province_rank": 9}, "17名，要不超过15名，还差2名", "10.1(二)"),
    ("sx-leader-selection", {"national_rank": 17, "province_rank": 9}, "9名，要不超过5名，还差4名", "10.1(二)"),
    ("sx-leader-selection", {"chain_kind": "emerging", "chain_companies": 2, "research_platform": False}, "2家，原则上要不低于5家，还差3家", "10.1(四)"),
    ("sx-leader-selection", {"research_platform": False}, "“省级及以上认定的创新研发平台”没满足", "10.1(三)"),
    ("sx-member-list", {"deals_with_leader": "50万", "chain_partners": 6, "deals_with_chain": "200万"}, "要超过200万元，正好200万元还不够", "10.2"),
    ("sx-leader-partner-rate", {"role": "leader", "partner_rate_rise": "3.5"}, "3.5%，要不低于5%，还差1.5%", "9.3(1)-3"),
    ("sx-chain-scenario", {"body": "enterprise", "bought_scenario_product": True, "scenario_purchase": "1500万"}, "1500万元，要不低于2000万元，还差500万元", "9.5(2)"),
    ("sx-zone-cultivation", {"body": "zone", "zone_share": "12", "zone_leaders": 0}, "12%，要不低于20%，还差8%", "9.4(1)-1"),
    ("cz-tech-center", {"center_city": False, "center_province": False, "center_state": False}, "“市级企业技术中心”“省级企业技术中心”“国家级企业技术中心”都没满足", "13"),
    ("cz-hightech", {"body": "institute"}, "单位类型是“高校、科研院所”，要企业", "13"),
]
# fmt: on


@pytest.mark.parametrize(("policy", "facts", "said", "clause"), MISSED)
def test_a_missed_condition_is_named_with_figure_distance_and_clause(
    policy: str, facts: dict[str, Any], said: str, clause: str, content: Content, read: Read
) -> None:
    known = Known(content.facts.with_implied(read(facts)))
    card = content.cards[policy]
    text = verdict(card, check(policy, card.conditions, known.facts), known, content.facts)
    (line,) = [line for line in text.split("\n") if said in line]
    assert f"（{clause}）" in line
    assert any(c.text in line for c in card.conditions if c.clause == clause)


def talk(engine: Engine, *said: str) -> str:
    """What the last message is answered with."""
    conversation, text = Conversation(), ""
    for message in said:
        reply, conversation = engine.respond(conversation, message)
        text = reply.text
    return text


ONE = ("我们够不够链核的标准", "企业", "优势基础", "4.2亿", "900万", "0家")


@pytest.mark.parametrize("question", ["为什么我不符合", "差在哪", "还差多少", "为啥不够"])
def test_after_a_check_why_not_is_answered_with_the_figures(question: str, engine: Engine) -> None:
    text = talk(engine, *ONE, question)
    assert "900万元" in text
    assert "还差100万元" in text
    assert "10.2(二)" in text


def test_after_a_check_up_a_policy_can_be_asked_for_by_name(engine: Engine) -> None:
    text = talk(engine, "政策体检", "企业", "都没有", "都不是", "先看结果", "链主年度评价优秀奖励我为啥不符合")
    assert "9.4(3)" in text
    assert "产业链里的身份是“都不是”，要链主" in text


def test_after_a_check_up_what_is_missed_is_listed(engine: Engine) -> None:
    text = talk(engine, "政策体检", "企业", "都没有", "都不是", "先看结果", "差在哪")
    assert "9.4(3)" in text
    assert "9.1(1)" in text


def test_a_check_up_goes_on_where_it_was_stopped(engine: Engine) -> None:
    text = talk(engine, "政策体检", "企业", "1、3", "都不是", "先看结果", "继续体检")
    assert "新项目" in text
