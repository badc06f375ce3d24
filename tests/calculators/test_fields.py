"""Input fields: what each kind takes from a program, and how it says no."""

from decimal import Decimal
from typing import Any

import pytest
from award_kit import field
from pydantic import ValidationError

from calculators.faults import InputFault, shown
from calculators.fields import Field, describe

MONEY = field("money")
RATE = field("rate")
PERCENT = field("percent")
FACTOR = field("factor")
COUNT = field("count")
FLAG = field("yes_no")
ROLE = field("choice", options={"leader": {"label": "链主"}, "core": {"label": "链核"}})
TIERS = field("marks", marks_unit="money")
SHARES = field("marks", marks=("20", "40", "60"), marks_unit="percent")


@pytest.mark.parametrize(
    ("asked", "given", "value"),
    [
        (MONEY, 3_000_000, Decimal(3_000_000)),
        (MONEY, "3000000", Decimal(3_000_000)),
        (MONEY, "3000000.55", Decimal("3000000.55")),
        (MONEY, Decimal("0.005"), Decimal("0.005")),
        (MONEY, 0, Decimal(0)),
        (MONEY, 10**15 - 1, Decimal(10**15 - 1)),
        (MONEY, "999999999999999.99", Decimal("999999999999999.99")),
        (RATE, "0.0345", Decimal("0.0345")),
        (RATE, 1, Decimal(1)),
        (PERCENT, 45, Decimal(45)),
        (PERCENT, "12.5", Decimal("12.5")),
        (PERCENT, 100, Decimal(100)),
        (FACTOR, "1.25", Decimal("1.25")),
        (FACTOR, 1_000_000, Decimal(1_000_000)),
        (COUNT, 8, 8),
        (COUNT, "8", 8),
        (COUNT, Decimal("8.0"), 8),
        (COUNT, 10**9, 10**9),
        (FLAG, True, True),
        (FLAG, False, False),
        (ROLE, "leader", "leader"),
        (ROLE, "链核", "core"),
        (TIERS, [], ()),
        (TIERS, [10**9, "5000000000"], (Decimal(10**9), Decimal(5 * 10**9))),
        (SHARES, [20, "40"], (Decimal(20), Decimal(40))),
    ],
)
def test_a_value_is_taken_exactly(asked: Field, given: object, value: object) -> None:
    taken = asked.read(given, "x")
    assert taken == value
    assert type(taken) is type(value)


BAD_NUMBERS: list[object] = [
    None,
    True,
    False,
    0.5,
    1.0,
    float("nan"),
    float("inf"),
    -1,
    "-1",
    "-0.01",
    Decimal("-1"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1E+400"),
    Decimal("1E-400"),
    "",
    " ",
    "abc",
    "nan",
    "Infinity",
    "1e400",
    "1e3",
    "１２",
    "30万",
    "1,000",
    "9" * 41,
    "9" * 100_000,
    10**50,
    [],
    [1],
    {},
    {"a": 1},
    b"1",
]


@pytest.mark.parametrize("asked", [MONEY, RATE, PERCENT, FACTOR, COUNT], ids=lambda asked: asked.kind)
@pytest.mark.parametrize("given", BAD_NUMBERS, ids=lambda given: repr(given)[:16])
def test_a_bad_number_is_refused_with_its_field_and_what_is_accepted(asked: Field, given: object) -> None:
    with pytest.raises(InputFault) as refused:
        asked.read(given, "projects.0.x")
    fault = refused.value
    assert fault.path == "projects.0.x"
    assert fault.accepted == asked.accepted()
    line = str(fault)
    assert "projects.0.x" in line
    assert asked.accepted() in line
    assert "\n" not in line
    assert len(line) < 200


@pytest.mark.parametrize(
    ("asked", "given", "problem"),
    [
        (MONEY, 10**15, "金额太大"),
        (MONEY, "1000000000000000", "金额太大"),
        (PERCENT, "100.01", "100"),
        (RATE, "1.01", "1"),
        (RATE, 5, "1"),
        (FACTOR, "1000000.1", "系数太大"),
        (COUNT, "2.5", "整数"),
        (COUNT, Decimal("0.1"), "整数"),
        (COUNT, 10**9 + 1, "太大"),
        (MONEY, -1, "负数"),
        (FLAG, "true", "true"),
        (FLAG, 1, "true"),
        (FLAG, 0, "true"),
        (FLAG, None, "true"),
        (FLAG, "是", "true"),
        (ROLE, "chief", "chief"),
        (ROLE, "链上企业", "链上企业"),
        (ROLE, "Leader", "Leader"),
        (ROLE, 1, "文本"),
        (ROLE, None, "文本"),
        (ROLE, ["leader"], "文本"),
        (TIERS, 10, "列表"),
        (TIERS, "10", "列表"),
        (TIERS, {"0": 10}, "列表"),
        (TIERS, [1] * 1001, "1000"),
    ],
)
def test_the_problem_is_named(asked: Field, given: object, problem: str) -> None:
    with pytest.raises(InputFault) as refused:
        asked.read(given, "x")
    assert problem in refused.value.problem


@pytest.mark.parametrize(
    ("asked", "given", "path"),
    [
        (SHARES, [20, 30], "x.1"),
        (SHARES, ["twenty"], "x.0"),
        (SHARES, [20.0], "x.0"),
        (TIERS, [10**9, -1], "x.1"),
        (TIERS, [[10]], "x.0"),
        (TIERS, [True], "x.0"),
    ],
)
def test_a_bad_item_of_a_list_is_named_by_its_index(asked: Field, given: object, path: str) -> None:
    with pytest.raises(InputFault) as refused:
        asked.read(given, "x")
    assert refused.value.path == path


def test_what_is_accepted_names_every_choice() -> None:
    assert ROLE.accepted() == "leader(链主) | core(链核)"
    assert SHARES.accepted() == "列表，只能含 20, 40, 60"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("abc", "abc"),
        ("a\nb\tc\x00", "a?b?c?"),
        ("\ud800", "?"),
        ("\u202e\u200b", "??"),
        ("长" * 100, "长" * 39 + "…"),
        ([1, 2], "list"),
        ({"a": 1}, "dict"),
        (None, "None"),
        (10**60, "1" + "0" * 38 + "…"),
    ],
)
def test_a_foreign_value_is_repeated_safely_and_short(text: object, safe: str) -> None:
    assert shown(text) == safe
    assert len(shown(text)) <= 40


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (MONEY, Decimal(80_000_000), "8000万元"),
        (MONEY, Decimal("0.5"), "0.5元"),
        (RATE, Decimal("0.0345"), "3.45%"),
        (PERCENT, Decimal("12.50"), "12.5%"),
        (FACTOR, Decimal("1.20"), "1.2"),
        (COUNT, 8, "8"),
        (field("count", counter="家"), 8, "8家"),
        (FLAG, True, "是"),
        (FLAG, False, "否"),
        (ROLE, "leader", "链主"),
        (TIERS, (), "没有"),
        (TIERS, (Decimal(10**9), Decimal(5 * 10**9)), "10亿元、50亿元"),
        (SHARES, (Decimal(20), Decimal(40)), "20%、40%"),
    ],
)
def test_a_value_is_said_in_words(asked: Field, value: Any, words: str) -> None:
    assert describe(asked, value) == words


@pytest.mark.parametrize(
    ("asked", "required", "default"),
    [
        (MONEY, True, None),
        (field("money", default=0), False, Decimal(0)),
        (field("yes_no", default=False), False, False),
        (field("count", default=0), False, 0),
        (TIERS, False, ()),
        (field("rate", optional=True), False, None),
    ],
)
def test_a_field_may_be_left_out_only_with_a_default_or_as_optional(
    asked: Field, required: bool, default: object
) -> None:
    assert asked.required is required
    if asked.has_default:
        assert asked.default_value == default
        assert type(asked.default_value) is type(default)


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "money"},
        {"kind": "sum", "label": "x"},
        {"kind": "money", "label": "x", "lable": "y"},
        {"kind": "money", "label": "x", "usual": [1.5, 2]},
        {"kind": "money", "label": "x", "usual": ["约1万", "10亿"]},
        {"kind": "money", "label": "x", "unit": "元"},
        {"kind": "marks", "label": "x", "marks": ["-20"]},
        {"kind": "choice", "label": "x", "options": {"a": {"words": []}}},
        {"kind": "money", "label": "x", "many": {"noun": "项目"}},
    ],
)
def test_a_faulty_field_of_a_card_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Field.model_validate(content)


@pytest.mark.parametrize(
    ("text", "amount"), [("30万", 300_000), ("1.5亿", 150_000_000), (300000, 300_000), ("300000", 300_000)]
)
def test_a_card_writes_money_in_words_or_whole_yuan(text: object, amount: int) -> None:
    assert field("money", usual=[0, text]).usual == (Decimal(0), Decimal(amount))


@pytest.mark.parametrize("text", [0.5, 300000.0, True, None, "约30万", "5%", "", "-1", 10**15, [], "30万到50万"])
def test_a_card_cannot_write_money_as_a_float_or_loosely(text: object) -> None:
    with pytest.raises(ValidationError):
        field("money", usual=[0, text])
