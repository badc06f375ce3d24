"""What we read of Telegram's updates, of some hundred fields: unfolding all of them costs as much as half a reply."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Person(_Part):
    """User."""

    id: int


class Chat(_Part):
    id: int
    type: str


class Entity(_Part):
    """MessageEntity; its place counts in UTF-16 code units."""

    type: str
    offset: int
    length: int
    user: Person | None = None

    def of(self, text: str) -> str:
        """The part of the text that it marks."""
        units = text.encode("utf-16-le")
        return units[2 * self.offset : 2 * (self.offset + self.length)].decode("utf-16-le", "ignore")


class Key(_Part):
    """InlineKeyboardButton."""

    text: str
    callback_data: str | None = None


class Keyboard(_Part):
    """InlineKeyboardMarkup."""

    inline_keyboard: tuple[tuple[Key, ...], ...] = ()


class Message(_Part):
    message_id: int
    date: int = 0  # 0: no longer there (InaccessibleMessage)
    chat: Chat
    message_thread_id: int | None = None
    is_topic_message: bool | None = None
    sender: Person | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    text: str | None = None
    entities: tuple[Entity, ...] = ()
    caption: str | None = None
    caption_entities: tuple[Entity, ...] = ()
    reply_to_message: "Message | None" = None
    reply_markup: Keyboard | None = None
    animation: Any = None
    audio: Any = None
    contact: Any = None
    dice: Any = None
    document: Any = None
    game: Any = None
    invoice: Any = None
    location: Any = None
    paid_media: Any = None
    photo: Any = None
    poll: Any = None
    sticker: Any = None
    story: Any = None
    venue: Any = None
    video: Any = None
    video_note: Any = None
    voice: Any = None

    @property
    def topic(self) -> int | None:
        """The topic it stands in. Elsewhere a thread is only a chain of replies, which one cannot post to."""
        return self.message_thread_id if self.is_topic_message else None

    @property
    def answered(self) -> "Message | None":
        """The message it replies to; not the one that opened its topic, to which everything there seems to reply."""
        other = self.reply_to_message
        return None if other is None or other.message_id == self.topic else other

    @property
    def said(self) -> str | None:
        """Its words, or those below a picture."""
        return self.text if self.text is not None else self.caption

    @property
    def marked(self) -> tuple[Entity, ...]:
        """What is marked in its words."""
        return self.entities if self.text is not None else self.caption_entities

    def attached(self) -> str | None:
        """The name of the field of what it brings besides words, if any."""
        return next((name for name in _ATTACHMENTS if getattr(self, name)), None)


class Pressing(_Part):
    """CallbackQuery: a button was pressed."""

    id: str
    sender: Person = Field(alias="from")
    message: Message | None = None
    data: str | None = None


class Update(_Part):
    update_id: int
    message: Message | None = None
    callback_query: Pressing | None = None


def read(body: bytes) -> Update:
    """An update as it came. Raises ValueError for what is none."""
    try:
        return Update.model_validate_json(body)
    except ValidationError:  # half a character (a lone surrogate) is no reason to be sent the same update for ever
        try:
            mended = json.dumps(json.loads(body), ensure_ascii=False).encode("utf-8", "replace")
        except RecursionError as fault:
            raise ValueError("nested too deep") from fault
        return Update.model_validate_json(mended)


_ATTACHMENTS = tuple(name for name, field in Message.model_fields.items() if field.annotation is Any)
