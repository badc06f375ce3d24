"""Money that is said to be what a calculation does not count stays out of it."""

import pytest

from bot.content.load import load
from calculators.reading.other_money import other_money, without_other_money

CALCULATORS = load().calculators


@pytest.mark.parametrize(
    ("calculator", "text", "nouns"),
    [
        ("tech-transfer", "去年研发花了300万", ["研发"]),
        ("tech-transfer", "研发去年200万今年350万", ["研发", "研发"]),
        ("tech-transfer", "研发的成果到账300万", []),
        ("tech-transfer", "贷款到账300万", ["贷款"]),
        ("tech-transfer", "专利花了80万", ["花出去的钱"]),
        ("tech-transfer", "专利卖了80万", []),
        ("sred-ip", "专利卖了80万", ["卖出去的钱"]),
        ("sred-ip", "买了80万的专利和20万的设备", ["设备"]),
        ("chain-referral", "固投1.2亿,其中设备8000万", ["设备"]),
        ("chain-referral", "合同投资额8000万", []),
        ("chain-landing", "营收系数1.2", []),
        ("chain-talent", "培训费付了100万,差旅费20万", ["差旅费"]),
        ("chain-talent", "我们投了5000万建厂", ["建厂"]),
        ("first-set-sales", "去年开票1200万,利润300万", ["利润"]),
        ("chain-revenue-tier", "营收70亿,利润5亿", ["利润"]),
        ("leader-partner-rate", "营收从5亿到8亿", ["营收", "营收"]),
        ("member-supply", "销售给链主800万", []),
    ],
)
def test_a_noun_that_no_field_knows_names_the_figure(calculator: str, text: str, nouns: list[str]) -> None:
    assert [one.noun for one in other_money(CALCULATORS[calculator].inputs, text)] == nouns


def test_every_other_character_stays_in_its_place() -> None:
    text = "到账300万,研发花了100万"
    assert without_other_money(CALCULATORS["tech-transfer"].inputs, text) == "到账300万,研发花了□□□□"
