"""`jince check`: every kind of fault, with its file, line, key and mend; all of them at once."""

from datetime import date
from pathlib import Path

import pytest
from sample_folder import TODAY, Broken, Folder

from bot.content.cards import MAX_ANSWER_BYTES
from bot.content.check import check
from bot.content.load import load

TRAINING, STATION, OUTPUT = "cards/xx-training.yaml", "cards/xx-station.yaml", "cards/xx-output.yaml"
HALL, TABLE, RATE = "cards/xx-hall.yaml", "tables/xx-table.yaml", "rates/xx-rate.yaml"


# fmt: off
BROKEN = [
    # ---- keys
    Broken("misspelt key", TRAINING, "lead:", "leed:", "leed:", "leed", "不认识的键", "检查拼写"),
    Broken("misspelt key of a field", TRAINING, "label: 实付", "labell: 实付", "labell", "award.inputs.paid.labell", "不认识的键", "检查拼写"),
    Broken("misspelt key of a shape", TRAINING, "ceiling_name", "cap", "cap:", "award.pays.0.cap", "不认识的键", "检查"),
    Broken("misspelt key of a table", TABLE, "source:", "sauce:", "sauce:", "sauce", "不认识的键", "检查拼写"),
    Broken("key left out", HALL, "place: 试点市\n", "", "id:", "place", "缺少这个键", "补上"),
    Broken("key left out of a shape", STATION, "      label: 技师工作站奖励\n", "", "- shape:", "award.pays.0.label", "缺少这个键", "补上"),
    Broken("key twice", HALL, "place: 试点市", "place: 试点市\nplace: 长治市", "place: 长", "place", "写了两次", "删掉一个 place"),
    Broken("key twice, deep", TRAINING, "      rate: 40%", "      rate: 40%\n      rate: 45%", "rate: 45%", "award.pays.0.rate", "写了两次", "删掉一个 rate"),
    # ---- values
    Broken("text for a list", HALL, "[试点人才大厅]", "试点人才大厅", "names:", "names", "不是要求的类型", "列表"),
    Broken("list for a text", HALL, "lead: 人才的事都在这个大厅办。", "lead: [人才]", "lead:", "lead", "不是要求的类型", "文本"),
    Broken("value out of a closed set", TABLE, "status: filled", "status: full", "status:", "status", "没有 full", "'filled'"),
    Broken("float for money", TRAINING, "ceiling: 80万", "ceiling: 800000.5", "ceiling: 8", "award.pays.0.ceiling", "浮点数", '"800000.5"'),
    Broken("float for a rate", TRAINING, "rate: 40%", "rate: 0.4", "rate: 0.4", "award.pays.0.rate", "浮点数", '"0.4"'),
    Broken("exponent for money", TABLE, "amount: 50万", "amount: 5e5", "5e5", "tiers.1.amount", "浮点数", '"5e5"'),
    Broken("infinity for money", TABLE, "amount: 50万", "amount: .inf", ".inf", "tiers.1.amount", "浮点数", '".inf"'),
    Broken("no amount at all", TABLE, "amount: 50万", "amount: 很多", "很多", "tiers.1.amount", "很多", "照提示改写"),
    Broken("negative money", TRAINING, "ceiling: 80万", "ceiling: -80", "-80", "award.pays.0.ceiling", "at least 0", "照提示"),
    Broken("no rate at all", TRAINING, "rate: 40%", "rate: 四成", "四成", "award.pays.0.rate", "四成", "照提示改写"),
    # ---- ids that do not exist
    Broken("document", HALL, "xx-2030", "xx-2031", "xx-2031", "document", "没有文件 xx-2031", "xx-2030"),
    Broken("related card", TRAINING, "related: [xx-station]", "related: [xx-station, xx-no]", "related:", "related.1", "没有卡片 xx-no", "cards/"),
    Broken("card an answer also speaks from", TRAINING, "also: [xx-station]", "also: [xx-no]", "also:", "questions.0.also.0", "没有卡片 xx-no", "cards/"),
    Broken("calculator", HALL, "place:", "calculator: xx-no\nplace:", "calculator:", "calculator", "没有测算项 xx-no", "xx-training"),
    Broken("table of a card", OUTPUT, "tables: [xx-table]", "tables: [xx-no]", "tables:", "tables.0", "没有附表 xx-no", "tables/"),
    Broken("table of a shape", OUTPUT, "table: xx-table", "table: xx-no", "pays:", "award.pays", "没有附表 xx-no", "tables/"),
    Broken("card of an award", STATION, "  inputs:", "  policies: [xx-no]\n  inputs:", "policies:", "award.policies.0", "没有卡片 xx-no", "cards/"),
    Broken("card of a table", TABLE, "policy: xx-output", "policy: xx-no", "policy:", "policy", "没有卡片 xx-no", "cards/"),
    Broken("card of a rule", "rules.yaml", "[xx-training, xx-output]", "[xx-training, xx-no]", "xx-no", "rules.1.policies.1", "没有的卡片 xx-no", "cards/"),
    Broken("document of a rule", "rules.yaml", 'document: xx-2030\n    clause: 3(1)', 'document: xx-no\n    clause: 3(1)', "document: xx-no", "rules.1.document", "文件 xx-no 不存在", "documents.yaml"),
    Broken("near card of a topic not held", "absent.yaml", "[xx-training, xx-hall]", "[xx-training, xx-no]", "xx-no", "absent.1.near.1", "没有卡片 xx-no", "cards/"),
    Broken("aspect", TRAINING, "  amount:\n", "  amuont:\n", "amuont", "sections.amuont", "没有方面 amuont", "amount"),
    # ---- clauses that do not exist
    Broken("clause of a card", TRAINING, 'clause: "1"\nlead', 'clause: "9"\nlead', 'clause: "9"', "clause", "没有条款 9", "1 2 3(1)"),
    Broken("clause of a section", TRAINING, '最高80万元。\n    clause: "2"', '最高80万元。\n    clause: "9"', 'clause: "9"', "sections.amount.clause", "没有条款 9", "1 2 3(1)"),
    Broken("clause of a condition", TRAINING, '注册, clause: "1"', '注册, clause: "9"', "在试点市注册, ", "conditions.0.clause", "没有条款 9", "3(1)"),
    Broken("one clause of several", TRAINING, '企业。\n    clause: "1"', '企业。\n    clause: 1、3(2)', "3(2)", "questions.0.clause", "没有条款 3(2)", "3(1)"),
    Broken("clause of a field", TRAINING, '（单位：万元）\n      clause: "2"', '（单位：万元）\n      clause: "7"', '"7"', "award.inputs.paid.clause", "没有条款 7", "3(1)"),
    Broken("clause of a shape", STATION, 'clause: "2"', 'clause: "8"', '"8"', "award.pays.0.clause", "没有条款 8", "3(1)"),
    Broken("clause of a threshold", TRAINING, "rate: 40%", 'rate: 40%\n      requires: {field: paid, at_least: 1万, clause: "6"}', '"6"', "award.pays.0.requires.clause", "没有条款 6", "3(1)"),
    Broken("clause of a rule", "rules.yaml", "clause: 3(1)", "clause: 3(2)", "3(2)", "rules.1.clause", "条款 3(2) 不存在", "3(1)"),
    # ---- names and example questions claimed twice
    Broken("alias of two cards", TRAINING, "试点培训费补助]", "试点人才大厅]", "names:", "names.1", "已经是 xx-hall 的名字", "换一个"),
    Broken("title as another's alias", TRAINING, "试点培训费补助]", "试点市 人才 服务大厅]", "names:", "names.1", "xx-hall", "换一个"),
    Broken("name of a held policy called absent", "absent.yaml", "[试点公交卡]", "[公交卡, 试点技工补助]", "技工补助", "absent.1.names.1", "xx-training", "不要写在这里"),
    Broken("example question of two cards", TRAINING, "ask: [试点市送技工培训补多少]", "ask: [送技工培训补多少, 试点产值奖励有吗？]", "ask: [送", "sections.amount.ask.1", "已经写在 xx-output 的 ask 下", "只留一处"),
    Broken("example question of two parts", TRAINING, "ask: [试点市技工培训补助外地企业有没有]", "ask: [外地有没有, 试点市送技工培训补多少]", "ask: [外地", "questions.0.ask.1", "sections.amount", "只留一处"),
    # ---- texts
    Broken("section too long", TRAINING, "text: 补实付", "text: " + "很" * 500 + "补实付", "text: 很", "sections.amount.text", "字节，太长", str(MAX_ANSWER_BYTES)),
    Broken("answer too long", TRAINING, "answer: 没有", "answer: " + "没有" * 250, "answer:", "questions.0.answer", "字节，太长", "缩到"),
    Broken("lead too long", HALL, "lead: 人才", "lead: " + "人才" * 250, "lead:", "lead", "字节，太长", "缩到"),
    Broken("question nobody asks", TRAINING, "ask: [试点市技工培训补助外地企业有没有]", "ask: []", "ask: []", "questions.0.ask", "没有例句", "至少写一句"),
    # ---- figures
    Broken("example that does not come out", TRAINING, "amount: 40万", "amount: 41万", "amount: 41万", "examples.0.amount", "算出来是40万元", "改金额"),
    Broken("example with another status", STATION, "province}, amount: 9万", "province}, status: ceiling", "say: 省级", "examples.0.status", "算出来是 computed", "改成 computed"),
    Broken("example with a misspelt field", TRAINING, "{paid: 1000000}", "{payed: 1000000}", "payed", "examples.0.inputs", "payed", "照字段要求改"),
    Broken("award without example", TRAINING, "examples:\n  - say: 实付100万元\n    inputs: {paid: 1000000}\n    amount: 40万\n", "", "id: xx-training\ntitle", "examples", "没有算例", "至少写一个"),
    Broken("example without calculator", HALL, "lead:", "examples: [{say: 没有, inputs: {}}]\nlead:", "examples:", "examples.0", "没有对应的测算项", "award"),
    Broken("sum computed but not told", STATION, "省级奖9万元", "省级奖得更多", "lead:", "lead", "9万元没有写给人看", "9万元"),
    Broken("sum computed but told only within another", STATION, "市级奖6万元", "市级奖16万元", "lead:", "lead", "6万元没有写给人看", "6万元"),
    # ---- fields and shapes
    Broken("unknown shape", TRAINING, "shape: rate", "shape: ratio", "- shape: ratio", "award.pays.0", "不认识的奖补形状 'ratio'", "rate_steps"),
    Broken("no shape", TRAINING, "shape: rate\n      clause", "clause", "- clause", "award.pays.0", "不认识的奖补形状", "rate_steps"),
    Broken("shape reading an unknown field", TRAINING, "of: paid", "of: payed", "- shape: rate", "award.pays.0", "没有的字段 payed", "paid"),
    Broken("choice by an unknown field", STATION, "by: level", "by: grade", "- shape: fixed", "award.pays.0", "没有的字段 grade", "level"),
    Broken("amount for an option that does not exist", STATION, "{city: 6万, province: 9万}", "{city: 6万, province: 9万, state: 9万}", "amounts:", "award.pays.0.amounts.state", "没有选项 state", "city, province"),
    Broken("option without amount", STATION, "{city: 6万, province: 9万}", "{province: 9万}", "amounts:", "award.pays.0.amounts", "选项 city 没有写", "otherwise"),
    Broken("field nobody can ask for", TRAINING, "      ask: 一年实付多少培训费？（单位：万元）\n", "", "paid:\n", "award.inputs.paid", "没有 ask", "问话"),
    Broken("choice of one", STATION, "        province: {label: 省级}\n", "", "options:", "award.inputs.level.options", "不到两个", "至少"),
    Broken("field that depends on an unknown one", STATION, "      label: 级别", "      label: 级别\n      only_if: {built: \"yes\"}", "level:\n", "award.inputs.level", "没有的字段 built", "level"),
    Broken("field supposed to be like an unknown one", STATION, "      label: 级别", "      label: 级别\n      supposed: {said: 国家级, like: built}", "level:\n", "award.inputs.level", "没有的字段 built", "level"),
    Broken("supposed to be what cannot be", STATION, "      label: 级别", "      label: 级别\n      supposed: {said: 国家级, value: state}", "supposed:", "award.inputs.level.supposed", "没有“state”这个选项", "city"),
    Broken("two awards of one id", STATION, "award:\n  id: xx-station", "award:\n  id: xx-output", "id: xx-output", "award.id", "已在别的卡片上", "换一个"),
    # ---- tables and rates
    Broken("unsorted tiers", TABLE, "{at: 1亿,", "{at: 9亿,", "tiers:\n  - {at: 9", "tiers", "没有从低到高排", "从小到大"),
    Broken("the same tier twice", TABLE, "{at: 5亿,", "{at: 1亿,", "tiers:\n  - {at: 1", "tiers", "重复", "每档一行"),
    Broken("higher tier with less", TABLE, "amount: 50万", "amount: 5万", "tiers:\n  - {at: 1", "tiers", "比低档的少", "核对"),
    Broken("unsorted superseded tiers", TABLE, "{at: 2亿,", "{at: 7亿,", "tiers:\n    - {at: 7", "superseded.tiers", "没有从低到高排", "从小到大"),
    Broken("filled table without source", TABLE, "source: 试政发〔2030〕1号附件\n", "", "id:", "source", "没写档次从哪里来", "附件"),
    Broken("filled table without tiers", TABLE, "tiers:\n  - {at: 1亿, amount: 20万}\n  - {at: 5亿, amount: 50万}\n", "", "status:", "status", "没有档次", "missing"),
    Broken("missing table with tiers", TABLE, "status: filled", "status: missing", "status:", "status", "却写着 missing", "filled"),
    Broken("unsorted rates", RATE, '"2030-01-20"', '"2030-09-20"', "quotes:", "quotes", "从早到晚", "按日期排好"),
    # ---- validity
    Broken("period that has run out", TRAINING, '"2031-12-31"', '"2025-12-31"', "validity:", "validity.until", "2025-12-31 已经过了", "past"),
    Broken("end that is no date", TRAINING, '"2031-12-31"', '"2031-13-31"', "validity:", "validity.until", "不是日期", "2024-12-31"),
    Broken("begin that is no date", TRAINING, '"2030-01-01"', "2030年", "validity:", "validity.since", "不是日期", "2024-12-31"),
    # ---- files
    Broken("file name unlike the id", HALL, "id: xx-hall", "id: xx-lobby", "id:", "id", "文件名是 xx-hall", "xx-lobby.yaml"),
    Broken("document twice", "documents.yaml", "documents:\n", "documents:\n  - {id: xx-2030, title: 《办法》, kind: notice, dated: \"2030\"}\n", "- id: xx-2030", "documents.1.id", "写了两次", "只写一次"),
    Broken("bad YAML", HALL, "lead: 人才", "lead: 人才: ", "lead:", "(整个文件)", "不是合法的YAML", "冒号"),
    Broken("open bracket", HALL, "[试点人才大厅]", "[试点人才大厅", "place:", "(整个文件)", "不是合法的YAML", "缩进"),
    Broken("two documents in a file", HALL, "place:", "---\nplace:", "---", "(整个文件)", "不是合法的YAML", "缩进"),
    Broken("odd tag", HALL, "lead: 人才", "lead: !!python/name:os.system 人才", "lead:", "lead", "不认识的标签", "删掉 !"),
]
# fmt: on


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name.replace(" ", "-"))
def test_each_fault_is_found_with_place_and_mend(folder: Folder, broken: Broken) -> None:
    folder.replace(broken.file, broken.old, broken.new)
    faults = folder.check()
    assert all(fault.file.is_relative_to(folder.path) for fault in faults), "nothing else is blamed"
    where = (folder.path / broken.file, folder.line(broken.file, broken.at), broken.key)
    found = [fault for fault in faults if (fault.file, fault.line, fault.key) == where]
    assert found, f"expected {where} among\n" + "\n".join(map(str, faults))
    assert any(broken.wrong in fault.wrong and broken.mend in fault.mend for fault in found), found


def test_sample_has_no_fault(folder: Folder, beside: Folder) -> None:
    assert folder.check() == []


def test_built_in_content_has_no_fault_with_or_without_a_further_folder(beside: Folder) -> None:
    assert check((), TODAY)[1] == []
    assert beside.check() == []


def test_names_and_questions_of_built_in_cards_are_taken(beside: Folder) -> None:
    beside.replace(HALL, "[试点人才大厅]", "[成果转化补助]\nask: [成果转化补助给多少钱？]")
    first, second = beside.check()
    assert (first.key, second.key) == ("names.0", "ask.0")
    assert "cz-tech-transfer" in first.wrong
    assert "cz-tech-transfer 的 sections.amount" in second.wrong


def test_fault_reads_file_line_key_wrong_and_mend(folder: Folder) -> None:
    folder.replace(HALL, "lead:", "leed:")
    told = [str(fault) for fault in folder.check()]
    assert f"{folder.path / HALL}:6: leed: 不认识的键 → 检查拼写，或删掉它(可用的键见 docs/adding-a-policy.md)" in told


FILES = [
    ("empty file", b"", "空文件", "写上内容"),
    ("only a comment", b"# nothing\n", "空文件", "写上内容"),
    ("not UTF-8", "id: 卡片".encode("gbk"), "读不了", "UTF-8"),
    ("control characters", b"id: \x01", "不是合法的YAML", "引号"),
    ("a list", b"- id: xx-new\n", "不是要求的类型", "键: 值"),
    ("a word", b"xx-new\n", "不是要求的类型", "键: 值"),
    ("an alias of itself", b"id: xx-new\nnames: &names [*names]\n", "自己引用自己", "删掉"),
    ("nested without end", b"[" * 3000 + b"]" * 3000, "套得太深", "减少层数"),
]


@pytest.mark.parametrize(("text", "wrong", "mend"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_file_that_is_no_card_is_one_fault(folder: Folder, text: bytes, wrong: str, mend: str) -> None:
    folder.write("cards/xx-new.yaml", text)
    (fault,) = folder.check()
    assert fault.file == folder.path / "cards/xx-new.yaml"
    assert fault.key == "(整个文件)"
    assert wrong in fault.wrong
    assert mend in fault.mend


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    (fault,) = check([tmp_path / "nowhere"], TODAY)[1]
    assert (fault.file, fault.wrong) == (tmp_path / "nowhere", "没有这个文件夹")
    assert "JINCE_CONTENT" in fault.mend


def test_rate_told_nowhere(folder: Folder) -> None:
    folder.replace(TRAINING, "实付培训费的40%补助，一年", "实付培训费的140%补助，一年")
    folder.replace(TRAINING, "opening: 按实付培训费的40%补助。", "opening: 按实付培训费补助。")
    assert folder.check() == [], "the section still tells it"
    folder.replace(TRAINING, "补实付培训费的40%，", "补一部分，")
    (fault,) = folder.check()
    assert (fault.key, fault.line) == ("lead", folder.line(TRAINING, "lead:"))
    assert "40%没有写给人看" in fault.wrong


BRANCH = """    - shape: branch
      clause: "2"
      by: local
      yes: {shape: rate, clause: "2", of: paid, rate: 40%, ceiling: 80万}
      no: {shape: rate, clause: "9", of: payed, rate: 四成}
"""


def test_faults_inside_a_branch(folder: Folder) -> None:
    text = (folder.path / TRAINING).read_text(encoding="utf-8")
    shape = text[text.index("    - shape: rate") : text.index("examples:")]
    folder.replace(TRAINING, shape, BRANCH)
    (fault,) = folder.check()
    assert (fault.key, fault.line) == ("award.pays.0.no.rate", folder.line(TRAINING, "四成"))
    folder.replace(TRAINING, "四成", "40%")
    faults = {(fault.key, fault.line, fault.wrong) for fault in folder.check()}
    assert ("award.pays.0", folder.line(TRAINING, "- shape: branch"), "用到了没有的字段 local") in faults
    assert ("award.pays.0.no", folder.line(TRAINING, "no: {"), "用到了没有的字段 payed") in faults
    assert any(key == "award.pays.0.no.clause" and "没有条款 9" in wrong for key, _, wrong in faults)


def test_option_that_pays_nothing_says_why_instead(folder: Folder) -> None:
    folder.replace(
        STATION, "amounts: {city: 6万, province: 9万}", "amounts: {province: 9万}\n      otherwise: 市级没有奖励"
    )
    assert folder.check() == []


def test_yes_no_amounts_go_by_yes_and_no(folder: Folder) -> None:
    text = (folder.path / STATION).read_text(encoding="utf-8")
    options = text[text.index("      options:") : text.index("  pays:")]
    folder.replace(STATION, options, "")
    folder.replace(STATION, "kind: choice", "kind: yes_no")
    folder.replace(STATION, "{level: province}", "{level: true}")
    folder.replace(STATION, "{city: 6万, province: 9万}", '{"no": 6万, "yes": 9万}')
    assert folder.check() == []
    folder.replace(STATION, '"yes": 9万', '"ja": 9万')
    assert "level 没有选项 ja" in {fault.wrong for fault in folder.check()}


@pytest.mark.parametrize("today", [date(2031, 12, 31), date(2032, 1, 1)])
def test_period_holds_through_its_last_day(folder: Folder, today: date) -> None:
    past = [fault for fault in folder.check(today) if fault.file == folder.path / TRAINING]
    assert bool(past) == (today > date(2031, 12, 31))


def test_period_that_has_run_out_may_say_so(folder: Folder) -> None:
    folder.replace(TRAINING, 'until: "2031-12-31"}', 'until: "2025-12-31", past: 2025年底已经到期。}')
    assert folder.check() == []


def test_examples_of_a_missing_table_wait_for_it(folder: Folder) -> None:
    """An example written while the table was missing is no fault once somebody fills the table in."""
    folder.replace(OUTPUT, "amount: 20万}", "status: table_missing}")
    assert folder.check() == []


@pytest.mark.parametrize(
    ("mark", "wrong", "mend"),
    [
        ("【缺 xx-no：没有表】", "没有附表 xx-no", "tables/"),
        ("【有 xx-table：{xx-no}】", "没有附表 xx-no", "tables/"),
        ("【缺 xx-table：没有表", "没写完整", "【缺 附表的id"),
        ("【缺：没有表】", "没写完整", "【缺 附表的id"),
        ("【缺 xx-table：没【有 xx-table：有】有】", "没写完整", "【缺 附表的id"),
    ],
)
def test_a_mark_for_a_table_that_is_not_sound(folder: Folder, mark: str, wrong: str, mend: str) -> None:
    folder.replace(HALL, "lead: 人才的事都在这个大厅办。", f"lead: 人才的事都在这个大厅办。{mark}")
    (fault,) = folder.check()
    assert fault.key == "lead" and wrong in fault.wrong and mend in fault.mend


def test_a_mark_is_told_by_the_tables_at_hand(folder: Folder) -> None:
    marks = "【缺 xx-table：表还没有】【有 xx-table：按表{xx-table}】"
    folder.replace(
        HALL, "lead: 人才的事都在这个大厅办。", f"lead: 大厅。{marks}\nopen: [【缺 xx-table：表还没有】, 别的]"
    )
    held = load([folder.path]).cards["xx-hall"]
    assert held.lead.startswith("大厅。按表到") and "奖50万元" in held.lead and held.open == ("别的",)
    folder.replace(TABLE, "status: filled", "status: missing")
    lacking = load([folder.path]).cards["xx-hall"]
    assert lacking.lead == "大厅。表还没有" and lacking.open == ("表还没有", "别的")


def test_a_misspelt_key_hides_nothing_else_of_its_file(folder: Folder) -> None:
    folder.replace(HALL, "place: 试点市", "plaice: x\nplace: 试点市\nrelated: [xx-no]")
    assert [fault.key for fault in folder.check()] == ["plaice", "related.0"]


def test_every_fault_of_a_badly_broken_folder_at_once_and_sorted(folder: Folder) -> None:
    for broken in (broken for broken in BROKEN if broken.name in SEVERAL):
        folder.replace(broken.file, broken.old, broken.new)
    folder.write("cards/xx-blank.yaml", "")
    folder.write("cards/xx-torn.yaml", "id: xx-torn\n title: [")
    faults = folder.check()
    wrong = "\n".join(map(str, faults))
    for broken in BROKEN:
        if broken.name in SEVERAL:
            assert broken.wrong in wrong, broken.name
    assert "空文件" in wrong
    assert "不是合法的YAML" in wrong
    assert len(faults) >= len(SEVERAL) + 2
    assert faults == sorted(faults)
    assert [str(fault.file) for fault in faults] == sorted(str(fault.file) for fault in faults)
    assert len(faults) == len(set(faults))


SEVERAL = {
    "float for a rate",
    "related card",
    "document of a rule",
    "near card of a topic not held",
    "one clause of several",
    "amount for an option that does not exist",
    "example question of two cards",
    "unsorted tiers",
    "filled table without source",
    "unsorted rates",
    "period that has run out",
    "lead too long",
}
