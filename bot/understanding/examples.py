"""The example questions (例句) that the content and the small talk hold."""

from collections.abc import Iterator

from bot.content.load import Content
from bot.content.talk import talks
from intents.index import Sample
from intents.normalise import bare, normalise


def examples_of(content: Content) -> Iterator[tuple[str, Sample]]:
    """Every example question of the content, as it was written and with what it means; a topic's stand together."""
    for card in content.cards.values():
        topic = f"policy:{card.id}"
        for text in (card.title, *card.names, *card.ask):
            yield from _example(text, topic, "lead")
        for name, section in card.sections.items():
            for text in section.ask:
                yield from _example(text, topic, f"section:{name}")
        for place, question in enumerate(card.questions):
            for text in question.ask:
                yield from _example(text, topic, f"question:{place}")
    for rule in content.rules.values():
        for text in (*rule.names, *rule.ask):
            yield from _example(text, f"rule:{rule.id}", "lead")
    for absent in content.absent.values():
        for text in (absent.title, *absent.names, *absent.ask):
            yield from _example(text, f"absent:{absent.id}", "lead")
    for talk in talks().values():
        for text in talk.ask:
            yield from _example(text, f"talk:{talk.id}", "lead")


def _example(text: str, topic: str, unit: str) -> Iterator[tuple[str, Sample]]:
    flat = bare(normalise(text))
    if flat:
        yield text, Sample(flat, topic, unit)
