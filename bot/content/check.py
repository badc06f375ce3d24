"""Finding every fault in the content at once: faults of single files, and faults between them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.content.conditions import condition_faults
from bot.content.faults import Fault
from bot.content.load import Content, read_all
from bot.content.source import Key, Source, read_source
from calculators.award import Award
from calculators.calculator import calculate
from calculators.faults import InputFaults
from calculators.fields import Field
from calculators.inputs import Missing, Unanswerable
from calculators.money import spoken, spoken_rate
from calculators.shapes import (
    AddingTiers,
    Branch,
    FactorProduct,
    Fixed,
    HighestTier,
    PerUnit,
    Rated,
    RateSteps,
    Shape,
    StagedRate,
)
from intents.aspects import FILE as ASPECTS_FILE
from policies.card import Card

MAX_ANSWER_BYTES = 1500  # leaves room for source line and question in a reply of 2,000
_CLAUSE_SPLIT = re.compile(r"[、,，]|(?<=[\d)）])和")


def check(folders: Iterable[Path] = (), today: date | None = None) -> tuple[Content | None, list[Fault]]:
    """Reads the content and looks for every fault; the list is empty when all is well."""
    content, faults = read_all(folders)
    if content is not None:
        unread = {fault.file.stem for fault in faults}  # their ids exist all the same
        faults = faults + list(_across(content, unread, today or date.today()))
    return content, sorted(set(faults))


def _across(content: Content, unread: set[str], today: date) -> Iterator[Fault]:
    yield from _names(content)
    yield from _examples_asked(content)
    aspects = {item["id"] for item in read_source(ASPECTS_FILE).data["aspects"]}
    for card in content.cards.values():
        source = content.sources["card", card.id]
        yield from _references(content, card, source, unread)
        yield from _clauses(content, card, source)
        yield from _sections(card, source, aspects)
        yield from _validity(card, source, today)
        if card.award:
            yield from _award(card.award, source)
            yield from _figures_told(card, card.award, source)
        yield from _worked(content, card, source)
    for table in content.tables.values():
        yield from _table(content, table.id, unread)
    for rate in content.rates.values():
        days = [quote.since for quote in rate.quotes]
        if days != sorted(set(days)):
            yield content.sources["rate", rate.id].fault(
                ("quotes",), "日期没有从早到晚排", "按日期排好，同一天只写一次"
            )
    yield from _rules(content, unread)
    yield from condition_faults(content, unread)


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
                    (*_entry(source, "absent", absent.id), "names", place),
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
        for key, shape in _parts(card.award.pays, ("award", "pays")):
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


def _award(award: Award, source: Source) -> Iterator[Fault]:
    fields = dict(award.inputs)
    for field in award.inputs.values():
        fields |= field.fields
    for key, shape in _parts(award.pays, ("award", "pays")):
        for name in _reads(shape):
            if name not in fields:
                yield source.fault(key, f"用到了没有的字段 {name}", "inputs 里有: " + ", ".join(fields))
        if isinstance(shape, Fixed | HighestTier) and shape.by in fields:
            yield from _options(shape, shape.by, fields[shape.by], key, source)
    for name, field in award.inputs.items():
        yield from _field(field, ("award", "inputs", name), source, fields)


def _parts(shapes: Iterable[Shape], key: Key) -> Iterator[tuple[Key, Shape]]:
    """Every shape with its place, those inside a branch too."""
    for at, shape in enumerate(shapes):
        yield from _part(shape, (*key, at))


def _part(shape: Shape, key: Key) -> Iterator[tuple[Key, Shape]]:
    yield key, shape
    if isinstance(shape, Branch):
        yield from _part(shape.yes, (*key, "yes"))
        yield from _part(shape.no, (*key, "no"))


def _options(shape: Fixed | HighestTier, by: str, field: Field, key: Key, source: Source) -> Iterator[Fault]:
    """What a shape holds by choice, and the choices there are, must be the same."""
    name, chosen = ("amounts", shape.amounts) if isinstance(shape, Fixed) else ("tables", shape.tables)
    options = tuple(field.options) or (("yes", "no") if field.kind == "yes_no" else ())
    for option in chosen:
        if option not in options:
            yield source.fault((*key, name, option), f"{by} 没有选项 {option}", "选项有: " + ", ".join(options))
    for option in options:
        if option not in chosen and not (isinstance(shape, Fixed) and shape.otherwise):
            yield source.fault(
                (*key, name),
                f"选项 {option} 没有写",
                f"在 {name} 里写上 {option}；不给钱的选项，在 otherwise 里写明原因",
            )


def _field(field: Field, key: Key, source: Source, fields: dict[str, Field]) -> Iterator[Fault]:
    if field.kind != "record" and not field.ask:
        yield source.fault(key, "没有 ask（对话里怎么问）", "写一句带单位的问话")
    if field.kind == "choice" and len(field.options) < 2:
        yield source.fault((*key, "options"), "选项不到两个", "至少写两个选项")
    if field.kind == "record" and not field.many:
        yield source.fault((*key, "many"), "record 要有 many", "写上 noun、classifier、more")
    for other in (*field.only_if, *filter(None, (field.related, field.whole))):
        if other not in fields:
            yield source.fault(key, f"提到了没有的字段 {other}", "inputs 里有: " + ", ".join(fields))
    for name, inner in field.fields.items():
        yield from _field(inner, (*key, "fields", name), source, fields)


def _reads(shape: Shape) -> list[str]:
    names: list[str | None] = []
    if isinstance(shape, Fixed):
        names = [shape.by]
    elif isinstance(shape, Rated):
        names = [shape.of, shape.requires.field if shape.requires else None]
    elif isinstance(shape, PerUnit):
        names = [shape.count, shape.less]
    elif isinstance(shape, HighestTier):
        names = [shape.value, shape.by, shape.base, shape.rewarded, shape.or_else]
    elif isinstance(shape, AddingTiers):
        names = [shape.value, shape.rewarded]
    elif isinstance(shape, StagedRate):
        names = [shape.each, shape.whole, shape.started, shape.done, shape.paid]
    elif isinstance(shape, FactorProduct):
        names = [shape.each, shape.base, *shape.factors, *(uplift.field for uplift in shape.uplifts)]
    elif isinstance(shape, RateSteps):
        names = [shape.before, shape.now, shape.of]
    elif isinstance(shape, Branch):
        names = [shape.by]
    return [name for name in names if name]


def _figures_told(card: Card, award: Award, source: Source) -> Iterator[Fault]:
    """The rates and ceilings that are computed with must also stand in the words people read."""
    section = card.sections.get("amount")
    told = card.lead + award.opening + (section.text if section else "")
    for figure in _figures(award.pays):
        if not re.search(rf"(?<![\d.,]){re.escape(figure.removesuffix('元'))}", told):
            yield source.fault(
                ("lead",),
                f"算奖励用的{figure}没有写给人看",
                f"在 lead、award.opening 或 sections.amount 里写上{figure}",
            )


def _figures(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Branch):
            yield from _figures((shape.yes, shape.no))
        elif isinstance(shape, Fixed):
            yield from (spoken(amount) for amount in shape.amounts.values())
            if shape.amount is not None:
                yield spoken(shape.amount)
        elif isinstance(shape, AddingTiers):
            yield from (spoken(tier.amount) for tier in shape.tiers)
        else:
            for name in ("ceiling", "ceiling_each", "amount"):
                value = getattr(shape, name, None)
                if value is not None:
                    yield spoken(value)
            rate = getattr(shape, "rate", None)
            if rate is not None and rate != 1:
                yield spoken_rate(rate)


def _worked(content: Content, card: Card, source: Source) -> Iterator[Fault]:
    if card.award and not card.examples:
        yield source.fault(("examples",), "有测算却没有算例", "至少写一个 say、inputs、amount")
    calculator = content.calculators.get(card.calculator_id or "")
    for place, example in enumerate(card.examples):
        key: Key = ("examples", place)
        if calculator is None and card.calculator_id is None:
            yield source.fault(key, "算例没有对应的测算项", "写 award 或 calculator")
        if calculator is None:
            continue
        try:
            result = calculate(calculator, example.inputs)
        except InputFaults as faults:
            yield source.fault((*key, "inputs"), f"输入不对: {faults}", "照字段要求改")
            continue
        except (LookupError, AssertionError, Missing, Unanswerable) as error:
            yield source.fault(key, f"算不出来: {error!r}", "核对 award.pays 用到的字段、选项和列表")
            continue
        held = all(content.tables[table].status == "filled" for table in card.tables if table in content.tables)
        if card.tables and held and example.status == "table_missing":
            continue  # written for the time before the table was filled in
        if str(result.status) != example.status:
            yield source.fault(
                (*key, "status"), f"算出来是 {result.status}，写的是 {example.status}", f"改成 {result.status} 或改输入"
            )
        elif result.amount != example.amount:
            there = "没有金额" if result.amount is None else spoken(result.amount)
            yield source.fault((*key, "amount"), f"算出来是{there}，和写的对不上", "改金额、输入或规则，使三者一致")


def _table(content: Content, id: str, unread: set[str]) -> Iterator[Fault]:
    table, source = content.tables[id], content.sources["table", id]
    if table.policy not in content.cards.keys() | unread:
        yield source.fault(("policy",), f"没有卡片 {table.policy}", "改成 cards/ 里有的 id")
    for key, tiers in (
        (("tiers",), table.tiers),
        (("superseded", "tiers"), table.superseded.tiers if table.superseded else ()),
    ):
        marks = [tier.at for tier in tiers]
        if marks != sorted(set(marks)):
            yield source.fault(key, "档次没有从低到高排，或有重复", "按 at 从小到大排，每档一行")
        amounts = [tier.amount for tier in tiers]
        if marks == sorted(set(marks)) and amounts != sorted(amounts):
            yield source.fault(key, "高档的奖励比低档的少", "核对金额")
    if table.status == "filled" and not table.tiers:
        yield source.fault(("status",), "写了 filled，却没有档次", "填上 tiers，或改回 missing")
    if table.status == "filled" and not table.source:
        yield source.fault(("source",), "没写档次从哪里来", "写上附件的名称和来处")
    if table.status == "missing" and table.tiers:
        yield source.fault(("status",), "有档次，却写着 missing", "核对无误后改成 filled，并写上 source")


def _rules(content: Content, unread: set[str]) -> Iterator[Fault]:
    cards = content.cards.keys() | unread
    for rule in content.rules.values():
        source = content.sources["rule", rule.id]
        key = _entry(source, "rules", rule.id)
        for place, other in enumerate(rule.policies):
            if other not in cards:
                yield source.fault(
                    (*key, "policies", place), f"规则 {rule.id} 提到没有的卡片 {other}", "改成 cards/ 里有的 id"
                )
        document = content.documents.get(rule.document)
        if document is None and "documents" not in unread:
            yield source.fault(
                (*key, "document"), f"规则 {rule.id} 的文件 {rule.document} 不存在", "改成 documents.yaml 里有的 id"
            )
        elif document and document.clauses and rule.clause not in document.clauses:
            yield source.fault(
                (*key, "clause"),
                f"规则 {rule.id} 的条款 {rule.clause} 不存在",
                "有的条款: " + " ".join(document.clauses),
            )
    for absent in content.absent.values():
        source = content.sources["absent", absent.id]
        for place, other in enumerate(absent.near):
            if other not in cards:
                yield source.fault(
                    (*_entry(source, "absent", absent.id), "near", place),
                    f"{absent.id} 的 near 里没有卡片 {other}",
                    "改成 cards/ 里有的 id",
                )


def _entry(source: Source, inside: str, id: str) -> Key:
    """Where the entry with an id stands in a file that holds several."""
    return inside, next(place for place, item in enumerate(source.data[inside]) if item["id"] == id)
