"""Putting content together: built-in first, further folders override by id, the later one wins."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from sample_folder import SAMPLE, Folder

from bot.content.faults import ContentError
from bot.content.load import Content, load, read_all
from calculators.calculator import calculate

CARD = """id: {id}
title: {title}
names: []
place: 试点市
document: xx-2030
lead: {lead}
"""


def copy(to: Path) -> Folder:
    return Folder(Path(shutil.copytree(SAMPLE, to)))


def test_a_further_folder_adds_to_the_built_in_content(content: Content, beside: Folder) -> None:
    both = load([beside.path])
    for kind in ("cards", "documents", "tables", "rates", "rules", "absent"):
        before, after = getattr(content, kind), getattr(both, kind)
        assert before.keys() < after.keys(), kind
        assert before == {id: after[id] for id in before}, kind
    assert content.calculators.keys() < both.calculators.keys()


def test_a_card_overrides_the_built_in_one_of_its_id(content: Content, tmp_path: Path) -> None:
    folder = copy(tmp_path / "city")
    folder.write("cards/cz-hightech.yaml", CARD.format(id="cz-hightech", title="试点高企奖励", lead="另写的一张。"))
    changed = load([folder.path])
    assert changed.cards["cz-hightech"].title == "试点高企奖励"
    assert changed.document_of("cz-hightech").id == "xx-2030"
    assert "hightech" not in changed.calculators, "the award went with the card"
    assert changed.cards["cz-tech-center"] == content.cards["cz-tech-center"]


def test_the_later_folder_wins(tmp_path: Path) -> None:
    first, second = copy(tmp_path / "first"), copy(tmp_path / "second")
    first.replace("cards/xx-hall.yaml", "人才的事都在这个大厅办。", "第一个。")
    second.replace("cards/xx-hall.yaml", "人才的事都在这个大厅办。", "第二个。")
    assert load([first.path, second.path]).cards["xx-hall"].lead == "第二个。"
    assert load([second.path, first.path]).cards["xx-hall"].lead == "第一个。"


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "id", "name"),
    [
        ("documents.yaml", "试政发〔2030〕1号", "试政发〔2031〕1号", "documents", "xx-2030", "number"),
        ("rules.yaml", "两项可以都拿。", "两项不能都拿。", "rules", "xx-any", "text"),
        ("absent.yaml", "试点市公交卡", "试点市地铁卡", "absent", "xx-bus", "title"),
        ("rates/xx-rate.yaml", "试点利率", "试点新利率", "rates", "xx-rate", "title"),
        ("tables/xx-table.yaml", "试点市产值档次表", "试点市新表", "tables", "xx-table", "title"),
    ],
)
def test_everything_is_overridden_by_id(
    folder: Folder, tmp_path: Path, file: str, old: str, new: str, kind: str, id: str, name: str
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    text = (folder.path / file).read_text(encoding="utf-8")
    Folder(later).write(file, text.replace(old, new))
    before, after = getattr(load([folder.path]), kind), getattr(load([folder.path, later]), kind)
    assert getattr(before[id], name) == old
    assert getattr(after[id], name) == new
    assert before.keys() == after.keys()


def test_an_overridden_table_is_what_the_calculator_uses(folder: Folder, tmp_path: Path) -> None:
    later = copy(tmp_path / "later")
    later.replace("tables/xx-table.yaml", "amount: 20万", "amount: 21万")
    inputs = {"output": 200_000_000}
    before, after = load([folder.path]).calculators, load([folder.path, later.path]).calculators
    assert calculate(before["xx-output"], inputs).amount == Decimal(200_000)
    assert calculate(after["xx-output"], inputs).amount == Decimal(210_000)


def test_faults_in_the_files_are_all_raised_at_once(folder: Folder) -> None:
    folder.replace("cards/xx-hall.yaml", "lead:", "leed:")
    folder.replace("tables/xx-table.yaml", "amount: 50万", "amount: 5e5")
    folder.write("cards/xx-blank.yaml", "")
    with pytest.raises(ContentError) as raised:
        load([folder.path])
    told = str(raised.value)
    assert all(word in told for word in ("leed", "5e5", "空文件"))
    assert raised.value.faults == sorted(raised.value.faults)


def test_what_can_be_read_is_still_there_beside_a_broken_file(folder: Folder) -> None:
    folder.replace("cards/xx-hall.yaml", "lead:", "leed:")
    content, faults = read_all([folder.path])
    assert content is not None
    assert {"xx-training", "xx-station"} <= content.cards.keys()
    assert "xx-hall" not in content.cards
    assert faults


def test_a_broken_card_is_not_called_missing_where_others_name_it(folder: Folder) -> None:
    folder.replace("cards/xx-station.yaml", "label: 技师工作站奖励", "lable: 技师工作站奖励")
    folder.replace("documents.yaml", "dated:", "date:")
    folder.replace("tables/xx-table.yaml", "what:", "wath:")
    faults = folder.check()
    assert {fault.file.name for fault in faults} == {"xx-station.yaml", "documents.yaml", "xx-table.yaml"}


def test_version_names_the_content(folder: Folder) -> None:
    before = load([folder.path]).version
    assert load([folder.path]).version == before
    folder.replace("cards/xx-hall.yaml", "人才的事都在这个大厅办。", "人才的事都在这里办。")
    assert load([folder.path]).version != before


def test_rule_with_a_calculator_compares_the_awards_of_its_policies(folder: Folder) -> None:
    folder.replace("rules.yaml", "text: 两项只能选一项。", "text: 两项只能选一项。\n    calculator: xx-best")
    calculator = load([folder.path]).calculators["xx-best"]
    result = calculate(calculator, {"paid": 1_000_000, "output": 600_000_000})
    assert result.amount == Decimal(500_000)
    assert result.policies[0] == "xx-output"
    assert calculate(calculator, {"paid": 1_000_000}).amount == Decimal(400_000)


def test_calculator_speaks_from_every_card_it_serves(folder: Folder) -> None:
    folder.replace("cards/xx-hall.yaml", "place:", "calculator: xx-training\nplace:")
    assert load([folder.path]).calculators["xx-training"].policies == ("xx-training", "xx-hall")
    assert folder.check() == []
