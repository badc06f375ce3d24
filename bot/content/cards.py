"""Faults of cards: names, examples, references, clauses, lengths, validity."""

import re
from collections.abc import Iterator
from datetime import date

from bot.content.awards import parts_of
from bot.content.faults import Fault
from bot.content.load import Content
from bot.content.parsing import read_source
from bot.content.source import Key, Source, entry
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.shapes import FactorProduct, Rated
from intents.aspects import FILE as ASPECTS_FILE
from policies.card import Card

MAX_ANSWER_BYTES = 1500  # leaves room for source line and question in a reply of 2,000
_CLAUSE_SPLIT = lazy(r"[、,，]|(?<=[\d)）])和")


def card_faults(content: Content, unread: set[str], today: date) -> Iterator[Fault]:
    """Faults of every card; `unread`: ids of files that could not be read, which exist all the same."""
    yield from _names(content)
    yield from _examples_asked(content)
    aspects = {item["id"] for item in read_source(ASPECTS_FILE).data["aspects"]}
    for card in content.cards.values():
        source = content.sources["card", card.id]
        yield from _references(content, card, source, unread)
        yield from _clauses(content, card, source)
        yield from _sections(card, source, aspects)
        yield from _validity(card, source, today)


def _names(content: Content) -> Iterator[Fault]:
    claimed: dict[str, str] = {}
    for card in content.cards.values():
        source = content.sources["card", card.id]
        for place, name in enumerate((card.title, *card.names)):
            key: Key = ("title",) if place == 0 else ("names", place - 1)
            plain = name.lower().replace(" ", "")
            owner = claimed.setdefault(plain, card.id)
            if owner != card.id:
                yield source.fault(
                    key, f"“{name}”已经是 {owner} 的名字", "换一个只指这项政策的说法，或从那张卡片上删掉"
                )
    for absent in content.absent.values():
        source = content.sources["absent", absent.id]
        for place, name in enumerate(absent.names):
            taken = claimed.get(name.lower().replace(" ", ""))
            if taken:
                yield source.fault(
                    (*entry(source, "absent", absent.id), "names", place),
                    f"“{name}”是 {taken} 的名字",
                    "资料里有的就不要写在这里",
                )


def _examples_asked(content: Content) -> Iterator[Fault]:
    claimed: dict[str, tuple[str, str]] = {}
    for card in content.cards.values():
        source = content.sources["card", card.id]
        for unit, key, texts in _asked(card):
            for place, text in enumerate(texts):
                plain = re.sub(r"[\s，。？！,.?!]", "", text.lower())
                owner = claimed.setdefault(plain, (card.id, unit))
                if owner != (card.id, unit):
                    yield source.fault(
                        (*key, place), f"例句“{text}”已经写在 {owner[0]} 的 {owner[1]} 下", "同一句话只留一处"
                    )


def _asked(card: Card) -> Iterator[tuple[str, Key, tuple[str, ...]]]:
    yield "ask", ("ask",), card.ask
    for name, section in card.sections.items():
        yield f"sections.{name}", ("sections", name, "ask"), section.ask
    for place, question in enumerate(card.questions):
        yield f"questions.{place}", ("questions", place, "ask"), question.ask


def _references(content: Content, card: Card, source: Source, unread: set[str]) -> Iterator[Fault]:
    cards = content.cards.keys() | unread
    if card.document not in content.documents and "documents" not in unread:
        yield source.fault(
            ("document",), f"没有文件 {card.document}", "documents.yaml 里有: " + ", ".join(content.documents)
        )
    for place, other in enumerate(card.related):
        if other not in cards:
            yield source.fault(("related", place), f"没有卡片 {other}", "改成 cards/ 里有的 id")
    for place, question in enumerate(card.questions):
        for at, other in enumerate(question.also):
            if other not in cards:
                yield source.fault(("questions", place, "also", at), f"没有卡片 {other}", "改成 cards/ 里有的 id")
    for place, table in enumerate(card.tables):
        if table not in content.tables and table not in unread:
            yield source.fault(("tables", place), f"没有附表 {table}", "改成 tables/ 里有的 id")
    if card.calculator and card.calculator not in content.calculators and not unread:
        yield source.fault(
            ("calculator",), f"没有测算项 {card.calculator}", "可用: " + ", ".join(sorted(content.calculators))
        )
    if card.award:
        for place, other in enumerate(card.award.policies):
            if other not in cards:
                yield source.fault(("award", "policies", place), f"没有卡片 {other}", "改成 cards/ 里有的 id")


def _clauses(content: Content, card: Card, source: Source) -> Iterator[Fault]:
    document = content.documents.get(card.document)
    if document is None or not document.clauses:
        return
    for key, clause in _cited(card):
        for one in _CLAUSE_SPLIT.split(clause):
            if one.strip() and one.strip() not in document.clauses:
                yield source.fault(
                    key, f"{document.id} 里没有条款 {one.strip()}", "有的条款: " + " ".join(document.clauses)
                )


def _cited(card: Card) -> Iterator[tuple[Key, str]]:
    if card.clause:
        yield ("clause",), card.clause
    for name, section in card.sections.items():
        if section.clause:
            yield ("sections", name, "clause"), section.clause
    for place, condition in enumerate(card.conditions):
        yield ("conditions", place, "clause"), condition.clause
    for place, question in enumerate(card.questions):
        if question.clause:
            yield ("questions", place, "clause"), question.clause
    if card.award:
        for key, shape in parts_of(card.award.pays, ("award", "pays")):
            yield (*key, "clause"), shape.clause
            if isinstance(shape, Rated) and shape.requires:
                yield (*key, "requires", "clause"), shape.requires.clause
            if isinstance(shape, FactorProduct):
                for place, uplift in enumerate(shape.uplifts):
                    yield (*key, "uplifts", place, "clause"), uplift.clause
        for name, field in card.award.inputs.items():
            yield from _cited_fields(("award", "inputs", name), field)


def _cited_fields(key: Key, field: Field) -> Iterator[tuple[Key, str]]:
    if field.clause:
        yield (*key, "clause"), field.clause
    for name, inner in field.fields.items():
        yield from _cited_fields((*key, "fields", name), inner)


def _sections(card: Card, source: Source, aspects: set[str]) -> Iterator[Fault]:
    for name, section in card.sections.items():
        if name not in aspects:
            yield source.fault(("sections", name), f"没有方面 {name}", "可用: " + ", ".join(sorted(aspects)))
        yield from _length(source, ("sections", name, "text"), section.text)
    for place, question in enumerate(card.questions):
        yield from _length(source, ("questions", place, "answer"), question.answer)
        if not question.ask:
            yield source.fault(("questions", place, "ask"), "没有例句", "至少写一句人们会怎么问")
    yield from _length(source, ("lead",), card.lead)


def _length(source: Source, key: Key, text: str) -> Iterator[Fault]:
    size = len(text.encode())
    if size > MAX_ANSWER_BYTES:
        yield source.fault(key, f"{size} 字节，太长", f"缩到 {MAX_ANSWER_BYTES} 字节（约500字）以内，多的拆到别的方面")


def _validity(card: Card, source: Source, today: date) -> Iterator[Fault]:
    for name in ("since", "until"):
        value = getattr(card.validity, name)
        if value and not _is_date(value):
            yield source.fault(("validity", name), f"{value} 不是日期", "写成 2024-12-31 这样")
            return
    if card.validity.until and card.validity.until < today.isoformat() and not card.validity.past:
        yield source.fault(
            ("validity", "until"), f"{card.validity.until} 已经过了", "延长它，或在 past 里写清每次回答要说的话"
        )


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
