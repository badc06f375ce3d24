"""The check-up for programs: JSON in, the picture as JSON out; bad input is refused in one clear line."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.checkup.program import checkup_in_words, facts_schema, run_checkup
from bot.command import main
from bot.content.load import Content
from bot.engine import Engine
from bot.server import application
from bot.settings import Settings
from bot.stores.memory import MemoryStore
from calculators.faults import InputFaults

CORE = {
    "in_changzhi": True,
    "role": "core",
    "main_revenue": 600_000_000,
    "sred_province": True,
    "deals_with_leader": "9000000",
}
LEADER = {"role": "leader", "leader_rating": "excellent", "net_new_partners": 6, "partner_rate_rise": 7}

# fmt: off
REFUSED: list[tuple[Any, str, str]] = [
    # raw, the field named, what is said of it
    ({"rol": "core"}, "rol", "没有这个字段"),
    ({"role": "boss"}, "role", "没有“boss”这个选项"),
    ({"role": True}, "role", "要文本"),
    ({"in_changzhi": "yes"}, "in_changzhi", "要 true 或 false"),
    ({"in_changzhi": 1}, "in_changzhi", "要 true 或 false"),
    ({"main_revenue": -1}, "main_revenue", "不能是负数"),
    ({"main_revenue": "-0.01"}, "main_revenue", "不能是负数"),
    ({"main_revenue": "6亿"}, "main_revenue", "不是确切的数"),
    ({"main_revenue": float("nan")}, "main_revenue", "不是确切的数"),
    ({"main_revenue": float("inf")}, "main_revenue", "不是确切的数"),
    ({"main_revenue": "NaN"}, "main_revenue", "不是确切的数"),
    ({"main_revenue": True}, "main_revenue", "不是确切的数"),
    ({"main_revenue": [1]}, "main_revenue", "不是确切的数"),
    ({"main_revenue": 10**15}, "main_revenue", "金额太大"),
    ({"main_revenue": "1" * 400}, "main_revenue", "不是确切的数"),
    ({"zone_share": "100.5"}, "zone_share", "百分比不能超过100"),
    ({"net_new_partners": "1.5"}, "net_new_partners", "要整数"),
    ({"net_new_partners": 10**10}, "net_new_partners", "数目太大"),
    ({"national_rank": 0}, "national_rank", "不能小于1"),
    ({"enough": True}, "enough", "没有这个字段"),
    ({"this_year": ["sold_technology"]}, "this_year", "没有这个字段"),
    ([], "(整体)", "要JSON对象"),
    ("role", "(整体)", "要JSON对象"),
    (None, "(整体)", "要JSON对象"),
]
# fmt: on


@pytest.fixture(scope="module")
def client(content: Content, engine: Engine) -> Iterator[TestClient]:
    app = application(Assistant(content, MemoryStore(), engine), Settings(rate_limit=0))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def ids(entries: list[dict[str, Any]]) -> set[str]:
    return {entry["policy"] for entry in entries}


def test_every_policy_has_one_place(content: Content) -> None:
    for raw in ({}, CORE, LEADER, {"body": "zone"}):
        seen = run_checkup(content, raw)
        names = ("claimable", "needs_table", "within_reach", "not_for_you", "cannot_say")
        placed = [entry["policy"] for name in names for entry in seen[name]]
        assert sorted(placed) == sorted(content.inquiries["checkup"].cards)


def test_a_chain_core(content: Content) -> None:
    seen = run_checkup(content, CORE)
    assert {entry["policy"]: (entry["amount"], entry["at_most"]) for entry in seen["claimable"]} == {
        "sx-chain-recognition": ("500000.00", "1000000.00"),
        "cz-sred-award": ("200000.00", "2000000.00"),
        "sx-sred-award": (None, "300000.00"),
    }
    assert ids(seen["needs_table"]) == {"sx-chain-revenue-tier", "sx-member-supply"}
    assert all(entry["open"] for entry in seen["needs_table"])
    assert {entry["clause"] for entry in seen["not_for_you"] if entry["policy"] == "sx-leader-excellent"} == {"9.4(3)"}
    assert seen["bundle"]["amount"] == "700000.00"
    assert (seen["currency"], seen["content"]) == ("CNY", content.version)


def test_the_bundle_names_what_is_left_out(content: Content) -> None:
    bundle = run_checkup(content, LEADER)["bundle"]
    assert bundle["amount"] == "7000000.00"  # 300万 + 300万 + 100万
    left = {entry["policy"]: entry for entry in bundle["left_out"]}
    assert left["sx-leader-partner-rate"]["instead_of"] == ["sx-leader-new-partners"]
    assert "9.3(1)" in left["sx-leader-partner-rate"]["why"]


def test_what_is_near_says_how_far(content: Content) -> None:
    raw = {"body": "enterprise", "deals_with_leader": 600_000, "chain_partners": 0}
    (near,) = [e for e in run_checkup(content, raw)["within_reach"] if e["policy"] == "sx-member-list"]
    assert near["missing"][0]["clause"] == "10.2"
    assert "还差40万元" in near["missing"][0]["gap"]


def test_null_is_unknown_and_never_no(content: Content) -> None:
    assert run_checkup(content, {"role": None, "main_revenue": None}) == run_checkup(content, {})
    assert ids(run_checkup(content, {})["cannot_say"]) == set(content.inquiries["checkup"].cards)


def test_the_same_in_words(content: Content) -> None:
    text = checkup_in_words(content, CORE)
    assert "50万元" in text
    assert "9.1(1)" in text


def test_the_schema_takes_what_is_taken_and_requires_nothing(content: Content) -> None:
    schema = facts_schema(content)
    assert schema["required"] == []
    assert set(schema["properties"]) == set(content.facts.by_id)  # type: ignore[call-overload]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(("raw", "field", "problem"), REFUSED)
def test_bad_input_is_named(raw: Any, field: str, problem: str, content: Content) -> None:
    with pytest.raises(InputFaults) as caught:
        run_checkup(content, raw)
    (fault,) = caught.value.faults
    assert fault.path == field
    assert problem in fault.problem
    assert fault.accepted


def test_all_faults_at_once(content: Content) -> None:
    with pytest.raises(InputFaults) as caught:
        run_checkup(content, {"rol": "core", "main_revenue": -1, "in_changzhi": "是"})
    assert {fault.path for fault in caught.value.faults} == {"rol", "main_revenue", "in_changzhi"}


# ---- POST /api/checkup


def test_the_api_gives_the_same_picture(client: TestClient, content: Content) -> None:
    response = client.post("/api/checkup", json=CORE)
    assert response.status_code == 200
    expected = run_checkup(content, CORE)
    assert {name: response.json()[name] for name in expected} == expected


@pytest.mark.parametrize(("raw", "field", "problem"), REFUSED)
def test_the_api_refuses_bad_input(raw: Any, field: str, problem: str, client: TestClient) -> None:
    body = json.dumps(raw)  # NaN and Infinity as Python writes them
    response = client.post("/api/checkup", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    text = json.dumps(response.json(), ensure_ascii=False)
    assert "Traceback" not in text
    if response.status_code == 422 and "NaN" not in body and "Infinity" not in body:
        assert problem in text.replace('\\"', '"')
        assert field in text


@pytest.mark.parametrize("body", ["", "{", "[1", '{"role": "core", "role": "leader"}', "\x00"])
def test_the_api_refuses_what_is_no_json(body: str, client: TestClient) -> None:
    response = client.post("/api/checkup", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)


# ---- jince checkup


@pytest.fixture
def jince(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> Callable[..., tuple[int, str, str]]:
    """Runs `jince checkup` on some input: its status, output and error."""

    def run(text: str, *more: str) -> tuple[int, str, str]:
        file = tmp_path / "facts.json"
        file.write_text(text, encoding="utf-8")
        capsys.readouterr()
        status = main(["checkup", "--input", str(file), *more])
        return status, *capsys.readouterr()

    return run


def test_the_command_gives_the_same_picture(jince: Callable[..., tuple[int, str, str]], content: Content) -> None:
    status, out, error = jince(json.dumps(CORE), "--json")
    assert (status, error) == (0, "")
    assert json.loads(out) == run_checkup(content, CORE)
    status, out, error = jince(json.dumps(CORE))
    assert (status, out, error) == (0, checkup_in_words(content, CORE) + "\n", "")


@pytest.mark.parametrize(("raw", "field", "problem"), REFUSED)
def test_the_command_refuses_bad_input_in_one_line(
    raw: Any, field: str, problem: str, jince: Callable[..., tuple[int, str, str]]
) -> None:
    status, out, error = jince(json.dumps(raw), "--json")
    assert (status, out) == (2, "")
    (line,) = error.splitlines()
    assert "Traceback" not in line
    assert field in line or "NaN" in line or "Infinity" in line or "整体" in field


@pytest.mark.parametrize("text", ["", "{", "[1", '{"role": "core", "role": "leader"}', '{"main_revenue": 1e999}'])
def test_the_command_refuses_what_is_no_json(text: str, jince: Callable[..., tuple[int, str, str]]) -> None:
    status, out, error = jince(text)
    assert (status, out, len(error.splitlines())) == (2, "", 1)


def test_without_input_the_facts_are_listed(capsys: pytest.CaptureFixture[str], content: Content) -> None:
    capsys.readouterr()
    assert main(["checkup"]) == 0
    listed = capsys.readouterr().out
    assert all(f"{fact.id}: {fact.label}" in listed for fact in content.facts.facts)


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["checkup", "--input", "no-such-file.json"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
