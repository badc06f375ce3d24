"""What may come with a reply: pictures and files. The one seam through which sheets (测算单) reach a chat."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.assistant import Assistant
from bot.messages import Reply
from bot.sheets.codes import PATTERN
from bot.sheets.issuing import key_of
from bot.sheets.printing import NoFont, printed

log = logging.getLogger("jince.telegram")


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


def sheets_of(assistant: Assistant) -> Attachments:
    """The sheet a reply tells of, as picture and as PDF; nothing where there is no font to print with."""

    def attachments(reply: Reply) -> Sequence[Attachment]:
        found = re.search(PATTERN, reply.text) if reply.intent == "sheet" else None
        kept = assistant.paper(key_of(found.group())) if found else None
        if found is None or kept is None:
            return ()
        code = found.group()
        try:
            picture, file = printed(kept, code, "png"), printed(kept, code, "pdf")
        except NoFont as lacking:
            log.warning("no sheet sent: %s", lacking)
            return ()
        return Attachment("photo", f"{code}.png", picture), Attachment("document", f"测算单{code}.pdf", file)

    return attachments
