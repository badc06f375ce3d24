"""The picture of a check-up (政策体检): what can be claimed, what is near, what is not, what nobody can say yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.calculator import Calculator, OneAward
from calculators.fields import Field, Value
from calculators.inputs import Given, Missing, Unanswerable
from calculators.money import number
from calculators.result import Result, Status
from policies.bundle import Bundle, Exclusion, Worth, best_bundle
from policies.card import Card, Stake
from policies.eligibility import Condition, Eligibility, Verdict
from policies.fact import Facts
from policies.known import Known, is_moot

_NEAR = Decimal("0.5")  # a figure at least half way to its threshold is within reach


@dataclass(frozen=True)
class Missed:
    """A condition that is not met: how far, and how it could be."""

    condition: Condition
    said: str  # 一年和链主的交易额900万元，要超过1000万元，还差100万元

    @property
    def mend(self) -> str:
        return self.condition.mend


@dataclass(frozen=True)
class Claim:
    """A policy whose conditions are met as far as they can be known."""

    card: Card
    stake: Stake | None
    result: Result | None  # None where figures are still needed
    needs: tuple[str, ...]  # the figures still needed to compute it
    premises: tuple[Condition, ...]  # to be seen to when applying
    open: tuple[Condition, ...]  # conditions nobody can decide here: a table that is not held
    left_out: tuple[str, ...] = ()  # figures that would add to the result, had they been told

    @property
    def amount(self) -> Decimal | None:
        """Yuan, exact; None while it cannot be computed. A ceiling is no amount."""
        return self.result.amount if self.result and self.result.status is Status.COMPUTED else None

    @property
    def at_most(self) -> Decimal | None:
        if self.result is not None and self.result.status is Status.CEILING:
            return self.result.amount
        return self.stake.amount if self.stake else None

    @property
    def worth(self) -> Worth:
        if self.amount is not None:
            return self.amount, Decimal(0)
        return Decimal(0), self.at_most or Decimal(0)

    @property
    def effort(self) -> int:
        return len(self.needs) + len(self.premises) + len(self.open)


@dataclass(frozen=True)
class Near:
    """A policy that a figure or a step is missing for (差一点)."""

    card: Card
    missed: tuple[Missed, ...]


@dataclass(frozen=True)
class Unfit:
    """A policy that is not for this enterprise, and why."""

    card: Card
    reason: str
    clause: str


@dataclass(frozen=True)
class Unsettled:
    """A policy nobody can decide yet: the ids of the facts that are lacking."""

    card: Card
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """Everything a check-up comes to. `doubtful`: met, but for what stands in papers not held."""

    claims: tuple[Claim, ...]
    doubtful: tuple[Claim, ...]
    near: tuple[Near, ...]
    unfit: tuple[Unfit, ...]
    unsettled: tuple[Unsettled, ...]
    bundle: Bundle
    exclusions: tuple[Exclusion, ...]

    @property
    def total(self) -> Decimal:
        """What is certain of the best bundle, in yuan."""
        return self.bundle.worth[0]

    def claim(self, policy: str) -> Claim:
        return next(claim for claim in (*self.claims, *self.doubtful) if claim.card.id == policy)


def picture(
    eligibilities: Sequence[Eligibility],
    known: Known,
    cards: Mapping[str, Card],
    facts: Facts,
    calculators: Mapping[str, Calculator],
    exclusions: Iterable[Exclusion],
) -> Picture:
    """Sorts every policy into its place; the lists by money, then by effort."""
    claims: list[Claim] = []
    doubtful: list[Claim] = []
    near: list[Near] = []
    unfit: list[Unfit] = []
    unsettled: list[Unsettled] = []
    for one in eligibilities:
        card = cards[one.policy]
        if is_moot(card, known):
            assert card.moot is not None
            unfit.append(Unfit(card, card.moot.text, card.clause or ""))
        elif one.verdict is Verdict.MET:
            claims.append(_claim(card, one, known, calculators))
        elif one.verdict is Verdict.UNDECIDED:
            doubtful.append(_claim(card, one, known, calculators))
        elif one.verdict is Verdict.OPEN:
            unsettled.append(Unsettled(card, lacking(one, known)))
        else:
            missed = missed_of(one, known, facts)
            worst = next((miss for miss in missed if _rules_out(miss, known)), None)
            if worst is None:
                near.append(Near(card, missed))
            else:
                unfit.append(Unfit(card, worst.said, worst.condition.clause))
    claims.sort(key=_by_money)
    doubtful.sort(key=_by_money)
    near.sort(key=lambda entry: -(entry.card.stake.amount if entry.card.stake else Decimal(0)))
    rules = tuple(exclusions)
    bundle = best_bundle({claim.card.id: claim.worth for claim in (*claims, *doubtful)}, rules)
    return Picture(tuple(claims), tuple(doubtful), tuple(near), tuple(unfit), tuple(unsettled), bundle, rules)


def _by_money(claim: Claim) -> tuple[Decimal, Decimal, int]:
    certain, possible = claim.worth
    return -max(certain, possible), -certain, claim.effort


def _claim(card: Card, one: Eligibility, known: Known, calculators: Mapping[str, Calculator]) -> Claim:
    calculator = calculators.get(card.calculator_id or "")
    result, needs = _computed(calculator, known) if calculator else (None, ())
    beyond = tuple(c for c in one.of(None, "must", "principle") if c.test is None)
    left = _left_out(calculator, known) if calculator and result else ()
    return Claim(card, card.stake_for(known.facts), result, needs, one.of(None, "premise"), beyond, left)


def _left_out(calculator: Calculator, known: Known) -> tuple[str, ...]:
    """The labels of what counts as nothing only because nobody told it: unknown is not zero."""
    origins = calculator.award.from_facts if isinstance(calculator, OneAward) else {}
    return tuple(
        calculator.inputs[name].label
        for name, origin in origins.items()
        if isinstance(origin, str) and calculator.inputs[name].has_default and origin not in known.facts
    )


def _computed(calculator: Calculator, known: Known) -> tuple[Result | None, tuple[str, ...]]:
    """The award from what is known of the enterprise, or the labels of what is lacking."""
    given: dict[str, Given] = {}
    lacking = []
    origins = calculator.award.from_facts if isinstance(calculator, OneAward) else {}
    for name, field in calculator.inputs.items():
        value = _from_facts(field, origins.get(name), known.facts)
        if value is not None:
            given[name] = value
        elif field.has_default:
            given[name] = field.default_value
        elif not field.only_if and not field.had:
            lacking.append(field.label)
    try:
        return (None, tuple(lacking)) if lacking else (calculator.assess(given), ())
    except (Missing, Unanswerable) as open_field:
        field_there = calculator.inputs.get(open_field.path.split(".")[0])
        return None, (field_there.label,) if field_there else ()


def _from_facts(field: Field, origin: str | int | dict[str, str] | None, facts: Mapping[str, Value]) -> Value | None:
    """An input that follows from the facts: a fixed number, the highest choice that holds, or the fact itself."""
    if isinstance(origin, int):
        return origin if field.kind == "count" else number(origin)
    if isinstance(origin, dict):
        held = [key for key, fact in origin.items() if facts.get(fact) is True]
        return held[-1] if held else None
    value = facts.get(origin or field.profile or "")
    return value if field.takes(value) else None


def missed_of(one: Eligibility, known: Known, facts: Facts) -> tuple[Missed, ...]:
    """The conditions that are not met, each with what was said and how far it is."""
    return tuple(
        Missed(condition, condition.said(known.facts, facts.by_id)) for condition in one.of(False, "must", "principle")
    )


def lacking(one: Eligibility, known: Known) -> tuple[str, ...]:
    """The facts that an open verdict lacks."""
    return tuple(dict.fromkeys(name for c in one.of(None, "must", "principle") for name in c.lacking(known.facts)))


def _rules_out(miss: Missed, known: Known) -> bool:
    """Is it a plain condition that can neither be mended nor is at least half met? 原则上 rules nobody out."""
    test = miss.condition.test
    if miss.condition.strength != "must" or miss.mend or test is None:
        return False
    return test.nearness(known.facts) < _NEAR
