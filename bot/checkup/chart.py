"""The chart of a check-up: one bar a policy, as long as its amount; what is not certain looks different."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.checkup.markup import Markup, joined, tag
from calculators.money import spoken
from policies.checkup import Claim, Picture

Kind = Literal["sure", "most", "table", "near"]
LEGEND: dict[Kind, str] = {
    "sure": "现在能拿，金额算定",
    "most": "现在能拿，画的是上限",
    "table": "要看附表，画的是上限",
    "near": "差一点，画的是上限",
}
_LEAST = Decimal(1)  # percent of the width: the smallest amount is still seen


@dataclass(frozen=True)
class Bar:
    """One policy. `amount` in yuan; None where nobody can say."""

    title: str
    kind: Kind
    amount: Decimal | None
    left_out: bool = False  # not in the best bundle: not part of the total

    @property
    def words(self) -> str:
        """What stands beside the bar."""
        if self.amount is None:
            return "金额说不准"
        return spoken(self.amount) if self.kind == "sure" else f"最高{spoken(self.amount)}"


def bars(seen: Picture) -> tuple[Bar, ...]:
    """The bars of everything that could bring money, the most money first in each kind."""
    lost = {one.id for one in seen.bundle.lost}
    return (
        *(_of_claim(claim, "most", lost) for claim in seen.claims),
        *(_of_claim(claim, "table", lost) for claim in seen.doubtful),
        *(Bar(near.card.title, "near", near.card.stake.amount if near.card.stake else None) for near in seen.near),
    )


def _of_claim(claim: Claim, unsure: Kind, lost: set[str]) -> Bar:
    kind: Kind = "sure" if claim.amount is not None else unsure
    amount = claim.at_most if claim.amount is None else claim.amount
    return Bar(claim.card.title, kind, amount, claim.card.id in lost)


def chart(shown: Iterable[Bar]) -> Markup:
    """The bars as a list: text as text, so that it wraps and is read aloud; each bar an SVG of its own."""
    rows = tuple(shown)
    longest = max((row.amount for row in rows if row.amount), default=Decimal(1))
    kinds = dict.fromkeys(row.kind for row in rows)
    legend = [tag("li", _sample(kind), LEGEND[kind]) for kind in kinds]
    if any(row.amount is None for row in rows):
        legend.append(tag("li", tag("b", "？", class_="unknown"), "金额说不准，没有画长短"))
    return joined(
        _hatching(),
        tag("ul", *legend, class_="legend"),
        tag("ol", *(_row(row, longest) for row in rows), class_="chart"),
    )


def _row(row: Bar, longest: Decimal) -> Markup:
    note = tag("small", "和别的只能选一项，没算进合计") if row.left_out else None
    bar = tag("b", "？", class_="unknown", aria_hidden="true") if row.amount is None else _bar(row, longest)
    return tag(
        "li",
        tag("span", row.title, note, class_="name"),
        bar,
        tag("span", row.words, class_="sum"),
        class_="left-out" if row.left_out else None,
    )


def _bar(row: Bar, longest: Decimal) -> Markup:
    width = max(_LEAST, (row.amount or Decimal(0)) / longest * 100).quantize(Decimal("0.1"))
    return tag(
        "svg",
        tag("rect", width=f"{width}%", height="100%", rx="3", class_=f"bar {row.kind}"),
        width="100%",
        height="16",
        aria_hidden="true",
    )


def _sample(kind: Kind) -> Markup:
    shape = tag("rect", width="100%", height="100%", rx="3", class_=f"bar {kind}")
    return tag("svg", shape, width="22", height="12", aria_hidden="true")


def _hatching() -> Markup:
    """The pattern that bars of what is within reach are filled with."""
    stripes = tag("path", d="M0 8 8 0M-2 2 2-2M6 10 10 6", class_="stripe")
    pattern = tag("pattern", stripes, id="hatch", width="8", height="8", patternUnits="userSpaceOnUse")
    return tag("svg", tag("defs", pattern), width="0", height="0", class_="defs", aria_hidden="true")
