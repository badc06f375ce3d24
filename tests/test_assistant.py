"""The assistant: what it keeps of a conversation, for whom, and for how long."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.assistant import Assistant, NotOpen
from bot.content.load import Content
from bot.conversation import KEPT_REPLIES, Conversation, Dialogue, dump, parse
from bot.engine import Engine
from bot.exchange import Exchange, read
from bot.messages import Incoming, QuickReply, Reply
from bot.stores import open_store
from calculators.inputs import UNKNOWN
from calculators.reading.told import Span, Told

Say = Callable[..., Reply]


def told(text: str, conversation: str = "test:a", message_id: str | None = None) -> Incoming:
    return Incoming(conversation, text, datetime(2025, 6, 1, 9, tzinfo=UTC), message_id)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "kept.sqlite3")


@pytest.fixture
def restart(content: Content, engine: Engine, file: str) -> Iterator[Callable[[], Assistant]]:
    """Opens an assistant over the same file; what an earlier one held in memory is gone."""
    opened: list[Assistant] = []

    def start() -> Assistant:
        if opened:
            opened[-1].store.close()
        opened.append(Assistant(content, open_store(file), engine))
        return opened[-1]

    yield start
    opened[-1].store.close()


@pytest.fixture
def assistant(restart: Callable[[], Assistant]) -> Assistant:
    return restart()


# ---- redelivery


def test_a_redelivered_message_gets_the_same_reply_and_changes_nothing(assistant: Assistant) -> None:
    assistant.answer(told("帮我算成果转化补助", message_id="1"))
    first = assistant.answer(told("300万", message_id="2"))
    kept = assistant.store.load("test:a")
    assert assistant.answer(told("300万", message_id="2")) == first
    assert assistant.store.load("test:a") == kept


def test_a_late_redelivery_neither_repeats_nor_moves_on(assistant: Assistant) -> None:
    replies = [
        assistant.answer(told(text, message_id=str(number)))
        for number, text in enumerate(["帮我算成果转化补助", "300万", "没有了"])
    ]
    assert [assistant.answer(told("再来", message_id=str(number))) for number in range(3)] == replies
    assert replies[-1].result is not None


def test_a_result_survives_redelivery_whole(assistant: Assistant, restart: Callable[[], Assistant]) -> None:
    assistant.answer(told("帮我算成果转化补助"))
    assistant.answer(told("300万"))
    first = assistant.answer(told("没有了", message_id="9"))
    again = restart().answer(told("没有了", message_id="9"))
    assert again.model_dump(mode="json") == first.model_dump(mode="json")


def test_messages_without_an_id_are_each_new(assistant: Assistant) -> None:
    assert assistant.answer(told("帮我算成果转化补助")).awaiting == "received_amounts.0"
    assert assistant.answer(told("300万")).awaiting == "received_amounts.more"
    assert assistant.answer(told("400万")).awaiting == "received_amounts.more"


def test_the_same_id_in_another_conversation_is_another_message(assistant: Assistant) -> None:
    assistant.answer(told("帮我算成果转化补助", message_id="1"))
    other = assistant.answer(told("链主认定奖多少", conversation="test:b", message_id="1"))
    assert other.policies[0] == "sx-chain-recognition"


def test_only_the_last_few_replies_are_kept(assistant: Assistant) -> None:
    for number in range(KEPT_REPLIES * 3):
        assistant.answer(told("链主认定奖多少", message_id=str(number)))
    held = assistant.store.load("test:a")
    assert held is not None
    assert [known for known, _ in read(held[0])[1].seen] == [
        str(number) for number in range(KEPT_REPLIES * 2, KEPT_REPLIES * 3)
    ]


# ---- several at once


def at_once(assistant: Assistant, messages: list[Incoming]) -> list[Reply]:
    gate = threading.Barrier(len(messages))

    def one(incoming: Incoming) -> Reply:
        gate.wait()
        return assistant.answer(incoming)

    with ThreadPoolExecutor(len(messages)) as pool:
        return list(pool.map(one, messages))


def test_messages_at_once_in_one_conversation_all_get_through(assistant: Assistant) -> None:
    assistant.answer(told("帮我算成果转化补助"))
    assistant.answer(told("100万"))
    at_once(assistant, [told(f"{number}00万", message_id=str(number)) for number in range(2, 6)])
    result = assistant.answer(told("没有了")).result
    assert result is not None
    assert result["amount"] == "700000.00"  # 5 + 10 + 15 + 20, and the fifth is bound at 20


def test_one_message_delivered_twice_at_once_counts_once(assistant: Assistant) -> None:
    assistant.answer(told("帮我算成果转化补助"))
    first, second = at_once(assistant, [told("100万", message_id="x"), told("100万", message_id="x")])
    assert first == second
    result = assistant.answer(told("没有了")).result
    assert result is not None
    assert result["amount"] == "50000.00"


def test_conversations_at_once_do_not_leak_into_each_other(assistant: Assistant) -> None:
    def whole(number: int) -> str:
        key = f"test:{number}"
        assistant.answer(told("帮我算成果转化补助", key))
        assistant.answer(told(f"{number}0万", key))
        result = assistant.answer(told("没有了", key)).result
        assert result is not None
        return str(result["amount"])

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(whole, range(1, 7))) == [f"{number * 5000}.00" for number in range(1, 7)]


# ---- how long


def test_a_restart_in_the_middle_of_a_dialogue_goes_on_with_the_open_question(
    restart: Callable[[], Assistant],
) -> None:
    asked = restart().answer(told("链主引进的项目投了8000万,已经全部建成投产,能拿多少"))
    assert asked.awaiting == "projects.0.already_paid"
    assert restart().answer(told("没有")).awaiting == "projects.more"
    result = restart().answer(told("没有了")).result
    assert result is not None
    assert result["amount"] == "800000.00"


def test_the_topic_survives_a_restart(restart: Callable[[], Assistant]) -> None:
    restart().answer(told("高新技术企业奖多少"))
    assert restart().answer(told("那条件呢")).policies[0] == "cz-hightech"


def test_forgetting_deletes_everything(assistant: Assistant, file: str) -> None:
    assistant.answer(told("我们是链主企业，帮我算成果转化补助", message_id="1"))
    assistant.answer(told("8765万", message_id="2"))
    assistant.forget("test:a")
    assert not assistant.known("test:a")
    assert assistant.store.load("test:a") is None
    assert assistant.answer(told("没有了", message_id="2")).kind != "result"
    assistant.forget("test:a")
    assistant.store.close()
    left = b"".join(path.read_bytes() for path in Path(file).parent.iterdir())
    assert b"8765" not in left


def test_asking_to_be_forgotten_deletes_everything_said_before(assistant: Assistant) -> None:
    assistant.answer(told("我们是国家级小巨人，帮我算成果转化补助", message_id="1"))
    assistant.answer(told("8765万", message_id="2"))
    assert assistant.answer(told("忘记我", message_id="3")).kind == "notice"
    held = assistant.store.load("test:a")
    assert held is not None
    assert "8765" not in held[0]
    assert "小巨人" not in held[0]


def test_a_conversation_that_must_have_been_begun_is_refused_until_it_is(assistant: Assistant) -> None:
    with pytest.raises(NotOpen):
        assistant.answer(told("你好"), begun=True)
    assert not assistant.known("test:a")
    assistant.begin("test:a")
    assert assistant.known("test:a")
    assert assistant.answer(told("你好"), begun=True).kind == "notice"


def test_beginning_twice_keeps_what_is_there(assistant: Assistant) -> None:
    assistant.begin("test:a")
    assistant.answer(told("帮我算成果转化补助"))
    assistant.begin("test:a")
    assert assistant.answer(told("300万")).awaiting == "received_amounts.more"


def test_a_single_question_is_not_kept(assistant: Assistant) -> None:
    assert assistant.once("帮我算成果转化补助").awaiting == "received_amounts.0"
    assert assistant.once("300万").kind != "ask"


GONE = Dialogue("gone", {"paid": Told(Decimal(3_000_000), "300万")}, "paid", policy="gone")


@pytest.mark.parametrize(
    "kept",
    [
        Conversation(dialogue=GONE),
        Conversation(dialogue=replace(GONE, calculator="tech-transfer", policy=None)),
        Conversation(dialogue=replace(GONE, calculator="tech-transfer", answers={}, awaiting="received_amounts.0")),
        Conversation(waiting=(GONE, GONE)),
        Conversation(finished=replace(GONE, awaiting=None)),
        Conversation(topic="policy:gone"),
        Conversation(topic="rule:gone"),
    ],
    ids=["open", "field", "card", "waiting", "finished", "policy", "rule"],
)
@pytest.mark.parametrize(
    "said", ["那条件呢", "300万", "改成400万", "继续", "再算一次", "为什么问这个", "上一步", "能拿多少"]
)
def test_a_kept_conversation_stays_usable_when_what_it_spoke_of_left_the_content(
    assistant: Assistant, kept: Conversation, said: str
) -> None:
    """An operator takes a policy out, or gives it another id, while people talk about it."""
    assistant.store.save("test:a", dump(kept), None)
    assert assistant.answer(told(said)).text
    assistant.answer(told("取消"))
    assert assistant.answer(told("高新技术企业奖多少")).policies[0] == "cz-hightech"


# ---- a conversation as text


def everything() -> Conversation:
    """Every field of a conversation filled, with every kind of value."""
    values = {
        "exact": Told(Decimal("80000000.05"), "8000万零5分"),
        "large": Told(Decimal("1E+14"), "一百万亿", about=True),
        "small": Told(Decimal("0.0345"), "3.45%", sensed=True),
        "none": Told(Decimal(0), "没有"),
        "count": Told(12, "12户"),
        "yes": Told(True, "投产了"),
        "no": Told(False, "还没"),
        "choice": Told("leader", "链主"),
        "marks": Told((Decimal(20), Decimal("40.5")), "20和40.5"),
        "no_marks": Told((), "没领过"),
        "range": Told(Span(Decimal(3_000_000), Decimal("4E+6")), "三四百万", about=True),
        "unknown": Told(UNKNOWN, "不知道"),
        "projects.0.in_production": Told(True, '"引号"\\反斜杠\n\u0000😀'),
    }
    reply = Reply(
        kind="result",
        text="能拿15万元。",
        quick_replies=(QuickReply(label="再算", text="再算一次"),),
        result={"amount": "150000.00", "steps": [{"label": "×", "amount": None, "clause": "8.3"}], "range": None},
    )
    dialogue = Dialogue("chain-referral", values, "projects.more", 2, "sx-chain-referral")
    return Conversation(
        dialogue=dialogue,
        waiting=(Dialogue("hightech"), replace(dialogue, awaiting=None)),
        finished=dialogue,
        topic="policy:sx-chain-referral",
        options=(QuickReply(label="一", text="1"), QuickReply(label="二", text="2")),
        profile=values,
        rest="剩下的明细",
    ).remembering("微信:1", reply)


def test_a_conversation_comes_back_from_text_as_it_was() -> None:
    conversation = everything()
    again = parse(dump(conversation))
    assert again == conversation
    assert dump(again) == dump(conversation)


def test_values_come_back_with_their_own_types() -> None:
    before, after = everything().profile, parse(dump(everything())).profile
    assert list(after) == list(before)
    for name, entry in before.items():
        assert type(after[name].value) is type(entry.value), name
    assert after["unknown"].value is UNKNOWN
    assert after["yes"].value is True
    assert after["no"].value is False


def test_an_empty_conversation_comes_back_empty() -> None:
    assert parse(dump(Conversation())) == Conversation()


def test_a_conversation_written_before_notes_were_kept_with_it_goes_on(assistant: Assistant) -> None:
    assistant.answer(told("帮我算成果转化补助", message_id="1"))
    first = assistant.answer(told("300万", message_id="2"))
    text, version = assistant.store.load("test:a") or ("", 0)
    _, state, *replies = text.split("\n")
    old = json.loads(state)
    old["seen"] = list(zip(old.pop("replied"), replies, strict=True))
    assert assistant.store.save("test:a", json.dumps(old, ensure_ascii=False), version)
    assert assistant.answer(told("300万", message_id="2")) == first
    result = assistant.answer(told("没有了")).result
    assert result is not None
    assert result["amount"] == "150000.00"


def test_what_was_worked_out_is_not_asked_again_when_only_the_notes_changed_meanwhile(assistant: Assistant) -> None:
    asked: list[Reply] = []
    assistant.begin("test:a")

    def step(opened: Exchange) -> str:
        if not asked:
            assistant.exchange("test:a", lambda other: setattr(other, "notes", "[]"))
        elif opened.notes == "[]":
            return opened.notes  # as a channel does that promised the reply meanwhile
        asked.append(opened.ask(told("链主认定奖多少", message_id="1")))
        return opened.notes

    assert assistant.exchange("test:a", step) == "[]"
    assert len(asked) == 1
    notes, kept = read((assistant.store.load("test:a") or ("", 0))[0])
    assert notes == "[]"
    assert kept.answered("1") == asked[0]


def test_every_line_of_the_text_is_json_that_shows_han_characters() -> None:
    text = dump(everything())
    assert all(json.loads(line) for line in text.split("\n"))
    assert "没领过" in text
    assert "\u0000" not in text
