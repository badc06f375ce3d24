"""Two rules, one of which applies by a yes/no answer (参保/未参保)."""

from typing import TYPE_CHECKING, Literal

from calculators.fields import Strict
from calculators.inputs import Inputs
from calculators.result import Part
from calculators.shapes.tables import Tables

if TYPE_CHECKING:
    from calculators.shapes import Shape


class Branch(Strict):
    """Field `by` decides: `yes` or `no`."""

    shape: Literal["branch"]
    clause: str
    by: str
    yes: "Shape"
    no: "Shape"

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        return (self.yes if inputs.flag(self.by) else self.no).assess(inputs, tables)
