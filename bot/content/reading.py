"""Reading content files: each parsed (once for the same bytes), validated, and kept by its kind and id."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.content.faults import Fault
from bot.content.source import Key, Source
from bot.content.tables_told import as_held, has_marks
from bot.content.validation import validation_faults, without_unknown_keys
from policies.absent import AbsentList
from policies.card import Card
from policies.choice import Rule, Rules
from policies.document import Documents
from policies.fact import Facts
from policies.rates import DatedRate
from policies.table import TierTable


@dataclass
class Reading:
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
            from bot.content.parsing import read_source  # with all of yaml: only for a file that has changed

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
            known = without_unknown_keys(source.data, error)  # a misspelt key must not hide what else is wrong
            try:
                whole = model.model_validate(known)
            except ValidationError:
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

    def tell_tables(self) -> None:
        """Every card and rule as it is told with the tables that are there now."""
        tables: dict[str, TierTable] = self.of("table")
        models: dict[str, type[BaseModel]] = {"card": Card, "rule": Rule}
        for (kind, id), source in self.sources.items():
            if kind in models:
                self._tell(kind, id, models[kind], source, tables)

    def _tell(self, kind: str, id: str, model: type[BaseModel], source: Source, tables: dict[str, TierTable]) -> None:
        place = self.places[kind, id]
        data = source.data
        for part in place:
            data = data[part]
        if not has_marks(data):
            return

        def faulty(key: Key, wrong: str, mend: str) -> None:
            self.faults.append(source.fault((*place, *key), wrong, mend))

        held = as_held(data, tables, faulty)
        with suppress(ValidationError):  # told when it was read
            self.found[kind, id] = model.model_validate(held)

    def of(self, kind: str) -> dict[str, Any]:
        return {id: value for (k, id), value in self.found.items() if k == kind}


def read_folder(reading: Reading, folder: Path) -> None:
    """Reads every content file of a folder; a later one with the same id takes the place of an earlier one."""
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
