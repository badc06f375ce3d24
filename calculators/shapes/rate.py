"""A rate of an amount, with ceilings (按比例, 封顶)."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Rate, Strict
from calculators.inputs import Inputs
from calculators.money import spoken, spoken_rate, times, total
from calculators.result import Part, Status, Step
from calculators.shapes.ceilings import had_before, under
from calculators.shapes.distance import MOST_HINTS, more_money
from calculators.shapes.tables import Tables


class Requirement(Strict):
    """A threshold (门槛) on a money field: at least so much (以上 includes the number)."""

    field: str
    at_least: Money
    clause: str


class Rated(Strict):
    """`rate` of field `of` (money, or a list of money told item by item).

    `ceiling_each` bounds every item, `ceiling` the sum together with what was `had` of it already, where somebody
    says so; `unless_had` is assumed where nobody does. With `up_to` the document only says "not more than": the
    amount is then the most that can be had.
    """

    shape: Literal["rate"]
    clause: str
    of: str
    rate: Rate
    ceiling_each: Money | None = None
    ceiling: Money | None = None
    ceiling_name: str = ""
    had: str | None = None
    unless_had: str = ""
    up_to: bool = False
    requires: Requirement | None = None
    assumptions: tuple[str, ...] = ()

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        if self.requires:
            missed = self._missed(self.requires, inputs)
            if missed:
                return missed
        field = inputs.field(self.of)
        steps: list[Step] = []
        limits: list[str] = []
        amounts: list[Decimal] = []
        entries = [item.amount("") for item in inputs.items(self.of)] if field.many else [inputs.amount(self.of)]
        for place, base in enumerate(entries, 1):
            name = f"第{place}{field.many.classifier}: " if field.many and len(entries) > 1 else ""
            amount = times(base, self.rate)
            word = f"{name}{field.label}{spoken(base)} × {spoken_rate(self.rate)} = {spoken(amount)}"
            if self.rate == 1:
                word = f"{name}{field.label}{spoken(base)}，等额"
            if self.ceiling_each is not None and amount > self.ceiling_each:
                amount = self.ceiling_each
                noun = field.many.noun if field.many else field.label
                limits.append(f"单个{noun}最高{spoken(self.ceiling_each)}")
                word += f"，超过单个上限，按{spoken(amount)}"
            steps.append(Step(word, amount, self.clause))
            amounts.append(amount)
        whole = total(amounts)
        if len(amounts) > 1:
            steps.append(Step(f"合计{spoken(whole)}", whole, self.clause))
        had = had_before(inputs, self.had)
        label = inputs.field(self.had).label if self.had else ""
        whole, below, bound = under(self.ceiling, self.ceiling_name, whole, self.clause, had, label)
        status = Status.CEILING if self.up_to else Status.COMPUTED
        hints = self._hints(entries, amounts, whole, field.label, field.many.classifier if field.many else "")
        assumed = [*self.assumptions, *([self.unless_had] if self.unless_had and had is None else [])]
        assumed += [f"{field.label}里不含已经领过奖的那部分"] if had else []
        return Part(
            status,
            whole,
            (*steps, *below),
            tuple(dict.fromkeys((*limits, *bound))),
            tuple(assumed),
            hints=() if had else hints,
        )

    def _hints(
        self, entries: list[Decimal], amounts: list[Decimal], whole: Decimal, label: str, classifier: str
    ) -> tuple[str, ...]:
        """How far to the ceiling: of the sum, or of each item that has not reached its own."""
        if self.rate == 1:
            return ()
        if self.ceiling is not None and whole < self.ceiling:
            return (more_money(label, total(entries), self.rate, self.ceiling, self.ceiling_name or "最高"),)
        if self.ceiling_each is None or len(entries) > MOST_HINTS:
            return ()
        several = len(entries) > 1
        return tuple(
            more_money(
                f"第{place}{classifier}: {label}" if several else label, base, self.rate, self.ceiling_each, "单个上限"
            )
            for place, (base, amount) in enumerate(zip(entries, amounts, strict=True), 1)
            if amount < self.ceiling_each
        )

    @staticmethod
    def _missed(rule: Requirement, inputs: Inputs) -> Part | None:
        value = inputs.amount(rule.field)
        if value >= rule.at_least:
            return None
        label = inputs.field(rule.field).label
        reason = f"{label}{spoken(value)}，没到{spoken(rule.at_least)}的门槛，还差{spoken(rule.at_least - value)}"
        return Part(
            Status.NOT_ELIGIBLE,
            None,
            (Step(reason, None, rule.clause),),
            (f"门槛：{label}{spoken(rule.at_least)}以上",),
        )
