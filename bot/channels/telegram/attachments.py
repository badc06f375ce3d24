"""What may come with a reply: pictures and files. The one seam through which sheets (测算单) reach a chat."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
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


Making = Callable[[], Sequence[Attachment]]  # takes its time: for a worker thread


class Attachments(Protocol):
    """Asked at once for what belongs to a reply: the work of making it, or None."""

    def __call__(self, reply: Reply) -> Making | None: ...


def sheets_of(assistant: Assistant) -> Attachments:
    """The sheet a reply tells of, as picture and as PDF; nothing where there is no font to print with."""

    def attachments(reply: Reply) -> Making | None:
        found = re.search(PATTERN, reply.text) if reply.intent == "sheet" else None
        return partial(made, found.group()) if found else None

    def made(code: str) -> Sequence[Attachment]:
        kept = assistant.paper(key_of(code))
        if kept is None:
            return ()
        try:
            picture, file = printed(kept, code, "png"), printed(kept, code, "pdf")
        except NoFont as lacking:
            log.warning("no sheet sent: %s", lacking)
            return ()
        return Attachment("photo", f"{code}.png", picture), Attachment("document", f"测算单{code}.pdf", file)

    return attachments
