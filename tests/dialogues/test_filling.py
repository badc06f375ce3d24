"""What one message tells an open dialogue, and what it corrects: by calculator, question and what was said before."""

from decimal import Decimal
from typing import Any

import pytest

from bot.content.load import Content
from bot.conversation import Dialogue
from bot.dialogue.correcting import find_correction
from bot.dialogue.filling import fill
from calculators.calculator import Calculator, field_of
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Span, Told

WAN = 10_000
YI = 100_000_000


def dialogue_of(calculator: Calculator, said: dict[str, Any], awaiting: str | None) -> Dialogue:
    """A dialogue in which this was said so far; text is read as an opening, values are taken as they are."""
    answers: dict[str, Told] = {}
    for path, value in said.items():
        if path == "opening":
            answers |= read_sentence(
                calculator.inputs, value, bare=calculator.tells[0] if calculator.tells else None
            ).told
        else:
            field = field_of(calculator, path)
            exact = Decimal(value) if field is not None and field.kind in ("money", "percent") else value
            answers[path] = Told(exact, str(value))
    return Dialogue(calculator.id, answers, awaiting)


def plain(told: dict[str, Told]) -> dict[str, Any]:
    return {
        path: (one.value.low, one.value.high) if isinstance(one.value, Span) else one.value
        for path, one in told.items()
    }


F = "projects.0.fixed_investment"
FILLS: list[tuple[str, dict[str, Any], str, str, dict[str, Any] | str]] = [
    # several items in one answer
    ("tech-transfer", {}, "received_amounts.0", "两个成果各300万",
     {"received_amounts.0": 300 * WAN, "received_amounts.1": 300 * WAN, "received_amounts.more": False}),
    ("tech-transfer", {}, "received_amounts.0", "三个成果，都是200万",
     {f"received_amounts.{place}": 200 * WAN for place in range(3)} | {"received_amounts.more": False}),
    ("tech-transfer", {}, "received_amounts.0", "300万和200万", {"received_amounts.0": 300 * WAN, "received_amounts.1": 200 * WAN}),
    ("tech-transfer", {}, "received_amounts.0", "一个300万，一个200万",
     {"received_amounts.0": 300 * WAN, "received_amounts.1": 200 * WAN, "received_amounts.more": False}),
    ("tech-transfer", {}, "received_amounts.0", "一共500万，两个成果", "?分别"),
    ("tech-transfer", {}, "received_amounts.0", "两个，加起来500万", "?分别"),
    ("tech-transfer", {}, "received_amounts.0", "两个成果，500万", "?加起来"),
    ("tech-transfer", {}, "received_amounts.0", "其中一个300万", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", {}, "received_amounts.0", "300万，就这一个", {"received_amounts.0": 300 * WAN, "received_amounts.more": False}),
    ("tech-transfer", {}, "received_amounts.0", "合同500万，到账300万", {"received_amounts.0": 300 * WAN}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "有，还有两个，一个80万一个120万",
     {"received_amounts.1": 80 * WAN, "received_amounts.2": 120 * WAN}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "还有一个，但钱还没到账", {"received_amounts.1": 0}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "还有两个", "more"),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "还有一个200万的", {"received_amounts.1": 200 * WAN}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "200万", {"received_amounts.1": 200 * WAN}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "没啦", {"received_amounts.more": False}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "暂时没有", {"received_amounts.more": False}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "没有别的了，就这一个", {"received_amounts.more": False}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "有的", "more"),
    ("chain-referral", {}, F, "两个项目，5000万和8000万", {F: 5000 * WAN, "projects.1.fixed_investment": 8000 * WAN, "projects.more": False}),
    ("chain-referral", {}, F, "5000万，已投产，都投完了",
     {F: 5000 * WAN, "projects.0.in_production": True, "projects.0.completed_investment": 5000 * WAN}),
    ("chain-referral", {}, F, "5000", {F: 5000 * WAN}),
    ("chain-referral", {}, F, "已经投产了，没领过奖励", {"projects.0.in_production": True, "projects.0.already_paid": 0}),
    ("chain-referral", {}, F, "五六千万", {F: (5000 * WAN, 6000 * WAN)}),
    # the part, in words of the whole
    ("chain-referral", {F: 6000 * WAN, "projects.0.in_production": True}, "projects.0.completed_investment", "投了4000万",
     {"projects.0.completed_investment": 4000 * WAN}),
    ("chain-referral", {F: 6000 * WAN, "projects.0.in_production": True}, "projects.0.completed_investment", "还有1000万没投",
     {"projects.0.completed_investment": 5000 * WAN}),
    ("chain-referral", {F: 6000 * WAN, "projects.0.in_production": True}, "projects.0.completed_investment", "全投进去了",
     {"projects.0.completed_investment": 6000 * WAN}),
    ("chain-referral", {F: 6000 * WAN, "projects.0.in_production": True}, "projects.0.completed_investment", "一半",
     {"projects.0.completed_investment": 3000 * WAN}),
    ("chain-referral", {F: 5000 * WAN}, "projects.0.in_production", "投产了，也投完了，没领过",
     {"projects.0.in_production": True, "projects.0.completed_investment": 5000 * WAN, "projects.0.already_paid": 0}),
    ("chain-referral", {F: 5000 * WAN}, "projects.0.in_production", "还没领过奖励", {"projects.0.already_paid": 0}),
    ("chain-referral", {F: 5000 * WAN}, "projects.0.in_production", "还有一个8000万的", {"projects.1.fixed_investment": 8000 * WAN}),
    # said of each
    ("chain-referral", {F: 4000 * WAN, "projects.1.fixed_investment": 6000 * WAN, "projects.0.in_production": True, "projects.1.in_production": True},
     "projects.0.completed_investment", "两个都全部投完了",
     {"projects.0.completed_investment": 4000 * WAN, "projects.1.completed_investment": 6000 * WAN}),
    ("chain-referral", {F: 4000 * WAN, "projects.1.fixed_investment": 6000 * WAN}, "projects.0.in_production", "都投产了",
     {"projects.0.in_production": True, "projects.1.in_production": True}),
    ("chain-referral", {F: 4000 * WAN, "projects.1.fixed_investment": 6000 * WAN}, "projects.0.already_paid", "都没领过",
     {"projects.0.already_paid": 0, "projects.1.already_paid": 0}),
    ("chain-referral", {F: 4000 * WAN, "projects.1.fixed_investment": 6000 * WAN}, "projects.0.in_production", "第一个投产了",
     {"projects.0.in_production": True}),
    # single fields
    ("chain-scenario", {}, "purchase_amount", "3000万，付了2000万", {"purchase_amount": 3000 * WAN, "paid_amount": 2000 * WAN}),
    ("chain-scenario", {"purchase_amount": 5000 * WAN}, "paid_amount", "付了六成", {"paid_amount": 3000 * WAN}),
    ("chain-scenario", {"purchase_amount": 5000 * WAN}, "paid_amount", "都付清了", {"paid_amount": 5000 * WAN}),
    ("chain-scenario", {"purchase_amount": 5000 * WAN}, "paid_amount", "一分没付", {"paid_amount": 0}),
    ("leader-new-partners", {"partners_base": 8}, "partners_now", "没变，还是那几家", {"partners_now": 8}),
    ("leader-new-partners", {"partners_base": 8}, "partners_now", "多了4家", {"partners_now": 12}),
    ("leader-new-partners", {}, "partners_base", "一家也没有", {"partners_base": 0}),
    ("zone-cultivation", {"chain_share_percent": 62}, "rewarded_shares", "除了20%那档都领过", {"rewarded_shares": (40, 60)}),
    ("zone-cultivation", {"chain_share_percent": 62}, "rewarded_shares", "40%没领过，20%领过", {"rewarded_shares": (20,)}),
    ("first-set-sales", {}, "insured", "参保了，但没进补偿名单", {}),
    ("first-set-sales", {}, "insured", "没参保，也没进名单", {"insured": False}),
    ("first-set-sales", {}, "insured", "你问参没参保干嘛呀", {}),
]  # fmt: skip


@pytest.mark.parametrize(("id", "said", "awaiting", "text", "expected"), FILLS)
def test_a_message_tells_just_what_it_says(
    content: Content, id: str, said: dict[str, Any], awaiting: str, text: str, expected: dict[str, Any] | str
) -> None:
    calculator = content.calculators[id]
    filled = fill(calculator, dialogue_of(calculator, said, awaiting), text, content.rates)
    if expected == "more":
        assert filled.more
    elif isinstance(expected, str):
        assert expected[1:] in filled.unclear
        assert not filled.told
    else:
        assert plain(filled.told) == expected


TWO = {"received_amounts.0": 300 * WAN, "received_amounts.1": 200 * WAN, "received_amounts.more": False}
SCENARIO = {"purchase_amount": 4000 * WAN, "paid_amount": 3000 * WAN}
ONE = {
    F: 8000 * WAN,
    "projects.0.in_production": True,
    "projects.0.completed_investment": 5000 * WAN,
    "projects.0.already_paid": 0,
}
PARTNERS = {"partners_base": 8, "partners_now": 12}
CORRECTIONS: list[tuple[str, dict[str, Any], str | None, str, dict[str, Any] | str | None]] = [
    # after the result
    ("tech-transfer", TWO, None, "第一个改成100万", {"received_amounts.0": 100 * WAN}),
    ("tech-transfer", TWO, None, "第一个是100万", {"received_amounts.0": 100 * WAN}),
    ("tech-transfer", TWO, None, "第二个成果到账250万", {"received_amounts.1": 250 * WAN}),
    ("tech-transfer", TWO, None, "最后那个是250万", {"received_amounts.1": 250 * WAN}),
    ("tech-transfer", TWO, None, "200万那个其实是250万", {"received_amounts.1": 250 * WAN}),
    ("tech-transfer", TWO, None, "把200万改成250万", {"received_amounts.1": 250 * WAN}),
    ("tech-transfer", TWO, None, "不是300万，是350万", {"received_amounts.0": 350 * WAN}),
    ("tech-transfer", TWO, None, "是350万，不是300万", {"received_amounts.0": 350 * WAN}),
    ("tech-transfer", TWO, None, "弄错了，两个都是100万", {"received_amounts.0": 100 * WAN, "received_amounts.1": 100 * WAN}),
    ("tech-transfer", TWO, None, "到账改成100万", "?哪"),
    ("tech-transfer", TWO, None, "改成100万", "?还是"),
    ("tech-transfer", TWO, None, "再加一个50万的", {"received_amounts.2": 50 * WAN}),
    ("tech-transfer", TWO, None, "漏了一个，还有一个到账50万", {"received_amounts.2": 50 * WAN}),
    ("tech-transfer", {"received_amounts.0": 300 * WAN, "received_amounts.more": False}, None, "改成400万", {"received_amounts.0": 400 * WAN}),
    ("tech-transfer", {"received_amounts.0": 300 * WAN, "received_amounts.more": False}, None, "再按600万算一遍", {"received_amounts.0": 600 * WAN}),
    ("chain-scenario", SCENARIO, None, "如果是3500万呢", "?还是"),
    ("chain-scenario", SCENARIO, None, "付款改成3500万", {"paid_amount": 3500 * WAN}),
    ("chain-scenario", SCENARIO, None, "要是年底再付500万呢", {"paid_amount": 3500 * WAN}),
    ("chain-scenario", SCENARIO, None, "采购额说错了，是4500万", {"purchase_amount": 4500 * WAN}),
    ("chain-scenario", SCENARIO, None, "少说了500万", "?还是"),
    ("chain-talent", {"paid_amount": 300 * WAN}, None, "刚才少说了50万", {"paid_amount": 350 * WAN}),
    ("chain-talent", {"paid_amount": 300 * WAN}, None, "刚才少说了50万，一共是350万", {"paid_amount": 350 * WAN}),
    ("chain-talent", {"paid_amount": 300 * WAN}, None, "多报了20万", {"paid_amount": 280 * WAN}),
    ("chain-talent", {"paid_amount": 420 * WAN}, None, "算了还是按原来的300万吧", {"paid_amount": 300 * WAN}),
    ("leader-new-partners", PARTNERS, None, "如果再多两户呢", {"partners_now": 14}),
    ("leader-new-partners", PARTNERS, None, "现在是13家", {"partners_now": 13}),
    ("leader-new-partners", PARTNERS, None, "2021年是6家", {"partners_base": 6}),
    ("chain-referral", {"opening": "项目总投资8000万，已投产，全部投完了"}, None, "总投资说错了，是9000万",
     {F: 9000 * WAN, "projects.0.completed_investment": 9000 * WAN}),
    ("chain-referral", ONE, None, "总投资说错了，是9000万", {F: 9000 * WAN}),
    ("chain-referral", ONE, None, "其实完成了6000万", {"projects.0.completed_investment": 6000 * WAN}),
    # in the middle
    ("chain-referral", {F: 8000 * WAN}, "projects.0.in_production", "投产了，另外投资额改成9000万", {F: 9000 * WAN, "projects.0.in_production": True}),
    ("chain-referral", {F: 8000 * WAN}, "projects.0.in_production", "不对，是6000万", {F: 6000 * WAN}),
    ("chain-referral", {F: 8000 * WAN}, "projects.0.in_production", "6000万才对", {F: 6000 * WAN}),
    ("chain-scenario", {"purchase_amount": 4000 * WAN}, "paid_amount", "等等，4500万才对", {"purchase_amount": 4500 * WAN}),
    ("chain-recognition", {"role": "leader"}, None, "不是链主，是链核", {"role": "core"}),
    ("tech-transfer", {"received_amounts.0": 100 * WAN}, "received_amounts.more", "有，还有两个，一个80万一个120万", None),
    ("chain-scenario", {"purchase_amount": 4000 * WAN}, "paid_amount", "付了3000万", None),
]  # fmt: skip


@pytest.mark.parametrize(("id", "said", "awaiting", "text", "expected"), CORRECTIONS)
def test_a_correction_changes_just_what_it_means(
    content: Content,
    id: str,
    said: dict[str, Any],
    awaiting: str | None,
    text: str,
    expected: dict[str, Any] | str | None,
) -> None:
    calculator = content.calculators[id]
    found = find_correction(calculator, dialogue_of(calculator, said, awaiting), text, loose=awaiting is None)
    if expected is None:
        assert found is None
    elif isinstance(expected, str):
        assert found is not None
        assert expected[1:] in found.unclear
    else:
        assert found is not None
        assert not found.unclear
        assert plain(found.told) == expected
