"""The facts of an enterprise as people tell them: what is denied is never read as held, and what follows from what."""

from typing import Any

import pytest

from bot.content.load import Content
from calculators.inputs import UNKNOWN
from calculators.reading.answers import answer
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told
from policies.inquiry import Inquiry


@pytest.fixture(scope="module")
def checkup(content: Content) -> Inquiry:
    return content.inquiries["checkup"]


# fmt: off
TOLD = [
    ("我们是长治的链核企业", {"in_changzhi": True, "role": "core"}),
    ("我们是链核，没评上省级专精特新", {"role": "core", "sred_province": False}),
    ("省级专精特新没评上", {"sred_province": False}),
    ("我们没有省级专精特新", {"sred_province": False}),
    ("没当上链主，是链核", {"role": "core"}),
    ("没评上链主", {}),
    ("没评上省级企业技术中心", {"center_province": False}),
    ("我们没评上任何称号", {}),
    ("都没有", {}),
]
ROLES = [
    ("都不是", "none"), ("没有", "none"), ("都没有", "none"), ("没评上", "none"), ("没评过", "none"), ("啥也没有", "none"),
    ("不是", "none"), ("链主", "leader"), ("2", "core"), ("链上企业", "member"), ("没进名单", "none"), ("普通企业", "none"),
]
# fmt: on


@pytest.mark.parametrize(("said", "facts"), TOLD)
def test_a_sentence_tells_what_it_says_and_no_more(said: str, facts: dict[str, Any], checkup: Inquiry) -> None:
    assert {name: told.value for name, told in read_sentence(checkup.inputs, said, given={}).told.items()} == facts


@pytest.mark.parametrize(("said", "role"), ROLES)
def test_the_role_when_it_is_asked_for(said: str, role: str, checkup: Inquiry) -> None:
    told = answer(checkup.inputs["role"], said)
    assert isinstance(told, Told)
    assert told.value == role


@pytest.mark.parametrize("said", ["不是链主", "我们在长治", "6亿"])
def test_what_tells_no_role_is_no_answer(said: str, checkup: Inquiry) -> None:
    assert answer(checkup.inputs["role"], said) is None


@pytest.mark.parametrize(
    ("told", "follows"),
    [
        ({"role": "leader"}, {"body": "enterprise"}),
        ({"body": "zone"}, {"role": "none"}),
        ({"sred_city": True}, {"body": "enterprise"}),
        ({"center_city": True}, {"body": "enterprise"}),
        ({"center_province": True}, {"body": "enterprise", "research_platform": True}),
        ({"body": "enterprise"}, {}),
        ({"role": "none"}, {}),
        ({"sred_city": False}, {}),
        ({"body": "institute", "hightech_new": True}, {"role": "none"}),  # what was said stands
    ],
)
def test_what_follows_from_what_was_said(told: dict[str, Any], follows: dict[str, Any], content: Content) -> None:
    assert content.facts.with_implied(told) == {**told, **follows}


def test_no_rank_is_not_the_first_rank(checkup: Inquiry) -> None:
    """没有排名 is read as 0, which is no rank: it stays unknown and is not asked for again."""
    known = checkup.known({"national_rank": 0, "province_rank": UNKNOWN, "net_new_partners": 0})
    assert known.facts == {"net_new_partners": 0}
    assert known.unsaid == {"national_rank", "province_rank"}
