"""A program's JSON object into paths: everything wrong with it is said at once."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import jsonschema_rs
import pytest
from award_kit import MANY, field
from hypothesis import given
from hypothesis import strategies as st

from calculators.calculator import Calculator, field_of, next_field
from calculators.faults import InputFaults
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Inputs, Missing, Unanswerable, field_at, needed, read_inputs
from calculators.schema import inputs_schema

PROJECTS = field(
    "record",
    "项目",
    many={"noun": "项目", "classifier": "个", "more": "还有吗？", "at_most": 3},
    fields={
        "size": {"kind": "money", "label": "投资"},
        "zone": {"kind": "yes_no", "label": "示范区", "default": False},
    },
)
FIELDS: dict[str, Field] = {
    "projects": PROJECTS,
    "received": field("money", many={"noun": "成果", "more": "还有吗？", "at_most": 3}),
    "insured": field("yes_no"),
    "subsidy": field("money", only_if={"insured": "yes"}),
    "sales": field("money", only_if={"insured": "no"}),
    "lpr": field("rate", optional=True),
    "leaders": field("count", default=0),
    "shares": field("marks", marks=("20", "40"), marks_unit="percent"),
}
WHOLE: dict[str, Any] = {
    "projects": [{"size": 5}],
    "received": [1, "2.5"],
    "insured": True,
    "subsidy": 7,
}


def faults(raw: object, fields: Mapping[str, Field] = FIELDS, *, lenient: bool = False) -> dict[str, str]:
    """The paths at fault and what is wrong with each."""
    with pytest.raises(InputFaults) as refused:
        read_inputs(fields, raw, lenient=lenient)
    found = refused.value.faults
    assert all(fault.accepted for fault in found)
    assert str(refused.value) == "; ".join(map(str, found))
    return {fault.path: fault.problem for fault in found}


def test_a_whole_object_is_read_into_paths() -> None:
    assert read_inputs(FIELDS, WHOLE) == {
        "projects.more": False,
        "projects.0.size": Decimal(5),
        "projects.0.zone": False,
        "received.more": False,
        "received.0": Decimal(1),
        "received.1": Decimal("2.5"),
        "insured": True,
        "subsidy": Decimal(7),
        "lpr": UNKNOWN,
        "leaders": 0,
        "shares": (),
    }


@pytest.mark.parametrize("raw", [None, [], "text", 5, True, [WHOLE]])
def test_anything_but_an_object_is_refused(raw: object) -> None:
    assert list(faults(raw)) == ["(整体)"]


def test_every_missing_field_is_named_at_once() -> None:
    assert faults({}) == dict.fromkeys(("projects", "received", "insured", "subsidy", "sales"), "缺少")


def test_a_field_that_does_not_matter_is_not_missed() -> None:
    assert faults({"insured": True}) == dict.fromkeys(("projects", "received", "subsidy"), "缺少")
    assert faults({"insured": False}) == dict.fromkeys(("projects", "received", "sales"), "缺少")
    assert "sales" not in read_inputs(FIELDS, WHOLE)


@pytest.mark.parametrize("name", ["recieved", "Received", "received ", "", "项目", "0", "a\nb", "\ud800", "x" * 500])
def test_an_unknown_or_misspelt_field_is_refused_and_the_known_ones_listed(name: str) -> None:
    with pytest.raises(InputFaults) as refused:
        read_inputs(FIELDS, {**WHOLE, name: 1})
    (fault,) = refused.value.faults
    assert fault.problem == "没有这个字段"
    assert all(known in fault.accepted for known in FIELDS)
    assert len(fault.path) <= 40
    assert fault.path.isprintable()


def test_an_unknown_field_inside_an_item_is_named_by_its_path() -> None:
    assert faults({**WHOLE, "projects": [{"size": 1}, {"size": 1, "zones": True}]}) == {
        "projects.1.zones": "没有这个字段"
    }


def test_several_faults_are_told_together_each_with_its_place() -> None:
    raw = {
        "projects": [{"size": -1}, {"zone": "yes"}, 5],
        "received": ["1e400", 1],
        "insured": 1,
        "leaders": "many",
        "shares": [30],
        "rate": 1,
    }
    assert set(faults(raw)) == {
        "projects.0.size",
        "projects.1.zone",
        "projects.1.size",
        "projects.2",
        "received.0",
        "insured",
        "leaders",
        "shares.0",
        "rate",
    }


@pytest.mark.parametrize("value", [[], [1, 2, 3, 4], 5, "5", {}, {"0": 1}, True])
def test_a_list_has_its_bounds(value: object) -> None:
    assert list(faults({**WHOLE, "received": value})) == ["received"]


@pytest.mark.parametrize("value", [[], [{"size": 1}] * 4, {"size": 1}, 5, None])
def test_a_list_of_records_has_its_bounds(value: object) -> None:
    assert list(faults({**WHOLE, "projects": value})) == ["projects"]


@pytest.mark.parametrize("item", [None, 5, "text", [], [{"size": 1}]])
def test_an_item_of_a_list_of_records_is_an_object(item: object) -> None:
    assert faults({**WHOLE, "projects": [item]}) == {"projects.0": "要JSON对象"}


def test_hundreds_of_bad_items_do_not_flood_the_answer() -> None:
    many = {"r": field("money", many={"noun": "成果", "more": "还有吗？"})}
    assert len(faults({"r": ["x"] * 1000}, many)) < 30


@pytest.mark.parametrize(("name", "value"), [("lpr", UNKNOWN), ("leaders", 0), ("shares", ())])
def test_null_means_left_out_where_a_field_may_be_left_out(name: str, value: object) -> None:
    assert read_inputs(FIELDS, {**WHOLE, name: None})[name] == value


@pytest.mark.parametrize("name", ["received", "insured", "subsidy", "projects"])
def test_null_is_no_value_for_a_required_field(name: str) -> None:
    assert name in faults({**WHOLE, name: None})


def test_lenient_reading_takes_what_is_there_and_still_refuses_what_is_wrong() -> None:
    given = read_inputs(FIELDS, {"received": [1]}, lenient=True)
    assert given["received.0"] == 1
    assert "insured" not in given
    assert list(faults({"received": [-1]}, lenient=True)) == ["received.0"]
    assert list(faults({"x": 1}, lenient=True)) == ["x"]


@pytest.mark.parametrize(
    ("values", "name", "wanted"),
    [
        ({"insured": True}, "subsidy", True),
        ({"insured": False}, "subsidy", False),
        ({"insured": True}, "sales", False),
        ({}, "sales", True),
        ({}, "lpr", True),
    ],
)
def test_a_field_matters_only_under_its_condition(values: dict[str, object], name: str, wanted: bool) -> None:
    assert needed(FIELDS, name, values) is wanted


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("insured", "yes_no"),
        ("projects", "record"),
        ("projects.0.size", "money"),
        ("projects.12.zone", "yes_no"),
        ("received.3", "money"),
        ("received.more", None),
        ("projects.0.nothing", None),
        ("nothing", None),
        ("nothing.0.size", None),
        ("", None),
    ],
)
def test_a_path_names_a_field(path: str, kind: str | None) -> None:
    found = field_at(FIELDS, path)
    assert (found.kind if found else None) == kind


def test_reading_what_is_not_there_names_the_next_question() -> None:
    inputs = Inputs(FIELDS, {"received.0": Decimal(1)})
    with pytest.raises(Missing) as missing:
        inputs.value("insured")
    assert missing.value.path == "insured"
    with pytest.raises(Missing) as missing:
        list(inputs.items("received"))
    assert missing.value.path == "received.more"
    with pytest.raises(Missing) as missing:
        for item in inputs.items("projects"):
            item.amount("size")
    assert missing.value.path == "projects.0.size"


def test_unknown_is_neither_zero_nor_no() -> None:
    inputs = Inputs(FIELDS, {"insured": UNKNOWN, "subsidy": UNKNOWN, "leaders": UNKNOWN, "lpr": UNKNOWN})
    for name in ("insured", "subsidy"):
        with pytest.raises(Unanswerable):
            inputs.value(name)
        assert inputs.unknown(name)
        assert inputs.known(name) is None
    assert inputs.value("leaders") == 0  # has a default
    assert inputs.optional_factor("lpr") is None


GOOD: dict[str, Any] = {
    "tech-transfer": {"received_amounts": [3_000_000]},
    "chain-recognition": {"role": "leader"},
    "chain-revenue-tier": {"role": "core", "chain_revenue": 1, "rewarded_tiers": [5]},
    "chain-referral": {"projects": [{"fixed_investment": 1, "completed_investment": 1, "in_production": True}]},
    "chain-landing": {"projects": [{"fixed_investment": 1}], "lpr": "0.03"},
    "leader-new-partners": {"partners_base": 3, "partners_now": 8},
    "leader-existing-partners": {"deals_now": 2, "deals_base": 1},
    "leader-partner-rate": {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 1},
    "leader-partnering": {"partners_base": 3, "partners_now": 8},
    "member-supply": {"deals_now": 2, "deals_base": 1},
    "first-set-sales": {"insured": False, "last_year_sales": 1, "this_year_sales": 1},
    "first-set-purchase": {"kind": "equipment", "paid_amount": 1},
    "zone-cultivation": {"chain_share_percent": 45, "rewarded_shares": [20]},
    "zone-hosting": {"chains": 1, "projects": 1},
    "platform-promotion": {"received_amounts": ["1.5"]},
    "leader-excellent": {"rating": "other"},
    "chain-talent": {"paid_amount": 1},
    "chain-scenario": {"purchase_amount": 1, "paid_amount": 1},
    "sred-provincial": {},
    "sred-ip": {"deal_amounts": [1]},
    "sred-city": {"level": "省级"},
    "tech-center": {"level": "state"},
    "hightech": {"newly_recognised": True},
}
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    20,
    40,
    100,
    101,
    -1,
    10**9 + 1,
    10**15 - 1,
    10**15,
    "0",
    "1",
    "12.5",
    ".5",
    "5.",
    "+5",
    "0005",
    "101",
    "1000001",
    "1000000000000000",
    "-1",
    "",
    "x",
    "1e5",
    "nan",
    "9" * 41,
    "leader",
    "链主",
    "省级",
    "other",
    [],
    [1],
    ["1"],
    [0, 20],
    [30],
    [-1],
    ["x"],
    [True],
    [None],
    {},
    {"fixed_investment": 1},
    [{}],
    [{"fixed_investment": 1}],
    [{"fixed_investment": 1, "targeted": True}],
    [{"fixed_investment": 1, "completed_investment": 1, "in_production": True, "already_paid": None}],
    [{"fixed_investment": 1, "completed_investment": 1, "in_production": "yes"}],
    [{"fixed_investment": 1, "unknown": 1}],
]


def accepted(calculator: Calculator, raw: object) -> bool:
    try:
        calculator.read(raw)
    except InputFaults:
        return False
    return True


def test_every_calculator_has_an_example_here(calculators: Mapping[str, Calculator]) -> None:
    assert set(GOOD) == set(calculators)


@pytest.mark.parametrize("id", GOOD)
def test_the_schema_agrees_with_what_is_accepted(calculators: Mapping[str, Calculator], id: str) -> None:
    """Whatever the schema allows is taken, and what it forbids is refused, value by value."""
    calculator, good = calculators[id], GOOD[id]
    schema = jsonschema_rs.validator_for(calculator.json_schema())
    assert schema.is_valid(good)
    assert accepted(calculator, good)
    assert not schema.is_valid({**good, "misspelt": 1})
    assert not accepted(calculator, {**good, "misspelt": 1})
    for name in calculator.inputs:
        for raw in [*({**good, name: value} for value in VALUES), {key: v for key, v in good.items() if key != name}]:
            if schema.is_valid(raw):
                assert accepted(calculator, raw), raw
            elif calculator.inputs[name].kind != "count" and not _fixed_marks(calculator.inputs[name]):
                assert not accepted(calculator, raw), raw


def _fixed_marks(asked: Field) -> bool:
    """Fixed tiers, like counts, may also come as text; the schema shows the plain way only."""
    return asked.kind == "marks" and bool(asked.marks)


@MANY
@given(
    st.one_of(
        st.integers(-(10**16), 10**16),
        st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False).map(str),
        st.text("0123456789.+- e", max_size=20),
    )
)
def test_the_schema_of_money_agrees_with_what_is_accepted(value: object) -> None:
    fields = {"x": field("money")}
    valid = jsonschema_rs.validator_for(inputs_schema(fields)).is_valid({"x": value})
    try:
        read_inputs(fields, {"x": value})
    except InputFaults:
        assert not valid
    else:
        assert valid or isinstance(value, str) and value != value.strip()


def test_schemas_are_json_and_closed(calculators: Mapping[str, Calculator]) -> None:
    for calculator in calculators.values():
        schema = json.loads(json.dumps(calculator.json_schema()))
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == set(calculator.inputs)


def test_a_dialogue_asks_every_required_field_once(calculators: Mapping[str, Calculator]) -> None:
    """Answering the next question again and again ends in a result, each field asked one time."""
    plain: dict[str, Any] = {
        "money": Decimal(100_000_000),
        "rate": Decimal("0.03"),
        "percent": Decimal(45),
        "factor": Decimal(1),
        "count": 3,
        "yes_no": True,
        "marks": (),
    }
    for calculator in calculators.values():
        given: dict[str, Any] = {}
        asked: list[str] = []
        while (path := next_field(calculator, given)) is not None:
            assert path not in asked, (calculator.id, path)
            asked.append(path)
            wanted = field_of(calculator, path)
            if wanted is None:
                given[path] = False
            else:
                given[path] = next(iter(wanted.options)) if wanted.options else plain[wanted.kind]
        assert calculator.assess(given).calculator == calculator.id
        assert {path.split(".")[0] for path in asked} <= set(calculator.inputs)
