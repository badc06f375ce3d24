"""What can be run: an award with its tables, or several awards of which one may be had."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from calculators.award import Award
from calculators.faults import InputFault, InputFaults
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given, Missing, Unanswerable, field_at, read_inputs
from calculators.result import Result, Status, Step
from calculators.schema import inputs_schema
from calculators.shapes import Tables


class Fillable(Protocol):
    """What a dialogue can fill: fields to ask for, and cards they are asked for."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def opening(self) -> str: ...
    @property
    def inputs(self) -> Mapping[str, Field]: ...
    @property
    def tells(self) -> tuple[str, ...]: ...
    @property
    def policies(self) -> tuple[str, ...]: ...


class Calculator(Fillable, Protocol):
    """What programs, dialogues and the command line need of a calculator (测算项)."""

    def read(self, raw: object) -> dict[str, Given]:
        """A program's inputs into paths. Raises InputFaults."""
        ...

    def json_schema(self) -> dict[str, object]:
        """JSON Schema of the inputs."""
        ...

    def assess(self, given: Mapping[str, Given]) -> Result:
        """The result. Raises Missing (the next field needed) or Unanswerable."""
        ...


def next_field(calculator: Calculator, given: Mapping[str, Given]) -> str | None:
    """What a dialogue has to ask next, or None when everything that can be said is known."""
    try:
        calculator.assess(given)
    except Missing as missing:
        return missing.path
    except Unanswerable:
        return None
    return None


def calculate(calculator: Calculator, raw: object) -> Result:
    """Reads a program's inputs and runs the calculator. Raises InputFaults."""
    return calculator.assess(calculator.read(raw))


@dataclass(frozen=True)
class OneAward:
    """The calculator of one award."""

    award: Award
    tables: Tables
    policies: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.award.id

    @property
    def title(self) -> str:
        return self.award.title

    @property
    def opening(self) -> str:
        return self.award.opening

    @property
    def inputs(self) -> Mapping[str, Field]:
        return self.award.inputs

    @property
    def tells(self) -> tuple[str, ...]:
        return self.award.tells

    def read(self, raw: object) -> dict[str, Given]:
        return read_inputs(self.inputs, raw if raw is not None or self.inputs else {})

    def json_schema(self) -> dict[str, object]:
        return inputs_schema(self.inputs) | ({} if self.inputs else {"type": ["object", "null"]})

    def assess(self, given: Mapping[str, Given]) -> Result:
        return self.award.assess(given, self.tables, self.policies)


@dataclass(frozen=True)
class BestOf:
    """Awards of which one may be had (几选一): each on its own inputs, the largest recommended."""

    id: str
    title: str
    opening: str
    clause: str
    rule: str
    calculators: tuple[Calculator, ...]

    @property
    def inputs(self) -> Mapping[str, Field]:
        return {name: field for calculator in self.calculators for name, field in calculator.inputs.items()}

    @property
    def tells(self) -> tuple[str, ...]:
        return ()

    @property
    def policies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(policy for calculator in self.calculators for policy in calculator.policies))

    def json_schema(self) -> dict[str, object]:
        whole = [[name for name, field in c.inputs.items() if field.required] for c in self.calculators]
        there = {"not": {"type": "null"}}
        return inputs_schema(self.inputs, lenient=True) | {
            "anyOf": [{"required": names, "properties": dict.fromkeys(names, there)} for names in whole]
        }

    def read(self, raw: object) -> dict[str, Given]:
        """Every award is optional, but at least one must be whole; the others are then not computed."""
        given = read_inputs(self.inputs, raw, lenient=True)
        whole = [calculator for calculator in self.calculators if not self._lacking(calculator, given)]
        if not whole:
            raise InputFaults(self._faults(given))
        for calculator in self.calculators:
            if calculator not in whole:
                given |= dict.fromkeys(self._lacking(calculator, given), UNKNOWN)
        return given

    @staticmethod
    def _lacking(calculator: Calculator, given: Mapping[str, Given]) -> list[str]:
        return [name for name, field in calculator.inputs.items() if field.required and name not in given]

    def _faults(self, given: Mapping[str, Given]) -> list[InputFault]:
        begun = [
            c for c in self.calculators if any(given.get(name) for name, field in c.inputs.items() if field.required)
        ]
        return [
            InputFault(name, "缺少", f"{calculator.inputs[name].accepted()} (至少给全一种奖励的字段)")
            for calculator in begun or self.calculators[:1]
            for name in self._lacking(calculator, given)
        ]

    def assess(self, given: Mapping[str, Given]) -> Result:
        results: list[tuple[Calculator, Result]] = []
        left: list[str] = []
        for calculator in self.calculators:
            mine = {path: value for path, value in given.items() if path.split(".")[0] in calculator.inputs}
            required = [name for name, field in calculator.inputs.items() if field.required]
            if any(mine.get(name) is UNKNOWN for name in required):
                left.append(calculator.title)
                continue
            results.append((calculator, calculator.assess(mine)))
        return self._recommended(results, left)

    def _recommended(self, results: list[tuple[Calculator, Result]], left: list[str]) -> Result:
        unknown = [text for _, result in results for text in result.unknown]
        unknown += [f"{title}：数没给全，没有算" for title in left]
        steps = [
            Step(f"{calculator.title}: {step.label}", step.amount, step.clause)
            for calculator, result in results
            for step in result.steps
        ]
        known = [(calculator, result) for calculator, result in results if result.amount is not None]
        options = tuple(result for _, result in results)
        if not known:
            missing = any(result.status is Status.TABLE_MISSING for result in options)
            status = Status.TABLE_MISSING if missing else Status.NOT_ELIGIBLE
            return Result(
                self.id,
                status,
                None,
                tuple(steps),
                (self.rule,),
                (),
                tuple(dict.fromkeys(unknown)),
                self.policies,
                options=options,
            )
        winner, top = max(known, key=lambda pair: pair[1].amount or 0)
        equal = [calculator.title for calculator, result in known if result.amount == top.amount]
        chosen = f"选{winner.title}" if len(equal) == 1 else f"{'和'.join(equal)}一样多，任选其一"
        count = {2: "两", 3: "三", 4: "四"}.get(len(self.calculators), str(len(self.calculators)))
        steps.append(Step(f"{count}项只能选一项，{chosen}", top.amount, self.clause))
        return Result(
            self.id,
            top.status,
            top.amount,
            tuple(steps),
            (*top.limits, self.rule),
            top.assumptions,
            tuple(dict.fromkeys(unknown)),
            tuple(dict.fromkeys((*winner.policies, *self.policies))),
            options=options,
        )


def field_of(calculator: Fillable, path: str) -> Field | None:
    """The field that a path names, or None."""
    return field_at(calculator.inputs, path)


def leaves(calculator: Fillable) -> list[Field]:
    """The fields that take a value themselves: those of a record, not the record."""
    return [leaf for field in calculator.inputs.values() for leaf in (tuple(field.fields.values()) or (field,))]
