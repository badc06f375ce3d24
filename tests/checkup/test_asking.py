"""What a check-up asks: only what is open, nothing twice, little of a typical enterprise, in an order that is computed."""

import random
import statistics
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.checkup import questions
from benchmarks.enterprises import Enterprises, asked_of
from bot.content.load import Content, load
from calculators.fields import Value
from calculators.inputs import Missing
from policies.checkup import Picture
from policies.eligibility import Verdict
from policies.inquiry import ENOUGH, Inquiry

TYPICAL = yaml.safe_load(Path(__file__).with_name("enterprises.yaml").read_text(encoding="utf-8"))
MOST = 12
Read = Callable[[Mapping[str, Any]], dict[str, Value]]
Typical = dict[str, Any]


def all_of(entry: Typical, content: Content, read: Read) -> tuple[dict[str, Value], dict[str, Value]]:
    """What a typical enterprise tells at once, and everything it could answer."""
    told = read(entry["told"])
    no: dict[str, Value] = {fact.id: False for fact in content.facts.facts if fact.kind == "yes_no"}
    return told, {**({} if entry.get("unknown") else no), **read(entry.get("asked", {})), **told}


def test_there_are_enough_typical_enterprises() -> None:
    assert len(TYPICAL) >= 10
    assert {entry["told"].get("role") or entry.get("asked", {}).get("role") for entry in TYPICAL} >= {
        "leader",
        "core",
        "member",
        "none",
    }


@pytest.mark.parametrize("entry", TYPICAL, ids=lambda entry: entry["name"])
def test_a_typical_enterprise_is_asked_little_for_the_whole_picture(
    entry: Typical, content: Content, read: Read, seen: Callable[..., Picture]
) -> None:
    told, truth = all_of(entry, content, read)
    asked = asked_of(content.inquiries["checkup"], truth, told)
    assert len(asked) <= MOST, asked
    answered = {name: truth[name] for question in asked for name in question if name in truth}
    picture = seen(**told, **answered)
    assert sorted(claim.card.id for claim in picture.claims) == sorted(entry.get("claimable", []))
    assert sorted(claim.card.id for claim in picture.doubtful) == sorted(entry.get("doubtful", []))
    assert entry.get("unknown") or not picture.unsettled


@pytest.mark.parametrize("entry", TYPICAL, ids=lambda entry: entry["name"])
def test_a_check_up_can_be_stopped_at_any_time(
    entry: Typical, content: Content, read: Read, seen: Callable[..., Picture]
) -> None:
    """What was found to fit or not stays so: what is asked later only settles what was open."""
    told, truth = all_of(entry, content, read)
    settled: dict[str, Verdict] = {}
    given = dict(told)
    for question in asked_of(content.inquiries["checkup"], truth, told):
        one_by_id = {one.policy: one for one in content.inquiries["checkup"].assess({**given, ENOUGH: True})}
        assert all(one_by_id[policy].verdict is verdict for policy, verdict in settled.items())
        settled |= {policy: one.verdict for policy, one in one_by_id.items() if one.settled}
        picture = seen(**given)
        places = (picture.claims, picture.doubtful, picture.near, picture.unfit, picture.unsettled)
        assert sum(map(len, places)) == len(one_by_id)  # every policy has its place at every stop
        given |= {name: truth[name] for name in question if name in truth}


def worlds(content: Content, many: int) -> Iterator[dict[str, Value]]:
    enterprises = Enterprises(content, random.Random(3))
    for _ in range(many):
        yield enterprises.next()


def test_nothing_is_asked_twice_or_when_it_follows_from_what_was_said(content: Content) -> None:
    inquiry = content.inquiries["checkup"]
    for truth in worlds(content, 15):
        opening = {name: truth[name] for name in random.Random(str(truth)).sample(sorted(truth), 6)}
        known = dict(opening)
        for question in asked_of(inquiry, truth, opening):
            implied = content.facts.with_implied(known)
            assert not set(question) & implied.keys(), (question, opening)
            known |= {name: truth[name] for name in question}


def test_every_question_can_still_settle_something(content: Content) -> None:
    """Each fact asked for is looked at by a card that is open and of use."""
    inquiry = content.inquiries["checkup"]
    for truth in worlds(content, 12):
        known: dict[str, Value] = {}
        for question in asked_of(inquiry, truth, {}):
            facts = inquiry.known(known)
            for name in question:
                assert any(name in facts.wanted(card) for card in inquiry.cards.values()), (name, known)
            known |= {name: truth[name] for name in question}
        assert all(one.settled or not wanted(inquiry, known, one.policy) for one in inquiry.assess(known))


def wanted(inquiry: Inquiry, known: Mapping[str, Value], policy: str) -> bool:
    """Is anything left to ask about a policy that is of use?"""
    facts, card = inquiry.known(known), inquiry.cards[policy]
    moot = card.moot is not None and card.moot.when.verdict(facts.facts) is True
    return not moot and bool(facts.wanted(card))


@pytest.mark.parametrize(
    "policy", ["sx-core-selection", "sx-leader-selection", "sx-chain-referral", "cz-tech-transfer"]
)
def test_one_failing_condition_ends_the_questions(policy: str, content: Content) -> None:
    """A check of one policy ends at the first plain condition that is missed."""
    inquiry = content.inquiries[f"check:{policy}"]
    ended_early = 0
    for truth in worlds(content, 60):
        asked = [name for question in asked_of(inquiry, truth, {}) for name in question]
        given = {name: truth[name] for name in asked}
        (one,) = inquiry.assess(given)
        assert one.settled
        if one.verdict is Verdict.UNMET:
            before = inquiry.known(
                {name: truth[name] for question in asked_of(inquiry, truth, {})[:-1] for name in question}
            )
            assert before.wanted(inquiry.cards[policy])  # it was open until the last answer
            ended_early += any(checked.verdict is None for checked in one.checked if checked.condition.test)
    assert ended_early > 5


def test_a_person_who_knows_nothing_is_not_asked_for_everything(content: Content) -> None:
    """What hangs on a fact that nobody knows can only be ruled out: a check-up does not go on for it."""
    asked = asked_of(content.inquiries["checkup"], {}, {})
    assert len(asked) <= MOST
    single = content.inquiries["check:cz-tech-transfer"]
    assert len(asked_of(single, {}, {})) > 1  # asked for by name, it does go on


def test_half_the_questions_at_most_of_asking_for_every_field(content: Content) -> None:
    asked, fields, groups = questions(content, 25)
    assert max(asked) <= fields / 2
    assert statistics.mean(asked) <= groups / 2


# ---- the order is computed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cards").mkdir()
    return tmp_path


def first_question(content: Content, **given: Value) -> str:
    with pytest.raises(Missing) as missing:
        content.inquiries["checkup"].assess(given)
    return missing.value.path


CARD = """
id: {id}
title: 试点奖励{id}
place: 试点市
document: cz-private-2018
lead: 试点奖励。
conditions:
  - {{text: 产业链类型, clause: "13", test: {{fact: chain_kind, among: [emerging]}}}}
stake: {{amount: 9000万, words: 最高9000万元}}
"""


def test_a_card_put_beside_changes_what_is_asked_first(content: Content, folder: Path) -> None:
    """Nothing but the conditions says what comes first: many policies that hang on one fact bring it to the front."""
    assert first_question(content) == "body"
    for place in range(30):
        (folder / "cards" / f"xx-{place}.yaml").write_text(CARD.format(id=f"xx-{place}"), encoding="utf-8")
    assert first_question(load([folder])) == "chain_kind"


def test_without_the_card_its_facts_are_not_asked(content: Content, folder: Path) -> None:
    """A city that takes the conditions of a policy off its card asks for less."""
    card = Path("policies/cards/sx-leader-excellent.yaml")
    text = (Path(__file__).parents[2] / card).read_text(encoding="utf-8")
    head, _, tail = text.partition("\nconditions:\n")
    (folder / "cards" / card.name).write_text(head + tail[tail.index("\nstake:") :], encoding="utf-8")
    without = load([folder])
    truth: dict[str, Value] = {"role": "leader", "in_changzhi": False}
    names = {
        name for question in asked_of(content.inquiries["checkup"], truth, {"role": "leader"}) for name in question
    }
    fewer = {
        name for question in asked_of(without.inquiries["checkup"], truth, {"role": "leader"}) for name in question
    }
    assert "leader_rating" in names
    assert "leader_rating" not in fewer
    assert "check:sx-leader-excellent" not in without.inquiries


def test_facts_of_a_group_are_asked_together_and_only_those_still_open(content: Content) -> None:
    inquiry = content.inquiries["checkup"]
    field = inquiry.asked("honours", {"role": "core", "sred_city": False, "hightech_new": True})
    assert set(field.options) == {"sred_province", "sred_state", "center_city", "center_province", "center_state"}
    outside = inquiry.asked("honours", {"role": "core", "in_changzhi": False})
    assert set(outside.options) == {"sred_city", "sred_province", "sred_state"}  # only the province's award is open


def test_the_range_of_an_answer_matters_only_across_a_threshold(content: Content, read: Read) -> None:
    inquiry = content.inquiries["checkup"]
    low, inside, high = (
        read({"deals_with_chain": amount})["deals_with_chain"] for amount in ("150万", "199万", "250万")
    )
    assert not inquiry.differs("deals_with_chain", low, inside)  # type: ignore[arg-type]
    assert inquiry.differs("deals_with_chain", low, high)  # type: ignore[arg-type]
