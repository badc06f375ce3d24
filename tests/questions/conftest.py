"""The project's own question sets, and what was answered to them: each question once, in a fresh conversation."""

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import Reply
from bot.quality.question import Question, read_questions

HERE = Path(__file__).parent


class Answered(NamedTuple):
    """A question, its reply, and the conversation after it."""

    question: Question
    reply: Reply
    after: Conversation


@pytest.fixture(scope="session")
def sets(content: Content) -> dict[str, list[Question]]:
    """Every set by its name."""
    return {path.stem: read_questions([path], content.cards) for path in sorted(HERE.glob("*.jsonl"))}


class Answers(NamedTuple):
    """A set by its name, with what was answered."""

    name: str
    rows: list[Answered]


@pytest.fixture(scope="session", params=[path.stem for path in sorted(HERE.glob("*.jsonl"))])
def answers(request: pytest.FixtureRequest, engine: Engine, sets: dict[str, list[Question]]) -> Answers:
    """Set by set: the tests of one stand together, so that several processes share the sets out."""
    rows = [Answered(question, *engine.respond(Conversation(), question.text)) for question in sets[request.param]]
    return Answers(request.param, rows)
