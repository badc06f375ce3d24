"""Faults of awards: fields that shapes read, figures the words leave out, worked examples that do not come out."""

import re
from collections.abc import Iterable, Iterator

from bot.content.faults import Fault
from bot.content.load import Content
from bot.content.source import Key, Source
from calculators.award import Award
from calculators.calculator import calculate
from calculators.faults import InputFault, InputFaults
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
from policies.card import Card


def award_faults(content: Content) -> Iterator[Fault]:
    """Faults of every award and of its worked examples."""
    for card in content.cards.values():
        source = content.sources["card", card.id]
        if card.award:
            yield from _award(card.award, source)
            yield from _figures_told(card, card.award, source)
        yield from _worked(content, card, source)


def _award(award: Award, source: Source) -> Iterator[Fault]:
    fields = dict(award.inputs)
    for field in award.inputs.values():
        fields |= field.fields
    for key, shape in parts_of(award.pays, ("award", "pays")):
        for name in _reads(shape):
            if name not in fields:
                yield source.fault(key, f"用到了没有的字段 {name}", "inputs 里有: " + ", ".join(fields))
        if isinstance(shape, Fixed | HighestTier) and shape.by in fields:
            yield from _options(shape, shape.by, fields[shape.by], key, source)
    for name, field in award.inputs.items():
        yield from _field(field, ("award", "inputs", name), source, fields)


def parts_of(shapes: Iterable[Shape], key: Key) -> Iterator[tuple[Key, Shape]]:
    """The shapes of an award, those inside a branch too, with their keys."""
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
    like = field.supposed.like if field.supposed else ""
    for other in (*field.only_if, *filter(None, (field.related, field.whole, like))):
        if other not in fields:
            yield source.fault(key, f"提到了没有的字段 {other}", "inputs 里有: " + ", ".join(fields))
    if field.supposed and not like:
        try:
            field.read(field.supposed.value, "supposed")
        except InputFault as fault:
            yield source.fault((*key, "supposed"), f"supposed.value {fault.problem}", f"写 {fault.accepted}，或写 like")
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
