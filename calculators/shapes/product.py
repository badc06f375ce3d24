"""Investment times several factors, raised step by step (上浮), each item with its own ceiling."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Rate, Strict, describe
from calculators.inputs import Inputs
from calculators.money import EXACT, plain, spoken, times
from calculators.result import Part, Status, Step, added
from calculators.shapes.tables import Tables


class Uplift(Strict):
    """One rise of the rate (支持比例上浮), applied where the yes/no field holds."""

    field: str
    label: str
    clause: str


class FactorProduct(Strict):
    """Per item of `each`: `base` (at or above `at_least`) × every factor × `uplift` to the power of
    1 + the uplifts that hold; at most the ceiling for that number of uplifts.

    Factors may stay unknown: the amount is then per unit of their product, and no ceiling is applied.
    """

    shape: Literal["factor_product"]
    clause: str
    each: str
    base: str
    at_least: Money
    factors: tuple[str, ...]
    uplift: Rate
    uplifts: tuple[Uplift, ...]
    ceilings: tuple[Money, ...]  # by the number of uplifts that hold
    assumptions: tuple[str, ...] = ()
    unknown_factors: str = ""

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        many = inputs.field(self.each).many
        assert many is not None
        items = []
        for item in inputs.items(self.each):
            if item.amount(self.base) >= self.at_least:
                for uplift in self.uplifts:
                    item.flag(uplift.field)  # everything of one item is asked before the next one
            items.append(item)
        several = len(items) > 1
        names = [f"第{place}{many.classifier}{many.noun}: " if several else "" for place in range(1, len(items) + 1)]
        if all(item.amount(self.base) < self.at_least for item in items):
            return added([self._short(item, name) for item, name in zip(items, names, strict=True)])
        factors = {name: inputs.optional_factor(name) for name in self.factors}
        missing = [inputs.field(name).label for name, value in factors.items() if value is None]
        parts = [self._one(item, name, inputs, factors, bool(missing)) for item, name in zip(items, names, strict=True)]
        part = added(parts)
        steps, assumptions, unknown = part.steps, (*part.assumptions, *self.assumptions), part.unknown
        if several and part.amount is not None:
            steps = (
                *steps,
                Step(f"{len(items)}{many.classifier}{many.noun}合计{spoken(part.amount)}", part.amount, self.clause),
            )
        if missing:
            named = " × ".join(missing)
            assumptions = (f"这是“{named}”每等于1时的数，知道确切值后乘上去就是奖励额；没有套上限", *assumptions)
            unknown = (
                *unknown,
                f"{'、'.join(missing)}没有给出",
                *((self.unknown_factors,) if self.unknown_factors else ()),
            )
        return Part(part.status, part.amount, steps, part.limits, assumptions, unknown, part.hints)

    def _short(self, item: Inputs, name: str) -> Part:
        value, label = item.amount(self.base), item.field(self.base).label
        word = f"{name}{label}{spoken(value)}，没到{spoken(self.at_least)}的门槛，还差{spoken(self.at_least - value)}"
        return Part(
            Status.NOT_ELIGIBLE, None, (Step(word, None, self.clause),), (f"门槛：{label}{spoken(self.at_least)}以上",)
        )

    def _one(self, item: Inputs, name: str, inputs: Inputs, factors: dict[str, Decimal | None], per_unit: bool) -> Part:
        base = item.amount(self.base)
        if base < self.at_least:
            return self._short(item, name)
        held = [uplift for uplift in self.uplifts if item.flag(uplift.field)]
        known = [value for value in factors.values() if value is not None]
        rise = [self.uplift] * (1 + len(held))
        amount = times(base, *known, *rise)
        told = [describe(inputs.field(key), value) for key, value in factors.items() if value is not None]
        word = (
            f"{name}{spoken(base)} × "
            + " × ".join([*told, *(plain(self.uplift) for _ in rise)])
            + f" = {spoken(amount)}"
        )
        clause = held[-1].clause if held else self.clause
        steps = [Step(word, amount, clause)]
        steps += [
            Step(f"{name}{uplift.label}，再上浮10%(×{plain(self.uplift)})", None, uplift.clause) for uplift in held
        ]
        ceiling = self.ceilings[len(held)]
        if not per_unit and amount > ceiling:
            steps.append(Step(f"{name}超过上限，按最高{spoken(ceiling)}", ceiling, clause))
            return Part(Status.COMPUTED, ceiling, tuple(steps), (f"单个项目最高{spoken(ceiling)}",))
        if per_unit:
            return Part(Status.PER_UNIT, amount, tuple(steps))
        room = EXACT.subtract(ceiling, amount)
        hints = (f"{name}离单个项目最高{spoken(ceiling)}还有{spoken(room)}",) if room else ()
        return Part(Status.COMPUTED, amount, tuple(steps), hints=hints)
