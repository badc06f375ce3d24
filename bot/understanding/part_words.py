"""The words of the parts of a card, and whether they say that something is not held."""

from calculators.patterns import lazy
from policies.card import Card

_NOT_HELD = lazy(r".{0,24}(?:资料|文件|报道|公告)[^，。]{0,8}没|.{0,12}没有?[写提列]")


def denies(card: Card, unit: str) -> bool:
    """Does a part say that what is asked is not held? Then no figure of another part may follow it."""
    return bool(_NOT_HELD.match(words_of(card, unit)))


def words_of(card: Card, unit: str) -> str:
    """The bare words of a part; the lead where it has none of its own."""
    sort, _, key = unit.partition(":")
    if sort == "question":
        return card.questions[int(key)].answer
    return card.sections[key].text if sort == "section" and key in card.sections else card.lead


def units_of(card: Card) -> list[str]:
    """All parts of a card: lead, section:…, question:…"""
    sections = (f"section:{name}" for name in card.sections)
    return ["lead", *sections, *(f"question:{place}" for place in range(len(card.questions)))]
