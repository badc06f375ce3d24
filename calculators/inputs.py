"""The inputs of one calculation, as a flat map of paths: `projects.1.fixed_investment` -> value.

A shape reads what it needs, in the order it needs it. Reading what is not there raises Missing, and
that is the next question of a dialogue: nobody keeps a separate list of questions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from calculators.faults import InputFault, InputFaults, shown
from calculators.fields import Field, Value


class _Unknown:
    """ "不知道": said, and neither zero nor no."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()
Given = Value | _Unknown


@dataclass(frozen=True)
class Missing(Exception):
    """The field that is needed next."""

    path: str


@dataclass(frozen=True)
class Unanswerable(Exception):
    """A field the person does not know and without which nothing can be said."""

    path: str


def field_at(fields: Mapping[str, Field], path: str) -> Field | None:
    """The field that a path names (`projects.0.in_production`, `received_amounts.2`), or None."""
    parts = path.split(".")
    field: Field | None = fields.get(parts[0])
    for part in parts[1:]:
        if field is None:
            return None
        if part.isdigit():
            continue
        field = None if part == "more" else field.fields.get(part)
    return field


class Inputs:
    """A view on given values, below a path prefix."""

    def __init__(self, fields: Mapping[str, Field], given: Mapping[str, Given], prefix: str = "") -> None:
        self._fields, self._given, self._prefix = fields, given, prefix

    def path(self, name: str) -> str:
        return self._prefix + name

    def field(self, name: str) -> Field:
        return self._fields[name]

    def known(self, name: str) -> Value | None:
        """The value if it was given and is known; never raises."""
        value = self._given.get(self.path(name))
        return None if isinstance(value, _Unknown) else value

    def unknown(self, name: str) -> bool:
        """Was it asked and answered with "don't know"?"""
        return isinstance(self._given.get(self.path(name)), _Unknown)

    def value(self, name: str) -> Value:
        """The value. Raises Missing, or Unanswerable where it is not known and has no default."""
        path = self.path(name)
        if path not in self._given:
            raise Missing(path)
        value = self._given[path]
        if isinstance(value, _Unknown):
            field = self._fields[name]
            if field.has_default:
                return field.default_value
            raise Unanswerable(path)
        return value

    def amount(self, name: str) -> Decimal:
        value = self.value(name)
        return value if isinstance(value, Decimal) else Decimal(int(value)) if isinstance(value, int) else Decimal(0)

    def flag(self, name: str) -> bool:
        return self.value(name) is True

    def choice(self, name: str) -> str:
        value = self.value(name)
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)

    def marks(self, name: str) -> tuple[Decimal, ...]:
        value = self.value(name)
        return value if isinstance(value, tuple) else ()

    def optional_factor(self, name: str) -> Decimal | None:
        """A factor that may stay unknown: None then. Raises Missing while nobody was asked."""
        if self.unknown(name):
            return None
        value = self.value(name)
        return value if isinstance(value, Decimal) else None

    def items(self, name: str) -> Iterator["Inputs"]:
        """The items of a list, one view each; a scalar item is read as `item.value("")`.

        Raises Missing for the first item, and for "any more?" until the list is closed.
        """
        field = self._fields[name]
        count = self.count(name)
        if count == 0:
            count = 1
        for index in range(count):
            base = f"{self.path(name)}.{index}"
            yield (
                Inputs(field.fields, self._given, base + ".")
                if field.kind == "record"
                else Item(field, self._given, base)
            )
        closed = self._given.get(f"{self.path(name)}.more")
        if closed is None:
            raise Missing(f"{self.path(name)}.more")

    def count(self, name: str) -> int:
        """How many items of a list were told so far."""
        head = self.path(name) + "."
        places = [
            int(place)
            for path in self._given
            if path.startswith(head) and (place := path[len(head) :].split(".")[0]).isdigit()
        ]
        return max(places, default=-1) + 1


class Item(Inputs):
    """One scalar item of a list."""

    def __init__(self, field: Field, given: Mapping[str, Given], path: str) -> None:
        super().__init__({"": field}, given, path)


def needed(fields: Mapping[str, Field], name: str, values: Mapping[str, object]) -> bool:
    """Does a field matter, given the others (`only_if`)?"""
    wanted = fields[name].only_if
    said = {True: "yes", False: "no"}
    return all(
        values.get(other) is None or said.get(values[other], values[other]) == choice  # type: ignore[call-overload]
        for other, choice in wanted.items()
    )


def read_inputs(fields: Mapping[str, Field], raw: object, *, lenient: bool = False) -> dict[str, Given]:
    """A program's JSON object into paths. Unknown fields are refused: a misspelt one would change the money.

    `lenient` lets every required field be left out (for awards that compare several).
    Raises InputFaults with every fault at once.
    """
    faults: list[InputFault] = []
    given = _read_record(fields, raw, "", faults, lenient)
    if faults:
        raise InputFaults(faults)
    return given


def _read_record(
    fields: Mapping[str, Field], raw: object, prefix: str, faults: list[InputFault], lenient: bool
) -> dict[str, Given]:
    accepted = ", ".join(fields) or "(没有字段)"
    if not isinstance(raw, Mapping):
        faults.append(InputFault(prefix.rstrip(".") or "(整体)", "要JSON对象", f"字段 {accepted}"))
        return {}
    given: dict[str, Given] = {}
    values: dict[str, object] = {}
    for name, value in raw.items():
        if name not in fields:
            faults.append(InputFault(prefix + shown(name), "没有这个字段", f"字段 {accepted}"))
            continue
        field, path = fields[name], prefix + name
        if value is None and not field.required:
            continue
        if value is None and lenient:
            continue
        before = len(faults)
        given |= _read_field(field, value, path, faults)
        values[name] = given.get(path, value) if len(faults) == before else "?"
    for name, field in fields.items():
        if name in values:
            continue
        if field.required and not lenient and needed(fields, name, values):
            faults.append(InputFault(prefix + name, "缺少", field.accepted()))
        elif field.has_default:
            given[prefix + name] = field.default_value
        elif field.optional:
            given[prefix + name] = UNKNOWN
    return given


def _read_field(field: Field, value: object, path: str, faults: list[InputFault]) -> dict[str, Given]:
    if field.many is None:
        try:
            return {path: field.read(value, path)}
        except InputFault as fault:
            faults.append(fault)
            return {}
    if not isinstance(value, list) or not 1 <= len(value) <= field.many.at_most:
        problem = "个数不对" if isinstance(value, list) else "要列表"
        faults.append(InputFault(path, problem, field.accepted()))
        return {}
    given: dict[str, Given] = {f"{path}.more": False}
    for place, item in enumerate(value):
        where = f"{path}.{place}"
        if field.kind == "record":
            given |= _read_record(field.fields, item, where + ".", faults, lenient=False)
            continue
        try:
            given[where] = field.read(item, where)
        except InputFault as fault:
            faults.append(fault)
            if len(faults) > 20:
                break
    return given
