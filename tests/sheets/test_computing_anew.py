"""Computing a sheet anew: the same with the same cards; a changed card is noticed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sheet_kit import TRANSFER, Said, issued

from bot.content.load import Content, load
from bot.engine import Engine
from bot.sheets.replay import replay
from bot.sheets.sheet import Sheet, parse_sheet

SHAPES = Path(__file__).parents[1] / "content" / "shapes"
BERRY = "cards/yy-berry.yaml"
Talk = Callable[..., Said]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SHAPES, tmp_path_factory.mktemp("content") / "shapes"))


@pytest.fixture(scope="module")
def clerk(folder: Path) -> Engine:
    return Engine(load([folder]))


@pytest.fixture
def berry(talk: Talk, clerk: Engine) -> Sheet:
    return issued(talk("帮我算沙棘收购补贴", "100万", "测算单", clerk=clerk))[1]


def changed(folder: Path, tmp_path: Path, *changes: tuple[str, str]) -> Content:
    """The content with a card changed."""
    other = Path(shutil.copytree(folder, tmp_path / "changed"))
    text = (other / BERRY).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (other / BERRY).write_text(text, encoding="utf-8")
    return load([other])


def test_the_same_cards_give_the_same(clerk: Engine, berry: Sheet) -> None:
    done = replay(clerk.content, berry)
    assert done.same
    assert "结果一样（卡片没有变过）" in done.text
    assert "12万元" in done.text


def test_every_kind_of_result_comes_out_the_same(content: Content, talk: Talk) -> None:
    for says in (TRANSFER, ("帮我算成果转化补助", "大概200到300万", "没有了"), ("帮我算产业链营收进档奖励", "链主")):
        assert replay(content, issued(talk(*says, "测算单"))[1]).same, says


def test_a_changed_rate_is_noticed(folder: Path, tmp_path: Path, berry: Sheet) -> None:
    done = replay(changed(folder, tmp_path, ("rate: 12%", "rate: 15%"), ("amount: 12万", "amount: 15万")), berry)
    assert not done.same
    assert "能拿12万元" in done.text
    assert "能拿15万元" in done.text
    assert "变成了" in done.text


def test_other_words_do_not_change_the_amount(folder: Path, tmp_path: Path, berry: Sheet) -> None:
    done = replay(changed(folder, tmp_path, ("收沙棘有没有补贴", "收沙棘给补贴不")), berry)
    assert done.same
    assert "结果一样（卡片从" in done.text


def test_a_calculation_that_is_gone_is_said_so(content: Content, berry: Sheet) -> None:
    done = replay(content, berry)
    assert not done.same
    assert "没有这个测算项" in done.text


def test_a_question_that_is_gone_or_new_is_said_so(folder: Path, tmp_path: Path, berry: Sheet) -> None:
    changes = (("    paid:", "    bought:"), ("of: paid", "of: bought"), ("{paid:", "{bought:"))
    done = replay(changed(folder, tmp_path, *changes), berry)
    assert not done.same
    assert "不再问 paid" in done.text


def test_a_sheet_goes_through_its_json(berry: Sheet) -> None:
    again = parse_sheet(berry.as_json())
    assert again == berry
    assert again.as_json() == berry.as_json()


@pytest.mark.parametrize("text", ['{"form":2}', "{}", '{"title":"x"}'])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="form"):
        parse_sheet(text)
