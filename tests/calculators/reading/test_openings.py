"""What one sentence tells of all the fields of a real calculator: openings as owners and accountants write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from calculators.calculator import Calculator
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Span

WAN = 10_000
YI = 100_000_000

P = "projects.{}."
R = "received_amounts.{}"


def project(index: int, whole: int | None = None, **fields: Any) -> dict[str, Any]:
    """The paths of one project; amounts in yuan."""
    told = {f"projects.{index}.{name}": value for name, value in fields.items()}
    return told | ({f"projects.{index}.fixed_investment": whole} if whole is not None else {})


def received(*amounts: int, more: bool | None = None) -> dict[str, Any]:
    """The paths of the items of a list; amounts in 万元."""
    told: dict[str, Any] = {f"received_amounts.{index}": amount * WAN for index, amount in enumerate(amounts)}
    return told if more is None else told | {"received_amounts.more": more}


OPENINGS: list[tuple[str, str, dict[str, Any]]] = [
    # lists of plain amounts
    ("tech-transfer", "两个成果，一个到账300万，一个到账600万", received(300, 600, more=False)),
    ("tech-transfer", "我们有两个成果，各到账300万", received(300, 300, more=False)),
    ("tech-transfer", "三个成果，每个到账200万", received(200, 200, 200, more=False)),
    ("tech-transfer", "三个成果都是到账200万", received(200, 200, 200, more=False)),
    ("tech-transfer", "两个成果一共到账500万", {}),
    ("tech-transfer", "三个成果合计到账900万", {}),
    ("tech-transfer", "就一个成果，到账300万", received(300, more=False)),
    ("tech-transfer", "只有一项成果，合同500万，到账300万", received(300, more=False)),
    ("tech-transfer", "合同额500万，到账了300万", received(300)),
    ("tech-transfer", "成果转化到账300万，能给15万吗", received(300)),
    ("tech-transfer", "到账300万左右", received(300)),
    ("platform-promotion", "三份合同，每份到账200万", received(200, 200, 200, more=False)),
    ("platform-promotion", "两份推广合同，分别到账100万和150万", received(100, 150, more=False)),
    ("sred-ip", "就买了一个专利，花了60万", {"deal_amounts.0": 60 * WAN, "deal_amounts.more": False}),
    ("sred-ip", "今年买了两个专利，一个500万一个700万", {"deal_amounts.0": 500 * WAN, "deal_amounts.1": 700 * WAN, "deal_amounts.more": False}),
    ("sred-ip", "买了三个专利，每个20万", {f"deal_amounts.{place}": 20 * WAN for place in range(3)} | {"deal_amounts.more": False}),
    # projects
    ("chain-referral", "总投资8000万，已投产，全部投完了", project(0, 8000 * WAN, in_production=True, completed_investment=8000 * WAN)),
    ("chain-referral", "总投资8000万，已投产，都投完了，没领过", project(0, 8000 * WAN, in_production=True, completed_investment=8000 * WAN, already_paid=0)),
    ("chain-referral", "总投资1亿，已投产，完成了6000万，没领过奖", project(0, YI, in_production=True, completed_investment=6000 * WAN, already_paid=0)),
    ("chain-referral", "总投资1亿，投产了，完成了六成", project(0, YI, in_production=True, completed_investment=6000 * WAN)),
    ("chain-referral", "总投资1亿，投产了，还有2000万没投", project(0, YI, in_production=True, completed_investment=8000 * WAN)),
    ("chain-referral", "总投资1亿，投产了，完成了一半，以前领过30万", project(0, YI, in_production=True, completed_investment=5000 * WAN, already_paid=30 * WAN)),
    ("chain-referral", "总投资5000万，年底才能投产", project(0, 5000 * WAN, in_production=False)),
    ("chain-referral", "总投资5000万，还没投产", project(0, 5000 * WAN, in_production=False)),
    ("chain-referral", "总投资5000万，去年就投产了", project(0, 5000 * WAN, in_production=True)),
    ("chain-referral", "计划投8000万，已投5000万，投产了", project(0, 8000 * WAN, in_production=True, completed_investment=5000 * WAN)),
    ("chain-referral", "两个项目，各投5000万，都投产了",
     project(0, 5000 * WAN, in_production=True) | project(1, 5000 * WAN, in_production=True) | {"projects.more": False}),
    ("chain-referral", "两个项目一共投了1亿", {}),
    ("chain-referral", "三个项目，分别投了4000万、6000万和1.2亿，都投产了",
     project(0, 4000 * WAN, in_production=True) | project(1, 6000 * WAN, in_production=True) | project(2, 12000 * WAN, in_production=True) | {"projects.more": False}),
    ("chain-referral", "两个项目，第一个总投资5000万，第二个总投资8000万，都投产了，都全部投完，都没领过引荐奖励",
     project(0, 5000 * WAN, in_production=True, completed_investment=5000 * WAN, already_paid=0)
     | project(1, 8000 * WAN, in_production=True, completed_investment=8000 * WAN, already_paid=0) | {"projects.more": False}),
    ("chain-referral", "第一个总投资5000万没投产，第二个总投资8000万投产了",
     project(0, 5000 * WAN, in_production=False) | project(1, 8000 * WAN, in_production=True)),
    ("chain-landing", "固定资产投资1亿，在示范区，但不符合主导产业链", project(0, YI, demonstration_zone=False)),
    ("chain-landing", "固定资产投资1亿，一般开发区，非靶向", project(0, YI, demonstration_zone=False, targeted=False)),
    # a whole and its part
    ("chain-scenario", "合同3800万，已经付了2200万", {"purchase_amount": 3800 * WAN, "paid_amount": 2200 * WAN}),
    ("chain-scenario", "采购额5000万，付了六成", {"purchase_amount": 5000 * WAN, "paid_amount": 3000 * WAN}),
    ("chain-scenario", "采购了5000万，付了一半", {"purchase_amount": 5000 * WAN, "paid_amount": 2500 * WAN}),
    ("chain-scenario", "采购额5000万，全付清了", {"purchase_amount": 5000 * WAN, "paid_amount": 5000 * WAN}),
    ("chain-scenario", "采购额5000万，还有1000万没付", {"purchase_amount": 5000 * WAN, "paid_amount": 4000 * WAN}),
    ("chain-scenario", "采购额5000万，先付了1000万，后来又付了2000万", {"purchase_amount": 5000 * WAN, "paid_amount": 3000 * WAN}),
    ("chain-scenario", "买了新型储能设备4000万，其中付了3000万", {"purchase_amount": 4000 * WAN, "paid_amount": 3000 * WAN}),
    ("chain-scenario", "3000万", {}),
    ("chain-scenario", "花了3000万", {}),
    # years
    ("chain-talent", "去年付了300万，今年付了260万", {"paid_amount": 260 * WAN}),
    ("chain-talent", "今年付了260万，去年付了300万", {"paid_amount": 260 * WAN}),
    ("chain-talent", "去年付了300万", {}),
    ("chain-talent", "每人2万，一共150人，付了培养费", {}),
    ("first-set-sales", "没参保，去年开票1800万，今年卖了2000万",
     {"insured": False, "last_year_sales": 1800 * WAN, "this_year_sales": 2000 * WAN}),
    ("first-set-sales", "参保了，国家补贴60万", {"insured": True, "premium_subsidy": 60 * WAN}),
    ("first-set-sales", "正在办参保", {"insured": False}),
    # counts against before
    ("leader-new-partners", "2021年8家，现在12家", {"partners_base": 8, "partners_now": 12}),
    ("leader-new-partners", "2021年一家也没有，现在3家", {"partners_base": 0, "partners_now": 3}),
    ("leader-new-partners", "原来8家，去年多了4家", {"partners_base": 8, "partners_now": 12}),
    ("leader-new-partners", "从8家增加到12家", {"partners_base": 8, "partners_now": 12}),
    ("leader-partner-rate", "原来30%，现在42%，采购总额2亿", {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 2 * YI}),
    ("leader-new-partners", "从3家变成9家", {"partners_base": 3, "partners_now": 9}),
    ("leader-partner-rate", "本省采购占两成八提到四成，一年买料六亿",
     {"rate_before_percent": 28, "rate_now_percent": 40, "total_amount": 6 * YI}),
    ("leader-partner-rate", "从30%提到42%", {"rate_before_percent": 30, "rate_now_percent": 42}),
    ("leader-partner-rate", "原来三成，涨了十二个点", {"rate_before_percent": 30, "rate_now_percent": 42}),
    # tiers, levels, choices
    ("zone-cultivation", "占比62%，没领过，培育了2家链主", {"chain_share_percent": 62, "rewarded_shares": (), "leaders": 2}),
    ("zone-cultivation", "占比62%，20%和40%的领过，没有链主", {"chain_share_percent": 62, "rewarded_shares": (20, 40), "leaders": 0}),
    ("zone-hosting", "认定了2条产业链，投产了4个项目", {"chains": 2, "projects": 4}),
    ("zone-hosting", "两块示范牌子，投产三个项目", {"chains": 2, "projects": 3}),
    ("chain-recognition", "我们是链核", {"role": "core"}),
    ("chain-recognition", "我们不是链主，是链核", {"role": "core"}),
    ("leader-excellent", "帮我算一下链主评优的奖励", {}),
    ("leader-excellent", "今年评了优秀", {"rating": "excellent"}),
    ("leader-excellent", "没评上优秀", {"rating": "other"}),
    ("tech-center", "从市级升到省级了", {"level": "province"}),
    ("hightech", "今年第一次评上高企", {"newly_recognised": True}),
    ("hightech", "老高企复审通过", {"newly_recognised": False}),
]  # fmt: skip


@pytest.mark.parametrize(("id", "text", "expected"), OPENINGS)
def test_a_sentence_tells_just_what_it_says(
    calculators: Mapping[str, Calculator], id: str, text: str, expected: dict[str, Any]
) -> None:
    told = read_sentence(calculators[id].inputs, text).told
    found = {path: value.value for path, value in told.items()}
    assert found == expected
    assert not any(isinstance(value, Span) for value in found.values())
    assert all(isinstance(value, Decimal | int | bool | str | tuple) for value in found.values())
