"""So much per unit (按户/按个计奖), with a ceiling."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Strict
from calculators.inputs import Inputs
from calculators.money import EXACT, spoken, times
from calculators.result import Part, Status, Step
from calculators.shapes.ceilings import had_before, under
from calculators.shapes.distance import more_units
from calculators.shapes.tables import Tables


class PerUnit(Strict):
    """`amount` for each unit of `count`, or for each unit that `count` exceeds `less` (净增).

    `ceiling` bounds it together with what was `had` of it already, where somebody says so; `unless_had` is assumed
    where nobody does. Whether units rewarded before count again is open where `less` is a fixed year.
    """

    shape: Literal["per_unit"]
    clause: str
    count: str
    less: str | None = None
    unit: str = "个"
    amount: Money
    ceiling: Money | None = None
    ceiling_name: str = ""
    had: str | None = None
    unless_had: str = ""
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
        had = had_before(inputs, self.had)
        label = inputs.field(self.had).label if self.had else ""
        most = amount if self.ceiling is None else min(amount, self.ceiling)
        amount, below, limits = under(self.ceiling, self.ceiling_name, amount, self.clause, had, label)
        steps += below
        if had and self.less is not None:
            again = max(EXACT.subtract(most, had), Decimal(0))
            steps.append(
                Step(f"这是已经奖过的{self.unit}再比时还算的数；要是不再算，只有{spoken(again)}", None, self.clause)
            )
        hints: tuple[str, ...] = ()
        if self.ceiling is not None and amount < self.ceiling and not had:
            name = self.ceiling_name or "最高"
            hints = (more_units(self.label, amount, self.amount, self.ceiling, self.unit, name),)
        assumed = (self.unless_had,) if self.unless_had and had is None else ()
        return Part(Status.COMPUTED, amount, tuple(steps), limits, assumed, hints=hints)
