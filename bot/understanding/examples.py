"""What the matcher learns from: the example questions (例句) of the content and the small talk, and what cards state."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.content.load import Content
from bot.content.talk import talks
from bot.understanding.part_words import units_of, words_of
from calculators.patterns import lazy
from intents.index import Sample
from intents.normalise import bare, normalise
from policies.card import Card

_SENTENCES = lazy(r"[。；！？\n]")
_SHORTEST = 6


class Learnt(NamedTuple):
    """A text as it was written and what it means; `asked`: an example question, not a statement of the card."""

    text: str
    sample: Sample
    asked: bool = True


def learnt_from(content: Content) -> Iterator[Learnt]:
    """Every text the matcher learns from; a topic's stand together."""
    for card in content.cards.values():
        topic = f"policy:{card.id}"
        for text, unit in _asked_of(card):
            yield from _learnt(text, topic, unit)
        for text, unit in _stated_by(card):
            yield from _learnt(text, topic, unit, asked=False)
    for rule in content.rules.values():
        for text in (*rule.names, *rule.ask):
            yield from _learnt(text, f"rule:{rule.id}")
    for absent in content.absent.values():
        for text in (absent.title, *absent.names, *absent.ask):
            yield from _learnt(text, f"absent:{absent.id}")
    for talk in talks().values():
        for text in talk.ask:
            yield from _learnt(text, f"talk:{talk.id}")


def examples_of(content: Content) -> Iterator[tuple[str, Sample]]:
    """Every example question, as it was written and with what it means."""
    return ((learnt.text, learnt.sample) for learnt in learnt_from(content) if learnt.asked)


def _asked_of(card: Card) -> Iterator[tuple[str, str]]:
    for text in (card.title, *card.names, *card.ask):
        yield text, "lead"
    for name, section in card.sections.items():
        for text in section.ask:
            yield text, f"section:{name}"
    for place, question in enumerate(card.questions):
        for text in question.ask:
            yield text, f"question:{place}"


def _stated_by(card: Card) -> Iterator[tuple[str, str]]:
    """The sentences of a card's answers: who asks about a detail often uses its words."""
    for unit in units_of(card):
        for sentence in _SENTENCES.split(words_of(card, unit)):
            if len(sentence) >= _SHORTEST:
                yield sentence, unit


def _learnt(text: str, topic: str, unit: str = "lead", *, asked: bool = True) -> Iterator[Learnt]:
    flat = bare(normalise(text))
    if flat:
        yield Learnt(text, Sample(flat, topic, unit), asked)
