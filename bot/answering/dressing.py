"""What goes around the words of a card: its age, its source, and what else may be asked."""

from collections.abc import Sequence
from itertools import islice

from bot.content.load import Content
from bot.content.talk import aspects
from bot.messages import QuickReply, Source
from bot.understanding.part_words import denies
from policies.card import Card
from policies.document import Document

_MOST = 3  # buttons
_BUTTON = 16  # characters
_SUGGESTED = ("amount", "conditions", "steps", "combine", "contact")


def dressed(content: Content, card: Card, text: str, sources: Sequence[Source]) -> str:
    """The text with what a reader must know of its age, and its source."""
    document = content.documents[card.document]
    lines = [text, *warnings(content, card), source_line(sources, document)]
    return "\n".join(dict.fromkeys(lines))


def warnings(content: Content, card: Card) -> list[str]:
    """That a card's period is over, and of when its document is."""
    return [line for line in (card.validity.past, content.documents[card.document].caution) if line]


def source_of(content: Content, policy: str, clause: str | None = None) -> Source:
    """The document and the clause that a policy stands in."""
    card = content.cards[policy]
    document = content.documents[card.document]
    return Source(policy=policy, document=document.title, number=document.number, clause=clause or card.clause)


def source_line(sources: Sequence[Source], document: Document) -> str:
    """依据: each document once, with its number and clause."""
    word = "依据" if document.kind == "notice" else "来源"
    told = []
    for source in sources:
        number = f"（{source.number}）" if source.number else ""
        clause = f"第{source.clause}条" if source.clause else ""
        told.append(f"{source.document}{number}{clause}")
    return f"{word}：" + "；".join(dict.fromkeys(told))


def suggestions(content: Content, card: Card, aspect: str | None, told: str) -> tuple[QuickReply, ...]:
    """Up to three buttons: the calculation and the aspects asked for most; of a report what it tells besides `told`."""
    if content.documents[card.document].kind == "report":
        own = _own_questions(card, told)
        if own:
            return own
    found: list[QuickReply] = []
    calculator = content.calculators.get(card.calculator_id or "")
    if calculator is not None:
        found.append(QuickReply(label="帮我算算", text=f"帮我算{calculator.title}"))
    if aspect == "conditions" and f"check:{card.id}" in content.inquiries:
        found.append(QuickReply(label="查一下我们够不够", text=f"查一下够不够{card.title}的条件"))
    for name in _SUGGESTED:
        held = name in card.sections or name == "conditions" and card.conditions
        if held and name != aspect and len(found) < _MOST:
            found.append(QuickReply(label=aspects()[name].title, text=f"{card.title}{aspects()[name].title}"))
    return tuple(found)


def _own_questions(card: Card, told: str) -> tuple[QuickReply, ...]:
    """Questions that a report answers, in its own order; 给多少 of a report asks for what it does not hold."""
    asked = (
        question.ask[0]
        for place, question in enumerate(card.questions)
        if len(question.ask[0]) <= _BUTTON and question.answer not in told and not denies(card, f"question:{place}")
    )
    return tuple(QuickReply(label=ask, text=ask) for ask in islice(asked, _MOST))


def about(card: Card) -> QuickReply:
    """The button that asks what a policy is."""
    return QuickReply(label=card.title, text=f"{card.title}是什么")
