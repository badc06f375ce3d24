"""What may come with a reply: pictures and files. The one seam through which sheets (测算单) reach a chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.messages import Reply


@dataclass(frozen=True)
class Attachment:
    """A picture shown in the chat, or a file to keep."""

    sort: Literal["photo", "document"]
    name: str
    data: bytes


class Attachments(Protocol):
    """Asked, in a worker thread, for what belongs to a reply."""

    def __call__(self, reply: Reply) -> Sequence[Attachment]: ...


def no_attachments(reply: Reply) -> Sequence[Attachment]:
    return ()
