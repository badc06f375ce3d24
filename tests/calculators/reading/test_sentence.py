"""What a whole sentence tells of a calculator's fields, on the calculators of the real cards."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from award_kit import STEADY
from hypothesis import given
from hypothesis import strategies as st

from calculators.calculator import Calculator
from calculators.fields import Field
from calculators.reading.cues import is_claimed_award
from calculators.reading.figures import Sort, find_figures
from calculators.reading.mentions import Mentions
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Reading, Span, Told

WAN, YI = 10_000, 100_000_000
Calculators = Mapping[str, Calculator]


def read(calculator: Calculator, text: str) -> Reading:
    """As an opening sentence is read."""
    return read_sentence(calculator.inputs, text, bare=calculator.tells[0] if calculator.tells else None)


def values(reading: Reading) -> dict[str, object]:
    return {path: told.value for path, told in reading.told.items()}


ONE_BREATH: list[tuple[str, str, dict[str, object]]] = [
    ("leader-existing-partners", "2021年1亿，去年翻了一番", {"deals_base": YI, "deals_now": 2 * YI}),
    ("leader-existing-partners", "2021年1亿，去年是2021年的3倍", {"deals_base": YI, "deals_now": 3 * YI}),
    ("member-supply", "2021年2000万，去年增长了两倍", {"deals_base": 2000 * WAN, "deals_now": 6000 * WAN}),
    ("leader-new-partners", "2021年8家，现在减半", {"partners_base": 8, "partners_now": 4}),
    ("leader-new-partners", "2021年8家，现在持平", {"partners_base": 8, "partners_now": 8}),
    ("leader-new-partners", "2021年8家，还没翻番", {"partners_base": 8}),
    ("leader-new-partners", "2021年0家，现在5家都不到500万", {"partners_base": 0, "partners_now": 0}),
    (
        "first-set-purchase",
        "首批次材料，分三次付，300万、500万、700万",
        {"kind": "material", "paid_amount": 1500 * WAN},
    ),
    ("first-set-purchase", "首批次材料，买了500万，付了300万", {"kind": "material", "paid_amount": 300 * WAN}),
    ("chain-revenue-tier", "我们这条链去年60亿", {"chain_revenue": 60 * YI}),
    ("zone-hosting", "2条链，没有投产的项目", {"chains": 2, "projects": 0}),
    ("zone-hosting", "2条链，8个项目，3个没投产", {"chains": 2}),
    ("tech-transfer", "我们卖了个专利，合同500万，到账260万", {"received_amounts.0": 260 * WAN}),
    ("tech-transfer", "一个到账120万，另一个380万", {"received_amounts.0": 120 * WAN, "received_amounts.1": 380 * WAN}),
    ("tech-transfer", "成果转化到账300万能补多少", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", "300万的技术交易额补多少", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", "到账300万奖多少", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", "到账300万能拿多少", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", "就一项成果，到账300万", {"received_amounts.0": 300 * WAN, "received_amounts.more": False}),
    (
        "tech-transfer",
        "两项成果分别到账300万和600万",
        {"received_amounts.0": 300 * WAN, "received_amounts.1": 600 * WAN, "received_amounts.more": False},
    ),
    (
        "tech-transfer",
        "两个成果，一个到账300万，一个到账600万",
        {"received_amounts.0": 300 * WAN, "received_amounts.1": 600 * WAN, "received_amounts.more": False},
    ),
    ("chain-recognition", "我们是链主", {"role": "leader"}),
    ("chain-recognition", "不是链主，是链核，给多少", {"role": "core"}),
    (
        "chain-revenue-tier",
        "我们是链主，产业链营收50亿，技改增量奖励300万",
        {"role": "leader", "chain_revenue": 50 * YI, "tech_upgrade_award": 300 * WAN},
    ),
    (
        "chain-revenue-tier",
        "我们是链主，营收120亿，50亿那档领过了",
        {"role": "leader", "chain_revenue": 120 * YI, "rewarded_tiers": (Decimal(50 * YI),)},
    ),
    (
        "chain-revenue-tier",
        "我们是链核，营收有8亿，没领过",
        {"role": "core", "chain_revenue": 8 * YI, "rewarded_tiers": ()},
    ),
    (
        "chain-referral",
        "链主引进的项目投了8000万,已经全部建成投产,能拿多少",
        {
            "projects.0.fixed_investment": 8000 * WAN,
            "projects.0.completed_investment": 8000 * WAN,
            "projects.0.in_production": True,
        },
    ),
    (
        "chain-referral",
        "项目固定资产投资9000万元，完成6000万元，已投产，已领过30万",
        {
            "projects.0.fixed_investment": 9000 * WAN,
            "projects.0.completed_investment": 6000 * WAN,
            "projects.0.in_production": True,
            "projects.0.already_paid": 30 * WAN,
        },
    ),
    (
        "chain-referral",
        "已领30万，投资1亿",
        {"projects.0.fixed_investment": YI, "projects.0.already_paid": 30 * WAN},
    ),
    (
        "chain-referral",
        "计划投资1亿，明年投产",
        {"projects.0.fixed_investment": YI, "projects.0.in_production": False},
    ),
    (
        "chain-referral",
        "项目投了8000万2021年投产",
        {"projects.0.fixed_investment": 8000 * WAN, "projects.0.in_production": True},
    ),
    (
        "chain-landing",
        "投资1亿，lpr按3.45%，投资激励系数1.2，营收激励系数1.1，落在示范开发区",
        {
            "projects.0.fixed_investment": YI,
            "projects.0.demonstration_zone": True,
            "lpr": Decimal("0.0345"),
            "investment_coefficient": Decimal("1.2"),
            "revenue_coefficient": Decimal("1.1"),
        },
    ),
    (
        "chain-landing",
        "投资2亿，是光伏重大项目，不在示范区",
        {
            "projects.0.fixed_investment": 2 * YI,
            "projects.0.targeted": True,
            "projects.0.demonstration_zone": False,
        },
    ),
    ("leader-new-partners", "2021年3家，现在8家", {"partners_base": 3, "partners_now": 8}),
    ("leader-new-partners", "2021年有3家配套企业，去年8家", {"partners_base": 3, "partners_now": 8}),
    ("leader-new-partners", "2021年5家，现在多了7家", {"partners_base": 5, "partners_now": 12}),
    ("leader-new-partners", "配套企业从六家涨到十家", {"partners_base": 6, "partners_now": 10}),
    ("leader-existing-partners", "2021年交易额1亿，去年3亿", {"deals_base": YI, "deals_now": 3 * YI}),
    (
        "leader-partner-rate",
        "协作配套率从30%提到42%，采购总额8亿",
        {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 8 * YI},
    ),
    (
        "leader-partner-rate",
        "配套率30%到42%，总额8亿",
        {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 8 * YI},
    ),
    (
        "leader-partner-rate",
        "原来30%，涨了12个点，总额8亿",
        {"rate_before_percent": 30, "rate_now_percent": 42, "total_amount": 8 * YI},
    ),
    (
        "leader-partnering",
        "2021年3家现在8家，配套率30%到42%，总额8亿",
        {
            "partners_base": 3,
            "partners_now": 8,
            "rate_before_percent": 30,
            "rate_now_percent": 42,
            "total_amount": 8 * YI,
        },
    ),
    (
        "member-supply",
        "去年2600万，2021年200万，没领过",
        {"deals_now": 2600 * WAN, "deals_base": 200 * WAN, "rewarded_tiers": ()},
    ),
    (
        "first-set-sales",
        "没参保，去年开票2000万，今年销售3000万",
        {"insured": False, "last_year_sales": 2000 * WAN, "this_year_sales": 3000 * WAN},
    ),
    ("first-set-sales", "已经参保，国家保费补贴120万", {"insured": True, "premium_subsidy": 120 * WAN}),
    ("first-set-purchase", "买首台套装备付了2000万", {"kind": "equipment", "paid_amount": 2000 * WAN}),
    ("zone-cultivation", "主导产业链占比45%，培育2家链主", {"chain_share_percent": 45, "leaders": 2}),
    (
        "zone-cultivation",
        "占比达到60%，20%和40%的领过了",
        {"chain_share_percent": 60, "rewarded_shares": (Decimal(20), Decimal(40))},
    ),
    ("zone-hosting", "认定了两条链，建成投产7个项目", {"chains": 2, "projects": 7}),
    (
        "platform-promotion",
        "推广合同到账800万和1500万",
        {"received_amounts.0": 800 * WAN, "received_amounts.1": 1500 * WAN},
    ),
    ("chain-talent", "签了1000万的培养协议，实际付了600万", {"paid_amount": 600 * WAN}),
    ("chain-scenario", "采购2500万，实际支付2000万", {"purchase_amount": 2500 * WAN, "paid_amount": 2000 * WAN}),
    ("chain-scenario", "采购额3000万，都付清了", {"purchase_amount": 3000 * WAN, "paid_amount": 3000 * WAN}),
    ("sred-ip", "买专利花了100万", {"deal_amounts.0": 100 * WAN}),
    ("sred-city", "我们评上了省级专精特新", {"level": "province"}),
    ("hightech", "今年新认定的高新企业", {"newly_recognised": True}),
    ("leader-excellent", "链主年度评价优秀", {"rating": "excellent"}),
]


@pytest.mark.parametrize(("id", "text", "expected"), ONE_BREATH)
def test_a_sentence_in_one_breath_fills_its_fields(
    calculators: Calculators, id: str, text: str, expected: dict[str, object]
) -> None:
    assert values(read(calculators[id], text)) == expected


@pytest.mark.parametrize("text", [text for _, text, _ in ONE_BREATH])
def test_no_sentence_tells_more_than_it_can(calculators: Calculators, text: str) -> None:
    for calculator in calculators.values():
        told = {path.split(".")[0] for path in read(calculator, text).told}
        assert len(told) <= Mentions(calculator.inputs).most_told(text), calculator.id
    assert Mentions(calculators["tech-transfer"].inputs).most_told("今天天气不错") == 0


CLAIMED = [
    ("tech-transfer", "我们卖了个专利，收到200万，能拿20万吗", "received_amounts.0", 200 * WAN),
    ("tech-transfer", "到账300万给15万吗", "received_amounts.0", 300 * WAN),
    ("chain-referral", "投资6亿全部完成并投产，给650万吗", "projects.0.completed_investment", 6 * YI),
    ("chain-referral", "项目计划投资1亿元，能给650万吗", "projects.0.fixed_investment", YI),
    ("chain-referral", "投了8000万，是不是奖80万", "projects.0.fixed_investment", 8000 * WAN),
    ("first-set-sales", "没参保，今年卖三千万给90万吗", "this_year_sales", 3000 * WAN),
    ("chain-scenario", "买储能付了两个亿给一千万吗", "paid_amount", 2 * YI),
    ("chain-talent", "培养费花了300万，能拿到150万不", "paid_amount", 300 * WAN),
]


@pytest.mark.parametrize(("id", "text", "path", "amount"), CLAIMED)
def test_a_hoped_for_award_is_no_input(calculators: Calculators, id: str, text: str, path: str, amount: int) -> None:
    told = values(read(calculators[id], text))
    assert told[path] == amount
    claimed = [figure.value for figure in find_figures(text) if is_claimed_award(figure, text)]
    assert len(claimed) == 1
    assert claimed[0] not in told.values()


@pytest.mark.parametrize(
    "text",
    [
        "付给对方300万",
        "投资有8000万",
        "营收有50亿",
        "到账300万能拿多少",
        "供货做到五千万奖多少",
        "去年开票九百来万能拿不",
    ],
)
def test_an_input_is_not_mistaken_for_a_hoped_for_award(text: str) -> None:
    (figure,) = [figure for figure in find_figures(text) if figure.sort is Sort.MONEY]
    assert not is_claimed_award(figure, text)


def test_an_award_that_is_an_input_is_taken_as_one(calculators: Calculators) -> None:
    told = values(read(calculators["chain-revenue-tier"], "技改奖励能拿300万，营收60亿"))
    assert told == {"tech_upgrade_award": 300 * WAN, "chain_revenue": 60 * YI}


def test_only_what_was_received_counts_beside_the_contract_sum(calculators: Calculators) -> None:
    reading = read(calculators["tech-transfer"], "合同额500万，到账300万")
    assert values(reading) == {"received_amounts.0": 300 * WAN}
    assert [figure.value for figure in reading.left] == [500 * WAN]


PROJECTS: list[tuple[str, list[dict[str, object]]]] = [
    (
        "引进三个项目，分别是4000万、6000万和1.2亿",
        [{"fixed_investment": 4000 * WAN}, {"fixed_investment": 6000 * WAN}, {"fixed_investment": 12000 * WAN}],
    ),
    (
        "两个项目8000万和5000万，都投产了",
        [
            {"fixed_investment": 8000 * WAN, "in_production": True},
            {"fixed_investment": 5000 * WAN, "in_production": True},
        ],
    ),
    (
        "引进了两个项目，分别投了4000万、6000万，都投产了，全部投完",
        [
            {"fixed_investment": 4000 * WAN, "in_production": True, "completed_investment": 4000 * WAN},
            {"fixed_investment": 6000 * WAN, "in_production": True, "completed_investment": 6000 * WAN},
        ],
    ),
    (
        "第一个项目投了8000万，全投完了，投产了；第二个项目投资5000万，还在建",
        [
            {"fixed_investment": 8000 * WAN, "in_production": True, "completed_investment": 8000 * WAN},
            {"fixed_investment": 5000 * WAN, "in_production": False},
        ],
    ),
    (
        "第一个项目投了8000万，全投完了，投产了；第二个项目投资5000万，投产了",
        [
            {"fixed_investment": 8000 * WAN, "in_production": True, "completed_investment": 8000 * WAN},
            {"fixed_investment": 5000 * WAN, "in_production": True},
        ],
    ),
    (
        "一个项目投了8000万已投产，一个项目投了5000万没投产",
        [
            {"fixed_investment": 8000 * WAN, "in_production": True},
            {"fixed_investment": 5000 * WAN, "in_production": False},
        ],
    ),
    (
        "第一个8000万没投产，第二个5000万",
        [{"fixed_investment": 8000 * WAN, "in_production": False}, {"fixed_investment": 5000 * WAN}],
    ),
    (
        "引荐了两个项目,一个2亿一个4亿,全部建成投产",
        [
            {"fixed_investment": 2 * YI, "in_production": True, "completed_investment": 2 * YI},
            {"fixed_investment": 4 * YI, "in_production": True, "completed_investment": 4 * YI},
        ],
    ),
    (
        "第一个8000万，第二个5000万，都投产了，都投完了",
        [
            {"fixed_investment": 8000 * WAN, "in_production": True, "completed_investment": 8000 * WAN},
            {"fixed_investment": 5000 * WAN, "in_production": True, "completed_investment": 5000 * WAN},
        ],
    ),
]


@pytest.mark.parametrize(("text", "projects"), PROJECTS)
def test_several_items_keep_what_was_said_of_each(
    calculators: Calculators, text: str, projects: list[dict[str, object]]
) -> None:
    told = values(read(calculators["chain-referral"], text))
    told.pop("projects.more", None)
    expected = {f"projects.{place}.{name}": v for place, item in enumerate(projects) for name, v in item.items()}
    assert told == expected


@pytest.mark.parametrize(
    ("id", "text", "left"),
    [
        ("tech-transfer", "合同三百万，打过来一百五", [300 * WAN]),
        ("chain-referral", "去年和今年是4000万、6000万", [4000 * WAN, 6000 * WAN]),
        ("chain-talent", "去年付了300万，今年付了500万", [300 * WAN]),
        ("zone-hosting", "去年200万", [200 * WAN]),
        ("leader-new-partners", "一共花了300万", [300 * WAN]),
    ],
)
def test_figures_nobody_can_place_are_left_over(calculators: Calculators, id: str, text: str, left: list[int]) -> None:
    reading = read(calculators[id], text)
    assert [figure.value for figure in reading.left if figure.sort is Sort.MONEY] == left


@pytest.mark.parametrize("text", ["按9.2(1)能拿多少", "2021年的政策", "表1里怎么说", "长科发〔2022〕5号", "第二条"])
def test_clauses_dates_and_labels_tell_nothing(calculators: Calculators, text: str) -> None:
    for calculator in calculators.values():
        reading = read(calculator, text)
        assert (values(reading), reading.left, reading.unclear) == ({}, [], {}), calculator.id


def test_a_range_stays_a_range(calculators: Calculators) -> None:
    reading = read(calculators["tech-transfer"], "到账三四百万")
    assert reading.told["received_amounts.0"].value == Span(Decimal(300 * WAN), Decimal(400 * WAN))
    assert [path for path, told in reading.told.items() if isinstance(told.value, Span)] == ["received_amounts.0"]


def test_a_rough_figure_stays_rough(calculators: Calculators) -> None:
    assert read(calculators["tech-transfer"], "到账两百多万").told["received_amounts.0"].about


def test_rivals_each_get_their_own_figure(calculators: Calculators) -> None:
    one = values(read(calculators["chain-scenario"], "实际支付2000万，采购2500万"))
    other = values(read(calculators["chain-scenario"], "采购2500万，实际支付2000万"))
    assert one == other == {"purchase_amount": 2500 * WAN, "paid_amount": 2000 * WAN}


def test_the_item_asked_about_is_the_one_filled(calculators: Calculators) -> None:
    fields = calculators["chain-referral"].inputs
    reading = read_sentence(fields, "总投资5000万，没投产", item={"projects": 2})
    assert values(reading) == {"projects.2.fixed_investment": 5000 * WAN, "projects.2.in_production": False}


def test_a_rise_is_told_against_what_is_already_known(calculators: Calculators) -> None:
    fields = calculators["leader-new-partners"].inputs
    reading = read_sentence(fields, "现在多了7家", given={"partners_base": 5})
    assert values(reading) == {"partners_now": 12}


def test_a_lone_figure_means_the_main_field_only_where_there_is_one(calculators: Calculators) -> None:
    assert values(read(calculators["sred-ip"], "100万")) == {"deal_amounts.0": 100 * WAN}
    reading = read(calculators["chain-scenario"], "100万")
    assert values(reading) == {}
    assert len(reading.left) == 1


def test_an_impossible_figure_is_unclear_not_taken(calculators: Calculators) -> None:
    reading = read(calculators["zone-cultivation"], "占比120%")
    assert values(reading) == {}
    assert "100%" in reading.unclear["chain_share_percent"]


@STEADY
@given(
    st.text(
        "0123456789.,一二三两十百千万亿个半多元%成到账投资了产第从年号（）第一项目没有都全部完能给吗，。；、",
        max_size=40,
    )
)
def test_no_sentence_breaks_the_reader(text: str) -> None:
    fields = {
        "received": Field.model_validate(
            {"kind": "money", "label": "到账", "cues": ["到账"], "many": {"noun": "项目", "more": "还有吗？"}}
        ),
        "share": Field.model_validate({"kind": "percent", "label": "占比", "cues": ["占比"]}),
        "done": Field.model_validate({"kind": "yes_no", "label": "投产", "cues": ["投产"], "yes": ["投产"]}),
        "projects": Field.model_validate(
            {
                "kind": "record",
                "label": "项目",
                "many": {"noun": "项目", "classifier": "个", "more": "还有吗？"},
                "fields": {"size": {"kind": "money", "label": "投资", "cues": ["投资", "投"]}},
            }
        ),
    }
    reading = read_sentence(fields, text, bare="projects.size")
    assert all(isinstance(told, Told) for told in reading.told.values())
