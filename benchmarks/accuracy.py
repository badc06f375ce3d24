"""jince beside what one would pick instead: the right policy found, and what is not covered refused.

All learn from the same content – every example question and every sentence of the cards with its topic, what is not
held and small talk included, so that a rival too can know what it has no answer to – and are asked the same
questions in one run.
A rival refuses when its topic is none of a policy, or when it is less sure than a threshold; the threshold is
the one with the best mean of both shares on the dev sets. jince is asked as a whole and its own thresholds stand.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.rivals import RIVALS, Rival
from bot.content.load import Content, load
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import Reply
from bot.quality.question import Question, read_questions
from bot.understanding import learnt_from

SETS = Path(__file__).parent.parent / "tests" / "questions"
DEV = ("dev.jsonl", "dev2.jsonl", "dev3.jsonl")
TEST = ("test.jsonl", "test2.jsonl")
NOT_COVERED = ("near-miss", "oos")  # the styles of questions that no card answers
SILENT = ("fallback", "notice")  # kinds of replies that answer from no policy
Finder = Callable[[str], tuple[str, ...]]  # question to the policies it is answered from; none: refused


class Score(NamedTuple):
    """Shares of the questions that a policy covers and of those that none does, and milliseconds of processor time a question."""

    found: float
    refused: float
    median: float

    @property
    def mean(self) -> float:
        return (self.found + self.refused) / 2


def run() -> None:
    content = load()
    dev, test = (read_questions([SETS / name for name in names], content.cards) for names in (DEV, TEST))
    learnt = list(learnt_from(content))
    texts, topics = [one.text for one in learnt], [one.sample.topic for one in learnt]
    covered, uncovered = _covered(test), _uncovered(test)
    print(f"{len(texts)} texts to learn from, {len(set(topics))} topics; thresholds fitted on {len(dev)} dev questions")
    print(f"asked: {len(covered)} test questions that a policy answers, {len(uncovered)} that none does\n")
    print(f"{'':<16}{'right policy':>14}{'refused':>10}{'mean':>8}{'median ms':>11}{'threshold':>11}")
    _tell("jince", _scored(_jince(Engine(content)), test))
    for name, make in RIVALS.items():
        rival = make(texts, topics)
        threshold = fitted(rival, content, dev)
        _tell(name, _scored(_believed(rival, content, threshold), test), f"{threshold:.2f}")


def _tell(name: str, score: Score, threshold: str = "its own") -> None:
    print(f"{name:<16}{score.found:>14.1%}{score.refused:>10.1%}{score.mean:>8.1%}{score.median:>11.2f}{threshold:>11}")


def _covered(questions: list[Question]) -> list[Question]:
    return [question for question in questions if question.policies]


def _uncovered(questions: list[Question]) -> list[Question]:
    return [question for question in questions if not question.policies and question.style in NOT_COVERED]


def _scored(find: Finder, questions: list[Question]) -> Score:
    """Found: the first policy is one of those wanted. Refused: no policy is answered from."""
    times: list[float] = []

    def timed(text: str) -> tuple[str, ...]:
        began = time.process_time()
        found = find(text)
        times.append((time.process_time() - began) * 1000)
        return found

    find("你好")  # what is built at the first question is not counted
    right = [bool(set(timed(question.text)) & set(question.policies)) for question in _covered(questions)]
    refused = [not timed(question.text) for question in _uncovered(questions)]
    return Score(statistics.mean(right), statistics.mean(refused), statistics.median(times))


def _jince(engine: Engine) -> Finder:
    """The first policy of the reply; small talk and what it says it does not know come from none."""

    def find(text: str) -> tuple[str, ...]:
        reply: Reply = engine.respond(Conversation(), text)[0]
        return () if reply.kind in SILENT else reply.policies[:1]

    return find


def _believed(rival: Rival, content: Content, threshold: float) -> Finder:
    def find(text: str) -> tuple[str, ...]:
        topic, sureness = rival(text)
        return policies_of(topic, content) if sureness >= threshold else ()

    return find


def policies_of(topic: str, content: Content) -> tuple[str, ...]:
    """The policies that a topic is about: one, those that a rule links, or none."""
    sort, _, id = topic.partition(":")
    if sort == "rule":
        return tuple(content.rules[id].policies)
    return (id,) if sort == "policy" else ()


def fitted(rival: Rival, content: Content, dev: list[Question]) -> float:
    """The threshold with the best mean of both shares on the dev sets."""
    right: list[tuple[float, bool]] = []  # of the covered: how sure, and whether rightly
    refusable: list[tuple[float, bool]] = []  # of the uncovered: how sure, and whether its topic is no policy anyway
    for question in _covered(dev):
        topic, sureness = rival(question.text)
        right.append((sureness, bool(set(policies_of(topic, content)) & set(question.policies))))
    for question in _uncovered(dev):
        topic, sureness = rival(question.text)
        refusable.append((sureness, not policies_of(topic, content)))

    def mean(threshold: float) -> float:
        found = statistics.mean(sureness >= threshold and good for sureness, good in right)
        return found + statistics.mean(sureness < threshold or silent for sureness, silent in refusable)

    return max(sorted({sureness for sureness, _ in (*right, *refusable)}), key=mean)
