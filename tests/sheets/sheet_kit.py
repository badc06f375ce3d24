"""What the tests of sheets share."""

from datetime import UTC, datetime

from bot.conversation import Conversation
from bot.messages import Reply
from bot.sheets.sheet import Sheet, parse_sheet

AT = datetime(2025, 6, 1, 20, tzinfo=UTC)  # in Beijing it is the next day already
SECRET = "0123456789abcdef0123456789abcdef"
TRANSFER = ("帮我算成果转化补助", "420万", "没有了")
Said = tuple[Reply, Conversation]


def issued(said: Said) -> tuple[str, Sheet]:
    """The code and the sheet of the last turn."""
    reply, after = said
    ((key, kept),) = after.issued.items()
    code = key.removeprefix("sheet:")
    assert code in reply.text
    assert key in after.papers
    return code, parse_sheet(kept)
