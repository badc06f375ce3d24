"""`jince check`: every kind of fault in the facts and in the conditions that look at them, with its line and mend."""

import pytest
from sample_folder import Broken, Folder

CARD, FACTS = "cards/xx-training.yaml", "facts.yaml"
SOUND = """
groups:
  - {id: titles, label: 称号, ask: 有哪些称号？}
implies:
  - {when: {fact: star, among: ["yes"]}, then: {kind: firm}}
facts:
  - id: kind
    kind: choice
    label: 类型
    ask: 是哪类？
    why: 要看类型。
    means: 营业执照上的类型。
    options: {firm: {label: 企业}, school: {label: 学校}}
  - {id: star, kind: yes_no, group: titles, label: 星级, ask: 评上星级了吗？, why: 星级有奖。, means: 市里评的。}
  - {id: gold, kind: yes_no, group: titles, label: 金牌, ask: 评上金牌了吗？, why: 金牌有奖。, means: 省里评的。}
  - {id: sales, kind: money, label: 销售额, ask: 销售额多少？, why: 要看销售。, means: 去年的销售额。}
"""
CONDITIONS = """conditions:
  - {text: 在试点市注册, clause: "1", test: {fact: kind, among: [firm]}}
  - {text: 卖得够多, clause: "1", when: {fact: star, among: ["no"]}, test: {any: [{fact: sales, over: 100万}, {all: [{fact: gold, among: ["yes"]}, {fact: sales, at_least: 1万}]}]}}
stake: {amount: 80万, words: 最高80万元}
"""


# fmt: off
BROKEN = [
    # ---- conditions of a card
    Broken("unknown fact", CARD, "{fact: kind, among: [firm]}", "{fact: kin, among: [firm]}", "{text: 在试点市注册", "conditions.0.test.fact", "没有情况 kin", "kind, star, gold, sales"),
    Broken("unknown option", CARD, "among: [firm]", "among: [shop]", "{text: 在试点市注册", "conditions.0.test.among", "kind 没有 shop", "firm, school"),
    Broken("neither yes nor no", CARD, 'star, among: ["no"]', "star, among: [nein]", "卖得够多", "conditions.1.when.among", "star 没有 nein", "yes, no"),
    Broken("a limit on a choice", CARD, "{fact: kind, among: [firm]}", "{fact: kind, at_least: 3}", "{text: 在试点市注册", "conditions.0.test", "kind 不是数", "用 among"),
    Broken("a limit on a yes/no", CARD, '{fact: gold, among: ["yes"]}', "{fact: gold, over: 3}", "卖得够多", "conditions.1.test.any.1.all.0", "gold 不是数", "用 among"),
    Broken("options of a figure", CARD, "{fact: sales, over: 100万}", "{fact: sales, among: [firm]}", "卖得够多", "conditions.1.test.any.0.among", "sales 没有 firm", "比大小"),
    Broken("two comparisons", CARD, "over: 100万", "over: 100万, at_most: 200万", "卖得够多", "conditions.1.test.any.0", "正好写一个比较", "只写一个"),
    Broken("no comparison", CARD, "{fact: sales, over: 100万}", "{fact: sales}", "卖得够多", "conditions.1.test.any.0", "正好写一个比较", "只写一个"),
    Broken("a premise with a case", CARD, '注册, clause: "1", test: {fact: kind, among: [firm]}', '注册, clause: "1", strength: premise, when: {fact: kind, among: [firm]}', "{text: 在试点市注册", "conditions.0.when", "有 when 没有 test", "写上 test"),
    Broken("misspelt strength", CARD, '注册, clause: "1"', '注册, strength: most, clause: "1"', "{text: 在试点市注册", "conditions.0.strength", "没有 most", "'must'"),
    Broken("misspelt comparison", CARD, "over: 100万", "above: 100万", "卖得够多", "conditions.1.test.any.0.above", "不认识的键", "检查拼写"),
    Broken("a float", CARD, "over: 100万", "over: 1000000.5", "卖得够多", "conditions.1.test.any.0.over", "浮点数", "1000000.5"),
    Broken("a clause that does not exist", CARD, '够多, clause: "1"', '够多, clause: "9"', "卖得够多", "conditions.1.clause", "没有条款 9", "3(1)"),
    Broken("a stake that is in no rule", CARD, "amount: 80万, words", "amount: 90万, words", "stake:", "stake.amount", "900000元不是这项奖励里的金额", "award"),
    Broken("a fact of a moot card", CARD, "stake: {", "moot: {when: {fact: moon, among: [full]}, text: 已经是了}\nstake: {", "moot:", "moot.when.fact", "没有情况 moon", "kind"),
    Broken("a fact of a raised stake", CARD, "stake: {", "raised: {amount: 80万, words: 更多, when: {fact: moon, among: [full]}}\nstake: {", "raised:", "raised.when.fact", "没有情况 moon", "kind"),
    Broken("an input from no fact", CARD, "  opening: 按实付", "  from_facts: {paid: moon}\n  opening: 按实付", "from_facts:", "award.from_facts.paid", "没有情况 moon", "facts.yaml"),
    Broken("a fact for no input", CARD, "  opening: 按实付", "  from_facts: {pait: sales}\n  opening: 按实付", "from_facts:", "award.from_facts.pait", "没有字段 pait", "paid"),
    # ---- facts
    Broken("unknown group", FACTS, "id: star, kind: yes_no, group: titles", "id: star, kind: yes_no, group: title", "{id: star", "facts.1.group", "没有分组 title", "titles"),
    Broken("a figure in a group", FACTS, "id: sales, kind: money", "id: sales, kind: money, group: titles", "{id: sales", "facts.3.kind", "只能是是否题", "去掉 group"),
    Broken("no question", FACTS, "ask: 销售额多少？, ", "", "{id: sales", "facts.3", "sales 缺 ask", "都写上"),
    Broken("no reason", FACTS, "why: 要看销售。, ", "", "{id: sales", "facts.3", "sales 缺 ask、why", "都写上"),
    Broken("no meaning", FACTS, "means: 去年的销售额。", "cues: [卖]", "{id: sales", "facts.3", "sales 缺 ask、why 或 means", "都写上"),
    Broken("implied from an unknown fact", FACTS, '{fact: star, among: ["yes"]}', '{fact: sta, among: ["yes"]}', "{when: ", "implies.0.when.fact", "没有情况 sta", "star"),
    Broken("an unknown fact implied", FACTS, "then: {kind: firm}", "then: {kin: firm}", "{when: ", "implies.0.then.kin", "没有情况 kin", "facts 里有的"),
    Broken("an unknown option implied", FACTS, "then: {kind: firm}", "then: {kind: shop}", "{when: ", "implies.0.then.kind", "kind 没有 shop", "firm, school"),
    Broken("a figure implied", FACTS, "then: {kind: firm}", 'then: {sales: "3"}', "{when: ", "implies.0.then.sales", "sales 没有 3", "选项或是否"),
]
# fmt: on


@pytest.fixture
def sound(folder: Folder) -> Folder:
    """The sample with facts, and with conditions that look at them."""
    folder.write(FACTS, SOUND)
    folder.replace(CARD, 'conditions:\n  - {text: 在试点市注册, clause: "1"}\n', CONDITIONS)
    return folder


def test_sound_conditions_have_no_fault(sound: Folder) -> None:
    assert sound.check() == []


def test_an_open_point_may_hold_in_one_case_only(sound: Folder) -> None:
    sound.replace(
        CARD, 'clause: "1", test: {fact: kind, among: [firm]}', 'clause: "1", when: {fact: kind, among: [school]}'
    )
    assert sound.check() == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_each_fault_is_found_where_it_is(broken: Broken, sound: Folder) -> None:
    sound.replace(broken.file, broken.old, broken.new)
    faults = sound.check()
    assert [fault.key for fault in faults] == [broken.key], [str(fault) for fault in faults]
    (fault,) = faults
    assert fault.file == sound.path / broken.file
    assert fault.line == sound.line(broken.file, broken.at)
    assert broken.wrong in fault.wrong
    assert broken.mend in fault.mend


def test_several_faults_are_found_at_once(sound: Folder) -> None:
    sound.replace(CARD, "{fact: kind, among: [firm]}", "{fact: kin, among: [firm]}")
    sound.replace(CARD, "over: 100万", "over: 100万, at_most: 200万")
    sound.replace(FACTS, "then: {kind: firm}", "then: {kind: shop}")
    assert len(sound.check()) == 3
