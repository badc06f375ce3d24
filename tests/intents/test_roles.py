"""Whoever says what they are in a chain is not answered with what others get."""

import pytest

from bot.engine import Engine


def topics(engine: Engine, text: str) -> list[str]:
    return [candidate.topic for candidate in engine.understanding.understand(text).candidates]


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        ("链主", "policy:sx-leader-new-partners", "policy:sx-member-supply"),
        ("链上企业", "policy:sx-member-supply", "policy:sx-leader-new-partners"),
    ],
)
def test_what_others_get_falls_behind(engine: Engine, role: str, own: str, others: str) -> None:
    asked = "多找了几家本地厂配套，有没有奖"
    told = topics(engine, f"我们是{role}，{asked}")
    assert told.index(own) < told.index(others) if others in told else own in told


@pytest.mark.parametrize(
    "text", ["我们是链主的供应商，配套做得多了有没有奖", "我们是链主还是链核", "我们是链主，也是链核，配套多了有奖吗"]
)
def test_a_role_that_is_not_surely_ones_own_changes_nothing(
    engine: Engine, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = engine.understanding._read(text).candidates
    monkeypatch.setattr("bot.understanding.with_roles", lambda content, found, normal: found)
    assert engine.understanding._read(text).candidates == scores


@pytest.mark.parametrize(
    "text",
    [
        "我们不是链主也不是链核，光给链主送零件",
        "我们小厂给链主送零件",
        "我们是供货商，链主配套的",
        "我们厂给造重卡的大户供配件",
    ],
)
def test_neither_of_the_two_is_a_member(engine: Engine, text: str) -> None:
    found = engine.understanding.understand(f"{text}，有奖吗").candidates
    scores = {candidate.topic: candidate.score for candidate in found}
    assert scores["policy:sx-member-supply"] > scores.get("policy:sx-leader-new-partners", 0.0)
    assert scores["policy:sx-member-supply"] > scores.get("policy:sx-chain-recognition", 0.0)
