"""A run: every question of a set asked in a fresh conversation, judged and timed. Runs are kept as JSON files."""

import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.messages import Reply
from bot.quality.judging import judge
from bot.quality.question import Question


class Row(BaseModel):
    """One question of a run: what was wanted, what came, what is wrong with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    style: str
    wanted: tuple[str, ...]
    kind: str
    got: tuple[str, ...]
    reply: str
    confidence: float
    faults: tuple[str, ...]
    about: bool
    confident: bool
    ms: float

    @property
    def right(self) -> bool:
        return not self.faults


class Run(BaseModel):
    """All rows, with the version of the content that answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: str
    rows: tuple[Row, ...]

    def share(self) -> float:
        return share(self.rows)

    def time(self, part: float) -> float:
        """The milliseconds that this part of the replies stay within."""
        times = sorted(row.ms for row in self.rows)
        return times[min(len(times) - 1, int(part * len(times)))]

    def median(self) -> float:
        return statistics.median(row.ms for row in self.rows)


class NoRun(Exception):
    """A file that holds no run."""


def share(rows: Iterable[Row]) -> float:
    """The share of right rows."""
    every = [row.right for row in rows]
    return sum(every) / len(every) if every else 0.0


def ask_all(questions: Iterable[Question], answer: Callable[[str], Reply], content: str) -> Run:
    """Asks every question; what is built at the first reply is not counted as its time."""
    answer("你好")
    return Run(content=content, rows=tuple(_ask(question, answer) for question in questions))


def _ask(question: Question, answer: Callable[[str], Reply]) -> Row:
    began = time.perf_counter()
    reply = answer(question.text)
    spent = (time.perf_counter() - began) * 1000
    verdict = judge(question, reply)
    return Row(
        id=question.id,
        text=question.text,
        style=question.style,
        wanted=question.policies,
        kind=reply.kind,
        got=reply.policies,
        reply=reply.text,
        confidence=reply.confidence,
        faults=verdict.faults,
        about=verdict.about,
        confident=verdict.confident,
        ms=round(spent, 3),
    )


def save(run: Run, path: Path) -> None:
    """Keeps a run. Raises OSError."""
    text = json.dumps(run.model_dump(mode="json"), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_run(path: Path) -> Run:
    """A run that was kept. Raises OSError and NoRun."""
    try:
        return Run.model_validate_json(path.read_bytes())
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "(整个文件)"
        raise NoRun(f"{path} 不是保存下来的成绩：{place} 不对；要 jince eval --json 写出的文件") from None
