"""Which question is open, where people can press the choices of one that has passed. Pure."""

import hashlib

from bot.messages import Reply

PAST = "这个问题已经过去了。"
NOTHING_ASKED = "想问什么，直接说就行。"
REPEAT = "再说一遍"
MARK = 6  # characters of a question's mark: hexadecimal digits
_ASKING = ("ask", "choices")


def mark_of(reply: Reply, message_id: str, before: str) -> str:
    """The mark of the question that is open after a reply, "" for none.

    What is said aside (an answer, a notice) leaves the question open that was open `before`; what asks, asks anew.
    """
    if reply.kind not in _ASKING and reply.awaiting is None:
        return ""
    fresh = hashlib.blake2b(message_id.encode(), digest_size=8).hexdigest()[:MARK]
    return (reply.kind not in _ASKING and before) or fresh


def past(repeated: Reply | None) -> Reply:
    """What is said to a choice of a question that has passed; `repeated`: what is open now, said again."""
    if repeated is None:
        return Reply(kind="notice", text=f"{PAST}{NOTHING_ASKED}")
    kind = repeated.kind if repeated.awaiting is None else "notice"  # what is open is not asked anew
    return repeated.model_copy(update={"kind": kind, "text": f"{PAST}{repeated.text}"})
