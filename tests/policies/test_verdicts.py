"""Verdicts as logic: what is known decides, what is unknown never does; on the real cards and on invented conditions."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from benchmarks.enterprises import Enterprises
from bot.content.load import Content
from calculators.fields import Value
from policies.card import Card
from policies.eligibility import Condition, Verdict, check, wanted_facts
from policies.inquiry import checkable, looked_at
from policies.known import Known

PROFILES = 5000
TREES = 4000
FLAGS = ("flag-a", "flag-b")
CHOICES = {"choice-a": ("red", "green", "blue"), "choice-b": ("up", "down")}
FIGURES = ("figure-a", "figure-b", "figure-c")
Profile = dict[str, Value]


# ---- the real cards


@pytest.fixture(scope="module")
def profiles(content: Content) -> list[tuple[Profile, Profile]]:
    """Whole enterprises, and what of each somebody has told so far."""
    draw = random.Random(47)
    enterprises = Enterprises(content, draw)
    found = []
    for _ in range(PROFILES):
        whole = enterprises.next()
        share = draw.random()
        told = {name: value for name, value in whole.items() if draw.random() < share}
        found.append((whole, content.facts.with_implied(told)))
    return found


@pytest.fixture(scope="module")
def cards(content: Content) -> list[Card]:
    return [card for card in content.cards.values() if checkable(card, content.facts)]


def some(cards: list[Card], place: int) -> list[Card]:
    """A few cards for each profile, every card for many profiles."""
    return [cards[(place + step) % len(cards)] for step in (0, 5, 11)]


def test_what_is_implied_is_true_of_the_whole(profiles: list[tuple[Profile, Profile]]) -> None:
    assert all(whole[name] == value for whole, told in profiles for name, value in told.items())


def test_more_information_never_turns_a_settled_verdict(
    profiles: list[tuple[Profile, Profile]], cards: list[Card]
) -> None:
    settled = 0
    for place, (whole, told) in enumerate(profiles):
        for card in some(cards, place):
            before, after = (check(card.id, card.conditions, facts) for facts in (told, whole))
            assert after.settled
            if before.settled:
                settled += 1
                assert before.verdict == after.verdict, (card.id, told, whole)
            for known, now in zip(before.checked, after.checked, strict=False):
                if known.condition == now.condition and known.verdict is not None:
                    assert known.verdict == now.verdict
    assert PROFILES < settled < 3 * PROFILES


def test_an_irrelevant_fact_never_changes_a_verdict(
    profiles: list[tuple[Profile, Profile]], cards: list[Card], content: Content
) -> None:
    behind = {name: names_behind(content, looked_at(card)) for card in cards for name in (card.id,)}
    for place, (whole, told) in enumerate(profiles):
        for card in some(cards, place):
            beside = {name: value for name, value in whole.items() if name not in behind[card.id]}
            more = content.facts.with_implied({**beside, **told})
            assert check(card.id, card.conditions, more) == check(card.id, card.conditions, told)


def names_behind(content: Content, names: set[str]) -> set[str]:
    """The facts, and those they follow from."""
    found = set(names)
    for _ in content.facts.implies:
        for rule in content.facts.implies:
            if found & rule.then.keys():
                found |= {*rule.when.facts(), *rule.then}
    return found


def test_asking_goes_on_only_while_it_can_matter(content: Content, cards: list[Card]) -> None:
    """Something is wanted only if two enterprises that differ in nothing but what is open end differently."""
    draw = random.Random(11)
    enterprises = Enterprises(content, draw)
    asked = 0
    for card in cards:
        names = list(dict.fromkeys(name for condition in card.conditions for name in condition.facts()))
        for _ in range(12):
            whole = enterprises.next()
            left_out = draw.sample(names, draw.randint(0, min(4, len(names))))
            told = content.facts.with_implied({name: whole[name] for name in names if name not in left_out})
            wanted = Known(told).wanted(card)
            before = check(card.id, card.conditions, told)
            assert bool(wanted) == (before.verdict is Verdict.OPEN)
            after = {outcome(card, facts) for facts in completed(enterprises, told, wanted)}
            assert len(after) > 1 if wanted else after == {outcome(card, told)}, (card.id, told, wanted)
            asked += bool(wanted)
    assert asked > 50


def outcome(card: Card, facts: Profile) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and what of it is said to be missed."""
    one = check(card.id, card.conditions, facts)
    return one.verdict, tuple(condition.text for condition in one.of(False, "must", "principle"))


def completed(enterprises: Enterprises, told: Profile, names: tuple[str, ...]) -> Iterator[Profile]:
    """Every enterprise that could have told this, as far as these facts go."""
    for values in product(*(values_of(enterprises, name) for name in names)):
        facts = {**told, **dict(zip(names, values, strict=True))}
        if enterprises.consistent(facts).items() >= facts.items():
            yield facts


def values_of(enterprises: Enterprises, name: str) -> list[Value]:
    fact = enterprises.facts.by_id[name]
    figures: list[Value] = [*enterprises.figures.get(name, ())]
    return figures or list(fact.options) or [True, False]


def test_what_nobody_knows_is_not_asked_again(content: Content, cards: list[Card]) -> None:
    for card in cards:
        names = {name for condition in card.conditions for name in condition.facts()}
        assert Known({}, frozenset(names)).wanted(card) == ()


# ---- invented conditions


def figure(draw: random.Random) -> Decimal:
    return Decimal(draw.randint(0, 5))


def comparison(draw: random.Random) -> dict[str, Any]:
    kind = draw.randint(0, 3)
    if kind == 0:
        return {"fact": draw.choice(FLAGS), "among": [draw.choice(("yes", "no"))]}
    if kind == 1:
        name = draw.choice(list(CHOICES))
        return {"fact": name, "among": draw.sample(CHOICES[name], draw.randint(1, 2))}
    return {"fact": draw.choice(FIGURES), draw.choice(("at_least", "over", "at_most")): figure(draw)}


def rule(draw: random.Random, depth: int = 0) -> dict[str, Any]:
    if depth == 3 or draw.random() < 0.5:
        return comparison(draw)
    return {draw.choice(("any", "all")): [rule(draw, depth + 1) for _ in range(draw.randint(1, 3))]}


def condition(draw: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {"text": "", "clause": "1"}
    found["strength"] = draw.choice(("must", "must", "must", "principle", "prefer", "premise"))
    if draw.random() < 0.9:
        found["test"] = rule(draw)
    if draw.random() < 0.25:
        found["when"] = rule(draw)
    return found


def holds(rule: Mapping[str, Any], facts: Profile) -> bool:
    """A rule over a whole profile, in plain two-valued logic."""
    if "any" in rule:
        return any(holds(part, facts) for part in rule["any"])
    if "all" in rule:
        return all(holds(part, facts) for part in rule["all"])
    value = facts[rule["fact"]]
    if isinstance(value, bool):
        return ("yes" if value else "no") in rule["among"]
    if isinstance(value, str):
        return value in rule["among"]
    assert isinstance(value, Decimal)
    limits = {"at_least": value.__ge__, "over": value.__gt__, "at_most": value.__le__}
    return all(limits[name](limit) is True for name, limit in rule.items() if name in limits)


def decided(conditions: list[dict[str, Any]], facts: Profile) -> str:
    """The verdict on a whole profile, by the definition."""
    applying = [c for c in conditions if "when" not in c or holds(c["when"], facts)]
    missed = {c["strength"] for c in applying if "test" in c and not holds(c["test"], facts)}
    if "must" in missed:
        return "unmet"
    if "principle" in missed:
        return "discretion"
    beyond = any(c["strength"] == "must" and "test" not in c for c in applying)
    return "undecided" if beyond else "met"


def invented() -> Iterator[tuple[list[dict[str, Any]], Profile, Profile]]:
    draw = random.Random(5)
    for _ in range(TREES):
        whole: Profile = {name: draw.random() < 0.5 for name in FLAGS}
        whole |= {name: draw.choice(options) for name, options in CHOICES.items()}
        whole |= {name: figure(draw) for name in FIGURES}
        told = {name: value for name, value in whole.items() if draw.random() < 0.6}
        yield [condition(draw) for _ in range(draw.randint(0, 4))], whole, told


def test_invented_conditions_come_to_what_plain_logic_says() -> None:
    seen = set()
    for raw, whole, _ in invented():
        conditions = [Condition.model_validate(one) for one in raw]
        verdict = check("x", conditions, whole).verdict
        assert verdict == decided(raw, whole), (raw, whole)
        seen.add(verdict)
    assert seen == set(Verdict) - {Verdict.OPEN}


def test_invented_conditions_are_never_turned_by_more_information() -> None:
    for raw, whole, told in invented():
        conditions = [Condition.model_validate(one) for one in raw]
        before = check("x", conditions, told)
        assert not before.settled or before.verdict == decided(raw, whole), (raw, told, whole)
        assert before == check("x", conditions, {**told, "irrelevant": "red"})


def test_invented_conditions_are_asked_to_the_end_and_no_further() -> None:
    """Asking one wanted fact after another always ends in a settled verdict, with no fact asked twice."""
    for raw, whole, told in invented():
        conditions = [Condition.model_validate(one) for one in raw]
        facts = dict(told)
        while not check("x", conditions, facts).settled:
            wanted = wanted_facts(conditions, facts)
            assert wanted, (raw, facts)
            assert wanted[0] not in facts
            facts[wanted[0]] = whole[wanted[0]]
        assert check("x", conditions, facts).verdict == decided(raw, whole)
        assert wanted_facts(conditions, facts) == ()


def test_an_unknown_answer_keeps_no_other_question_from_being_asked() -> None:
    """When nobody knows whether a condition applies, its own facts are still asked: met anyway, it settles."""
    conditions = [
        Condition.model_validate(
            {
                "text": "",
                "clause": "1",
                "when": {"fact": "choice-a", "among": ["red"]},
                "test": {"fact": "figure-a", "at_least": Decimal(3)},
            }
        )
    ]
    assert wanted_facts(conditions, {}) == ("choice-a",)
    assert wanted_facts(conditions, {}, frozenset({"choice-a"})) == ("figure-a",)
    assert check("x", conditions, {"figure-a": Decimal(3)}).verdict is Verdict.MET
    assert check("x", conditions, {"figure-a": Decimal(2)}).verdict is Verdict.OPEN
    assert check("x", conditions, {"choice-a": "blue"}).verdict is Verdict.MET


def test_an_open_point_counts_only_in_its_case() -> None:
    """A condition nobody can decide here, in one case only: else it does not apply."""
    conditions = [Condition.model_validate({"text": "", "clause": "1", "when": {"fact": "flag-a", "among": ["no"]}})]
    assert check("x", conditions, {"flag-a": True}).verdict is Verdict.MET
    assert check("x", conditions, {"flag-a": False}).verdict is Verdict.UNDECIDED
    assert check("x", conditions, {}).verdict is Verdict.OPEN
    assert wanted_facts(conditions, {}) == ("flag-a",)
