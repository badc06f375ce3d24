"""The bars of a check-up's chart: one a policy, as long as its amount; what is not certain is of another kind."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from calculators.money import spoken
from policies.checkup import Claim, Picture

Kind = Literal["sure", "most", "table", "near"]
LEGEND: dict[str, str] = {
    "sure": "现在能拿，金额算定",
    "most": "现在能拿，画的是上限",
    "table": "要看附表，画的是上限",
    "near": "差一点，画的是上限",
}
UNKNOWN = "金额说不准，没有画长短"
LEFT_OUT = "和别的只能选一项，没算进合计"
_LEAST = Decimal(1)  # percent of the width: the smallest amount is still seen


@dataclass(frozen=True)
class Bar:
    """One policy. `share`: percent of the longest bar; None where nobody can say the amount."""

    title: str
    kind: Kind
    words: str  # what stands beside the bar
    share: Decimal | None
    left_out: bool = False  # not in the best bundle: not part of the total


def bars(seen: Picture) -> tuple[Bar, ...]:
    """The bars of everything that could bring money: now, by a table, nearly; each in the order it comes."""
    lost = {one.id for one in seen.bundle.lost}
    drawn = [
        *(_of_claim(claim, "most") for claim in seen.claims),
        *(_of_claim(claim, "table") for claim in seen.doubtful),
        *(
            (near.card.id, near.card.title, "near", near.card.stake.amount if near.card.stake else None)
            for near in seen.near
        ),
    ]
    longest = max((amount for *_, amount in drawn if amount), default=Decimal(1))
    return tuple(
        Bar(title, kind, _words(kind, amount), _share(amount, longest), id in lost) for id, title, kind, amount in drawn
    )


def _of_claim(claim: Claim, unsure: Kind) -> tuple[str, str, Kind, Decimal | None]:
    kind: Kind = "sure" if claim.amount is not None else unsure
    return claim.card.id, claim.card.title, kind, claim.at_most if claim.amount is None else claim.amount


def _words(kind: Kind, amount: Decimal | None) -> str:
    if amount is None:
        return "金额说不准"
    return spoken(amount) if kind == "sure" else f"最高{spoken(amount)}"


def _share(amount: Decimal | None, longest: Decimal) -> Decimal | None:
    return None if amount is None else max(_LEAST, amount / longest * 100).quantize(Decimal("0.1"))
