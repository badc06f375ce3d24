"""Judging a reply: everything that is wrong with it, and whether it was wrong and sure of itself.

Patterns are searched in the reply as it is and in a plain form of it: NFKC, blanks within a line and the commas
of thousands taken out, so that 50 万 and 1,000万 are also found as 50万 and 1000万.
"""

import re
import unicodedata
from dataclasses import dataclass

from bot.messages import Reply
from bot.quality.question import Question

_SURE = ("answer", "result")
_BLANKS = re.compile(r"[^\S\n]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DENIED = re.compile("[不没非未否]")  # within three characters before a match: 不能拿…, 不是每年…


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a reply, in words; nothing if it is right."""

    faults: tuple[str, ...]
    about: bool  # it speaks first from a policy that was asked for, or none had to be
    confident: bool  # wrong, and told as if it were right

    @property
    def right(self) -> bool:
        return not self.faults


def judge(question: Question, reply: Reply) -> Verdict:
    """The verdict on the reply to a question."""
    told = about(question, reply)
    fitting = not question.kinds or reply.kind in question.kinds
    hits = forbidden(question, reply)
    faults = [] if fitting else [f"回复是 {reply.kind}，应当是 {' 或 '.join(question.kinds)}"]
    if not told:
        faults.append(f"政策是 {', '.join(reply.policies) or '(没有)'}，应当是 {' 或 '.join(question.policies)}")
    faults += [f"缺 {pattern}" for pattern in question.must if not _found(pattern, reply.text)]
    faults += [f"不该有 {pattern}" for pattern in hits]
    uncovered = not question.policies and not fitting
    return Verdict(tuple(faults), told, reply.kind in _SURE and bool(hits or not told or uncovered))


def about(question: Question, reply: Reply) -> bool:
    """Is the first policy of the reply one of those wanted? A question that wants none is content with any."""
    return not question.policies or reply.policies[:1] != () and reply.policies[0] in question.policies


def forbidden(question: Question, reply: Reply) -> list[str]:
    """The patterns that must not be in the reply and are; what the reply denies is not in it."""
    return [pattern for pattern in question.must_not if _found(pattern, reply.text, denied=True)]


def _found(pattern: str, text: str, denied: bool = False) -> bool:
    return any(
        not (denied and _DENIED.search(form[max(0, found.start() - 3) : found.start()]))
        for form in (text, plain(text))
        for found in re.finditer(pattern, form)
    )


def plain(text: str) -> str:
    """The plain form that patterns are searched in as well."""
    return _THOUSANDS.sub("", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))
