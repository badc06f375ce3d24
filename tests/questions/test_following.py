"""A question without its subject is understood from the one before it; one that stands alone is not bent to it."""

import random
from typing import NamedTuple

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.quality.judging import judge
from bot.quality.question import Question
from intents.normalise import bare, normalise
from policies.card import Card

SETS = ("dev", "test")  # enough of them, and not all: each question is asked several times
FURTHER = 0.85  # of the further questions are answered as they would be with their subject
ALONE = 0.98  # of those that stand alone are answered as they would be at the beginning
LONGEST, LONGEST_ALONE = 14, 16


class Following(NamedTuple):
    """A question of a set, what is said of it, and the card that was talked of before."""

    question: Question
    said: str
    card: str


@pytest.fixture(scope="module")
def right(sets: dict[str, list[Question]], engine: Engine) -> list[Question]:
    """The questions that are answered rightly at the beginning of a conversation."""
    asked = [question for name in SETS for question in sets[name]]
    return [one for one in asked if judge(one, engine.respond(Conversation(), one.text)[0]).right]


@pytest.fixture(scope="module")
def begun(engine: Engine, content: Content) -> dict[str, Conversation]:
    """A conversation about each card."""
    return {id: _about(engine, card) for id, card in content.cards.items()}


def _about(engine: Engine, card: Card) -> Conversation:
    for text in (*(f"{name}是怎么回事" for name in card.names), card.title):
        _, after = engine.respond(Conversation(), text)
        if after.topic == f"policy:{card.id}" and after.dialogue is None:
            return after
    raise AssertionError(f"nothing opens a conversation about {card.title}")


def _without_name(question: Question, card: Card) -> str | None:
    """租金多少, of 标准化厂房租金多少."""
    names = sorted((name for name in (card.title, *card.names) if len(name) > 1), key=len, reverse=True)
    name = next((name for name in names if name in question.text), None)
    if name is None:
        return None
    rest = question.text.replace(name, "", 1).strip("的,，?？ ")
    still = any(other in rest for other in names)
    return rest if 1 < len(bare(normalise(rest))) <= LONGEST and not still else None


def _share(engine: Engine, begun: dict[str, Conversation], turns: list[Following]) -> tuple[float, str]:
    lost = []
    for turn in turns:
        reply, _ = engine.respond(begun[turn.card], turn.said)
        if not judge(turn.question, reply).right:
            lost.append(
                f"{turn.card}: {turn.said} ({turn.question.text}) → {reply.kind} {reply.policies} {reply.text[:50]!r}"
            )
    return 1 - len(lost) / len(turns), "\n".join(lost)


def test_a_further_question_keeps_the_topic(
    engine: Engine, content: Content, begun: dict[str, Conversation], right: list[Question]
) -> None:
    turns = []
    for question in right:
        if len(question.policies) == 1:
            said = _without_name(question, content.cards[question.policies[0]])
            turns += [Following(question, said, question.policies[0])] if said else []
    assert len(turns) > 60
    share, lost = _share(engine, begun, turns)
    assert share >= FURTHER, f"{share:.3f}\n{lost}"


def test_a_question_of_its_own_leaves_the_topic(
    engine: Engine, content: Content, begun: dict[str, Conversation], right: list[Question]
) -> None:
    chance = random.Random(1)
    others = {one.id: sorted(content.cards.keys() - set(one.policies)) for one in right}
    turns = [Following(one, one.text, chance.choice(others[one.id])) for one in right if len(one.text) <= LONGEST_ALONE]
    assert len(turns) > 200
    share, lost = _share(engine, begun, turns)
    assert share >= ALONE, f"{share:.3f}\n{lost}"
