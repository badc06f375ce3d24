"""Content of any size: invented policies of many towns and trades, each with a hundred example questions."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import yaml

from bot.content.load import Content
from policies.card import Card, Section

EXAMPLES_A_CARD = 100
SEED = 4
WORDS = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8"))
PHRASES: dict[str, list[str]] = WORDS["phrases"]


def grown(content: Content, examples: int) -> Content:
    """Content with so many example questions in cards of its own, and nothing else than those."""
    pattern = next(iter(content.cards.values()))
    chance = random.Random(SEED)
    cards = {card.id: card for card in _cards(pattern, examples // EXAMPLES_A_CARD, chance)}
    return replace(
        content, cards=cards, rules={}, absent={}, calculators={}, inquiries={}, version=f"grown-{examples}", sources={}
    )


def _cards(pattern: Card, count: int, chance: random.Random) -> Iterator[Card]:
    names = [(place, trade + kind) for kind in WORDS["kinds"] for trade in WORDS["trades"] for place in WORDS["places"]]
    for number, (place, name) in enumerate(chance.sample(names, count)):
        asked = _asked(place, name, chance, EXAMPLES_A_CARD - 2)  # title and name are examples too
        sections = {aspect: Section(text=f"{name}：资料里没写。", ask=tuple(asks)) for aspect, asks in asked.items()}
        changed = {
            "id": f"grown-{number}",
            "title": place + name,
            "names": (f"{place}市{name}",),
            "place": f"{place}市",
            "lead": f"{place}市的{name}，给多少看当年的通知。",
            "ask": (),
            "sections": sections,
        }
        bare = {"conditions", "stake", "questions", "award", "calculator", "examples", "tables", "related", "rankings"}
        yield Card.model_construct(
            **{key: value for key, value in pattern if key not in bare | changed.keys()}, **changed, award=None
        )


def _asked(place: str, name: str, chance: random.Random, count: int) -> dict[str, list[str]]:
    """So many different questions about a policy, by aspect."""
    asked: dict[str, list[str]] = {aspect: [] for aspect in PHRASES}
    seen: set[str] = set()
    while len(seen) < count:
        aspect = chance.choice(list(PHRASES))
        text = question(place, name, aspect, chance)
        if text not in seen:
            seen.add(text)
            asked[aspect].append(text)
    return {aspect: texts for aspect, texts in asked.items() if texts}


def question(place: str, name: str, aspect: str, chance: random.Random) -> str:
    """One way to ask about one side of a policy."""
    called = chance.choice((place + name, f"{place}市{name}", f"{place}的{name}", place + name[:-2]))
    parts = (chance.choice(WORDS["openers"]), called, chance.choice(PHRASES[aspect]), chance.choice(WORDS["endings"]))
    return "".join(parts)


def questions(content: Content, count: int) -> list[tuple[str, str]]:
    """Questions about generated content with the card they are about, made as its examples are but by another chance; one in five has a slip."""
    chance = random.Random(SEED + 1)
    cards = list(content.cards.values())
    texts = []
    for number in range(count):
        card = chance.choice(cards)
        place, name = card.title[:2], card.title[2:]
        text = question(place, name, chance.choice(list(PHRASES)), chance)
        if number % 5 == 0:
            at = chance.randrange(1, len(text))
            text = text[:at] + text[at + 1 :]
        texts.append((text, card.id))
    return texts
