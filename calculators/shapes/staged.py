"""A rate paid in one go or in two stages (一次性或分两阶段), item by item."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Rate, Strict
from calculators.inputs import Inputs
from calculators.money import spoken, spoken_rate, times
from calculators.result import Part, Status, Step, added
from calculators.shapes.distance import MOST_HINTS, more_money
from calculators.shapes.tables import Tables


class StagedRate(Strict):
    """Per item of `each`: with `whole` at or above `at_least` and `started` true, `rate` of `done`, at most
    `ceiling_each` over both stages, less `paid`. Once something was paid the rest waits until all is done."""

    shape: Literal["staged_rate"]
    clause: str
    each: str
    whole: str
    at_least: Money
    started: str
    done: str
    paid: str
    rate: Rate
    ceiling_each: Money
    assumptions: tuple[str, ...] = ()

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        field = inputs.field(self.each)
        many = field.many
        assert many is not None
        parts = []
        for place, item in enumerate(inputs.items(self.each), 1):
            name = f"第{place}{many.classifier}{many.noun}: " if inputs.count(self.each) > 1 else ""
            parts.append(self._one(item, name))
        part = added(parts)
        steps = part.steps
        if len(parts) > 1 and part.amount is not None:
            steps = (
                *steps,
                Step(
                    f"{len(parts)}{many.classifier}{many.noun}合计{spoken(part.amount)}，累加不封顶",
                    part.amount,
                    self.clause,
                ),
            )
        assumptions = () if part.amount is None else self.assumptions
        hints = part.hints if len(parts) <= MOST_HINTS else ()
        return Part(
            part.status, part.amount, steps, part.limits, (*part.assumptions, *assumptions), part.unknown, hints=hints
        )

    def _one(self, item: Inputs, name: str) -> Part:
        whole, label = item.amount(self.whole), item.field(self.whole).label
        if whole < self.at_least:
            short = (
                f"{name}{label}{spoken(whole)}，没到{spoken(self.at_least)}的门槛，还差{spoken(self.at_least - whole)}"
            )
            return Part(
                Status.NOT_ELIGIBLE,
                None,
                (Step(short, None, self.clause),),
                (f"门槛：{label}{spoken(self.at_least)}以上",),
            )
        if not item.flag(self.started):
            return Part(
                Status.NOT_ELIGIBLE,
                None,
                (Step(f"{name}还没投产，现在不能领；投产后按已完成投资给", None, self.clause),),
                ("要投产才给",),
            )
        done, paid = item.amount(self.done), item.amount(self.paid)
        due = times(done, self.rate)
        word = f"{name}{item.field(self.done).label}{spoken(done)} × {spoken_rate(self.rate)} = {spoken(due)}"
        limits: list[str] = []
        if due > self.ceiling_each:
            due = self.ceiling_each
            limits.append(f"单个项目两个阶段累计最高{spoken(due)}")
            word += f"，超过单个项目上限，按{spoken(due)}"
        steps = [Step(word, due, self.clause)]
        finished = done >= whole
        if paid > 0 and not finished:
            steps.append(
                Step(f"{name}第一阶段已领{spoken(paid)}，剩下的要等全部投资完成并投产", Decimal(0), self.clause)
            )
            return Part(Status.COMPUTED, Decimal(0), tuple(steps), (*limits, "第二阶段要全部投资完成并投产"))
        if paid > 0:
            due = max(due - paid, Decimal(0))
            steps.append(Step(f"{name}减去已领的{spoken(paid)}，还有{spoken(due)}", due, self.clause))
        elif not finished:
            rest = min(times(whole, self.rate), self.ceiling_each) - due
            limits.append("这是第一阶段；其余要等全部投资完成并投产")
            if rest > 0:
                steps.append(Step(f"{name}全部投资完成并投产后，第二阶段还有{spoken(rest)}", None, self.clause))
        hints: tuple[str, ...] = ()
        if paid == 0 and not finished and times(whole, self.rate) < self.ceiling_each:
            hints = (f"{name}再投{spoken(whole - done)}就全部完成，再有{spoken(rest)}",)
        elif paid == 0 and due < self.ceiling_each:
            label = item.field(self.done).label
            hints = (more_money(f"{name}{label}", done, self.rate, self.ceiling_each, "单个项目最高"),)
        return Part(Status.COMPUTED, due, tuple(steps), tuple(limits), hints=hints)
