"""Sheets in the store: the same code brings the same sheet, forgetting deletes it, nothing is left behind."""

from datetime import UTC, datetime

import pytest

from bot.assistant import Assistant
from bot.content.load import Content
from bot.conversation import Conversation, dump, parse
from bot.engine import Engine
from bot.exchange import read
from bot.messages import Incoming, Reply
from bot.sheets.sheet import parse_sheet
from bot.stores.memory import MemoryStore

KEY = "web:me"
TRANSFER = ("帮我算成果转化补助", "420万", "没有了")


class Contested(MemoryStore):
    """Another worker saves first, as often as told."""

    def __init__(self) -> None:
        super().__init__()
        self.lost = 0
        self.keys: set[str] = set()

    def save(self, key: str, text: str, seen: int | None) -> bool:
        if key == KEY and self.lost:
            self.lost -= 1
            return False
        self.keys.add(key)
        return super().save(key, text, seen)

    def delete(self, key: str) -> None:
        self.keys.discard(key)
        super().delete(key)


@pytest.fixture
def store() -> Contested:
    return Contested()


@pytest.fixture
def assistant(content: Content, engine: Engine, store: Contested) -> Assistant:
    return Assistant(content, store, engine)


def say(assistant: Assistant, *texts: str, key: str = KEY, id: str | None = None) -> Reply:
    for text in texts:
        reply = assistant.answer(Incoming(key, text, datetime.now(UTC), id))
    return reply


def papers(assistant: Assistant, key: str = KEY) -> tuple[str, ...]:
    held = assistant.store.load(key)
    return read(held[0])[1].papers if held else ()


def test_an_issued_sheet_is_kept_word_for_word(assistant: Assistant) -> None:
    say(assistant, *TRANSFER, "测算单")
    (paper,) = papers(assistant)
    kept = assistant.paper(paper)
    assert kept is not None
    assert parse_sheet(kept).amounts == ("200000.00",)
    say(assistant, "到账改成300万", "测算单", "测算单")
    assert len(papers(assistant)) == 2
    assert assistant.paper(paper) == kept


def test_two_people_get_two_sheets(assistant: Assistant) -> None:
    say(assistant, *TRANSFER, "测算单")
    say(assistant, *TRANSFER, "测算单", key="web:you")
    assert not set(papers(assistant)) & set(papers(assistant, "web:you"))


@pytest.mark.parametrize("says", ["忘记我", "删除我的数据"])
def test_forgetting_by_saying_so_deletes_the_sheets(assistant: Assistant, store: Contested, says: str) -> None:
    say(assistant, *TRANSFER, "测算单", "到账改成300万", "测算单")
    kept = papers(assistant)
    assert len(kept) == 2
    say(assistant, says)
    assert [assistant.paper(paper) for paper in kept] == [None, None]
    assert store.keys == {KEY}


def test_deleting_the_session_deletes_the_sheets(assistant: Assistant, store: Contested) -> None:
    say(assistant, *TRANSFER, "测算单")
    say(assistant, *TRANSFER, "测算单", key="web:you")
    assistant.forget(KEY)
    assert store.keys == {"web:you", *papers(assistant, "web:you")}
    assistant.forget("web:nobody")


def test_the_oldest_goes_when_there_are_too_many(
    assistant: Assistant, store: Contested, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.KEPT_PAPERS", 2)
    say(assistant, *TRANSFER, "测算单")
    (oldest,) = papers(assistant)
    say(assistant, "到账改成300万", "测算单", "到账改成200万", "测算单")
    assert assistant.paper(oldest) is None
    assert store.keys == {KEY, *papers(assistant)}


def test_a_redelivered_wish_gives_the_same_sheet(assistant: Assistant, store: Contested) -> None:
    say(assistant, *TRANSFER)
    first = say(assistant, "测算单", id="7")
    assert say(assistant, "测算单", id="7") == first
    assert len(store.keys) == 2


def test_a_lost_race_leaves_nothing_behind(assistant: Assistant, store: Contested) -> None:
    say(assistant, *TRANSFER)
    store.lost = 2
    say(assistant, "测算单")
    assert store.keys == {KEY, *papers(assistant)}
    store.lost = 1000
    with pytest.raises(RuntimeError):
        say(assistant, "到账改成300万", "测算单")
    store.lost = 0
    assert store.keys == {KEY, *papers(assistant)}


def test_a_conversation_kept_before_there_were_sheets_goes_on() -> None:
    text = dump(Conversation()).replace(',"secret":"","papers":[]', "")
    assert "papers" not in text
    assert parse(text) == Conversation()
