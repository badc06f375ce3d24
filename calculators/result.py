"""What a calculation says: the amount, how it came about, what bound it, what stays open."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from calculators.money import EXACT, at_least_fen, to_fen


class Status(StrEnum):
    """How the amount is to be read (结果性质)."""

    COMPUTED = "computed"  # exact amount
    CEILING = "ceiling"  # the document says "up to" (不超过): the most that can be had
    PER_UNIT = "per_unit"  # a factor was left out: amount per unit of it
    NOT_ELIGIBLE = "not_eligible"  # a threshold is missed; not the same as an award of 0
    TABLE_MISSING = "table_missing"  # the tiers are in an attachment that is not held


@dataclass(frozen=True)
class Step:
    """One line of the calculation, with the clause (条款) it rests on. `amount` is yuan, exact."""

    label: str
    amount: Decimal | None
    clause: str


@dataclass(frozen=True)
class Part:
    """What one award shape makes of the inputs; an award is the sum of its parts."""

    status: Status
    amount: Decimal | None = None
    steps: tuple[Step, ...] = ()
    limits: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # how far to the next threshold or the ceiling (还差多少)


@dataclass(frozen=True)
class Result:
    """A finished calculation as other programs see it (contract: Result)."""

    calculator: str
    status: Status
    amount: Decimal | None  # yuan, rounded half up to the fen
    steps: tuple[Step, ...] = ()
    limits: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    range: tuple[Decimal, Decimal] | None = None
    options: tuple["Result", ...] = field(default=())  # the awards a "best of" compared
    hints: tuple[str, ...] = ()  # for people; not part of the contract's object

    def as_json(self) -> dict[str, object]:
        """The contract's JSON object; amounts as text with two decimals."""
        return {
            "calculator": self.calculator,
            "status": str(self.status),
            "amount": None if self.amount is None else f"{to_fen(self.amount):f}",
            "currency": "CNY",
            "range": None if self.range is None else [f"{to_fen(end):f}" for end in self.range],
            "steps": [
                {
                    "label": step.label,
                    "amount": None if step.amount is None else at_least_fen(step.amount),
                    "clause": step.clause,
                }
                for step in self.steps
            ],
            "limits": list(self.limits),
            "assumptions": list(self.assumptions),
            "unknown": list(self.unknown),
            "policies": list(self.policies),
        }


def added(parts: "list[Part] | tuple[Part, ...]") -> Part:
    """The sum of several parts: amounts add up; a missing table or factor shows in the whole."""
    paying = [part for part in parts if part.amount is not None]
    states = {part.status for part in parts}
    if states == {Status.NOT_ELIGIBLE}:
        status, amount = Status.NOT_ELIGIBLE, None
    elif Status.TABLE_MISSING in states:
        status, amount = Status.TABLE_MISSING, None
    else:
        status = next(
            (state for state in (Status.PER_UNIT, Status.CEILING) if state in states),
            Status.COMPUTED,
        )
        amount = Decimal(0)
        for part in paying:
            assert part.amount is not None
            amount = EXACT.add(amount, part.amount)
    return Part(
        status,
        amount,
        tuple(step for part in parts for step in part.steps),
        tuple(dict.fromkeys(text for part in parts for text in part.limits)),
        tuple(dict.fromkeys(text for part in parts for text in part.assumptions)),
        tuple(dict.fromkeys(text for part in parts for text in part.unknown)),
        tuple(dict.fromkeys(text for part in parts for text in part.hints)),
    )
