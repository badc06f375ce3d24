"""The closed set of award shapes: figures and clauses are data, the arithmetic is here.

A shape reads the inputs it needs, in the order a clerk would ask for them, and says what it makes of them.
Adding a shape: one module, one name in `Shape`, one test module (docs/adding-a-shape.md).
"""

from typing import Annotated

from pydantic import Field as Setting

from calculators.shapes.branch import Branch
from calculators.shapes.fixed import Fixed
from calculators.shapes.per_unit import PerUnit
from calculators.shapes.product import FactorProduct
from calculators.shapes.rate import Rated
from calculators.shapes.staged import StagedRate
from calculators.shapes.steps import RateSteps
from calculators.shapes.tiers import AddingTiers, HighestTier, Table, Tables, Tier

Shape = Annotated[
    Fixed | Rated | PerUnit | HighestTier | AddingTiers | StagedRate | FactorProduct | RateSteps | Branch,
    Setting(discriminator="shape"),
]
Branch.model_rebuild(_types_namespace={"Shape": Shape})

__all__ = [
    "AddingTiers",
    "Branch",
    "FactorProduct",
    "Fixed",
    "HighestTier",
    "PerUnit",
    "RateSteps",
    "Rated",
    "Shape",
    "StagedRate",
    "Table",
    "Tables",
    "Tier",
]
