"""Tiers (档次): the highest one only (不累加), or all that are reached adding up (累加)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from calculators.fields import Money, Strict
from calculators.inputs import Inputs
from calculators.money import plain, spoken, total
from calculators.result import Part, Status, Step
from calculators.shapes.tables import Table, Tables, Tier, reached

__all__ = ["AddingTiers", "HighestTier", "Table", "Tables", "Tier"]
ONCE = "同一档位只奖励一次，达到高档位不再累加低档位"


class HighestTier(Strict):
    """The highest tier that `value` reaches in a table; every tier once.

    `table` names the table, or `tables` one by the choice of field `by`. A tier already reached by `base`
    (基年) or among `rewarded` pays nothing, nor does any below it. `or_else` is a second award of which
    only the larger one can be had (只能选择其中一项).
    """

    shape: Literal["highest_tier"]
    clause: str
    value: str
    table: str | None = None
    by: str | None = None
    tables: Mapping[str, str] = {}
    base: str | None = None
    rewarded: str | None = None
    ceiling: Money | None = None
    ceiling_name: str = ""
    or_else: str | None = None
    or_else_rule: str = ""
    assumptions: tuple[str, ...] = ()

    def table_ids(self) -> tuple[str, ...]:
        return (self.table,) if self.table else tuple(self.tables.values())

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        table = tables[self.table or self.tables[inputs.choice(self.by or "")]]
        if not table.tiers:
            return self._missing(table, inputs)
        part = self._tier(inputs, table)
        return part if self.or_else is None else self._larger(part, inputs)

    def _missing(self, table: Table, inputs: Inputs) -> Part:
        steps = [Step(f"奖励看{table.title}达到的最高一档，但这份资料里没有这张表", None, self.clause)]
        if self.ceiling is not None:
            steps.append(Step(f"能确定的是{self.ceiling_name or '最高'}{spoken(self.ceiling)}", None, self.clause))
        other = inputs.known(self.or_else) if self.or_else else None
        if isinstance(other, Decimal) and other > 0:
            steps.append(
                Step(
                    f"技改营收增量奖励按您说的{spoken(other)}；两项只能选一项，进档奖算不出，没法比", None, self.clause
                )
            )
        return Part(
            Status.TABLE_MISSING, None, tuple(steps), (ONCE,), (), (f"{table.title}的各档标准和金额(附件不在资料里)",)
        )

    def _tier(self, inputs: Inputs, table: Table) -> Part:
        value, label = inputs.amount(self.value), inputs.field(self.value).label
        tier = reached(table.tiers, value)
        if tier is None:
            lowest = min(table.tiers, key=lambda step: step.at)
            reason = (
                f"{label}{spoken(value)}，没到{table.title}最低档{spoken(lowest.at)}，还差{spoken(lowest.at - value)}"
            )
            return Part(Status.NOT_ELIGIBLE, None, (Step(reason, None, self.clause),), (f"最低档{spoken(lowest.at)}",))
        had = Decimal(-1)
        if self.base is not None:
            before = reached(table.tiers, inputs.amount(self.base))
            had = before.at if before else had
        if tier.at > had and self.rewarded is not None:
            had = max(had, *inputs.marks(self.rewarded), Decimal(-1))
        reach = f"{label}{spoken(value)}，达到{table.title}的{spoken(tier.at)}档"
        if tier.at <= had:
            word = f"{reach}，但这一档或更高档以前已经达到或领过，不再奖励"
            return Part(Status.COMPUTED, Decimal(0), (Step(word, Decimal(0), self.clause),), (ONCE,))
        amount, limits = tier.amount, [ONCE]
        steps = [Step(f"{reach}: {spoken(amount)}", amount, self.clause)]
        if self.ceiling is not None and amount > self.ceiling:
            amount = self.ceiling
            limits.append(f"{self.ceiling_name or '最高'}{spoken(amount)}")
            steps.append(Step(f"超过上限，按{limits[-1]}", amount, self.clause))
        above = min((step for step in table.tiers if step.at > value), key=lambda step: step.at, default=None)
        hints = (
            (f"{label}再多{spoken(above.at - value)}，就到{spoken(above.at)}档（{spoken(above.amount)}）",)
            if above
            else ()
        )
        return Part(Status.COMPUTED, amount, tuple(steps), tuple(limits), self.assumptions, hints=hints)

    def _larger(self, part: Part, inputs: Inputs) -> Part:
        assert self.or_else is not None
        other, label = inputs.amount(self.or_else), inputs.field(self.or_else).label
        mine = part.amount or Decimal(0)
        if other == 0:
            return part
        told = f"{label}{spoken(other)}是您说的数，资料里没有它的标准"
        if other > mine:
            why = "没到进档标准" if part.status is Status.NOT_ELIGIBLE else f"比进档奖{spoken(mine)}高"
            step = Step(f"{label}{spoken(other)}，{why}，选这一项", other, self.clause)
            return Part(Status.COMPUTED, other, (*part.steps, step), (*part.limits, self.or_else_rule), (told,))
        step = Step(f"进档奖{spoken(mine)}不低于{label}{spoken(other)}，选进档奖", mine, self.clause)
        return Part(
            part.status, part.amount, (*part.steps, step), (*part.limits, self.or_else_rule), (*part.assumptions, told)
        )


class PercentTier(Strict):
    """A tier on a percentage: reached at `at` percent and above."""

    at: int
    amount: Money


class AddingTiers(Strict):
    """Every tier reached and not yet rewarded, added up (对低档位奖励金额进行累加)."""

    shape: Literal["adding_tiers"]
    clause: str
    value: str
    rewarded: str
    tiers: tuple[PercentTier, ...]

    def assess(self, inputs: Inputs, tables: Tables) -> Part:
        share = inputs.amount(self.value)
        label = inputs.field(self.value).label
        here = [tier for tier in self.tiers if tier.at <= share]
        if not here:
            lowest = min(tier.at for tier in self.tiers)
            word = f"{label}{plain(share)}%，没到最低档{lowest}%，还差{plain(lowest - share)}个百分点"
            return Part(Status.NOT_ELIGIBLE, None, (Step(word, None, self.clause),), (f"最低档{lowest}%",))
        had = inputs.marks(self.rewarded)
        due = [tier for tier in here if Decimal(tier.at) not in had]
        amount = total([tier.amount for tier in due])
        steps = [
            Step(f"{label}{plain(share)}%，达到{tier.at}%档：{spoken(tier.amount)}", tier.amount, self.clause)
            for tier in due
        ]
        if len(due) > 1:
            steps.append(Step(f"低档位累加，合计{spoken(amount)}", amount, self.clause))
        limits = ["低档位累加，同一档位只奖励一次"]
        if len(due) < len(here):
            names = "、".join(f"{tier.at}%" for tier in here if tier not in due)
            steps.append(Step(f"{names}档以前领过，不再奖励", Decimal(0), self.clause))
        above = min((tier for tier in self.tiers if tier.at > share), key=lambda tier: tier.at, default=None)
        hints: tuple[str, ...] = ()
        if above is not None:
            hints = (f"{label}再提高{plain(above.at - share)}个百分点，到{above.at}%再加{spoken(above.amount)}",)
        return Part(Status.COMPUTED, amount, tuple(steps), tuple(limits), hints=hints)
