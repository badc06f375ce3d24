"""What goes in and what comes out: one message, one reply (contract: Reply)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["answer", "ask", "result", "choices", "fallback", "notice"]
MAX_TEXT = 2000  # characters of one incoming message
MAX_REPLY_BYTES = 2000


@dataclass(frozen=True)
class Incoming:
    """A message as a channel hands it over. `conversation` is unique over all channels."""

    conversation: str
    text: str
    at: datetime
    message_id: str | None = None  # the channel's own id, to know a redelivered message
    site: str | None = None  # how a link to our pages begins: https://…, "" on our own page; None: no way there


class QuickReply(BaseModel):
    """A button: what it shows, and what it says when pressed."""

    model_config = ConfigDict(frozen=True)

    label: str
    text: str


class Source(BaseModel):
    """The document behind an answer (依据)."""

    model_config = ConfigDict(frozen=True)

    policy: str
    document: str
    number: str | None = None
    clause: str | None = None


class Reply(BaseModel):
    """One reply; `text` is complete without the other fields."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    text: str
    intent: str | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    policies: tuple[str, ...] = ()
    calculator: str | None = None
    awaiting: str | None = None
    quick_replies: tuple[QuickReply, ...] = ()
    sources: tuple[Source, ...] = ()
    result: dict[str, Any] | None = None
