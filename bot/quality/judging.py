"""Judging a reply: everything that is wrong with it, and whether it was wrong and sure of itself."""

import re
from dataclasses import dataclass

from bot.messages import Reply
from bot.quality.question import Question

_SURE = ("answer", "result")
_GROUPING = re.compile(r"(?<=\d),(?=\d{3})|[^\S\n]")  # 1,000 万 is also looked at as 1000万


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a reply, in words; nothing if it is right."""

    faults: tuple[str, ...]
    about: bool  # it speaks from a policy that was asked for, or none had to be
    confident: bool  # wrong, and told as if it were right

    @property
    def right(self) -> bool:
        return not self.faults


def judge(question: Question, reply: Reply) -> Verdict:
    """The verdict on the reply to a question."""
    told = about(question, reply)
    hits = _found(question.must_not, reply)
    faults = [] if reply.kind in question.kinds else [f"回复是 {reply.kind}，应当是 {' 或 '.join(question.kinds)}"]
    if not told:
        faults.append(f"政策是 {', '.join(reply.policies) or '(没有)'}，应当是 {' 或 '.join(question.policies)}")
    missing = [pattern for pattern in question.must if pattern not in _found(question.must, reply)]
    faults += [f"缺 {pattern}" for pattern in missing]
    faults += [f"不该有 {pattern}" for pattern in hits]
    uncovered = not question.policies and reply.kind not in question.kinds
    return Verdict(tuple(faults), told, reply.kind in _SURE and bool(hits or not told or uncovered))


def about(question: Question, reply: Reply) -> bool:
    """Is the reply about the policy? Of several choices offered any one may be it."""
    if not question.policies:
        return True
    spoken = reply.policies if reply.kind == "choices" else reply.policies[:1]
    return bool(set(spoken) & set(question.policies))


def _found(patterns: tuple[str, ...], reply: Reply) -> list[str]:
    texts = (reply.text, _GROUPING.sub("", reply.text))
    return [pattern for pattern in patterns if any(re.search(pattern, text) for text in texts)]
