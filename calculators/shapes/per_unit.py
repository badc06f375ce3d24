"""So much per unit (按户/按个计奖), with a ceiling."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Strict
from calculators.inputs import Inputs
from calculators.money import spoken, times
from calculators.result import Part, Status, Step
from calculators.shapes.distance import more_units
from calculators.shapes.tables import Tables


class PerUnit(Strict):
    """`amount` for each unit of `count`, or for each unit that `count` exceeds `less` (净增)."""

    shape: Literal["per_unit"]
    clause: str
    count: str
    less: str | None = None
    unit: str = "个"
    amount: Money
    ceiling: Money | None = None
    ceiling_name: str = ""
    label: str
    otherwise: str = ""

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        if self.less is None:
            units = inputs.amount(self.count)
            counted = f"{self.label}{units}{self.unit}"
        else:
            base, now = inputs.amount(self.less), inputs.amount(self.count)
            units = max(now - base, Decimal(0))
            counted = f"{self.label}: {now} − {base} = {units}{self.unit}"
            if units == 0:
                reason = self.otherwise or f"{self.label}：{now} − {base}，没有增加"
                return Part(Status.NOT_ELIGIBLE, None, (Step(reason, None, self.clause),))
        amount = times(units, self.amount)
        steps = [Step(f"{counted} × {spoken(self.amount)} = {spoken(amount)}", amount, self.clause)]
        limits: tuple[str, ...] = ()
        if self.ceiling is not None and amount > self.ceiling:
            amount = self.ceiling
            limits = (f"{self.ceiling_name or '最高'}{spoken(amount)}",)
            steps.append(Step(f"超过上限，按{limits[0]}", amount, self.clause))
        hints: tuple[str, ...] = ()
        if self.ceiling is not None and amount < self.ceiling:
            name = self.ceiling_name or "最高"
            hints = (more_units(self.label, amount, self.amount, self.ceiling, self.unit, name),)
        return Part(Status.COMPUTED, amount, tuple(steps), limits, hints=hints)
