"""Every calculator of the real cards against cases worked out by hand from the documents.

Each case: inputs, status, amount in yuan, the clause that must be named, and whether a ceiling or rule bound it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.load import load
from calculators.calculator import Calculator, calculate
from calculators.faults import InputFaults

C, CEIL, UNIT, NOT, TABLE = "computed", "ceiling", "per_unit", "not_eligible", "table_missing"
WAN, YI = 10_000, 100_000_000
Case = tuple[dict[str, Any], str, str | None, str, bool]


def received(*wan: int | str) -> dict[str, Any]:
    return {"received_amounts": [f"{value}0000" if isinstance(value, int) else value for value in wan]}


def referred(whole: int, done: int | None = None, started: bool = True, paid: int | None = None) -> dict[str, Any]:
    """A referred project, in 万元."""
    item: dict[str, Any] = {
        "fixed_investment": whole * WAN,
        "completed_investment": (whole if done is None else done) * WAN,
        "in_production": started,
    }
    return item if paid is None else {**item, "already_paid": paid * WAN}


def landed(whole: int | str, zone: bool = False, targeted: bool = False) -> dict[str, Any]:
    return {"fixed_investment": whole, "demonstration_zone": zone, "targeted": targeted}


RATES = {"lpr": "0.0345", "investment_coefficient": 1, "revenue_coefficient": 1}
CASES: dict[str, list[Case]] = {
    "tech-transfer": [
        (received(300), C, "150000.00", "8.3", False),
        (received(400), C, "200000.00", "8.3", False),
        (received("4000000.2"), C, "200000.00", "8.3", True),
        (received(600), C, "200000.00", "8.3", True),
        (received(300, 600), C, "350000.00", "8.3", True),
        (received(300, 100, 200), C, "300000.00", "8.3", False),
        (received(0), C, "0.00", "8.3", False),
        (received("0.1"), C, "0.01", "8.3", False),
        (received("0.09"), C, "0.00", "8.3", False),
        (received(500, 500, 500, 500), C, "800000.00", "8.3", True),
    ],
    "chain-recognition": [
        ({"role": "leader"}, C, "1000000.00", "9.1(1)", True),
        ({"role": "core"}, C, "500000.00", "9.1(1)", True),
        ({"role": "链主"}, C, "1000000.00", "9.1(1)", True),
        ({"role": "链核"}, C, "500000.00", "9.1(1)", True),
    ],
    "chain-revenue-tier": [
        ({"role": "leader", "chain_revenue": 50 * YI}, TABLE, None, "9.1(2)", True),
        ({"role": "core", "chain_revenue": 8 * YI}, TABLE, None, "9.1(2)", True),
        ({"role": "leader", "chain_revenue": 0}, TABLE, None, "9.1(2)", True),
        ({"role": "leader", "chain_revenue": 50 * YI, "rewarded_tiers": [10 * YI]}, TABLE, None, "9.1(2)", True),
        ({"role": "leader", "chain_revenue": 50 * YI, "tech_upgrade_award": 3_000_000}, TABLE, None, "9.1(2)", True),
        ({"role": "core", "chain_revenue": "1", "tech_upgrade_award": "0"}, TABLE, None, "9.1(2)", True),
        ({"role": "链核", "chain_revenue": 1000 * YI}, TABLE, None, "9.1(2)", True),
        ({"role": "core", "chain_revenue": 5 * YI, "rewarded_tiers": []}, TABLE, None, "9.1(2)", True),
    ],
    "chain-referral": [
        ({"projects": [referred(3_000)]}, C, "300000.00", "9.2(1)", False),
        ({"projects": [referred(2_999)]}, NOT, None, "9.2(1)", True),
        ({"projects": [{**referred(3_000), "fixed_investment": "29999999.99"}]}, NOT, None, "9.2(1)", True),
        ({"projects": [referred(8_000)]}, C, "800000.00", "9.2(1)", False),
        ({"projects": [referred(8_000, started=False)]}, NOT, None, "9.2(1)", True),
        ({"projects": [referred(10_000, 4_000)]}, C, "400000.00", "9.2(1)", True),
        ({"projects": [referred(10_000, 10_000, paid=40)]}, C, "600000.00", "9.2(1)", False),
        ({"projects": [referred(10_000, 9_000, paid=40)]}, C, "0.00", "9.2(1)", True),
        ({"projects": [referred(10_000, paid=150)]}, C, "0.00", "9.2(1)", False),
        ({"projects": [referred(50_000)]}, C, "5000000.00", "9.2(1)", False),
        ({"projects": [referred(60_000)]}, C, "5000000.00", "9.2(1)", True),
        ({"projects": [referred(60_000, paid=200)]}, C, "3000000.00", "9.2(1)", True),
        ({"projects": [referred(60_000), referred(60_000), referred(8_000)]}, C, "10800000.00", "9.2(1)", True),
        ({"projects": [referred(2_000), referred(8_000)]}, C, "800000.00", "9.2(1)", True),
    ],
    "chain-landing": [
        ({"projects": [landed(YI)], **RATES}, C, "3795000.00", "9.2(2)", False),
        ({"projects": [landed(YI, zone=True)], **RATES}, C, "4174500.00", "9.2(3)", False),
        ({"projects": [landed(YI, targeted=True)], **RATES}, C, "4174500.00", "9.5(1)", False),
        ({"projects": [landed(YI, True, True)], **RATES}, C, "4591950.00", "9.5(1)", False),
        ({"projects": [landed(30_000_000)], **RATES}, C, "1138500.00", "9.2(2)", False),
        ({"projects": [landed("29999999.99")], **RATES}, NOT, None, "9.2(2)", True),
        ({"projects": [landed(20 * YI)], **RATES}, C, "50000000.00", "9.2(2)", True),
        ({"projects": [landed(20 * YI, zone=True)], **RATES}, C, "60000000.00", "9.2(3)", True),
        ({"projects": [landed(20 * YI, targeted=True)], **RATES}, C, "60000000.00", "9.5(1)", True),
        ({"projects": [landed(20 * YI, True, True)], **RATES}, C, "70000000.00", "9.5(1)", True),
        ({"projects": [landed(20 * YI), landed(20 * YI, True, True)], **RATES}, C, "120000000.00", "9.2(2)", True),
        ({"projects": [landed(YI)]}, UNIT, "110000000.00", "9.2(2)", False),
        ({"projects": [landed(YI)], "lpr": "0.0345"}, UNIT, "3795000.00", "9.2(2)", False),
        ({"projects": [landed(100 * YI)], "lpr": "0.0345"}, UNIT, "379500000.00", "9.2(2)", False),
        ({"projects": [landed(YI)], **RATES, "investment_coefficient": "0.8"}, C, "3036000.00", "9.2(2)", False),
        ({"projects": [{"fixed_investment": YI}], **RATES, "revenue_coefficient": 0}, C, "0.00", "9.2(2)", False),
    ],
    "leader-new-partners": [
        ({"partners_base": 3, "partners_now": 8}, C, "2500000.00", "9.3(1)-1", False),
        ({"partners_base": 3, "partners_now": 4}, C, "500000.00", "9.3(1)-1", False),
        ({"partners_base": 0, "partners_now": 10}, C, "5000000.00", "9.3(1)-1", False),
        ({"partners_base": 0, "partners_now": 11}, C, "5000000.00", "9.3(1)-1", True),
        ({"partners_base": 3, "partners_now": 20}, C, "5000000.00", "9.3(1)-1", True),
        ({"partners_base": 8, "partners_now": 8}, NOT, None, "9.3(1)-1", False),
        ({"partners_base": 8, "partners_now": 3}, NOT, None, "9.3(1)-1", False),
        ({"partners_base": "5", "partners_now": "6"}, C, "500000.00", "9.3(1)-1", False),
    ],
    "leader-existing-partners": [
        ({"deals_now": 3 * YI, "deals_base": YI}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": YI, "deals_base": 3 * YI}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": 0, "deals_base": 0}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": 3 * YI, "deals_base": YI, "rewarded_tiers": [2 * YI]}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": "300000000", "deals_base": "0"}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": 1, "deals_base": 0, "rewarded_tiers": []}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": 100 * YI, "deals_base": 0}, TABLE, None, "9.3(1)-2", True),
        ({"deals_now": "0.01", "deals_base": 0}, TABLE, None, "9.3(1)-2", True),
    ],
    "leader-partner-rate": [
        (
            {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 8 * YI},
            C,
            "800000.00",
            "9.3(1)-3",
            False,
        ),
        (
            {"rate_before_percent": 30, "rate_now_percent": 35, "total_amount": 8 * YI},
            C,
            "400000.00",
            "9.3(1)-3",
            False,
        ),
        (
            {"rate_before_percent": 30, "rate_now_percent": "34.99", "total_amount": 8 * YI},
            NOT,
            None,
            "9.3(1)-3",
            True,
        ),
        ({"rate_before_percent": 40, "rate_now_percent": 44, "total_amount": 10 * YI}, NOT, None, "9.3(1)-3", True),
        ({"rate_before_percent": 40, "rate_now_percent": 30, "total_amount": 10 * YI}, NOT, None, "9.3(1)-3", True),
        (
            {"rate_before_percent": 0, "rate_now_percent": 50, "total_amount": 10 * YI},
            C,
            "5000000.00",
            "9.3(1)-3",
            False,
        ),
        (
            {"rate_before_percent": 0, "rate_now_percent": 55, "total_amount": 10 * YI},
            C,
            "5000000.00",
            "9.3(1)-3",
            True,
        ),
        (
            {"rate_before_percent": "12.5", "rate_now_percent": "17.5", "total_amount": "1000"},
            C,
            "0.50",
            "9.3(1)-3",
            False,
        ),
        ({"rate_before_percent": 0, "rate_now_percent": 100, "total_amount": 0}, C, "0.00", "9.3(1)-3", False),
    ],
    "leader-partnering": [
        ({"partners_base": 3, "partners_now": 8}, C, "2500000.00", "9.3(1)", True),
        (
            {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 8 * YI},
            C,
            "800000.00",
            "9.3(1)",
            True,
        ),
        (
            {
                "partners_base": 3,
                "partners_now": 8,
                "rate_before_percent": 30,
                "rate_now_percent": 42,
                "total_amount": 8 * YI,
            },
            C,
            "2500000.00",
            "9.3(1)-3",
            True,
        ),
        (
            {
                "partners_base": 3,
                "partners_now": 4,
                "rate_before_percent": 30,
                "rate_now_percent": 42,
                "total_amount": 8 * YI,
            },
            C,
            "800000.00",
            "9.3(1)-1",
            True,
        ),
        ({"deals_now": 3 * YI, "deals_base": YI}, TABLE, None, "9.3(1)-2", True),
        (
            {"deals_now": 3 * YI, "deals_base": YI, "partners_base": 3, "partners_now": 8},
            C,
            "2500000.00",
            "9.3(1)-1",
            True,
        ),
        ({"partners_base": 8, "partners_now": 3}, NOT, None, "9.3(1)-1", True),
        (
            {
                "partners_base": 3,
                "partners_now": 13,
                "rate_before_percent": 0,
                "rate_now_percent": 55,
                "total_amount": 10 * YI,
            },
            C,
            "5000000.00",
            "9.3(1)",
            True,
        ),
        ({"partners_base": 3, "partners_now": 30, "deals_now": 5}, C, "5000000.00", "9.3(1)-1", True),
    ],
    "member-supply": [
        ({"deals_now": 26_000_000, "deals_base": 2_000_000}, TABLE, None, "9.3(2)", True),
        ({"deals_now": 2_000_000, "deals_base": 26_000_000}, TABLE, None, "9.3(2)", True),
        ({"deals_now": 0, "deals_base": 0}, TABLE, None, "9.3(2)", True),
        ({"deals_now": "26000000", "deals_base": "0"}, TABLE, None, "9.3(2)", True),
        ({"deals_now": YI, "deals_base": 0, "rewarded_tiers": [50_000_000]}, TABLE, None, "9.3(2)", True),
        ({"deals_now": YI, "deals_base": 0, "rewarded_tiers": []}, TABLE, None, "9.3(2)", True),
        ({"deals_now": 100 * YI, "deals_base": YI}, TABLE, None, "9.3(2)", True),
        ({"deals_now": "0.01", "deals_base": "0.01"}, TABLE, None, "9.3(2)", True),
    ],
    "first-set-sales": [
        ({"insured": True, "premium_subsidy": 1_200_000}, C, "1200000.00", "9.3(3)", False),
        ({"insured": True, "premium_subsidy": "5000000.01"}, C, "5000000.01", "9.3(3)", False),
        ({"insured": True, "premium_subsidy": 0}, C, "0.00", "9.3(3)", False),
        (
            {"insured": False, "last_year_sales": 20_000_000, "this_year_sales": 30_000_000},
            CEIL,
            "900000.00",
            "9.3(3)",
            False,
        ),
        (
            {"insured": False, "last_year_sales": 10_000_000, "this_year_sales": 30_000_000},
            CEIL,
            "900000.00",
            "9.3(3)",
            False,
        ),
        (
            {"insured": False, "last_year_sales": "9999999.99", "this_year_sales": 30_000_000},
            NOT,
            None,
            "9.3(3)",
            True,
        ),
        ({"insured": False, "last_year_sales": 9_000_000, "this_year_sales": 30_000_000}, NOT, None, "9.3(3)", True),
        (
            {"insured": False, "last_year_sales": 20_000_000, "this_year_sales": 70_000_000},
            CEIL,
            "2000000.00",
            "9.3(3)",
            True,
        ),
        ({"insured": False, "last_year_sales": YI, "this_year_sales": 0}, CEIL, "0.00", "9.3(3)", False),
    ],
    "first-set-purchase": [
        ({"kind": "equipment", "paid_amount": 20_000_000}, TABLE, None, "9.3(3)", True),
        ({"kind": "material", "paid_amount": 20_000_000}, TABLE, None, "9.3(3)", True),
        ({"kind": "equipment", "paid_amount": 0}, TABLE, None, "9.3(3)", True),
        ({"kind": "material", "paid_amount": "0.01"}, TABLE, None, "9.3(3)", True),
        ({"kind": "首台(套)装备", "paid_amount": YI}, TABLE, None, "9.3(3)", True),
        ({"kind": "首批次新材料", "paid_amount": YI}, TABLE, None, "9.3(3)", True),
        ({"kind": "equipment", "paid_amount": 100 * YI}, TABLE, None, "9.3(3)", True),
        ({"kind": "material", "paid_amount": "20000000"}, TABLE, None, "9.3(3)", True),
    ],
    "zone-cultivation": [
        ({"chain_share_percent": 20}, C, "500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": "39.99"}, C, "500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 40}, C, "1500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 60}, C, "3000000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 100}, C, "3000000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 60, "rewarded_shares": [20, 40]}, C, "1500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 60, "rewarded_shares": [20, 40, 60]}, C, "0.00", "9.4(1)-1", True),
        ({"chain_share_percent": 45, "leaders": 2}, C, "2500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": "19.99", "leaders": 3}, C, "1500000.00", "9.4(1)-1", True),
        ({"chain_share_percent": 0, "leaders": 1}, C, "500000.00", "9.4(1)-1", True),
    ],
    "zone-hosting": [
        ({"chains": 2, "projects": 3}, C, "8000000.00", "9.4(1)-2", False),
        ({"chains": 1, "projects": 0}, C, "1000000.00", "9.4(1)-2", False),
        ({"chains": 0, "projects": 1}, C, "2000000.00", "9.4(1)-2", False),
        ({"chains": 0, "projects": 5}, C, "10000000.00", "9.4(1)-2", False),
        ({"chains": 0, "projects": 6}, C, "10000000.00", "9.4(1)-2", True),
        ({"chains": 1, "projects": 7}, C, "11000000.00", "9.4(1)-2", True),
        ({"chains": 12, "projects": 0}, C, "12000000.00", "9.4(1)-2", False),
        ({"chains": 12, "projects": 100}, C, "22000000.00", "9.4(1)-2", True),
        ({"chains": "3", "projects": "2"}, C, "7000000.00", "9.4(1)-2", False),
    ],
    "platform-promotion": [
        (received(1_200), C, "600000.00", "9.4(2)", False),
        (received(2_000), C, "1000000.00", "9.4(2)", False),
        (received("20000000.02"), C, "1000000.00", "9.4(2)", True),
        (received(800, 1_500), C, "1000000.00", "9.4(2)", True),
        (received(800, 1_200), C, "1000000.00", "9.4(2)", False),
        (received(100, 100, 100), C, "150000.00", "9.4(2)", False),
        (received("0.1"), C, "0.01", "9.4(2)", False),
        (received(0), C, "0.00", "9.4(2)", False),
    ],
    "leader-excellent": [
        ({"rating": "excellent"}, C, "3000000.00", "9.4(3)", False),
        ({"rating": "other"}, NOT, None, "9.4(3)", False),
        ({"rating": "优秀"}, C, "3000000.00", "9.4(3)", False),
        ({"rating": "其他等级"}, NOT, None, "9.4(3)", False),
    ],
    "chain-talent": [
        ({"paid_amount": 6_000_000}, C, "3000000.00", "9.4(4)", False),
        ({"paid_amount": 10_000_000}, C, "5000000.00", "9.4(4)", False),
        ({"paid_amount": "10000000.01"}, C, "5000000.00", "9.4(4)", True),
        ({"paid_amount": 13_000_000}, C, "5000000.00", "9.4(4)", True),
        ({"paid_amount": 0}, C, "0.00", "9.4(4)", False),
        ({"paid_amount": "0.01"}, C, "0.01", "9.4(4)", False),
        ({"paid_amount": "333.33"}, C, "166.67", "9.4(4)", False),
        ({"paid_amount": "999999999999999"}, C, "5000000.00", "9.4(4)", True),
    ],
    "chain-scenario": [
        ({"purchase_amount": 25_000_000, "paid_amount": 20_000_000}, C, "1000000.00", "9.5(2)", False),
        ({"purchase_amount": 20_000_000, "paid_amount": 20_000_000}, C, "1000000.00", "9.5(2)", False),
        ({"purchase_amount": "19999999.99", "paid_amount": 20_000_000}, NOT, None, "9.5(2)", True),
        ({"purchase_amount": 19_000_000, "paid_amount": 19_000_000}, NOT, None, "9.5(2)", True),
        ({"purchase_amount": YI, "paid_amount": YI}, C, "5000000.00", "9.5(2)", False),
        ({"purchase_amount": 2 * YI, "paid_amount": "100000000.2"}, C, "5000000.00", "9.5(2)", True),
        ({"purchase_amount": 2 * YI, "paid_amount": 2 * YI}, C, "5000000.00", "9.5(2)", True),
        ({"purchase_amount": 30_000_000, "paid_amount": 0}, C, "0.00", "9.5(2)", False),
    ],
    "sred-provincial": [({}, CEIL, "300000.00", "12.1", True)],
    "sred-ip": [
        ({"deal_amounts": [1_000_000]}, CEIL, "200000.00", "12.2", False),
        ({"deal_amounts": [10_000_000]}, CEIL, "2000000.00", "12.2", False),
        ({"deal_amounts": ["10000000.05"]}, CEIL, "2000000.00", "12.2", True),
        ({"deal_amounts": [6_000_000, 6_000_000]}, CEIL, "2000000.00", "12.2", True),
        ({"deal_amounts": [4_000_000, 6_000_000]}, CEIL, "2000000.00", "12.2", False),
        ({"deal_amounts": [100_000, 200_000, 300_000]}, CEIL, "120000.00", "12.2", False),
        ({"deal_amounts": [0]}, CEIL, "0.00", "12.2", False),
        ({"deal_amounts": ["0.02", "0.02"]}, CEIL, "0.01", "12.2", False),
    ],
    "sred-city": [
        ({"level": "city"}, C, "100000.00", "12.3", True),
        ({"level": "province"}, C, "200000.00", "12.3", True),
        ({"level": "state"}, C, "2000000.00", "12.3", True),
        ({"level": "市级"}, C, "100000.00", "12.3", True),
        ({"level": "省级"}, C, "200000.00", "12.3", True),
        ({"level": "国家级"}, C, "2000000.00", "12.3", True),
    ],
    "tech-center": [
        ({"level": "city"}, C, "50000.00", "13", False),
        ({"level": "province"}, C, "100000.00", "13", False),
        ({"level": "state"}, C, "200000.00", "13", False),
        ({"level": "市级"}, C, "50000.00", "13", False),
        ({"level": "省级"}, C, "100000.00", "13", False),
        ({"level": "国家级"}, C, "200000.00", "13", False),
    ],
    "hightech": [
        ({"newly_recognised": True}, C, "200000.00", "13", False),
        ({"newly_recognised": False}, NOT, None, "13", False),
    ],
}
REFUSED: dict[str, list[tuple[object, str]]] = {
    "tech-transfer": [({}, "received_amounts"), ({"received_amounts": [-1]}, "received_amounts.0")],
    "chain-recognition": [
        ({}, "role"),
        ({"role": "member"}, "role"),
        ({"role": None}, "role"),
        ({"rolle": "leader", "role": "leader"}, "rolle"),
    ],
    "chain-revenue-tier": [({"role": "leader", "chain_revenue": "50亿"}, "chain_revenue")],
    "chain-referral": [
        ({"projects": [{"fixed_investment": 1, "completed_investment": 1}]}, "projects.0.in_production")
    ],
    "chain-landing": [({"projects": [landed(YI)], "lpr": "3.45"}, "lpr"), ({"projects": []}, "projects")],
    "leader-new-partners": [({"partners_base": 1, "partners_now": "2.5"}, "partners_now")],
    "leader-existing-partners": [({"deals_now": 1, "deals_base": True}, "deals_base")],
    "leader-partner-rate": [
        ({"rate_before_percent": 30, "rate_now_percent": 142, "total_amount": 1}, "rate_now_percent")
    ],
    "leader-partnering": [({}, "partners_base"), ({"partners_base": 3}, "partners_now")],
    "member-supply": [({"deals_now": 1}, "deals_base")],
    "first-set-sales": [
        ({"insured": True}, "premium_subsidy"),
        ({"insured": False, "this_year_sales": 1}, "last_year_sales"),
        ({"insured": "no", "premium_subsidy": 1}, "insured"),
    ],
    "first-set-purchase": [({"kind": "service", "paid_amount": 1}, "kind")],
    "zone-cultivation": [({"chain_share_percent": 45, "rewarded_shares": [30]}, "rewarded_shares.0")],
    "zone-hosting": [({"chains": 1}, "projects"), ({"chains": -1, "projects": 1}, "chains")],
    "platform-promotion": [({"received_amounts": "12000000"}, "received_amounts")],
    "leader-excellent": [
        ({"rating": "good"}, "rating"),
        ({}, "rating"),
        ({"rating": True}, "rating"),
        ({"rating": "excellent", "year": 2024}, "year"),
    ],
    "chain-talent": [({"paid_amount": "1e400"}, "paid_amount"), ({"paid": 5}, "paid")],
    "chain-scenario": [({"purchase_amount": 1, "paid_amount": 10**15}, "paid_amount")],
    "sred-provincial": [
        ({"level": "province"}, "level"),
        ([], "(整体)"),
        ("x", "(整体)"),
        (5, "(整体)"),
        ({"": 1}, ""),
        ({"amount": 300000}, "amount"),
        (True, "(整体)"),
    ],
    "sred-ip": [({"deal_amounts": [1, "x"]}, "deal_amounts.1")],
    "sred-city": [({"level": "county"}, "level"), ({"level": 1}, "level")],
    "tech-center": [({"level": "县级"}, "level"), ({}, "level")],
    "hightech": [
        ({"newly_recognised": "true"}, "newly_recognised"),
        ({"newly_recognised": 1}, "newly_recognised"),
        ({"newly_recognised": None}, "newly_recognised"),
        ({}, "newly_recognised"),
        ({"newly_recognized": True}, "newly_recognized"),
        ([True], "(整体)"),
    ],
}


def test_all_twenty_three_calculators_are_covered(calculators: Mapping[str, Calculator]) -> None:
    assert len(calculators) == 23
    assert set(CASES) == set(REFUSED) == set(calculators)
    assert all(len(CASES[id]) + len(REFUSED[id]) >= 8 for id in CASES)


@pytest.mark.parametrize(
    ("id", "case"),
    [pytest.param(id, case, id=f"{id}-{place}") for id, cases in CASES.items() for place, case in enumerate(cases)],
)
def test_a_case_worked_out_by_hand(calculators: Mapping[str, Calculator], id: str, case: Case) -> None:
    raw, status, amount, clause, bound = case
    result = calculate(calculators[id], raw)
    shown = result.as_json()
    assert (shown["status"], shown["amount"]) == (status, amount)
    assert clause in {step.clause for step in result.steps}
    assert result.limits if bound else not any("最高" in limit for limit in result.limits)
    assert result.policies


@pytest.mark.parametrize(
    ("id", "raw", "path"), [(id, raw, path) for id, cases in REFUSED.items() for raw, path in cases]
)
def test_inputs_that_are_refused_name_the_field(
    calculators: Mapping[str, Calculator], id: str, raw: object, path: str
) -> None:
    with pytest.raises(InputFaults) as refused:
        calculate(calculators[id], raw)
    assert path in {fault.path for fault in refused.value.faults}


@pytest.mark.parametrize(
    "id", ["chain-revenue-tier", "leader-existing-partners", "member-supply", "first-set-purchase"]
)
def test_a_missing_table_is_named_as_unknown(calculators: Mapping[str, Calculator], id: str) -> None:
    result = calculate(calculators[id], CASES[id][0][0])
    assert any("附件不在资料里" in text for text in result.unknown)


def test_the_best_of_three_is_recommended_and_the_others_are_listed(calculators: Mapping[str, Calculator]) -> None:
    raw, *_ = CASES["leader-partnering"][2]
    result = calculate(calculators["leader-partnering"], raw)
    assert "选链主新增协作配套奖励" in result.steps[-1].label
    assert [option.amount for option in result.options] == [2_500_000, 800_000]
    assert result.policies[0] == "sx-leader-new-partners"


def test_equal_awards_are_left_to_the_person(calculators: Mapping[str, Calculator]) -> None:
    raw, *_ = CASES["leader-partnering"][7]
    result = calculate(calculators["leader-partnering"], raw)
    assert "一样多，任选其一" in result.steps[-1].label


def test_an_award_that_could_not_be_computed_is_said_so(calculators: Mapping[str, Calculator]) -> None:
    result = calculate(calculators["leader-partnering"], {"partners_base": 3, "partners_now": 30, "deals_now": 5})
    assert [text for text in result.unknown if "没有算" in text] != []
    assert len(result.options) == 1


TIERS: dict[str, list[dict[str, str]]] = {
    "table-1": [{"at": "10亿", "amount": "111万"}, {"at": "50亿", "amount": "555万"}],
    "table-2": [{"at": "5亿", "amount": "22万"}],
    "table-3": [{"at": "1亿", "amount": "100万"}, {"at": "3亿", "amount": "600万"}],
    "table-4": [{"at": "1000万", "amount": "30万"}, {"at": "5000万", "amount": "90万"}],
    "table-5": [{"at": "500万", "amount": "7万"}],
    "table-6": [{"at": "100万", "amount": "3万"}],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, content: Any) -> Mapping[str, Calculator]:
    """The calculators with all six tables filled in by an operator; the tiers are invented."""
    folder = tmp_path_factory.mktemp("operator") / "tables"
    folder.mkdir()
    for id, tiers in TIERS.items():
        held = content.tables[id]
        text = {
            "id": id,
            "title": held.title,
            "policy": held.policy,
            "what": held.what,
            "status": "filled",
            "source": "虚构的样表，只用来测试",
            "tiers": tiers,
        }
        (folder / f"{id}.yaml").write_text(yaml.safe_dump(text, allow_unicode=True), encoding="utf-8")
    return load([Path(folder).parent]).calculators


@pytest.mark.parametrize(
    ("id", "raw", "status", "amount"),
    [
        ("chain-revenue-tier", {"role": "leader", "chain_revenue": 50 * YI}, C, "5550000.00"),
        ("chain-revenue-tier", {"role": "leader", "chain_revenue": 50 * YI - 1}, C, "1110000.00"),
        ("chain-revenue-tier", {"role": "leader", "chain_revenue": 10 * YI - 1}, NOT, None),
        ("chain-revenue-tier", {"role": "core", "chain_revenue": 50 * YI}, C, "220000.00"),
        ("chain-revenue-tier", {"role": "leader", "chain_revenue": 60 * YI, "rewarded_tiers": [50 * YI]}, C, "0.00"),
        (
            "chain-revenue-tier",
            {"role": "leader", "chain_revenue": 60 * YI, "rewarded_tiers": [10 * YI]},
            C,
            "5550000.00",
        ),
        (
            "chain-revenue-tier",
            {"role": "core", "chain_revenue": 6 * YI, "tech_upgrade_award": 230_000},
            C,
            "230000.00",
        ),
        (
            "chain-revenue-tier",
            {"role": "core", "chain_revenue": 6 * YI, "tech_upgrade_award": 210_000},
            C,
            "220000.00",
        ),
        ("chain-revenue-tier", {"role": "core", "chain_revenue": 1, "tech_upgrade_award": 5}, C, "5.00"),
        ("leader-existing-partners", {"deals_now": 3 * YI, "deals_base": YI}, C, "5000000.00"),
        ("leader-existing-partners", {"deals_now": 2 * YI, "deals_base": YI}, C, "0.00"),
        ("leader-existing-partners", {"deals_now": 2 * YI, "deals_base": YI - 1}, C, "1000000.00"),
        ("leader-existing-partners", {"deals_now": YI - 1, "deals_base": 0}, NOT, None),
        ("member-supply", {"deals_now": 26_000_000, "deals_base": 2_000_000}, C, "300000.00"),
        ("member-supply", {"deals_now": 50_000_000, "deals_base": 10_000_000}, C, "900000.00"),
        ("member-supply", {"deals_now": 50_000_000, "deals_base": 0, "rewarded_tiers": [50_000_000]}, C, "0.00"),
        ("first-set-purchase", {"kind": "equipment", "paid_amount": 5_000_000}, C, "70000.00"),
        ("first-set-purchase", {"kind": "material", "paid_amount": 5_000_000}, C, "30000.00"),
        ("first-set-purchase", {"kind": "equipment", "paid_amount": 4_999_999}, NOT, None),
        (
            "leader-partnering",
            {"partners_base": 3, "partners_now": 8, "deals_now": 3 * YI, "deals_base": 0},
            C,
            "5000000.00",
        ),
    ],
)
def test_filled_in_tables_are_used_at_once(
    filled: Mapping[str, Calculator], id: str, raw: dict[str, Any], status: str, amount: str | None
) -> None:
    shown = calculate(filled[id], raw).as_json()
    assert (shown["status"], shown["amount"]) == (status, amount)


def test_figures_of_the_superseded_edition_never_enter_a_result(calculators: Mapping[str, Calculator]) -> None:
    """10亿 was worth 100万 to a 链主 under the 2023 edition; that edition no longer holds."""
    result = calculate(calculators["chain-revenue-tier"], {"role": "leader", "chain_revenue": 10 * YI})
    assert result.amount is None
    assert all(step.amount is None for step in result.steps)
