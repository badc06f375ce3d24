"""The buttons below an answer ask for just what they say, pressed or typed."""

import pytest

from bot.content.load import Content
from bot.content.talk import aspects
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import QuickReply
from policies.card import Card


def _sides(card: Card) -> list[str]:
    return [name for name in aspects() if name in card.sections]


def test_a_title_with_a_side_of_it_is_answered_by_that_side(engine: Engine, content: Content) -> None:
    wrong = {}
    for id, card in content.cards.items():
        for side in _sides(card):
            reply, after = engine.respond(Conversation(), f"{card.title}{aspects()[side].title}")
            if reply.intent != f"{id}.{side}" or after.topic != f"policy:{id}":
                wrong[f"{id}.{side}"] = reply.intent
    assert not wrong


@pytest.fixture(scope="module")
def offered(engine: Engine, content: Content) -> list[tuple[Card, Conversation, QuickReply]]:
    """Every button below the first answer about each card."""
    found = []
    for card in content.cards.values():
        reply, after = engine.respond(Conversation(), f"{card.title}是什么")
        found += [(card, after, button) for button in reply.quick_replies]
    return found


def test_a_label_that_is_typed_is_as_good_as_the_button(
    engine: Engine, offered: list[tuple[Card, Conversation, QuickReply]]
) -> None:
    assert len(offered) > 2 * len({card.id for card, _, _ in offered})
    for card, after, button in offered:
        pressed, _ = engine.respond(after, button.text)
        typed, _ = engine.respond(after, button.label)
        assert (pressed.kind, pressed.text) == (typed.kind, typed.text), (card.id, button)


def test_a_report_offers_questions_that_it_answers(
    engine: Engine, content: Content, offered: list[tuple[Card, Conversation, QuickReply]]
) -> None:
    asked = 0
    for card, after, button in offered:
        answers = [question.answer for question in card.questions if button.text in question.ask]
        if content.documents[card.document].kind != "report" or not answers:
            continue
        reply, _ = engine.respond(after, button.text)
        told = answers[0] in reply.text or card.rankings and reply.policies == (card.id,)
        assert told, (card.id, button.text)
        asked += 1
    assert asked > 40
