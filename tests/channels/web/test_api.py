"""The HTTP API, point by point as other programs rely on it."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.channels.web.api import MAX_CHAT_BODY
from bot.channels.web.catalogue import MAX_BODY
from bot.messages import MAX_TEXT
from bot.stores.memory import MemoryStore
from bot.stores.sqlite import SqliteStore

LISTS = ("claimable", "needs_table", "within_reach", "not_for_you", "cannot_say")
REFERRAL = {"fixed_investment": 80_000_000, "completed_investment": 80_000_000, "in_production": True}


def faults(response: Any, status: int) -> dict[str, str]:
    """The accepted values by field of a refused request; every refusal has the same shape and shows no insides."""
    assert response.status_code == status, response.text
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    body = response.json()
    assert set(body) == {"error", "faults"}
    assert body["error"]
    assert "\n" not in body["error"]
    for fault in body["faults"]:
        assert set(fault) == {"field", "problem", "accepted"}
        assert all(fault.values())
    return {fault["field"]: fault["accepted"] for fault in body["faults"]}


# ---- sessions


def test_sessions_are_distinct_and_too_long_to_guess(client: TestClient) -> None:
    opened = [client.post("/api/sessions").json() for _ in range(50)]
    assert all(set(body) == {"session"} for body in opened)
    sessions = {body["session"] for body in opened}
    assert len(sessions) == 50
    assert all(len(session) >= 32 for session in sessions)
    assert len({session[:8] for session in sessions}) == 50


def test_a_conversation_belongs_to_its_session_only(
    client: TestClient, open_session: Callable[[TestClient], Any]
) -> None:
    mine, other = open_session(client), open_session(client)
    assert mine.say("帮我算成果转化补助")["awaiting"] == "received_amounts.0"
    assert other.say("300万")["kind"] != "ask"
    assert mine.say("300万")["awaiting"] == "received_amounts.more"


def test_a_deleted_session_is_unknown_and_nothing_of_it_is_kept(talk: Any, assistant: Assistant) -> None:
    talk.say("帮我算成果转化补助")
    key = f"web:{talk.session}"
    assert assistant.store.load(key) is not None
    assert talk.client.delete(f"/api/sessions/{talk.session}").status_code == 204
    assert assistant.store.load(key) is None
    faults(talk.post("300万"), 404)
    faults(talk.client.delete(f"/api/sessions/{talk.session}"), 404)
    assert assistant.store.load(key) is None


def test_a_session_deleted_while_its_message_is_answered_does_not_come_back(
    client_with: Callable[..., TestClient], open_session: Callable[[TestClient], Any]
) -> None:
    class DeletedMeanwhile(MemoryStore):
        def save(self, key: str, text: str, seen: int | None) -> bool:
            if seen is not None:
                self.delete(key)
            return super().save(key, text, seen)

    store = DeletedMeanwhile()
    talk = open_session(client_with(store))
    faults(talk.post("链主认定奖多少"), 404)
    assert store.load(f"web:{talk.session}") is None


@pytest.mark.parametrize("session", ["nope", "0" * 100, "\u0000", "有汉字", "a/b", "../x", "web:", "%", " "])
def test_a_session_nobody_opened_is_404(client: TestClient, session: str) -> None:
    faults(client.post("/api/chat", json={"session": session, "text": "你好"}), 404)


@pytest.mark.parametrize("path", ["nope", "%00", "%ff%fe", "%E6%B1%89", "x" * 5000])
def test_deleting_a_session_nobody_opened_is_404(client: TestClient, path: str) -> None:
    faults(client.delete(f"/api/sessions/{path}"), 404)


# ---- chat


def test_a_reply_has_every_field(talk: Any) -> None:
    reply = talk.say("链主认定奖多少")
    assert set(reply) == {
        "kind",
        "text",
        "intent",
        "confidence",
        "policies",
        "calculator",
        "awaiting",
        "quick_replies",
        "sources",
        "result",
    }
    assert reply["kind"] == "answer"
    assert "100万元" in reply["text"]
    assert reply["policies"][0] == "sx-chain-recognition"
    assert reply["sources"][0]["clause"] == "9.1(1)"
    assert reply["awaiting"] is None
    assert reply["result"] is None


def test_a_dialogue_leads_to_the_exact_award(talk: Any) -> None:
    asked = talk.say("帮我算成果转化补助")
    assert (asked["kind"], asked["calculator"]) == ("ask", "tech-transfer")
    more = talk.say("300万")
    assert {option["text"] for option in more["quick_replies"]} >= {"没有了"}
    done = talk.say("没有了")
    assert (done["kind"], done["awaiting"]) == ("result", None)
    assert done["result"]["amount"] == "150000.00"
    assert "15万元" in done["text"]


def test_a_redelivered_message_gets_the_same_reply_and_moves_nothing(talk: Any) -> None:
    talk.say("帮我算成果转化补助", message_id="1")
    first = talk.say("300万", message_id="2")
    assert talk.say("300万", message_id="2") == first
    assert talk.say("没有了", message_id="3")["result"]["amount"] == "150000.00"


def test_many_messages_at_once_on_one_session_all_get_an_answer(talk: Any) -> None:
    gate = threading.Barrier(8)

    def one(number: int) -> int:
        gate.wait()
        return int(talk.post("链主认定奖多少", message_id=str(number)).status_code)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))) == [200] * 8


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "session"),
        ({"text": "你好"}, "session"),
        ({"session": 5, "text": "你好"}, "session"),
        ({"session": "", "text": "你好"}, "session"),
        ({"session": "x" * 101, "text": "你好"}, "session"),
        ({"session": "x"}, "text"),
        ({"session": "x", "text": ""}, "text"),
        ({"session": "x", "text": " \n\u3000\t"}, "text"),
        ({"session": "x", "text": "长" * (MAX_TEXT + 1)}, "text"),
        ({"session": "x", "text": None}, "text"),
        ({"session": "x", "text": ["你好"]}, "text"),
        ({"session": "x", "text": "你好", "message_id": 7}, "message_id"),
        ({"session": "x", "text": "你好", "message_id": ""}, "message_id"),
        ({"session": "x", "text": "你好", "message_id": "x" * 65}, "message_id"),
        ({"session": "x", "text": "你好", "txet": "你好"}, "txet"),
        ({"session": "x", "text": "你好", "多余": 1}, "多余"),
        ([], "(整体)"),
        ("你好", "(整体)"),
        (None, "(整体)"),
    ],
)
def test_a_message_that_cannot_be_taken_names_the_field(client: TestClient, body: Any, field: str) -> None:
    assert field in faults(client.post("/api/chat", content=json.dumps(body)), 422)


def test_all_fields_at_fault_are_named_at_once(client: TestClient) -> None:
    body = {"session": 1, "text": "", "message_id": 1, "x": 1}
    assert set(faults(client.post("/api/chat", json=body), 422)) == {"session", "text", "message_id", "x"}


@pytest.mark.parametrize(
    "text",
    ["长" * MAX_TEXT, "\u0000", "a\u0000b", "\ud800", "🀄" * 500, "1" * 2000, "<script>alert(1)</script>", "\\u0000\\"],
)
def test_a_strange_text_gets_an_answer_and_leaves_the_conversation_usable(talk: Any, text: str) -> None:
    raw = json.dumps({"session": talk.session, "text": text, "message_id": text[:64]}).encode()
    assert talk.client.post("/api/chat", content=raw).status_code == 200
    assert talk.say("链主认定奖多少")["kind"] == "answer"


def test_too_many_messages_are_held_back_with_the_time_to_wait(
    client_with: Callable[..., TestClient], open_session: Callable[[TestClient], Any]
) -> None:
    client = client_with(rate_limit=3)
    talk, other = open_session(client), open_session(client)
    for _ in range(3):
        talk.say("你好")
    refused = talk.post("你好")
    faults(refused, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["retry-after"] in refused.json()["error"]
    other.say("你好")


def test_a_rate_limit_of_zero_holds_nobody_back(talk: Any) -> None:
    for _ in range(100):
        talk.say("你好")


# ---- what is not JSON we take

BAD_JSON = {
    "nothing": b"",
    "no JSON": b"text=hello",
    "cut off": b'{"session": "x", "te',
    "NaN": b'{"session": "x", "text": NaN}',
    "Infinity": b'{"received_amounts": [Infinity]}',
    "minus Infinity": b'{"received_amounts": [-Infinity]}',
    "a key twice": b'{"session": "x", "text": "a", "text": "b"}',
    "a key twice deep inside": b'{"projects": [{"a": 1, "a": 2}]}',
    "UTF-16": '{"session": "x", "text": "a"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"session": "x", "text": "a"}',
    "no UTF-8": b'{"session": "x", "text": "\xff\xfe"}',
    "GBK": '{"session": "x", "text": "你好"}'.encode("gbk"),
    "deep nesting": b"[" * 50_000 + b"]" * 50_000,
    "deep objects": b'{"a":' * 10_000,
    "a number of 10,000 digits": b'{"received_amounts": [' + b"9" * 10_000 + b"]}",
    "an exponent of 30 digits": b'{"received_amounts": [1e' + b"9" * 30 + b"]}",
}


@pytest.mark.parametrize("path", ["/api/chat", "/api/calculators/tech-transfer", "/api/checkup"])
@pytest.mark.parametrize("body", BAD_JSON.values(), ids=BAD_JSON)
def test_what_is_no_strict_json_is_refused(client: TestClient, path: str, body: bytes) -> None:
    refused = client.post(path, content=body)
    if len(body) > MAX_CHAT_BODY and path == "/api/chat":
        faults(refused, 413)
    else:
        faults(refused, 400)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/api/chat", MAX_CHAT_BODY), ("/api/calculators/tech-transfer", MAX_BODY), ("/api/checkup", MAX_BODY)],
)
def test_a_body_that_is_too_large_is_refused(client: TestClient, path: str, most: int) -> None:
    faults(client.post(path, content=b" " * (most + 1)), 413)
    faults(client.post(path, content=(b" " * 1000 for _ in range(most // 1000 + 1))), 413)
    faults(client.post(path, content=b" " * most), 400)


# ---- policies and calculators


def test_every_policy_is_listed_and_can_be_read(client: TestClient, assistant: Assistant) -> None:
    listed = client.get("/api/policies").json()
    assert [entry["id"] for entry in listed] == list(assistant.content.cards)
    for entry in listed:
        one = client.get(f"/api/policies/{entry['id']}").json()
        assert {name: one[name] for name in entry} == entry
        assert one["document"]


@pytest.mark.parametrize("path", ["/api/policies/nope", "/api/policies/%00", "/api/policies/%2e%2e", "/api/nope"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    faults(client.get(path), 404)


def test_every_calculator_is_listed_with_the_schema_of_its_inputs(client: TestClient, assistant: Assistant) -> None:
    listed = {entry["id"]: entry for entry in client.get("/api/calculators").json()}
    assert list(listed) == list(assistant.content.calculators)
    for id, entry in listed.items():
        assert entry["title"]
        schema = entry["inputs"]
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == set(assistant.content.calculators[id].inputs)
        assert all(value["title"] for value in schema["properties"].values())


@pytest.mark.parametrize(
    ("id", "inputs", "amount"),
    [
        ("tech-transfer", {"received_amounts": [3_000_000]}, "150000.00"),
        ("tech-transfer", {"received_amounts": ["1000000.50", 1_000_000.5]}, "100000.05"),
        ("chain-recognition", {"role": "leader"}, "1000000.00"),
        ("chain-recognition", {"role": "链核"}, "500000.00"),
        ("chain-referral", {"projects": [REFERRAL]}, "800000.00"),
        ("chain-referral", {"projects": [REFERRAL | {"already_paid": None}]}, "800000.00"),
        ("sred-provincial", {}, "300000.00"),
        ("leader-partnering", {"partners_base": 1, "partners_now": 4}, "1500000.00"),
    ],
)
def test_a_calculation(client: TestClient, id: str, inputs: Any, amount: str) -> None:
    response = client.post(f"/api/calculators/{id}", json=inputs)
    assert response.status_code == 200, response.text
    result = response.json()
    assert (result["calculator"], result["amount"], result["currency"]) == (id, amount, "CNY")
    assert all(step["clause"] for step in result["steps"])


def test_figures_keep_every_digit_they_were_sent_with(client: TestClient) -> None:
    raw = b'{"received_amounts": [0.1, 0.2, 1000000.1000000000000001]}'
    label = client.post("/api/calculators/tech-transfer", content=raw).json()["steps"][-2]["label"]
    assert "1,000,000.1000000000000001" in label or "100.00001000000000000001" in label


@pytest.mark.parametrize(
    ("id", "inputs", "field", "accepted"),
    [
        ("tech-transfer", {}, "received_amounts", "列表"),
        ("tech-transfer", {"received_amounts": []}, "received_amounts", "列表"),
        ("tech-transfer", {"received_amounts": 3}, "received_amounts", "列表"),
        ("tech-transfer", {"received_amounts": [None]}, "received_amounts.0", "10^15"),
        ("tech-transfer", {"received_amounts": [1, -1]}, "received_amounts.1", "不小于0"),
        ("tech-transfer", {"received_amounts": [True]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": ["三百万"]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": ["1e5"]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": ["NaN"]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": ["１２"]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": [10**15]}, "received_amounts.0", "10^15"),
        ("tech-transfer", {"received_amounts": [10**300]}, "received_amounts.0", "10^15"),
        ("tech-transfer", {"received_amounts": ["9" * 5000]}, "received_amounts.0", "10^15"),
        ("tech-transfer", {"received_amounts": [[1]]}, "received_amounts.0", "金额"),
        ("tech-transfer", {"received_amounts": [1] * 1001}, "received_amounts", "1000"),
        ("tech-transfer", {"recieved_amounts": [1]}, "recieved_amounts", "received_amounts"),
        ("tech-transfer", {"received_amounts": [1], "\ud800": 1}, "?", "received_amounts"),
        ("tech-transfer", {"received_amounts": [1], "键" * 5000: 1}, "键" * 39 + "…", "received_amounts"),
        ("tech-transfer", [], "(整体)", "received_amounts"),
        ("tech-transfer", None, "(整体)", "received_amounts"),
        ("tech-transfer", "x", "(整体)", "received_amounts"),
        ("chain-recognition", {"role": "boss"}, "role", "leader"),
        ("chain-recognition", {"role": 1}, "role", "core"),
        ("chain-referral", {"projects": [1]}, "projects.0", "fixed_investment"),
        ("chain-referral", {"projects": [REFERRAL, {}]}, "projects.1.fixed_investment", "金额"),
        ("chain-referral", {"projects": [REFERRAL | {"in_production": "yes"}]}, "projects.0.in_production", "true"),
        ("chain-referral", {"projects": [REFERRAL | {"paid": 1}]}, "projects.0.paid", "already_paid"),
        ("leader-new-partners", {"partners_base": 1.5, "partners_now": 2}, "partners_base", "整数"),
        ("leader-new-partners", {"partners_base": 1, "partners_now": 10**12}, "partners_now", "整数"),
        ("zone-cultivation", {"chain_share_percent": 101}, "chain_share_percent", "100"),
        ("zone-cultivation", {"chain_share_percent": 50, "rewarded_shares": [30]}, "rewarded_shares.0", "20"),
        ("leader-partnering", {}, "partners_base", "整数"),
    ],
)
def test_inputs_that_cannot_be_taken_name_the_field_and_what_is_accepted(
    client: TestClient, id: str, inputs: Any, field: str, accepted: str
) -> None:
    found = faults(client.post(f"/api/calculators/{id}", content=json.dumps(inputs)), 422)
    assert accepted in found[field]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1e-400", "1e999999", "0." + "1" * 50])
def test_numbers_beyond_sense_are_refused(client: TestClient, number: str) -> None:
    raw = f'{{"received_amounts": [{number}]}}'.encode()
    assert "received_amounts.0" in faults(client.post("/api/calculators/tech-transfer", content=raw), 422)


@pytest.mark.parametrize("id", ["nope", "%00", "x" * 3000, "Tech-Transfer"])
def test_an_unknown_calculator_is_404(client: TestClient, id: str) -> None:
    faults(client.post(f"/api/calculators/{id}", json={}), 404)


def test_at_most_twenty_faults_are_listed(client: TestClient) -> None:
    found = faults(client.post("/api/calculators/tech-transfer", json={"received_amounts": ["x"] * 1000}), 422)
    assert 0 < len(found) <= 20


# ---- what says it is something else


@pytest.mark.parametrize("path", ["/api/chat", "/api/calculators/tech-transfer", "/api/checkup"])
@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/xml"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/json; charset=gbk"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_what_says_it_is_no_plain_json_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    refused = client.post(path, content=b"{}", headers=headers)
    faults(refused, 415)
    assert "application/json" in refused.json()["error"]


@pytest.mark.parametrize(
    "sort", [None, "application/json", "application/json; charset=UTF-8", "application/vnd.api+json", "text/plain"]
)
def test_what_simple_clients_say_of_their_bodies_is_taken(client: TestClient, sort: str | None) -> None:
    headers = {"content-type": sort} if sort else {}
    raw = b'{"received_amounts": [3000000]}'
    assert client.post("/api/calculators/tech-transfer", content=raw, headers=headers).status_code == 200


# ---- the check-up


def test_a_check_up_sorts_every_policy_into_one_list(client: TestClient) -> None:
    found = client.post("/api/checkup", json={}).json()
    listed = [entry["policy"] for name in LISTS for entry in found[name]]
    assert len(listed) == len(set(listed)) > 20
    assert found["currency"] == "CNY"


@pytest.mark.parametrize("body", [[], None, "x", {"nope": 1}, {"键" * 500: 1}])
def test_facts_that_cannot_be_taken_are_named(client: TestClient, body: Any) -> None:
    assert faults(client.post("/api/checkup", content=json.dumps(body)), 422)


# ---- the same person twice at once, after damage, and behind a full disk


def test_one_message_sent_twice_at_once_counts_once(talk: Any) -> None:
    talk.say("帮我算成果转化补助", message_id="0")
    gate = threading.Barrier(6)

    def one(_: int) -> str:
        gate.wait()
        return str(talk.say("300万", message_id="1")["text"])

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(one, range(6)))) == 1
    assert talk.say("没有了", message_id="2")["result"]["amount"] == "150000.00"


def test_two_people_at_once_each_get_their_own_award(
    client: TestClient, open_session: Callable[[TestClient], Any]
) -> None:
    said = {"300万": "150000.00", "100万": "50000.00"}

    def whole(amount: str) -> str:
        talk = open_session(client)
        return [talk.say(text) for text in ("帮我算成果转化补助", amount, "没有了")][-1]["result"]["amount"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(whole, [*said] * 4)) == [*said.values()] * 4


@pytest.mark.parametrize("kept", ["", "{}", "[]", "null", '{"dialogue": 5}', "no JSON", '{"form": 99}'])
def test_a_conversation_that_cannot_be_read_is_begun_anew_and_can_be_forgotten(
    talk: Any, assistant: Assistant, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = f"web:{talk.session}"
    held = assistant.store.load(key)
    assert held is not None
    assert assistant.store.save(key, kept, held[1])
    assert talk.say("链主认定奖多少")["kind"] == "answer"
    assert "begun anew" in caplog.text
    held = assistant.store.load(key)
    assert held is not None
    assert assistant.store.save(key, kept, held[1])
    assert talk.client.delete(f"/api/sessions/{talk.session}").status_code == 204
    assert assistant.store.load(key) is None


def test_a_disk_that_is_full_is_told_and_the_dialogue_goes_on_when_it_is_not(
    client_with: Callable[..., TestClient], open_session: Callable[[TestClient], Any], tmp_path: Path
) -> None:
    store = SqliteStore(str(tmp_path / "kept.sqlite3"))
    talk = open_session(client_with(store))
    talk.say("帮我算成果转化补助")
    store._connection.execute("pragma query_only = on")
    faults(talk.post("300万"), 500)
    store._connection.execute("pragma query_only = off")
    assert talk.say("300万")["awaiting"] == "received_amounts.more"
