"""Which part of a card is told: numbers are not money, another place's rule is not ours, guesses are told as such."""

from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.engine import Engine
from bot.understanding import Outcome, aspect_hits
from bot.understanding.part_words import in_digits
from bot.understanding.placing import in_passing
from intents.normalise import normalise
from intents.places import find_places


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("链主奖多少", "amount"),
        ("补几个点", "amount"),
        ("一共多少户", None),
        ("年产多少万吨", None),
        ("分几次给", "payout"),
    ],
)
def test_a_number_of_things_is_no_amount_of_money(text: str, aspect: str | None) -> None:
    assert ("amount" in aspect_hits(text)) is (aspect == "amount")
    assert aspect is None or aspect in aspect_hits(text)


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("我们从安徽搬到山西建厂", True),
        ("从江苏引进一个项目", True),
        ("山东省链主引进项目奖几个点", False),
        ("浙江引进产业链项目落地奖励公式", False),
        ("我们把江苏的厂引过来", True),
        ("太原新认定高企给多少", False),
        ("去浙江出差认识个老板，人家来设厂了", True),
        ("浙江一个老板想来我们这投资", True),
        ("链主去深圳招商，拉回来一个项目", True),
        ("首台套卖到河南的给不给奖", True),
        ("老乡在广东开厂，我说动他来了", True),
        ("给陕西的链主供货有没有奖", True),
        ("在浙江开厂评上链主给多少", False),
    ],
)
def test_a_place_in_passing(text: str, passing: bool) -> None:
    normal = normalise(text)
    assert in_passing(normal, find_places(normal)[0]) is passing


@pytest.mark.parametrize(
    "text", ["太原市新认定高企给多少钱", "山东省链主引进项目按投资额奖几个点", "杭州首台套首批次有什么奖励"]
)
def test_another_places_rule_is_not_ours(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.kind == "fallback"
    assert "万" not in reply.text and "%" not in reply.text


@pytest.mark.parametrize("text", ["qwe/;[]123", "{{7*7}}", "123456 %%"])
def test_what_says_nothing_is_not_answered(engine: Engine, text: str) -> None:
    assert engine.understanding.understand(text).outcome is Outcome.UNKNOWN
    assert engine.respond(Conversation(), text)[0].kind == "fallback"


def test_a_guess_says_that_it_is_one(engine: Engine) -> None:

    understood = engine.understanding.understand("链主认定奖多少")
    guess = replace(understood, outcome=Outcome.LIKELY)
    answers = engine.questions.answers
    policy = understood.topic.partition(":")[2] if understood.topic else ""
    sure, guessed = answers.policy(understood, policy), answers.policy(guess, policy)
    assert guessed.text.endswith(sure.text)
    assert "没十分听准" in guessed.text and "没十分听准" not in sure.text
    assert policy not in {reply.text for reply in guessed.quick_replies}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("请说明产业链项目引进落地奖励的计算公式和上限", "sx-chain-landing.how"),
        ("申请平台机构推广共性技术奖励须满足哪些条件", "sx-platform-promotion.conditions"),
        ("开发区产业链及链主培育奖励的奖励额度是多少", "sx-zone-cultivation.amount"),
    ],
)
def test_an_aspect_and_no_more_is_answered_by_that_aspect(engine: Engine, text: str, intent: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert (reply.kind, reply.intent) == ("answer", intent)


@pytest.mark.parametrize("relative", ["弟弟", "侄女", "公婆", "岳父", "爷爷"])
def test_a_relative_who_is_not_listed_is_not_told_yes(engine: Engine, relative: str) -> None:
    reply, _ = engine.respond(Conversation(), f"{relative}看病能用我的医保卡吗")
    assert reply.text.startswith("资料里没列")


def test_two_policies_compared_are_told_by_the_aspect_asked_for(engine: Engine) -> None:
    reply, _ = engine.respond(Conversation(), "链主和链核的遴选标准有啥差别")
    assert "50亿元" in reply.text and "5000万元" in reply.text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("长治那十条链", "长治那10条链"),
        ("三十万还是二十五万", "30万还是25万"),
        ("两家十五户", "2家15户"),
        ("一起说说三选一", "一起说说三选一"),
    ],
)
def test_small_numbers_are_compared_in_digits(said: str, written: str) -> None:
    assert in_digits(said) == written
