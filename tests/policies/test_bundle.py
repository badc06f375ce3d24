"""The best bundle against the best of all subsets, on random awards and random exclusions."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest

from policies.bundle import Bundle, Exclusion, Worth, best_bundle

ROUNDS = 5000


def worth(certain: int, possible: int = 0) -> Worth:
    return Decimal(certain), Decimal(possible)


def drawn(draw: random.Random) -> tuple[dict[str, Worth], list[Exclusion]]:
    """Awards with few different amounts, so that ties are common; some not computed yet, some worth nothing."""
    count = draw.choice((0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 8))
    worths = {}
    for place in draw.sample(range(100), count):
        kind = draw.random()
        amount = draw.choice((0, 1, 2, 3, 3, 5, 8)) * 100_000
        worths[f"a{place}"] = worth(amount) if kind < 0.6 else worth(0, amount) if kind < 0.9 else worth(0)
    ids = [*worths, "not-met", "not-met-either"]
    exclusions = []
    for place in range(draw.randint(0, 5)):
        members = frozenset(draw.sample(ids, min(len(ids), draw.randint(1, 4))))
        exclusions.append(Exclusion(f"rule{place}", members))
    return worths, exclusions


def allowed(worths: dict[str, Worth], exclusions: Sequence[Exclusion]) -> dict[frozenset[str], Worth]:
    """Every set of awards that may be had together, with what it is worth."""
    found = {frozenset[str](): (Decimal(0), Decimal(0))}
    for id, (certain, possible) in worths.items():
        against = [rule.members for rule in exclusions if id in rule.members]
        found |= {
            ids | {id}: (total[0] + certain, total[1] + possible)
            for ids, total in found.items()
            if not any(ids & members for members in against)
        }
    return found


def cases() -> list[tuple[dict[str, Worth], list[Exclusion]]]:
    draw = random.Random(20240101)
    return [drawn(draw) for _ in range(ROUNDS)]


def test_the_bundle_is_the_best_of_all_subsets() -> None:
    """The most certain money, then the most possible; of equal sets the one with the awards named first."""
    ties = excluded = 0
    for worths, exclusions in cases():
        found = best_bundle(worths, exclusions)
        sets = allowed(worths, exclusions)
        most = max(sets.values())
        equal = [ids for ids, total in sets.items() if total == most]
        best = max(equal, key=lambda ids: [id in ids for id in worths])
        assert found.chosen == tuple(id for id in worths if id in best), (worths, exclusions)
        assert found.worth == most
        ties += len(equal) > 1
        excluded += len(best) < len(worths)
    assert ties > ROUNDS / 20  # both happen often enough to mean something
    assert excluded > ROUNDS / 3


def test_what_is_left_out_loses_what_choosing_it_would_cost() -> None:
    for worths, exclusions in cases()[:2000]:
        found = best_bundle(worths, exclusions)
        assert {lost.id for lost in found.lost} == worths.keys() - set(found.chosen)
        sets = allowed(worths, exclusions)
        for lost in found.lost:
            forced = max(total for ids, total in sets.items() if lost.id in ids)
            assert lost.loss == (found.worth[0] - forced[0], found.worth[1] - forced[1])
            assert lost.tie == (forced == found.worth)
            against = [rule for rule in exclusions if lost.id in rule.members and rule.members & set(found.chosen)]
            assert lost.exclusions == tuple(rule.id for rule in against)
            rivals = {id for rule in against for id in rule.members & set(found.chosen)}
            assert set(lost.instead_of) == rivals != set()


def one(worths: dict[str, Worth], *members: str) -> Bundle:
    return best_bundle(worths, [Exclusion("one-of", frozenset(members))])


def test_more_money_wins_and_the_loss_is_told() -> None:
    found = one({"new": worth(150), "rate": worth(200), "other": worth(7)}, "new", "rate")
    assert (found.chosen, found.worth) == (("rate", "other"), worth(207))
    assert [(lost.id, lost.instead_of, lost.loss) for lost in found.lost] == [("new", ("rate",), worth(50))]


def test_a_tie_is_called_one_and_the_first_named_is_kept() -> None:
    found = one({"second": worth(100), "first": worth(100)}, "first", "second")
    assert found.chosen == ("second",)
    assert [lost.tie for lost in found.lost] == [True]


def test_certain_money_beats_what_may_come() -> None:
    found = one({"maybe": worth(0, 5_000_000), "sure": worth(1)}, "maybe", "sure")
    assert found.chosen == ("sure",)
    assert found.lost[0].loss == worth(1, -5_000_000)


def test_amounts_not_known_are_compared_by_what_may_come() -> None:
    found = one({"low": worth(0, 3), "high": worth(0, 5), "nothing": worth(0)}, "low", "high", "nothing")
    assert (found.chosen, found.worth) == (("high",), worth(0, 5))
    assert [(lost.id, lost.loss) for lost in found.lost] == [("low", worth(0, 2)), ("nothing", worth(0, 5))]


def test_two_small_ones_beat_the_large_one_they_both_exclude() -> None:
    rules = [Exclusion("left", frozenset({"large", "small"})), Exclusion("right", frozenset({"large", "little"}))]
    found = best_bundle({"large": worth(10), "small": worth(6), "little": worth(5)}, rules)
    assert (found.chosen, found.worth) == (("small", "little"), worth(11))
    assert [(lost.instead_of, lost.exclusions) for lost in found.lost] == [(("small", "little"), ("left", "right"))]


@pytest.mark.parametrize("members", [(), ("only",), ("only", "not-met")])
def test_an_exclusion_of_what_is_not_met_forbids_nothing(members: tuple[str, ...]) -> None:
    found = one({"only": worth(3), "also": worth(4)}, *members)
    assert (found.chosen, found.lost) == (("only", "also"), ())


def test_nothing_to_choose_from() -> None:
    assert best_bundle({}, []) == Bundle((), worth(0), ())
