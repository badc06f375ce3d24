"""What is read of an update."""

import json
from typing import Any

import pytest
from telegram import User

from bot.channels.telegram.hearing import Heard, hear
from bot.channels.telegram.updates import Message, Update, read

ME = User(7, "x", True, username="jince_bot")
GROUP = {"id": -5, "type": "supergroup"}
PERSON = {"id": 3, "is_bot": False, "first_name": "王"}


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 9, "date": 1, "chat": GROUP, "from": PERSON, **more}


def heard(**update: Any) -> Heard | None:
    return hear(read(json.dumps({"update_id": 1, **update}).encode()), ME)


def test_a_mention_behind_emoji_is_found_where_telegram_counts_it() -> None:
    entity = {"type": "mention", "offset": 3, "length": 10}  # an emoji counts for two
    found = heard(message=message(text="😀 @jince_bot 链主奖多少", entities=[entity]))
    assert found is not None
    assert found.text == "😀   链主奖多少"
    assert (found.conversation, found.quoting) == ("telegram:-5:3", 9)


@pytest.mark.parametrize(
    "more",
    [
        {"text": "链主奖多少"},
        {"text": "@other_bot 奖多少", "entities": [{"type": "mention", "offset": 0, "length": 10}]},
        {"text": "奖多少", "reply_to_message": message(text="早", **{"from": {**PERSON, "id": 4}})},
        {"new_chat_title": "群"},
    ],
)
def test_what_is_not_for_us_in_a_group_is_not_heard(more: dict[str, Any]) -> None:
    assert heard(message=message(**more)) is None


def test_a_picture_with_words_is_read_by_its_words_and_without_is_answered_politely() -> None:
    picture = {"chat": {"id": 3, "type": "private"}, "photo": [{"file_id": "x"}]}
    with_words = heard(message=message(**picture, caption="链主奖多少"))
    without = heard(message=message(**picture))
    assert with_words is not None and (with_words.text, with_words.notice) == ("链主奖多少", None)
    assert without is not None and without.notice is not None and "图片" in without.notice


def test_a_button_of_a_message_that_is_no_longer_there() -> None:
    query = {"id": "5", "from": PERSON, "data": "kt链主认定", "message": {**message(), "date": 0}}
    found = heard(callback_query=query)
    assert found is not None and found.pressed is not None
    assert (found.pressed.message, found.pressed.button.text) == (None, "链主认定")


def test_a_button_in_a_group_is_for_whoever_was_asked() -> None:
    asked = message(text="x", reply_to_message=message(text="帮我算", message_id=4))
    theirs = {"id": "5", "from": {**PERSON, "id": 4}, "data": "ot是", "message": asked}
    own = {**theirs, "from": PERSON}
    for query, of_another in ((theirs, True), (own, False)):
        found = heard(callback_query=query)
        assert found is not None and found.pressed is not None
        assert (found.pressed.of_another, found.quoting) == (of_another, 4)


def test_half_a_character_is_read_all_the_same() -> None:
    update = read(
        b'{"update_id":1,"message":{"message_id":1,"chat":{"id":3,"type":"private"},"text":"\\ud83d\\u94fe"}}'
    )
    assert update.message is not None and update.message.text == "?链"


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"update_id":"1"}', b"\xff", b"[" * 100_000, b'{"update_id":true}']
)
def test_what_is_no_update_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):
        read(body)


def test_every_field_that_is_read_is_one_of_the_librarys() -> None:
    import telegram

    assert set(Update.model_fields) <= set(telegram.Update.__slots__)
    own = {field.alias or name for name, field in Message.model_fields.items()} - {"from"}
    assert own <= {*telegram.Message.__slots__, *telegram.MaybeInaccessibleMessage.__slots__}
