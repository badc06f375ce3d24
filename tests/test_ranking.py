"""Rankings: anybody's place, and who is first or last, from the data."""

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.ranking import Rankings

CITY, COUNTIES = 30, 12


@pytest.fixture(scope="module")
def rankings(content: Content) -> Rankings:
    return Rankings(content.cards.values())


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("医保局排第几", [("市医保局", 15)]),
        ("妇联和文旅局谁靠前", [("市妇联", 3), ("市文旅局", 9)]),
        ("市直单位谁垫底", [("市国资委", CITY)]),
        ("哪个局满意度最高", [("市住房公积金中心", 1)]),
        ("县市区倒数第一是谁", [("古交市政府", COUNTIES)]),
        ("谁排第一", [("市住房公积金中心", 1), ("中北高新区管委会", 1)]),
        ("市直部门第一到第三是谁", [("市住房公积金中心", 1), ("市审批服务管理局", 2), ("市妇联", 3)]),
        ("市直部门前三名都有谁", [("市住房公积金中心", 1), ("市审批服务管理局", 2), ("市妇联", 3)]),
        ("市直单位最差的两个", [("市住建局", CITY - 1), ("市国资委", CITY)]),
        ("县市区倒数第二是谁", [("尖草坪区政府", COUNTIES - 1)]),
        ("市直单位最后一名是谁倒数第二呢", [("市住建局", CITY - 1), ("市国资委", CITY)]),
        ("市直单位第十二名是谁", [("市税务局", 12)]),
        ("热线怎么打", []),
        ("第一和最后一名差多少", []),
    ],
)
def test_places(rankings: Rankings, asked: str, places: list[tuple[str, int]]) -> None:
    assert [(place.name, place.place) for place in rankings.find("ty-12345", asked)] == places


def test_a_card_without_rankings_has_no_places(rankings: Rankings) -> None:
    assert rankings.find("cz-hightech", "谁排第一") == []


@pytest.mark.parametrize("text", ["公安局是21名吧", "税务局第几", "供电和税务谁靠前", "住房公积金管理中心排老几"])
def test_who_is_ranked_names_the_ranking(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.policies == ("ty-12345",)
    assert "个单位里排第" in reply.text


@pytest.mark.parametrize("text", ["公安局在哪", "税务局的政策执行到第几年"])
def test_a_ranked_name_alone_does_not(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert "个单位里排第" not in reply.text


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("太原12345今年一月份满意率", "1月"),
        ("2024年3月的12345满意率", "3月"),
        ("2023年2月12345排名", "2023年"),
        ("2024年2月的12345满意率", None),
        ("12345二月份满意率", None),
    ],
)
def test_a_month_without_figures_is_told_first(engine: Engine, text: str, missing: str | None) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.policies == ("ty-12345",)
    assert reply.text.startswith(f"资料里没有{missing}的") is (missing is not None)


def test_two_places_of_one_ranking_are_told_together(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "住房公积金中心第几，税务局呢")
    assert "第1名" in reply.text
    assert "第12名" in reply.text
