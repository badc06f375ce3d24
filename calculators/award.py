"""An award (奖补) as data: its inputs and the parts that it is the sum of."""

from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field, Strict
from calculators.inputs import Given, Inputs
from calculators.result import Part, Result, Status, added
from calculators.shapes import Branch, HighestTier, PerUnit, Rated, Shape, Tables


class Award(Strict):
    """One calculator, as it stands on a card. `pays` adds up; the clause of each part is its own."""

    id: str
    title: str
    inputs: dict[str, Field] = {}
    pays: tuple[Shape, ...]
    opening: str = ""  # the short answer (rate, ceiling) that a dialogue gives before it asks
    assumptions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()  # further cards the result speaks from
    tells: tuple[str, ...] = ()  # the field that a bare figure in the opening sentence means
    next: str = ""  # what to do with the result
    # Inputs that follow from facts about the enterprise: a fact, a fact for each choice, or a fixed number.
    from_facts: dict[str, str | int | dict[str, str]] = {}

    def assess(self, given: Mapping[str, Given], tables: Tables, policies: tuple[str, ...] = ()) -> Result:
        """The result. Raises Missing (the next field needed) or Unanswerable."""
        inputs = Inputs(self.inputs, given)
        part = added([shape.assess(inputs, tables) for shape in self.pays])
        return self._result(part, policies)

    def _result(self, part: Part, policies: tuple[str, ...]) -> Result:
        paying = part.status is not Status.NOT_ELIGIBLE
        return Result(
            self.id,
            part.status,
            part.amount,
            part.steps,
            part.limits,
            (*part.assumptions, *(self.assumptions if paying else ())),
            (*part.unknown, *(self.unknown if paying else ())),
            tuple(dict.fromkeys((*policies, *self.policies))),
            hints=part.hints,
        )

    def bound_with(self, had: str) -> tuple[str, Decimal] | None:
        """The ceiling that the input `had` counts against: what it is called (年度累计最高) and how much, in yuan."""
        return next(
            (
                (shape.ceiling_name, shape.ceiling)
                for shape in self.pays
                if isinstance(shape, Rated | PerUnit) and shape.had == had and shape.ceiling is not None
            ),
            None,
        )

    def table_ids(self) -> tuple[str, ...]:
        """The tables this award looks into."""
        found: list[str] = []
        for shape in self.pays:
            for part in (shape.yes, shape.no) if isinstance(shape, Branch) else (shape,):
                if isinstance(part, HighestTier):
                    found += part.table_ids()
        return tuple(found)
