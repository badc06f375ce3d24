"""The picture of a check-up: what can be claimed and for how much, what is near, what is not, and the best choice."""

from collections.abc import Callable
from decimal import Decimal

from policies.checkup import Picture

Seen = Callable[..., Picture]
YI = 10**8


def ids(entries: object) -> list[str]:
    return [entry.card.id for entry in entries]  # type: ignore[attr-defined]


def most_of(picture: Picture) -> tuple[tuple[str, ...], int]:
    """The chosen awards and the most that may come of them."""
    return picture.bundle.chosen, int(picture.bundle.worth[1])


def test_amounts_that_can_be_computed_are_and_the_rest_have_their_ceiling(seen: Seen) -> None:
    picture = seen(
        role="leader", in_changzhi=True, leader_rating="excellent", net_new_partners=6, partner_rate_rise="7"
    )
    amounts = {claim.card.id: (claim.amount, claim.at_most) for claim in picture.claims}
    assert amounts["sx-leader-excellent"][0] == 3_000_000
    assert amounts["sx-leader-new-partners"][0] == 3_000_000  # 6 × 50万
    assert amounts["sx-leader-partner-rate"] == (None, Decimal(5_000_000))  # the amount of deals is not known
    assert amounts["sx-chain-recognition"][0] == 1_000_000
    assert picture.claim("sx-leader-partner-rate").needs


def test_a_ceiling_is_no_amount(seen: Seen) -> None:
    picture = seen(body="enterprise", sred_province=True)
    claim = picture.claim("sx-sred-award")
    assert (claim.amount, claim.at_most) == (None, Decimal(300_000))
    assert picture.total == 0


def test_the_ceiling_of_new_partners_holds(seen: Seen) -> None:
    assert seen(role="leader", net_new_partners=40).claim("sx-leader-new-partners").amount == 5_000_000


def test_one_of_three_is_chosen_and_the_others_say_why(seen: Seen) -> None:
    """9.3(1): the certain one; those not computed yet are named with their ceiling and what choosing them would cost."""
    picture = seen(role="leader", net_new_partners=3, partner_rate_rise="7")
    assert "sx-leader-new-partners" in picture.bundle.chosen
    lost = {lost.id: lost for lost in picture.bundle.lost}
    assert lost.keys() == {"sx-leader-partner-rate", "sx-leader-existing-partners"}
    assert all(entry.instead_of == ("sx-leader-new-partners",) for entry in lost.values())
    assert lost["sx-leader-partner-rate"].loss[0] == 1_500_000


def test_the_three_uplifts_are_one_award(seen: Seen) -> None:
    """9.2(3), 9.5(1): never added; the targeted one in a demonstration zone has the highest ceiling."""
    facts = {"body": "enterprise", "new_project": True, "project_investment": 5 * YI, "project_meets_upgrade": True}
    plain = seen(**facts, project_targeted=False, project_in_demonstration=False)
    assert most_of(plain) == (("sx-chain-landing",), 50_000_000)
    park = seen(**facts, project_targeted=False, project_in_demonstration=True)
    assert most_of(park) == (("sx-chain-park",), 60_000_000)
    targeted = seen(**facts, project_targeted=True, project_in_demonstration=False)
    assert most_of(targeted) == (("sx-chain-targeted",), 60_000_000)
    both = seen(**facts, project_targeted=True, project_in_demonstration=True)
    assert most_of(both) == (("sx-chain-targeted",), 70_000_000)
    assert [lost.loss[1] for lost in both.bundle.lost] == [10_000_000, 20_000_000]


def test_claims_stand_by_money_then_by_effort(seen: Seen) -> None:
    picture = seen(role="leader", in_changzhi=True, leader_rating="excellent", hightech_new=True, net_new_partners=1)
    worths = [max(claim.worth) for claim in picture.claims]
    assert worths == sorted(worths, reverse=True)
    assert len(worths) >= 4


NEARLY_CORE = {
    "body": "enterprise",
    "role": "member",
    "chain_kind": "established",
    "key_technology": True,
    "chain_partners": 0,
}


def test_a_figure_half_way_there_is_within_reach(seen: Seen) -> None:
    near = seen(**NEARLY_CORE, main_revenue=6 * YI, deals_with_leader="500万")
    assert ids(near.near) == ["sx-core-selection"]
    assert near.near[0].missed[0].said.startswith("一年和链主的交易额500万元，要超过1000万元，还差500万元")
    far = seen(**NEARLY_CORE, main_revenue=6 * YI, deals_with_leader="499万")
    assert "sx-core-selection" in ids(far.unfit)


def test_a_condition_in_principle_rules_nobody_out(seen: Seen) -> None:
    """原则上: however far the revenue is, the office decides; it is said as what it is."""
    picture = seen(**NEARLY_CORE, main_revenue=1, deals_with_leader="2000万")
    assert ids(picture.near) == ["sx-core-selection"]
    (missed,) = picture.near[0].missed
    assert (missed.condition.clause, missed.condition.strength) == ("10.2(一)", "principle")
    assert "原则上要不低于5亿元" in missed.said


def test_the_reason_is_a_plain_condition_not_one_in_principle(seen: Seen) -> None:
    picture = seen(**{**NEARLY_CORE, "key_technology": False}, main_revenue=1, deals_with_leader="2000万")
    (entry,) = [entry for entry in picture.unfit if entry.card.id == "sx-core-selection"]
    assert entry.clause == "10.2(三)"


def test_what_can_be_mended_is_within_reach(seen: Seen) -> None:
    picture = seen(role="leader", referred_project=True, referral_investment="1亿", referral_in_production=False)
    (near,) = picture.near
    assert near.card.id == "sx-chain-referral"
    assert [missed.mend for missed in near.missed] == ["等项目投产就能报"]


def test_who_has_it_already_is_told_so(seen: Seen) -> None:
    reasons = {entry.card.id: entry.reason for entry in seen(role="leader").unfit}
    assert "已经是“链主”了" in reasons["sx-leader-selection"]
    assert reasons["sx-core-selection"] == "已经是“链核”或“链主”了"


def test_what_only_papers_not_held_decide_is_called_neither(seen: Seen) -> None:
    picture = seen(role="core", deals_with_leader="900万")
    assert set(ids(picture.doubtful)) == {"sx-chain-revenue-tier", "sx-member-supply"}
    assert all(claim.open and claim.amount is None for claim in picture.doubtful)
    assert all(claim.worth[0] == Decimal(0) for claim in picture.doubtful)


def test_nothing_known_is_nothing_said(seen: Seen) -> None:
    picture = seen()
    assert (picture.claims, picture.doubtful, picture.near, picture.unfit) == ((), (), (), ())
    assert all(entry.lacking for entry in picture.unsettled)
    assert len(picture.unsettled) == 27
