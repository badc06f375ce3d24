"""Conversations in which sheets are issued."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sheet_kit import AT, SECRET, Said

from bot.conversation import Conversation, dump, parse
from bot.engine import Engine


@pytest.fixture
def talk(engine: Engine) -> Callable[..., Said]:
    """The last reply to several messages, and the conversation after it with what it issued."""

    def said(
        *texts: str, secret: str = SECRET, clerk: Engine = engine, at: datetime = AT, site: str | None = None
    ) -> Said:
        conversation = Conversation(secret=secret)
        for text in texts:
            reply, after = clerk.respond(parse(dump(conversation)), text, at, site)
            conversation = after.remembering(None, reply)
        return reply, conversation

    return said
