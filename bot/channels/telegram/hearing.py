"""What an update says to us. Pure."""

import re
from dataclasses import dataclass

from telegram import User
from telegram.constants import ChatType, MessageEntityType

from bot.channels.commands import said_by
from bot.channels.telegram.buttons import Button, read_button
from bot.channels.telegram.updates import Chat, Message, Person, Pressing, Update
from bot.channels.unread import unread

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+|$)")
_SORTS = {
    "photo": "image",
    "sticker": "sticker",
    "animation": "sticker",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "document": "file",
    "location": "location",
    "venue": "location",
}


@dataclass(frozen=True)
class Pressed:
    """A button that was pressed."""

    query: str
    button: Button
    label: str  # what the button showed, when its message is still there
    message: int | None
    of_another: bool = False  # in a group: the question was asked of somebody else


@dataclass(frozen=True)
class Heard:
    """Something said to the bot: a text, a button, or a message that cannot be read."""

    update_id: int
    chat: int
    conversation: str
    thread: int | None = None  # the topic of a forum
    text: str = ""
    notice: str | None = None  # the answer to what cannot be read
    pressed: Pressed | None = None
    quoting: int | None = None  # in groups: the message to reply to


def hear(update: Update, me: User) -> Heard | None:
    """None for what is not for us: other people's talk in groups, service messages, channel posts."""
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query, me)
    message = update.message
    if message is None:
        return None
    grouped = message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if message.chat.type != ChatType.PRIVATE and not grouped:
        return None
    text = message.said or ""
    found = _COMMAND.match(text)
    if found and found.group(2) and found.group(2).lower() != (me.username or "").lower():
        return None  # another bot's command
    if grouped and not found:
        addressed, text = _addressed(message, text, me)
        if not addressed:
            return None
    if found:
        text = said_by(found.group(1).lower(), text[found.end() :])
    notice = None
    if message.said is None:
        brought = message.attached()
        if brought is None:
            return None  # somebody joined, a title changed …
        notice = unread(_SORTS.get(brought, ""))
    return Heard(
        update.update_id,
        message.chat.id,
        _conversation(message, message.sender or message.sender_chat),
        message.topic,
        text.strip(),
        notice,
        quoting=message.message_id if grouped else None,
    )


def _pressed(update_id: int, query: Pressing, me: User) -> Heard | None:
    if query.message is None or query.data is None:
        return None
    message = query.message if query.message.date else None
    keyboard = message.reply_markup.inline_keyboard if message and message.reply_markup else ()
    label = next((key.text for row in keyboard for key in row if key.callback_data == query.data), "")
    asked = message.answered if message and message.chat.type != ChatType.PRIVATE else None
    asker = asked.sender.id if asked and asked.sender and asked.sender.id != me.id else None
    return Heard(
        update_id,
        query.message.chat.id,
        _conversation(query.message, query.sender),
        query.message.topic,
        pressed=Pressed(
            query.id,
            read_button(query.data),
            label,
            message.message_id if message else None,
            of_another=asker is not None and asker != query.sender.id,
        ),
        quoting=asked.message_id if asked else None,
    )


def _conversation(message: Message, sender: Person | Chat | None) -> str:
    """One a person and chat; in a forum one a topic, too: what is asked in one is answered there."""
    chat = message.chat
    own = "" if chat.type == ChatType.PRIVATE else f":{sender.id if sender else chat.id}"
    return f"telegram:{chat.id}{own}" + (f":{message.topic}" if message.topic is not None else "")


def _addressed(message: Message, text: str, me: User) -> tuple[bool, str]:
    """Is a group's message for us (mentioned, or replying to us)? And the text without our name."""
    mention = f"@{me.username}".lower()
    for entity in message.marked:
        part = entity.of(message.said or "")
        if entity.type == MessageEntityType.MENTION and part.lower() == mention:
            return True, re.sub(re.escape(part) + r"(?!\w)", " ", text, count=1)
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user and entity.user.id == me.id:
            return True, text.replace(part, " ", 1)
    answered = message.answered
    return answered is not None and answered.sender is not None and answered.sender.id == me.id, text
