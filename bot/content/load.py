"""Putting the content together: built-in first, then every further folder, overriding by id."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

import intents
import policies
from bot.content import cache
from bot.content.faults import ContentError, Fault
from bot.content.source import Source, read_source
from bot.content.validation import validation_faults
from calculators.calculator import BestOf, Calculator, OneAward
from policies.absent import Absent, AbsentList
from policies.bundle import Exclusion
from policies.card import Card
from policies.choice import Rule, Rules
from policies.document import Document, Documents
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

    def goal(self, id: str) -> "Calculator | Inquiry | None":
        """What a dialogue can be about: a calculation, or a check of conditions."""
        return self.calculators.get(id) or self.inquiries.get(id)

    def lack_any(self, tables: Iterable[str]) -> bool:
        """Is any of these tables not held, only named by its document?"""
        return any(self.tables[id].status == "missing" for id in tables)

    def document_of(self, policy: str) -> Document:
        return self.documents[self.cards[policy].document]


@dataclass
class _Reading:
    """What has been read so far: per kind and id the validated object and where it came from."""

    found: dict[tuple[str, str], Any] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str | int, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)
    parsed: dict[str, Any] = field(default_factory=dict)  # sound files parsed earlier, by the hash of their bytes
    used: dict[str, Any] = field(default_factory=dict)  # those of this reading

    def _source(self, path: Path) -> Source:
        """The file as data: as parsed earlier if its bytes are the same, else parsed now."""
        raw = path.read_bytes() if path.is_file() else b""
        self.digest.update(path.name.encode() + b"\0" + raw)
        key = hashlib.sha256(raw).hexdigest()
        if key in self.parsed:
            source = Source(path, self.parsed[key])
        else:
            source = read_source(path)
        if source.data is not None and not source.faults:
            self.used[key] = source.data
        return source

    def file(self, kind: str, model: type[BaseModel], path: Path, *, inside: str = "") -> None:
        source = self._source(path)
        self.faults += source.faults
        if source.data is None:
            if not source.faults:
                self.faults.append(Fault(path, 0, "(整个文件)", "空文件", "写上内容或删掉文件"))
            return
        try:
            whole = model.model_validate(source.data)
        except ValidationError as error:
            self.faults += validation_faults(source, error)
            return
        if isinstance(whole, Facts) and (kind, path.stem) in self.found:
            whole = self.found[kind, path.stem].extended(whole)
        if not inside:
            self._keep(kind, str(getattr(whole, "id", path.stem)), whole, source, ())
            return
        seen: set[str] = set()
        for place, item in enumerate(getattr(whole, inside)):
            if item.id in seen:
                self.faults.append(source.fault((inside, place, "id"), f"{item.id} 写了两次", "每个 id 只写一次"))
            seen.add(item.id)
            self._keep(kind, item.id, item, source, (inside, place))

    def _keep(self, kind: str, id: str, value: Any, source: Source, place: tuple[str | int, ...]) -> None:
        key = (kind, id)
        stem = source.path.stem
        if not place and id != stem:
            self.faults.append(
                source.fault(("id",), f"id 是 {id}，文件名是 {stem}", f"把文件改名为 {id}.yaml, 或把 id 改成 {stem}")
            )
        self.found[key], self.sources[key], self.places[key] = value, source, place

    def of(self, kind: str) -> dict[str, Any]:
        return {id: value for (k, id), value in self.found.items() if k == kind}


def load(folders: Iterable[Path] = ()) -> Content:
    """Reads all content. Raises ContentError with every fault in the files themselves.

    Faults between the files (dangling ids, examples that do not come out …) are found by `check`.
    """
    parsed = cache.load_parsed()
    reading = _Reading(parsed=parsed)
    content = _read(reading, folders)
    if reading.faults and parsed:
        return load_anew(folders)  # what was parsed earlier has lost its line numbers
    if reading.faults or content is None:
        raise ContentError(sorted(reading.faults))
    if reading.used.keys() != parsed.keys():
        cache.save_parsed(reading.used)
    return content


def load_anew(folders: Iterable[Path] = ()) -> Content:
    """Like `load`, with every file parsed now. Raises ContentError."""
    content, faults = read_all(folders)
    if faults or content is None:
        raise ContentError(sorted(faults))
    return content


def read_all(folders: Iterable[Path] = ()) -> tuple[Content | None, list[Fault]]:
    """The content as far as it could be put together, and the faults found on the way, with their lines."""
    reading = _Reading()
    return _read(reading, folders), reading.faults


def _read(reading: _Reading, folders: Iterable[Path]) -> Content | None:
    for folder in (BUILT_IN, *folders):
        if not folder.is_dir():
            reading.faults.append(
                Fault(folder, 0, "(文件夹)", "没有这个文件夹", "检查 --content 或 JINCE_CONTENT 的路径")
            )
            continue
        _read_folder(reading, folder)
    return _assemble(reading)


def _read_folder(reading: _Reading, folder: Path) -> None:
    for path in sorted((folder / "cards").glob("*.yaml")):
        reading.file("card", Card, path)
    for path in sorted((folder / "tables").glob("*.yaml")):
        reading.file("table", TierTable, path)
    for path in sorted((folder / "rates").glob("*.yaml")):
        reading.file("rate", DatedRate, path)
    if (folder / "facts.yaml").is_file():
        reading.file("facts", Facts, folder / "facts.yaml")
    for name, kind, model, inside in (
        ("documents.yaml", "document", Documents, "documents"),
        ("rules.yaml", "rule", Rules, "rules"),
        ("absent.yaml", "absent", AbsentList, "absent"),
    ):
        if (folder / name).is_file():
            reading.file(kind, model, folder / name, inside=inside)


def _assemble(reading: _Reading) -> Content | None:
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
