"""A rate on what a rise in percent stands for, in whole steps (每提高5个百分点)."""

from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Rate, Strict
from calculators.inputs import Inputs
from calculators.money import plain, spoken, spoken_rate, times
from calculators.result import Part, Status, Step
from calculators.shapes.tables import Tables


class RateSteps(Strict):
    """`rate` × (whole steps of `step_percent` points that `now` exceeds `before`) × the share one step is × `of`."""

    shape: Literal["rate_steps"]
    clause: str
    before: str
    now: str
    of: str
    step_percent: int
    rate: Rate
    ceiling: Money
    ceiling_name: str = ""
    assumptions: tuple[str, ...] = ()

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        before, now = inputs.amount(self.before), inputs.amount(self.now)
        rise = now - before
        count = int(rise // self.step_percent) if rise > 0 else 0
        hints: tuple[str, ...] = ()
        points = f"{plain(now)}% − {plain(before)}% = {plain(rise)}个百分点"
        if count == 0:
            word = f"{points}，不满{self.step_percent}个百分点，够不上一级"
            gap = self.step_percent - rise
            hints = (f"再提高{plain(gap)}个百分点，到{plain(now + gap)}%，就够第1级",) if now + gap <= 100 else ()
            return Part(
                Status.NOT_ELIGIBLE,
                None,
                (Step(word, None, self.clause),),
                (f"每提高{self.step_percent}个百分点才算一级",),
                hints=hints,
            )
        base = inputs.amount(self.of)
        share = times(Decimal(count), Decimal(self.step_percent), Decimal("0.01"))
        amount = times(base, share, self.rate)
        steps = [
            Step(f"{points}，够{count}级，合{plain(share * 100)}个百分点", None, self.clause),
            Step(
                f"{inputs.field(self.of).label}{spoken(base)} × {spoken_rate(share)} × {spoken_rate(self.rate)} = {spoken(amount)}",
                amount,
                self.clause,
            ),
        ]
        limits: tuple[str, ...] = ()
        if amount > self.ceiling:
            amount = self.ceiling
            limits = (f"{self.ceiling_name or '最高'}{spoken(amount)}",)
            steps.append(Step(f"超过上限，按{limits[0]}", amount, self.clause))
        hints = ()
        gap = (count + 1) * self.step_percent - rise
        if amount < self.ceiling and now + gap <= 100:
            hints = (f"再提高{plain(gap)}个百分点，就够第{count + 1}级",)
        return Part(Status.COMPUTED, amount, tuple(steps), limits, self.assumptions, hints=hints)
