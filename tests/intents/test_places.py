"""Places: whose policy a question is about, and whether a rule holds there."""

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from intents.places import HOME, Place, covers, find_places
from policies.card import Card

SHANXI, BEIJING = Place("山西", None, "山西省"), Place("北京", None, "北京市")
CHANGZHI, TAIYUAN = Place("长治", "长治", "山西省"), Place("太原", "太原", "山西省")
XIANGYUAN, ZHENGZHOU = Place("襄垣", "长治", "山西省"), Place("郑州", "郑州", "河南省")


def test_what_a_city_pays_is_in_no_national_report(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "小巨人在长治拿多少")
    assert reply.policies[0] == "cz-sred-award" and "200万元" in reply.text
    reply, _ = engine.respond(Conversation(), "小巨人平均有多少专利")
    assert reply.policies[0] == "cn-little-giants"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("长治的奖励", [CHANGZHI]),
        ("襄垣一家公司", [XIANGYUAN]),
        ("太原和长治哪个多", [TAIYUAN, CHANGZHI]),
        ("山西省长治市", [Place("山西省", None, "山西省"), CHANGZHI]),
        ("长治长治长治", [CHANGZHI]),
        ("河南郑州的链主", [Place("河南", None, "河南省"), ZHENGZHOU]),
        ("内蒙古那边", [Place("内蒙古", None, "内蒙古自治区")]),
        ("五台县的专精特新", [Place("五台县", "忻州", "山西省")]),
        ("汾西那边给多少", [Place("汾西", "临汾", "山西省")]),
        ("买了五台设备", []),
        ("振兴县域经济", []),
        ("链主奖多少", []),
        ("跟太原理工签了合同", []),
        ("郑州一所大学的老师", []),
        ("太原大学生医保", [TAIYUAN]),
        ("医保定点药店能刷吗", []),
        ("保定市的高企", [Place("保定", "保定", "河北省")]),
        ("", []),
    ],
)
def test_places_in_a_text(text: str, found: list[Place]) -> None:
    assert find_places(text) == found


@pytest.mark.parametrize(
    "text", ["北京证券交易所上市奖多少", "北交所", "厦门大学学生医保", "中北大学的成果", "上海证券"]
)
def test_names_of_institutions_are_no_places(text: str) -> None:
    assert find_places(text) == []


MATRIX = [
    # rule of …, asked about …, holds
    ("国家", SHANXI, True),
    ("国家", BEIJING, True),
    ("国家", XIANGYUAN, True),
    ("山西省", SHANXI, True),
    ("山西省", CHANGZHI, True),
    ("山西省", XIANGYUAN, True),
    ("山西省", TAIYUAN, True),
    ("山西省", BEIJING, False),
    ("山西省", ZHENGZHOU, False),
    ("长治市", CHANGZHI, True),
    ("长治市", XIANGYUAN, True),
    ("长治市", SHANXI, True),
    ("长治市", TAIYUAN, False),
    ("长治市", ZHENGZHOU, False),
    ("长治市", BEIJING, False),
    ("太原市", TAIYUAN, True),
    ("太原市", CHANGZHI, False),
    ("太原市", SHANXI, True),
    ("北京市", BEIJING, True),
    ("北京市", SHANXI, False),
    ("某某县", CHANGZHI, False),
]


@pytest.mark.parametrize(("rule", "asked", "holds"), MATRIX, ids=lambda value: getattr(value, "said", None))
def test_where_a_rule_holds(rule: str, asked: Place, holds: bool) -> None:
    assert covers(rule, asked) is holds


def test_counties_lie_in_their_city_and_province() -> None:
    for county in ("襄垣", "沁源", "潞州"):
        (place,) = find_places(county)
        assert (place.city, place.province) == ("长治", HOME)
    (zuoyun,) = find_places("左云")
    assert (zuoyun.city, zuoyun.province) == ("大同", "山西省")


@pytest.mark.parametrize(("first", "second"), [("陕西", "山西"), ("河南", "河北"), ("湖南", "湖北"), ("吉林", "江西")])
def test_provinces_alike_are_told_apart(first: str, second: str) -> None:
    (one,), (other,) = find_places(first), find_places(second)
    assert one.province != other.province
    assert not covers(one.province, other)


def test_every_card_holds_where_it_says(content: Content) -> None:
    def lost(card: Card) -> bool:
        return card.place != "国家" and not any(covers(card.place, place) for place in find_places(card.place))

    # 全国 and the like name no place at all
    assert [card.id for card in content.cards.values() if find_places(card.place) and lost(card)] == []


@pytest.mark.parametrize(
    ("text", "ours"),
    [("黑龙江的中欧班列有多少列", True), ("吉林的机场海关和边检建了啥机制", True), ("辽宁的中欧班列有多少列", False)],
)
def test_a_province_holds_the_places_that_a_card_is_called_after(engine: Engine, text: str, ours: bool) -> None:
    understood = engine.understanding.understand(text)
    assert understood.topic == "policy:customs-facilitation"
    assert (understood.foreign is None) is ours
