"""What there is, asked for without naming any of it."""

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import MAX_REPLY_BYTES, Reply


def reply_to(engine: Engine, text: str) -> Reply:
    return engine.respond(Conversation(), text)[0]


@pytest.mark.parametrize("text", ["你有哪些文件", "政策文件有哪些？", "你这里收录了几份资料", "你们知道什么文件"])
def test_every_paper_is_listed_with_its_number(engine: Engine, content: Content, text: str) -> None:
    reply = reply_to(engine, text)
    assert reply.intent == "overview.documents"
    papers = [one for one in content.documents.values() if one.kind == "notice"]
    for paper in papers:
        assert f"{paper.title}（{paper.number}）" in reply.text
    assert f"{len(papers)}份政策文件" in reply.text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("长治有什么奖励政策", "长治市"),
        ("长治市对企业有哪些补贴", "长治市"),
        ("市里有啥奖补", "长治市"),
        ("省里给企业有什么奖励", "山西省"),
        ("山西的奖补都有哪些", "山西省"),
    ],
)
def test_all_awards_of_a_place_and_of_no_other(engine: Engine, content: Content, text: str, place: str) -> None:
    reply = reply_to(engine, text)
    awards = [card for card in content.cards.values() if card.place == place and card.calculator_id]
    assert reply.policies == tuple(card.id for card in awards)
    assert all(card.title in reply.text and (not card.stake or card.stake.words in reply.text) for card in awards)
    others = [card for card in content.cards.values() if card.place != place and card.calculator_id]
    assert not any(f"· {card.title}" in reply.text for card in others)
    assert len(reply.text.encode()) <= MAX_REPLY_BYTES


@pytest.mark.parametrize("text", ["太原有什么政策", "朔州有哪些扶持政策"])
def test_a_place_that_pays_nothing_here_is_told_so_with_what_there_is_to_read(
    engine: Engine, content: Content, text: str
) -> None:
    reply = reply_to(engine, text)
    assert f"资料里没有{text[:2]}发钱的奖补政策" in reply.text
    assert {content.cards[id].place for id in reply.policies} == {f"{text[:2]}市"}


def test_a_county_is_told_what_its_city_pays_and_that_its_own_is_not_held(engine: Engine) -> None:
    reply = reply_to(engine, "襄垣县有什么奖励政策")
    assert reply.text.startswith("襄垣县自己的奖补，资料里没有。长治市的奖补")
    assert "cz-tech-transfer" in reply.policies


def test_a_place_of_which_nothing_is_held_gets_no_figure(engine: Engine) -> None:
    reply = reply_to(engine, "深圳有什么补贴政策")
    assert reply.kind == "fallback"
    assert reply.policies == ()
    assert not any(mark.isdigit() for mark in reply.text)


@pytest.mark.parametrize("text", ["哪个奖励最高", "最高的补贴是哪个", "哪项奖补给得最多"])
def test_those_that_pay_most_come_first_and_only_with_amounts_of_the_documents(
    engine: Engine, content: Content, text: str
) -> None:
    reply = reply_to(engine, text)
    amounts = [stake.amount for id in reply.policies if (stake := content.cards[id].stake)]
    assert len(amounts) == len(reply.policies) > 1
    assert amounts == sorted(amounts, reverse=True)
    others = [card.stake.amount for card in content.cards.values() if card.stake and card.id not in reply.policies]
    assert max(others) < min(amounts)
    unranked = [card for card in content.cards.values() if card.calculator_id and not card.stake]
    assert unranked and all(card.title in reply.text for card in unranked)


@pytest.mark.parametrize("text", ["一共有多少种奖励", "总共有几项补贴"])
def test_all_awards_are_counted_and_named(engine: Engine, content: Content, text: str) -> None:
    awards = [card for card in content.cards.values() if card.calculator_id]
    reply = reply_to(engine, text)
    assert f"一共{len(awards)}项" in reply.text
    assert all(card.title in reply.text for card in awards)


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("第9.2条说的啥", {"sx-chain-referral", "sx-chain-landing", "sx-chain-park"}),
        ("9.1(1)是什么内容", {"sx-chain-recognition"}),
        ("第12.3条写的什么", {"cz-sred-award"}),
        ("第13条规定了什么", {"cz-hightech", "cz-tech-center"}),
    ],
)
def test_what_stands_in_a_clause(engine: Engine, text: str, policies: set[str]) -> None:
    reply = reply_to(engine, text)
    assert reply.intent == "overview.clause"
    assert set(reply.policies) == policies


@pytest.mark.parametrize(
    "text",
    ["需要哪些文件", "第三方平台是什么", "第99条讲什么", "9.2亿什么意思", "12个项目有什么要求", "长治有几条产业链"],
)
def test_what_only_sounds_like_it_is_left_to_others(engine: Engine, text: str) -> None:
    assert not (reply_to(engine, text).intent or "").startswith("overview")


def test_one_policy_of_a_clause_is_what_is_asked_on_about(engine: Engine) -> None:
    _, after = engine.respond(Conversation(), "第12.3条写的什么")
    reply, _ = engine.respond(after, "找谁办")
    assert reply.policies[0] == "cz-sred-award"


@pytest.mark.parametrize(
    "text", ["我是会计，老板让我问问有没有补贴", "有没有适合我们的政策", "小加工厂能享受点啥", "怎么才能拿到奖励"]
)
def test_whoever_wishes_for_anything_at_all_is_led_into_the_check_up(engine: Engine, text: str) -> None:
    reply = reply_to(engine, text)
    assert (reply.kind, reply.calculator) == ("ask", "checkup")


@pytest.mark.parametrize("text", ["养猪有什么补贴", "研究生毕业有啥补贴", "深圳的企业能申请什么"])
def test_a_wish_for_what_is_not_held_opens_no_check_up(engine: Engine, text: str) -> None:
    assert reply_to(engine, text).calculator != "checkup"


@pytest.mark.parametrize("text", ["多少钱", "一共多少钱"])
def test_how_much_is_not_how_many_awards_there_are(engine: Engine, text: str) -> None:
    assert not (reply_to(engine, text).intent or "").startswith("overview.")
