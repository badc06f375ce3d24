"""A new policy of a known shape is one card: calculator, schema, dialogue and answers come from it, without code."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.load import Content, load
from bot.conversation import Conversation, dump, parse
from bot.engine import Engine
from bot.messages import Reply
from calculators.calculator import calculate
from calculators.faults import InputFaults

FOLDER = Path(__file__).with_name("shapes")


@pytest.fixture(scope="module")
def city() -> Content:
    return load([FOLDER])


@pytest.fixture(scope="module")
def clerk(city: Content) -> Engine:
    return Engine(city)


def talk(engine: Engine, *says: str) -> list[Reply]:
    """The replies to several messages; the conversation is stored and read back in between."""
    conversation, replies = Conversation(), []
    for text in says:
        reply, after = engine.respond(conversation, text)
        conversation = parse(dump(after.remembering(None, reply)))
        replies.append(reply)
    return replies


def test_cards_alone_pass_the_check() -> None:
    assert check([FOLDER])[1] == []
    assert not list(FOLDER.rglob("*.py"))


CALCULATED = [
    ("berry", {"paid": "1000000"}, "computed", "120000.00"),
    ("berry", {"paid": 3_000_000}, "computed", "360000.00"),
    ("berry", {"paid": "3000000.10"}, "computed", "360000.00"),
    ("berry", {"paid": 0}, "computed", "0.00"),
    ("bees", {"hives_before": 10, "hives_now": 11}, "computed", "300.00"),
    ("bees", {"hives_before": 0, "hives_now": 301}, "computed", "90000.00"),
    ("bees", {"hives_before": 11, "hives_now": 11}, "not_eligible", None),
    ("craft", {"level": "county"}, "computed", "40000.00"),
    ("craft", {"level": "市级"}, "computed", "70000.00"),
    ("inn", {"occupancy": "30"}, "computed", "30000.00"),
    ("inn", {"occupancy": "29.99"}, "not_eligible", None),
    ("inn", {"occupancy": 100}, "computed", "200000.00"),
    ("inn", {"occupancy": 100, "rewarded": [50, 70]}, "computed", "30000.00"),
    ("mill", {"sold": 7_000_000}, "computed", "17000.00"),
    ("mill", {"sold": "6999999.99"}, "computed", "6000.00"),
    ("mill", {"sold": 1_999_999}, "not_eligible", None),
]


@pytest.mark.parametrize(("id", "inputs", "status", "amount"), CALCULATED)
def test_calculator_comes_from_the_card(
    city: Content, id: str, inputs: dict[str, object], status: str, amount: str | None
) -> None:
    result = calculate(city.calculators[id], inputs).as_json()
    assert (result["status"], result["amount"]) == (status, amount)
    assert result["policies"] == [f"yy-{id}"]
    card = city.cards[f"yy-{id}"]
    steps = result["steps"]
    assert isinstance(steps, list)
    assert steps
    assert {step["clause"] for step in steps} == {card.clause}


@pytest.mark.parametrize(
    ("id", "inputs", "named"),
    [
        ("berry", {}, "paid"),
        ("berry", {"paid": 1, "payed": 2}, "payed"),
        ("berry", {"paid": -1}, "paid"),
        ("bees", {"hives_before": 1, "hives_now": "1.5"}, "hives_now"),
        ("craft", {"level": "国家级"}, "level"),
        ("inn", {"occupancy": 101}, "occupancy"),
        ("inn", {"occupancy": 50, "rewarded": [40]}, "rewarded.0"),
    ],
)
def test_bad_input_is_refused_by_name(city: Content, id: str, inputs: dict[str, object], named: str) -> None:
    with pytest.raises(InputFaults) as refused:
        calculate(city.calculators[id], inputs)
    assert [fault.path for fault in refused.value.faults] == [named]


@pytest.mark.parametrize(
    ("id", "types", "required"),
    [
        ("berry", {"paid": None}, ["paid"]),
        ("bees", {"hives_before": "integer", "hives_now": "integer"}, ["hives_before", "hives_now"]),
        ("craft", {"level": "string"}, ["level"]),
        ("inn", {"occupancy": None, "rewarded": ["array", "null"]}, ["occupancy"]),
    ],
)
def test_schema_comes_from_the_card(
    city: Content, id: str, types: dict[str, str | None], required: Sequence[str]
) -> None:
    schema = json.loads(json.dumps(city.calculators[id].json_schema()))
    assert {name: entry.get("type") for name, entry in schema["properties"].items()} == types
    assert schema["required"] == required
    assert schema["additionalProperties"] is False


ASKED = [
    ("收沙棘果补多少", "yy-berry", ("12%", "36万元")),
    ("沙棘收购补贴要什么条件", "yy-berry", ("收购合同",)),
    ("沙棘收购补贴找谁", "yy-berry", ("农业农村局",)),
    ("沙棘收购补贴的依据是什么文件", "yy-berry", ("云政发〔2031〕7号",)),
    ("沙棘收购补贴要交什么材料", "yy-berry", ("没有写",)),
    ("养蜂奖励是什么", "yy-bees", ("300元", "9万元")),
    ("剪纸工坊评上给多少", "yy-craft", ("4万元", "7万元")),
    ("窑洞民宿入住率高奖多少", "yy-inn", ("3万元", "11万元")),
]


@pytest.mark.parametrize(("text", "policy", "told"), ASKED)
def test_answers_come_from_the_card(clerk: Engine, text: str, policy: str, told: tuple[str, ...]) -> None:
    (reply,) = talk(clerk, text)
    assert (reply.kind, reply.policies[:1]) == ("answer", (policy,))
    assert all(word in reply.text for word in told), reply.text
    assert "云台市乡村产业奖补办法" in reply.sources[0].document
    assert reply.sources[0].clause in reply.text


DIALOGUES = [
    (["帮我算沙棘收购补贴", "200万"], ["paid"], "berry", "240000.00"),
    (["帮我算养蜂扩群奖励", "100箱", "150箱"], ["hives_before", "hives_now"], "bees", "15000.00"),
    (["帮我算剪纸工坊认定奖励", "市里的"], ["level"], "craft", "70000.00"),
    (["帮我算窑洞民宿入住率奖励", "百分之五十五", "没有"], ["occupancy", "rewarded"], "inn", "90000.00"),
    (["帮我算窑洞民宿入住率奖励", "72%", "30%那档领过"], ["occupancy", "rewarded"], "inn", "170000.00"),
    (["帮我算小杂粮加工进档奖励", "八百万"], ["sold"], "mill", "17000.00"),
]


@pytest.mark.parametrize(("says", "awaited", "calculator", "amount"), DIALOGUES)
def test_dialogue_comes_from_the_card(
    clerk: Engine, says: list[str], awaited: list[str], calculator: str, amount: str
) -> None:
    *asks, last = talk(clerk, *says)
    assert [(reply.kind, reply.awaiting, reply.calculator) for reply in asks] == [
        ("ask", field, calculator) for field in awaited
    ]
    for reply, field in zip(asks, awaited, strict=True):
        asked = clerk.content.calculators[calculator].inputs[field].ask
        assert reply.text.endswith(asked), reply.text
    assert clerk.content.calculators[calculator].opening in asks[0].text
    assert (last.kind, last.awaiting) == ("result", None)
    assert last.result is not None
    assert last.result["amount"] == amount
    assert last.policies[0] == f"yy-{calculator}"


def test_figures_in_the_question_are_filled_in(clerk: Engine) -> None:
    (reply,) = talk(clerk, "我们收购沙棘果付了150万，沙棘收购补贴能拿多少")
    assert reply.kind == "result"
    assert reply.result is not None
    assert reply.result["amount"] == "180000.00"


def test_why_comes_from_the_card(clerk: Engine) -> None:
    _, why = talk(clerk, "帮我算沙棘收购补贴", "为什么问这个")
    assert "按实付收购款的12%算" in why.text
    assert why.awaiting == "paid"


@pytest.mark.parametrize(
    "says",
    [
        "什么意思",
        "没明白",
        "实付收购款是什么意思",
    ],
)
def test_meaning_comes_from_the_card(clerk: Engine, says: str) -> None:
    _, meaning = talk(clerk, "帮我算沙棘收购补贴", says)
    assert "已经打给农户的钱" in meaning.text
    assert meaning.awaiting == "paid"


def test_built_in_policies_are_still_there(clerk: Engine, content: Content) -> None:
    assert content.calculators.keys() < clerk.content.calculators.keys()
    assert calculate(clerk.content.calculators["sred-city"], {"level": "state"}).amount == Decimal(2_000_000)
