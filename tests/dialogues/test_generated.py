"""Generated conversations: random valid inputs, told in random order and wording, come to the calculator's own result.

Nothing is asked for twice, and nothing that was already said.
"""

import random
from decimal import Decimal
from typing import Any

import pytest

from bot.conversation import Conversation, dump, parse
from bot.engine import Engine
from bot.messages import Reply
from calculators.calculator import Calculator, calculate
from calculators.fields import Field
from calculators.money import plain, spoken

CONVERSATIONS = 100  # for each calculator: 23 × 100 in all
MAX_TURNS = 40
NOTHING_TO_TELL = ("sred-provincial",)
HAN = "零一二三四五六七八九"


def han_numeral(value: int) -> str:
    """0..9999 in Chinese numerals."""
    if value < 10:
        return HAN[value]
    units, text, gap = ["", "十", "百", "千"], "", False
    digits = list(map(int, str(value)))
    for place, digit in enumerate(digits):
        if digit == 0:
            gap = True
            continue
        text += ("零" if gap else "") + HAN[digit] + units[len(digits) - place - 1]
        gap = False
    return text.removeprefix("一") if 10 <= value < 20 else text


class Person:
    """Somebody with figures, who words them as people do."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)

    def amount(self, low: int, high: int) -> Decimal:
        """An amount that people would really name."""
        wan = self.lot.choice(
            [
                self.lot.randint(1, 9) * 10 ** self.lot.randint(0, 4),
                self.lot.randint(1, 9999),
                self.lot.randint(1, 400) * 25,
            ]
        )
        return Decimal(min(max(wan * 10_000, low), high))

    def words(self, value: Decimal) -> str:
        """An amount in one of the ways it is written or said."""
        ways = [spoken(value), f"{plain(value)}元", spoken(value).removesuffix("元")]
        wan = value / 10_000
        if wan == wan.to_integral_value() and 0 < wan < 10_000:
            ways += [f"{han_numeral(int(wan))}万", f"{int(wan)}w", f"{int(wan)}万块"]
        if value % 100_000_000 == 0 and 0 < value < 10_000_000_000:
            ways.append(f"{int(value / 100_000_000)}个亿")
        return self.lot.choice(ways)

    def value(self, field: Field, siblings: dict[str, Any]) -> Any:
        """A valid value for a field."""
        if field.kind == "choice":
            return self.lot.choice(list(field.options))
        if field.kind == "yes_no":
            return self.lot.random() < 0.6
        if field.kind == "count":
            return self.lot.randint(0, 30)
        if field.kind == "percent":
            return Decimal(self.lot.randint(1, 99))
        if field.kind == "rate":
            return Decimal(self.lot.choice(["0.0345", "0.031", "0.03", "0.0365"]))
        if field.kind == "factor":
            return Decimal(self.lot.choice(["0.8", "1", "1.2", "1.5", "2"]))
        if field.kind == "marks":
            chosen = [mark for mark in field.marks if self.lot.random() < 0.3]
            return [int(mark) for mark in chosen]
        low, high = field.usual or (Decimal(10_000), Decimal(10) ** 10)
        value = self.amount(int(low), int(min(high, Decimal(10) ** 11)))
        if field.whole and field.whole in siblings:
            value = min(value, siblings[field.whole])
        if field.default == 0 and self.lot.random() < 0.6:
            return Decimal(0)
        return value

    def told(self, field: Field, value: Any) -> str:
        """A value in words, as an answer to its own question."""
        pick = self.lot.choice
        if field.kind == "choice":
            return str(
                pick([field.options[value].label, f"{field.options[value].label}的", f"是{field.options[value].label}"])
            )
        if field.kind == "yes_no":
            return pick(["是的", "对", "嗯", "是"]) if value else pick(["不是", "没有", "还没", "不"])
        if field.kind == "marks":
            return "、".join(f"{mark}%" for mark in value) or pick(["没有", "没领过", "以前没领过"])
        if field.kind == "count":
            return pick(
                [f"{value}{field.counter}", f"{han_numeral(value)}{field.counter}", f"有{value}{field.counter}"]
            )
        if field.kind == "percent":
            return pick([f"{plain(value)}%", f"百分之{han_numeral(int(value))}", f"{plain(value)}个点"])
        if field.kind == "rate":
            return f"{plain(value * 100)}%"
        if field.kind == "factor":
            return plain(value)
        if value == 0:
            return pick(["没有", "0", "没有领过"]) if field.default == 0 else "0元"
        return self.words(value)

    def volunteered(self, field: Field, value: Any) -> str:
        """The same in passing, with the field's own words in front."""
        if field.had:
            when = "今年" if field.had == "this_year" else self.lot.choice(["以前", "前后一共", "这几年"])
            return f"{when}{self.lot.choice(['领过', '已经拿过', '领了'])}{self.words(value)}"
        if field.kind in ("money", "percent", "rate", "factor") and field.cues and value != 0:
            return f"{field.cues[0]}{self.told(field, value)}"
        return ""


def _inputs(person: Person, calculator: Calculator) -> dict[str, Any]:
    """A random valid set of inputs; fields that do not matter (only_if) are left out."""
    inputs: dict[str, Any] = {}
    for name, field in calculator.inputs.items():
        wanted = {other: {"yes": True, "no": False}.get(value, value) for other, value in field.only_if.items()}
        if any(inputs.get(other) != value for other, value in wanted.items()):
            continue
        if field.had:  # told by some, never asked for
            if person.lot.random() < 0.3:
                inputs[name] = person.amount(10_000, 1_000_000)
            continue
        if field.kind == "record":
            inputs[name] = [_record(person, field) for _ in range(person.lot.choice([1, 1, 2]))]
        elif field.many:
            inputs[name] = [person.value(field, {}) for _ in range(person.lot.choice([1, 1, 2, 3]))]
        else:
            inputs[name] = person.value(field, inputs)
    return inputs


def _record(person: Person, field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, inner in field.fields.items():
        told[name] = person.value(inner, told)
    return told


def _value_at(inputs: dict[str, Any], path: str) -> Any:
    value: Any = inputs
    for part in path.split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


def _field_at(calculator: Calculator, path: str) -> Field:
    parts = path.split(".")
    field = calculator.inputs[parts[0]]
    for part in parts[1:]:
        field = field if part.isdigit() else field.fields[part]
    return field


def _hold(
    engine: Engine, calculator: Calculator, person: Person, inputs: dict[str, Any]
) -> tuple[Reply, list[str], list[str]]:
    """Holds the conversation; returns the last reply, what was asked for, and the transcript."""
    extras = [
        name
        for name, field in calculator.inputs.items()
        if not field.many and name in inputs and person.volunteered(field, inputs[name])
    ]
    person.lot.shuffle(extras)
    opening = [f"帮我算{calculator.title}"]
    said: list[str] = []
    if extras and person.lot.random() < 0.4:
        said = extras[: person.lot.randint(1, len(extras))]
    said += [name for name in extras if calculator.inputs[name].had and name not in said]
    if said:
        opening += [person.volunteered(calculator.inputs[name], inputs[name]) for name in said]
    text = "，".join(opening)
    conversation, asked, log = Conversation(), [], []
    doubted: set[str] = set()
    for _ in range(MAX_TURNS):
        reply, conversation = engine.respond(parse(dump(conversation)), text)
        log += [f"> {text}", f"< [{reply.kind}] {reply.awaiting}: {reply.text}"]
        if reply.kind != "ask" or reply.awaiting is None:
            return reply, asked, log
        path = reply.awaiting
        if "确实是这个数就回“对”" in reply.text:
            assert path not in doubted, "\n".join(log)
            doubted.add(path)  # more was paid out than there is to pay: asked back, once
            text = "对"
            continue
        asked.append(path)
        if path.endswith(".more"):
            name = path.removesuffix(".more")
            done = 1 + max(
                int(p.split(".")[1]) for p in asked if p.startswith(f"{name}.") and p.split(".")[1].isdigit()
            )
            text = "还有一个" if done < len(inputs[name]) else person.lot.choice(["没有了", "就这些", "没了"])
            continue
        assert path not in said, "\n".join(log)
        text = person.told(_field_at(calculator, path), _value_at(inputs, path))
    raise AssertionError("no end:\n" + "\n".join(log))


CALCULATORS = [
    "tech-transfer", "chain-recognition", "chain-revenue-tier", "chain-referral", "chain-landing", "leader-new-partners",
    "leader-existing-partners", "leader-partner-rate", "leader-partnering", "member-supply", "first-set-sales", "first-set-purchase",
    "zone-cultivation", "zone-hosting", "platform-promotion", "leader-excellent", "chain-talent", "chain-scenario", "sred-provincial",
    "sred-ip", "sred-city", "tech-center", "hightech",
]  # fmt: skip


def test_every_calculator_is_here(engine: Engine) -> None:
    assert sorted(CALCULATORS) == sorted(engine.content.calculators)


@pytest.mark.parametrize("id", CALCULATORS)
def test_a_conversation_comes_to_the_calculators_own_result(engine: Engine, id: str) -> None:
    calculator = engine.content.calculators[id]
    for number in range(CONVERSATIONS):
        person = Person(number * 1000 + CALCULATORS.index(id))
        inputs = _inputs(person, calculator)
        reply, asked, log = _hold(engine, calculator, person, inputs)
        assert reply.kind == "result", f"{inputs}\n" + "\n".join(log)
        expected = calculate(calculator, inputs)
        assert reply.result is not None
        assert (reply.result["status"], reply.result["amount"]) == (
            str(expected.status),
            expected.as_json()["amount"],
        ), f"{inputs}\n" + "\n".join(log)
        assert len(asked) == len(set(asked)) or all(
            path.endswith(".more") for path in asked if asked.count(path) > 1
        ), "\n".join(log)
