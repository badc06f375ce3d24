"""The six tables: missing, they never state a tier; filled in by an operator, everything computes with them at once."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.load import BUILT_IN, Content, load
from bot.conversation import Conversation, dump, parse
from bot.engine import Engine
from bot.messages import Reply
from calculators.calculator import calculate
from calculators.money import spoken

# Invented, and unlike any figure of the documents: threshold and amount in yuan.
TIERS = {
    "table-1": [(1_300_000_000, 1_310_000), (7_700_000_000, 4_140_000)],
    "table-2": [(130_000_000, 130_000), (770_000_000, 410_000)],
    "table-3": [(170_000_000, 270_000), (930_000_000, 9_990_000)],
    "table-4": [(11_000_000, 170_000), (110_000_000, 370_000)],
    "table-5": [(1_900_000, 190_000), (19_000_000, 390_000)],
    "table-6": [(2_300_000, 230_000), (23_000_000, 430_000)],
}


def talk(engine: Engine, *says: str) -> list[Reply]:
    conversation, replies = Conversation(), []
    for text in says:
        reply, after = engine.respond(conversation, text)
        conversation = parse(dump(after.remembering(None, reply)))
        replies.append(reply)
    return replies


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an operator who has the attachment."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "tables").mkdir()
    for id, tiers in TIERS.items():
        text = (BUILT_IN / "tables" / f"{id}.yaml").read_text(encoding="utf-8")
        rows = "\n".join(f"  - {{at: {at}, amount: {amount}}}" for at, amount in tiers)
        text = text.replace("status: missing", "status: filled\nsource: 编造的附件，只为测试")
        text = text.replace("tiers: []", f"tiers:\n{rows}", 1)
        (folder / "tables" / f"{id}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(office: Path) -> Content:
    return load([office])


@pytest.fixture(scope="module")
def informed(filled: Content, engine: Engine) -> Engine:
    """Nothing that is asked changes with the tables, so the matcher is the same one."""
    return Engine(filled, engine.understanding)


def test_filling_in_the_tables_is_no_fault(office: Path, content: Content) -> None:
    assert check([office])[1] == []
    assert {table.status for table in content.tables.values()} == {"missing"}


YI = 100_000_000
FILLED = [
    ("chain-revenue-tier", {"role": "leader", "chain_revenue": 13 * YI}, "computed", "1310000.00"),
    ("chain-revenue-tier", {"role": "leader", "chain_revenue": 13 * YI - 1}, "not_eligible", None),
    ("chain-revenue-tier", {"role": "leader", "chain_revenue": 77 * YI}, "computed", "4140000.00"),
    ("chain-revenue-tier", {"role": "core", "chain_revenue": 13 * YI}, "computed", "410000.00"),
    ("chain-revenue-tier", {"role": "core", "chain_revenue": 130_000_000}, "computed", "130000.00"),
    (
        "chain-revenue-tier",
        {"role": "leader", "chain_revenue": 77 * YI, "rewarded_tiers": [13 * YI]},
        "computed",
        "4140000.00",
    ),
    (
        "chain-revenue-tier",
        {"role": "leader", "chain_revenue": 77 * YI, "rewarded_tiers": [77 * YI]},
        "computed",
        "0.00",
    ),
    (
        "chain-revenue-tier",
        {"role": "leader", "chain_revenue": 13 * YI, "tech_upgrade_award": 2_000_000},
        "computed",
        "2000000.00",
    ),
    ("leader-existing-partners", {"deals_now": 170_000_000, "deals_base": 0}, "computed", "270000.00"),
    ("leader-existing-partners", {"deals_now": 930_000_000, "deals_base": 0}, "computed", "5000000.00"),
    ("leader-existing-partners", {"deals_now": 930_000_000, "deals_base": 930_000_000}, "computed", "0.00"),
    ("member-supply", {"deals_now": 26_000_000, "deals_base": 2_000_000}, "computed", "170000.00"),
    ("member-supply", {"deals_now": 110_000_000, "deals_base": 12_000_000}, "computed", "370000.00"),
    ("member-supply", {"deals_now": 26_000_000, "deals_base": 11_000_000}, "computed", "0.00"),
    ("first-set-purchase", {"kind": "equipment", "paid_amount": 19_000_000}, "computed", "390000.00"),
    ("first-set-purchase", {"kind": "material", "paid_amount": 19_000_000}, "computed", "230000.00"),
    ("first-set-purchase", {"kind": "material", "paid_amount": 2_299_999}, "not_eligible", None),
]


@pytest.mark.parametrize(("id", "inputs", "status", "amount"), FILLED)
def test_filled_tables_are_used_at_once(
    filled: Content, id: str, inputs: dict[str, object], status: str, amount: str | None
) -> None:
    result = calculate(filled.calculators[id], inputs).as_json()
    assert (result["status"], result["amount"]) == (status, amount)


@pytest.mark.parametrize("id", sorted({case[0] for case in FILLED}))
def test_missing_tables_give_the_rule_and_no_tier(content: Content, id: str) -> None:
    for inputs in [case[1] for case in FILLED if case[0] == id]:
        result = calculate(content.calculators[id], inputs)
        assert result.status == "table_missing"
        assert result.amount is None
        assert any("附件不在资料里" in text for text in result.unknown)
        assert all(step.amount is None for step in result.steps)


def test_comparing_the_three_awards_uses_the_filled_table(content: Content, filled: Content) -> None:
    inputs = {"partners_base": 10, "partners_now": 11, "deals_now": 930_000_000, "deals_base": 0}
    before = calculate(content.calculators["leader-partnering"], inputs)
    after = calculate(filled.calculators["leader-partnering"], inputs)
    assert (before.amount, before.policies[0]) == (500_000, "sx-leader-new-partners")
    assert any("表3" in text for text in before.unknown)
    assert (after.amount, after.policies[0]) == (5_000_000, "sx-leader-existing-partners")


DIALOGUES = [
    (
        ["帮我算产业链营收进档奖励", "链主", "80亿", "没有", "没有"],
        ["role", "chain_revenue", "rewarded_tiers", "tech_upgrade_award"],
        "4140000.00",
    ),
    (
        ["帮我算链上企业协作配套奖励", "2600万", "200万", "没有"],
        ["deals_now", "deals_base", "rewarded_tiers"],
        "170000.00",
    ),
    (
        ["帮我算链主存量协作配套提升奖励", "二十亿", "1亿", "没有"],
        ["deals_now", "deals_base", "rewarded_tiers"],
        "5000000.00",
    ),
    (["帮我算首台(套)、首批次采购方奖励", "新材料", "1900万"], ["kind", "paid_amount"], "230000.00"),
]


WITH_TABLES = [  # what can only be asked once the tables are there
    (  # the role as the subject of the clause, a tier had last year, nothing for the technical upgrade
        ["链主产业链营收80亿，13亿那档去年领了，进档奖励多少", "技改没有"],
        ["tech_upgrade_award"],
        "4140000.00",
    ),
    (  # figures of another field are no tiers; a tier is named by its threshold, not by what was paid
        ["链核企业产业链营收8亿，进档奖励多少", "技改30万", "领过13万", "1.3亿那一档"],
        ["rewarded_tiers", "rewarded_tiers", "rewarded_tiers"],
        "410000.00",
    ),
    (
        ["链主营收不到77亿，进档奖励", "76.8亿", "没领过", "没有"],
        ["chain_revenue", "rewarded_tiers", "tech_upgrade_award"],
        "1310000.00",
    ),
    (
        ["链核营收1.2亿进档能给多少", "那8亿呢", "没领过", "没有"],
        ["tech_upgrade_award", "rewarded_tiers", "tech_upgrade_award"],
        "410000.00",
    ),
    (["算供货奖励 今年一亿二 基年没有", "没领过"], ["rewarded_tiers"], "370000.00"),
    (["链主跟老配套企业今年交易额2亿，2021年是1亿，存量配套奖励多少", "没领过"], ["rewarded_tiers"], "270000.00"),
    (
        ["算存量配套提升奖励", "比2021年多了1亿", "2021年8000万", "没领过"],
        ["deals_now", "deals_now", "rewarded_tiers"],
        "270000.00",
    ),
]


@pytest.mark.parametrize(("says", "awaited", "amount"), [*DIALOGUES, *WITH_TABLES])
def test_dialogue_asks_and_computes_with_filled_tables(
    informed: Engine, says: list[str], awaited: list[str], amount: str
) -> None:
    *asks, last = talk(informed, *says)
    assert [(reply.kind, reply.awaiting) for reply in asks] == [("ask", field) for field in awaited]
    assert last.kind == "result"
    assert last.result is not None
    assert last.result["amount"] == amount


@pytest.mark.parametrize("says", [case[0] for case in DIALOGUES])
def test_dialogue_without_the_table_says_so_and_asks_for_no_figure(engine: Engine, says: list[str]) -> None:
    replies = talk(engine, *says)
    last = next(reply for reply in replies if reply.kind == "result")
    assert last.result is not None
    assert (last.result["status"], last.result["amount"]) == ("table_missing", None)
    assert re.search(r"没有附表|没有这张表", last.text)
    assert "山西省工业和信息化厅" in last.text
    asked = [reply.awaiting for reply in replies[: replies.index(last)]]
    assert set(asked) <= {"role", "kind"}, "only what decides which table it is"


AROUND = [
    ("链主营收到了120亿能拿多少", "sx-chain-revenue-tier", "最高一档"),
    ("表1最低一档是多少", "sx-chain-revenue-tier", "没有"),
    ("表2各档金额是多少", "sx-chain-revenue-tier", "没有"),
    ("表3在哪能找到", "sx-leader-existing-partners", "没"),
    ("表4各档金额是多少", "sx-member-supply", "没有"),
    ("链上企业配套奖励一年最多拿多少", "sx-member-supply", "500万元"),
    ("链上企业配套奖励要什么条件", "sx-member-supply", "2021年"),
    ("给链主供货的奖归哪个部门管", "sx-member-supply", "工业和信息化"),
    ("采购首台套花了500万补多少", "sx-first-set-purchase", "没有"),
    ("营收进档奖和技改营收增量奖励能都拿吗", "sx-chain-revenue-tier", "选"),
]


@pytest.mark.parametrize(("text", "policy", "told"), AROUND)
def test_everything_around_a_missing_table_still_answers(engine: Engine, text: str, policy: str, told: str) -> None:
    (reply,) = talk(engine, text)
    assert (reply.kind, reply.policies[:1]) == ("answer", (policy,))
    assert told in reply.text
    assert not states_old_tier(reply.text) or marked(reply.text)


# ---- the figures of the edition of 2023

REFERRAL = re.compile(r"2‰|千分之二")
LANDING = re.compile(r"(?:投资|资额)[^。；]{0,12}1亿元[^。；]{0,12}2%")


@lru_cache(maxsize=1)
def old_pairs() -> list[tuple[str, str]]:
    """Threshold and amount of every superseded tier, in words."""
    tiers = [tier for table in load().tables.values() if table.superseded for tier in table.superseded.tiers]
    return [(spoken(tier.at).removesuffix("元"), spoken(tier.amount).removesuffix("元")) for tier in tiers]


def states_old_tier(text: str) -> bool:
    """Does a sentence name a threshold of 2023 and later its amount (10亿 … 100万), or the old rates?"""
    for sentence in re.split(r"[。\n]", text):
        if REFERRAL.search(sentence) or LANDING.search(sentence):
            return True
        if any(
            re.search(rf"(?<![\d.]){at}元?(?:→|[^。]{{0,40}}奖)[^。]{{0,40}}?(?<![\d.]){paid}", sentence)
            for at, paid in old_pairs()
        ):
            return True
    return False


def marked(text: str) -> bool:
    return bool(re.search(r"2023年版", text)) and bool(re.search(r"替代", text)) and bool(re.search(r"参考|不能", text))


def test_how_old_tiers_are_recognised() -> None:
    assert len(old_pairs()) == 10
    assert states_old_tier("链主营收10亿、50亿奖100万、500万。")
    assert states_old_tier("（10亿元→100万元）")
    assert states_old_tier("投资1亿元以上、按2‰。")
    assert not states_old_tier("链主认定奖100万元。营收要50亿元以上。")


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Every text that can become a reply."""
    for card in content.cards.values():
        yield f"{card.id} lead", card.lead
        for name, section in card.sections.items():
            yield f"{card.id} {name}", section.text
        for question in card.questions:
            yield f"{card.id} {question.ask[0]}", question.answer
        for line in card.open:
            yield f"{card.id} open", line
        if card.award:
            yield f"{card.id} opening", card.award.opening
    for rule in content.rules.values():
        yield rule.id, rule.text
    for absent in content.absent.values():
        yield absent.id, absent.note


def test_superseded_figures_stand_only_beside_words_that_say_so(content: Content) -> None:
    told = [(place, text) for place, text in texts(content) if states_old_tier(text)]
    assert len(told) >= 4, "the reference figures are there"
    assert [place for place, text in told if not marked(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年版的营收档次是怎么定的",
        "2023年链主营收进档奖多少",
        "听说链主营收10亿奖100万",
        "帮我算产业链营收进档奖励，我们是链主",
        "2023年版引荐奖是多少",
        "2023年版落地奖是多少",
    ],
)
def test_replies_mark_the_figures_of_2023(engine: Engine, text: str) -> None:
    (reply,) = talk(engine, text)
    assert states_old_tier(reply.text)
    assert marked(reply.text), reply.text


def test_superseded_figures_are_never_computed_with(content: Content, filled: Content) -> None:
    """10亿 was the first tier of 2023; with the filled table it reaches nothing."""
    inputs = {"role": "leader", "chain_revenue": 10 * YI}
    assert calculate(content.calculators["chain-revenue-tier"], inputs).status == "table_missing"
    result = calculate(filled.calculators["chain-revenue-tier"], inputs)
    assert result.status == "not_eligible"
    assert "13亿元" in result.steps[0].label


@pytest.mark.parametrize("says", [("存量配套提升奖励给多少",), ("帮我算存量协作配套提升奖励", "2亿", "1亿", "没有")])
def test_with_a_filled_table_nobody_is_sent_to_ask_for_it(
    informed: Engine, engine: Engine, says: tuple[str, ...]
) -> None:
    told, lacking = talk(informed, *says)[-1].text, talk(engine, *says)[-1].text
    assert "要附表3" not in told and ("到1.7亿元奖27万元" in told or "申报安排" in told)
    assert "1.7亿" not in lacking and "表3" in lacking


LACKING = re.compile(
    r"(?:没有|没收|不在)[^。，；]{0,12}(?:附?表|附件|资料里)|表[1-6、表]*请?向|要附?表[1-6]|报不出准数|说不出|算不出"
)


def test_with_filled_tables_no_text_says_that_one_is_missing(content: Content, filled: Content) -> None:
    assert len([text for _, text in texts(content) if LACKING.search(text) and "表" in text]) >= 50
    other = "技改营收增量奖励的标准不在资料里", "金额、标准和怎么申请"
    told = [
        (place, text) for place, text in texts(filled) if LACKING.search(text) and re.search("附?表[1-6]|附表", text)
    ]
    assert [place for place, text in told if not any(words in text for words in other)] == []


def test_the_tiers_stand_in_the_answers_once_they_are_known(informed: Engine, engine: Engine) -> None:
    for text, tier in (
        ("链上企业配套奖励给多少", "到1100万元奖17万元，到1.1亿元奖37万元"),
        ("表1各档金额是多少", "到13亿元奖131万元"),
    ):
        assert tier in talk(informed, text)[0].text
        assert tier not in talk(engine, text)[0].text


def test_no_mark_is_ever_told(content: Content, filled: Content) -> None:
    for held in (content, filled):
        assert [place for place, text in texts(held) if re.search(r"【(?:缺|有) |\{table", text)] == []


def test_a_filled_table_hides_the_superseded_figures(informed: Engine) -> None:
    *_, last = talk(informed, *DIALOGUES[0][0])
    assert not states_old_tier(last.text)
