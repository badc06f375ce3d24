"""Conversations as people hold them, one YAML file each: what is said, and what a patient clerk would answer.

A file has a `title`, `turns`, and `open` with a short reason while the program still falls short of it (then it
must fail: the mark comes off with the fix). A turn has `say`, when (`at`, ISO 8601; else a minute after the one before)
and under which message `id` (the same id again is a redelivered message and must get the very same reply), and any of:

    kind, calculator, awaiting (null: nothing is asked for), status, amount (15万, 1.2亿 or yuan; null), range (two amounts),
    has, lacks: texts that the reply must or must not contain; /…/ is a regular expression, and a text that begins
    or ends in a digit does not match within a longer number

Only the keys given are checked. Of every reply some things are checked always: see `_always`.
"""

import json
import re
from collections import Counter
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation import Conversation, dump, parse
from bot.dialogue.state import Goal
from bot.engine import Engine
from bot.messages import MAX_REPLY_BYTES, Reply
from calculators.calculator import field_of

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
BEIJING = timezone(timedelta(hours=8))
START = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
MINUTE = timedelta(minutes=1)
UNITS = {"元": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}

FILE_KEYS = {"title", "open", "turns"}
SAID_KEYS = {"say", "at", "id"}
EXPECTED_KEYS = {"kind", "calculator", "awaiting", "status", "amount", "range", "has", "lacks"}
KINDS = {"answer", "ask", "result", "choices", "fallback", "notice"}
STATUSES = {"computed", "ceiling", "per_unit", "not_eligible", "table_missing"}


def yuan(value: object) -> Decimal | None:
    """15万 -> 150000."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(元|万元?|亿元?)?", str(value))
    if found is None:
        raise ValueError(f"{value!r} is no amount: write 15万, 1.2亿 or yuan")
    return Decimal(found.group(1)) * UNITS[found.group(2) or "元"]


def contains(text: str, wanted: str) -> bool:
    """Is the text (or the /regular expression/) there, and not inside a longer number?"""
    if len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"):
        return bool(re.search(wanted[1:-1], text))
    before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
    after = r"(?![\d,]|\.\d)" if wanted[-1].isdigit() else ""
    return bool(re.search(before + re.escape(wanted) + after, text))


def faults_of(data: Any) -> list[str]:
    """What is wrong with a transcript itself."""
    if not isinstance(data, dict):
        return ["not a mapping"]
    faults = [f"unknown key {key!r}" for key in data.keys() - FILE_KEYS]
    if not isinstance(data.get("title"), str):
        faults.append("no title")
    if "open" in data and not (isinstance(data["open"], str) and data["open"]):
        faults.append("`open` needs a reason")
    turns = data.get("turns")
    if not isinstance(turns, list) or not turns:
        return [*faults, "no turns"]
    for number, turn in enumerate(turns, 1):
        faults += [f"turn {number}: {fault}" for fault in _faults_of_turn(turn)]
    return faults


def _faults_of_turn(turn: Any) -> list[str]:
    if not isinstance(turn, dict):
        return ["not a mapping"]
    faults = [f"unknown key {key!r}" for key in turn.keys() - SAID_KEYS - EXPECTED_KEYS]
    if not isinstance(turn.get("say"), str):
        faults.append("`say` must be text (quote numbers, yes and no)")
    if turn.get("kind", "ask") not in KINDS:
        faults.append(f"no kind {turn['kind']!r}")
    if turn.get("status", "computed") not in STATUSES:
        faults.append(f"no status {turn['status']!r}")
    for key in ("has", "lacks"):
        if not isinstance(turn.get(key, []), list) or not all(isinstance(text, str) for text in turn.get(key, [])):
            faults.append(f"`{key}` must be a list of texts")
    try:
        amounts = [turn.get("amount"), *(turn.get("range") or ())]
        for amount in amounts:
            yuan(amount)
    except ValueError as fault:
        faults.append(str(fault))
    return faults


def _moment(value: object) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _expected(turn: dict[str, Any], reply: Reply) -> list[str]:
    """Where a reply is not what the turn expects."""
    result = reply.result or {}
    wrong = []
    for key, came in (("kind", reply.kind), ("calculator", reply.calculator), ("awaiting", reply.awaiting)):
        if key in turn and turn[key] != came:
            wrong.append(f"{key}: want {turn[key]}, came {came}")
    if "status" in turn and turn["status"] != result.get("status"):
        wrong.append(f"status: want {turn['status']}, came {result.get('status')}")
    if "amount" in turn and (not result or yuan(turn["amount"]) != yuan(result.get("amount"))):
        wrong.append(f"amount: want {turn['amount']}, came {result.get('amount')} (range {result.get('range')})")
    if "range" in turn and [yuan(end) for end in turn["range"] or ()] != [yuan(e) for e in result.get("range") or ()]:
        wrong.append(f"range: want {turn['range']}, came {result.get('range')} (amount {result.get('amount')})")
    wrong += [f"lacks {text!r}" for text in turn.get("has", ()) if not contains(reply.text, text)]
    wrong += [f"has {text!r}, should not" for text in turn.get("lacks", ()) if contains(reply.text, text)]
    return wrong


def _always(engine: Engine, reply: Reply) -> list[str]:
    """What holds of every reply."""
    wrong = []
    if not reply.text.strip():
        wrong.append("empty reply")
    if len(reply.text.encode()) > MAX_REPLY_BYTES:
        wrong.append(f"{len(reply.text.encode())} bytes")
    checked = reply.calculator in engine.content.inquiries  # a verdict has no amount
    if not checked and (reply.kind == "result") != (reply.result is not None):
        wrong.append("a result without its kind, or the kind without a result")
    if reply.kind == "ask" and reply.awaiting is None:
        wrong.append("asks, but awaits nothing")
    if reply.awaiting is not None:
        goal = engine.content.goal(reply.calculator or "")
        head = reply.awaiting.removesuffix(".more")
        if goal is None or field_of(goal, head) is None:
            wrong.append(f"awaits {reply.awaiting}, which {reply.calculator} does not have")
        listed = 3 + (len(reply.text.splitlines()) if goal is not None and _listed(goal, head) else 0)
        if reply.kind == "answer" and not re.search("[?？]", "\n".join(reply.text.splitlines()[-listed:])):
            wrong.append("a side answer that does not end by asking the open question again")
    labels = [button.label for button in reply.quick_replies]
    if len(labels) != len(set(labels)):
        wrong.append(f"the same button twice: {labels}")
    leaked = re.search(r"[a-z]+_[a-z]+|\bNone\b|\bTrue\b|\bFalse\b|[{}]|\bDecimal\b|E\+\d", reply.text)
    if leaked:
        wrong.append(f"inner words in the reply: {leaked.group()!r}")
    return wrong


def _listed(goal: Goal, path: str) -> bool:
    """Does the question list what can be picked, so that it does not stand at the very end?"""
    field = field_of(goal, path)
    return field is not None and field.kind == "several"


def hold(engine: Engine, turns: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Holds a conversation to its first fault. The faults, and the conversation as it went."""
    conversation, moment, log = Conversation(), START - MINUTE, []
    for number, turn in enumerate(turns, 1):
        moment = _moment(turn["at"]) if "at" in turn else moment + MINUTE
        id = turn.get("id")
        before = conversation.answered(id)
        if before is not None:
            reply = before
        else:
            reply, after = engine.respond(conversation, turn["say"], moment)
            conversation = parse(dump(after.remembering(id, reply)))
        log += [f"{number}> {turn['say']}", f"   [{reply.kind} {reply.calculator} {reply.awaiting}] {reply.text}"]
        if reply.result is not None:
            log.append("   " + json.dumps({k: reply.result[k] for k in ("status", "amount", "range")}))
        wrong = _expected(turn, reply) + _always(engine, reply)
        if wrong:
            return [f"turn {number}: {fault}" for fault in wrong], log
    return [], log


def _parameters() -> list[Any]:
    found = []
    for path in FILES:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        reason = data.get("open") if isinstance(data, dict) else None
        marks = [pytest.mark.xfail(strict=True, reason=str(reason), raises=AssertionError)] if reason else []
        found.append(pytest.param(data, id=path.stem, marks=marks))
    return found


TRANSCRIPTS = _parameters()


def _data() -> list[tuple[str, Any]]:
    return [(str(case.id), case.values[0]) for case in TRANSCRIPTS]


def test_transcripts_are_well_formed() -> None:
    assert {name: faults for name, data in _data() if (faults := faults_of(data))} == {}


def test_there_are_enough_of_them(engine: Engine) -> None:
    """At least 100, at least 20 of them corrections, and every calculator comes to a result in one."""
    names = [name for name, _ in _data()]
    assert len(names) >= 120
    assert sum("correct" in name for name in names) >= 30
    computed = Counter(
        turn["calculator"] for _, data in _data() for turn in data["turns"] if turn.get("kind") == "result"
        if "calculator" in turn
    )  # fmt: skip
    assert set(engine.content.calculators) <= set(computed)


@pytest.mark.parametrize("data", TRANSCRIPTS)
def test_conversation(engine: Engine, data: dict[str, Any]) -> None:
    faults, log = hold(engine, data["turns"])
    assert not faults, "\n".join([*faults, *log])
