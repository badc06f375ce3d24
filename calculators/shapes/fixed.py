"""Fixed sums by choice (定额奖励): 链主 100万, 链核 50万."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as Setting

from calculators.fields import Field, Money, Strict
from calculators.inputs import Inputs
from calculators.money import spoken
from calculators.result import Part, Status, Step
from calculators.shapes.tables import Tables


class Fixed(Strict):
    """`amounts` by the options of field `by` (yes/no for a yes_no field), or one `amount`.

    An option without an amount is not eligible, for the reason in `otherwise`.
    """

    shape: Literal["fixed"]
    clause: str
    by: str | None = None
    amounts: Mapping[str, Money] = Setting(default_factory=dict)
    amount: Money | None = None
    up_to: bool = False  # 最高不超过: a ceiling, not a fixed sum
    label: str
    otherwise: str = ""
    limit: str = ""
    assumptions: tuple[str, ...] = ()

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        amount, label = self.amount, self.label
        if self.by is not None:
            field: Field = inputs.field(self.by)
            choice = inputs.choice(self.by)
            amount = self.amounts.get(choice)
            if field.options:
                label = f"{field.options[choice].label}: {label}"
        if amount is None:
            return Part(Status.NOT_ELIGIBLE, None, (Step(self.otherwise or label, None, self.clause),), unknown=())
        status = Status.CEILING if self.up_to else Status.COMPUTED
        word = "最高" if self.up_to else ""
        limits = (self.limit,) if self.limit else ()
        return Part(
            status, amount, (Step(f"{label}{word}{spoken(amount)}", amount, self.clause),), limits, self.assumptions
        )
