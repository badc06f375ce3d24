"""Putting the content together: built-in first, then every further folder, overriding by id."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import intents
import policies
from bot.collecting import uncollected
from bot.content import cache
from bot.content.faults import ContentError, Fault
from bot.content.reading import Reading, read_folder
from bot.content.ruled import Ruled
from bot.content.source import Source
from calculators.calculator import BestOf, Calculator, OneAward
from policies.absent import Absent
from policies.bundle import Exclusion
from policies.card import Card
from policies.choice import Rule
from policies.document import Document
from policies.fact import Facts
from policies.inquiry import Inquiry, inquiries
from policies.rates import DatedRate
from policies.table import TierTable

BUILT_IN = Path(policies.__file__).parent
LANGUAGE = Path(intents.__file__).parent


@dataclass(frozen=True)
class Content:
    """Everything the assistant knows, ready to use."""

    cards: Mapping[str, Card]
    documents: Mapping[str, Document]
    tables: Mapping[str, TierTable]
    rates: Mapping[str, DatedRate]
    rules: Mapping[str, Rule]
    absent: Mapping[str, Absent]
    calculators: Mapping[str, Calculator]
    facts: Facts
    inquiries: Mapping[str, Inquiry]  # what can be checked about an enterprise, by id
    version: str  # short hash of every file read
    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict, repr=False, compare=False)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The rules of which one award may be had."""
        return tuple(
            Exclusion(rule.id, frozenset(rule.policies), rule.clause, rule.text)
            for rule in self.rules.values()
            if rule.kind == "one_of" and len(rule.policies) > 1
        )

    @cached_property
    def ruled(self) -> Ruled:
        """The amounts that the rules of each card name."""
        return Ruled(self.cards, self.tables)

    def goal(self, id: str) -> "Calculator | Inquiry | None":
        """What a dialogue can be about: a calculation, or a check of conditions."""
        return self.calculators.get(id) or self.inquiries.get(id)

    def lack_any(self, tables: Iterable[str]) -> bool:
        """Is any of these tables not held, only named by its document?"""
        return any(self.tables[id].status == "missing" for id in tables)

    def document_of(self, policy: str) -> Document:
        return self.documents[self.cards[policy].document]


def load(folders: Iterable[Path] = ()) -> Content:
    """Reads all content. Raises ContentError with every fault in the files themselves.

    Faults between the files (dangling ids, examples that do not come out …) are found by `check`.
    """
    with uncollected():
        parsed = cache.load_parsed()
        reading = Reading(parsed=parsed)
        content = _read(reading, folders)
    if reading.faults and parsed:
        return load_anew(folders)  # what was parsed earlier has lost its line numbers
    if reading.faults or content is None:
        raise ContentError(sorted(reading.faults))
    if not reading.used.keys() <= parsed.keys():
        cache.save_parsed(reading.used, parsed)
    return content


def load_anew(folders: Iterable[Path] = ()) -> Content:
    """Like `load`, with every file parsed now. Raises ContentError."""
    content, faults = read_all(folders)
    if faults or content is None:
        raise ContentError(sorted(faults))
    return content


def read_all(folders: Iterable[Path] = ()) -> tuple[Content | None, list[Fault]]:
    """The content as far as it could be put together, and the faults found on the way, with their lines."""
    reading = Reading()
    return _read(reading, folders), reading.faults


def _read(reading: Reading, folders: Iterable[Path]) -> Content | None:
    for folder in (BUILT_IN, *folders):
        if not folder.is_dir():
            reading.faults.append(
                Fault(folder, 0, "(文件夹)", "没有这个文件夹", "检查 --content 或 JINCE_CONTENT 的路径")
            )
            continue
        read_folder(reading, folder)
    reading.tell_tables()
    return _assemble(reading)


def _assemble(reading: Reading) -> Content | None:
    cards: dict[str, Card] = reading.of("card")
    tables: dict[str, TierTable] = reading.of("table")
    rules: dict[str, Rule] = reading.of("rule")
    unread = {fault.file.stem for fault in reading.faults}  # their ids exist all the same
    calculators: dict[str, Calculator] = {}
    for card in cards.values():
        if card.award is None:
            continue
        if card.award.id in calculators:
            source = reading.sources["card", card.id]
            reading.faults.append(source.fault(("award", "id"), f"测算项 {card.award.id} 已在别的卡片上", "换一个 id"))
            continue
        lacking = [name for name in card.award.table_ids() if name not in tables]
        absent = [name for name in lacking if name not in unread]
        if absent:
            source = reading.sources["card", card.id]
            reading.faults.append(
                source.fault(("award", "pays"), f"没有附表 {', '.join(absent)}", "在 tables/ 里加上，或改名")
            )
        if lacking:
            continue
        serving = tuple(other.id for other in cards.values() if other.calculator == card.award.id)
        calculators[card.award.id] = OneAward(
            card.award, tables, tuple(dict.fromkeys((card.id, *card.award.policies, *serving)))
        )
    for rule in rules.values():
        if rule.calculator is None:
            continue
        ids = [card_id for card_id in rule.policies if card_id in cards]
        members = tuple(calculators[c] for i in ids if (c := cards[i].calculator_id) in calculators)
        if members:
            calculators[rule.calculator] = BestOf(
                rule.calculator, rule.title, rule.opening or rule.text, rule.clause, rule.text, members
            )
    facts: Facts = reading.of("facts").get("facts", Facts(facts=()))
    version = reading.digest.hexdigest()[:12]
    return Content(
        cards,
        reading.of("document"),
        tables,
        reading.of("rate"),
        rules,
        reading.of("absent"),
        calculators,
        facts,
        inquiries(cards.values(), facts),
        version,
        dict(reading.sources),
    )


def dump(content: Content) -> str:
    """The content as JSON text, for tools."""
    return json.dumps({id: card.model_dump(mode="json") for id, card in content.cards.items()}, ensure_ascii=False)
