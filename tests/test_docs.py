"""The documentation keeps up with the program: settings, shapes, aspects, examples and links."""

import os
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from bot import settings as settings_module
from bot.content.check import check
from bot.content.load import BUILT_IN, load
from bot.content.parsing import read_source
from bot.content.talk import aspects
from bot.conversation import Conversation
from bot.engine import Engine
from bot.settings import Settings, read_settings
from calculators.calculator import calculate
from calculators.shapes import Shape
from policies.card import Card

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """The YAML examples of a page."""
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def rows(text: str) -> list[list[str]]:
    """The table rows that begin with a `name`, cell by cell."""
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line.startswith("| `")
    ]


# ---- settings


def documented() -> dict[str, list[str]]:
    return {row[0].strip("` "): row[1:] for row in rows(page("settings.md"))}


def test_every_setting_is_documented_and_no_other() -> None:
    known = {*settings_module._READERS, *settings_module._ELSEWHERE}
    assert documented().keys() == known
    assert {f"JINCE_{name.upper()}" for name in Settings.__dataclass_fields__} <= known


@pytest.mark.parametrize("name", sorted(documented()))
def test_a_setting_says_what_it_is_its_default_what_it_accepts_and_an_example(name: str) -> None:
    meaning, default, accepted, example = documented()[name]
    assert len(meaning) >= 5
    assert len(accepted) >= 5
    assert re.fullmatch(r"`[^`]+` ?\|?", example), example
    standard = getattr(Settings(), name.removeprefix("JINCE_").lower(), None)
    if isinstance(standard, bool):
        assert default == f"`{'yes' if standard else 'no'}`"
    elif isinstance(standard, int) or standard and isinstance(standard, str):
        assert default == f"`{standard}`"
    elif name not in ("JINCE_DATABASE", "JINCE_CACHE"):
        assert default == "空"


def test_the_examples_of_the_settings_are_taken_together(tmp_path: Path) -> None:
    given = {name: row[3].strip("`| ") for name, row in documented().items()}
    given["JINCE_CONTENT"] = str(tmp_path)
    taken = read_settings(given)
    assert taken.content == (tmp_path,)
    assert {name for name in given if name != "JINCE_CACHE"} == {f"JINCE_{name.upper()}" for name in vars(taken)}


def test_settings_that_need_each_other_say_so() -> None:
    told = {name: row[2] for name, row in documented().items()}
    assert "JINCE_TELEGRAM_SECRET" in told["JINCE_TELEGRAM_WEBHOOK"]
    assert "JINCE_WECHAT_AES_KEY" in told["JINCE_WECHAT_AES_KEY_PREVIOUS"]
    assert os.pathsep in told["JINCE_CONTENT"]


# ---- shapes

SHAPES: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["shape"].annotation)[0]: model for model in get_args(get_args(Shape)[0])
}


def section(shape: str) -> str:
    """What the page says of one shape."""
    return page("adding-a-shape.md").split(f"\n## {shape}：", 1)[1].split("\n## ", 1)[0]


def test_every_shape_has_its_section_and_no_other() -> None:
    assert re.findall(r"^## (\w+)：", page("adding-a-shape.md"), re.MULTILINE) == list(
        dict.fromkeys(re.findall(r"^## (\w+)：", page("adding-a-shape.md"), re.MULTILINE))
    )
    assert set(re.findall(r"^## (\w+)：", page("adding-a-shape.md"), re.MULTILINE)) == SHAPES.keys()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_of_a_shape_is_documented_and_no_other(shape: str) -> None:
    keys = [row[0].strip("` ") for row in rows(section(shape))]
    assert sorted(keys) == sorted(set(SHAPES[shape].model_fields) - {"shape", "clause"})


CARD = """id: {id}
title: {title}
names: [{title}（例子）]
place: 国家
document: doc-2030
lead: {title}的例子。
"""
DOCUMENT = """documents:
  - {id: doc-2030, title: 《编造的办法》, kind: notice, dated: "2030"}
"""


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder of nothing but the examples of adding-a-shape.md."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("bot.content.load.BUILT_IN", tmp_path / "empty")
    folder = tmp_path / "examples"
    (folder / "cards").mkdir(parents=True)
    (folder / "tables").mkdir()
    (folder / "documents.yaml").write_text(DOCUMENT, encoding="utf-8")
    for block in blocks(page("adding-a-shape.md")):
        data: dict[str, Any] = yaml.safe_load(block)
        if "award" not in data:
            (folder / "tables" / f"{data['id']}.yaml").write_text(block, encoding="utf-8")
            continue
        id, title = data["award"]["id"], data["award"]["title"]
        (folder / "cards" / f"{id}.yaml").write_text(CARD.format(id=id, title=title) + block, encoding="utf-8")
    return folder


def test_the_examples_of_the_shapes_are_sound(examples: Path) -> None:
    """`jince check` runs the worked examples, too."""
    assert [str(fault) for fault in check([examples])[1]] == []


def test_every_shape_has_an_example_that_is_computed(examples: Path) -> None:
    content = load([examples])
    shown = {pay.shape for card in content.cards.values() if card.award for pay in card.award.pays}
    assert shown == SHAPES.keys()
    for card in content.cards.values():
        assert len(card.examples) >= 2, card.id
        for example in card.examples:
            result = calculate(content.calculators[card.award.id], example.inputs)  # type: ignore[union-attr]
            assert (str(result.status), result.amount) == (example.status, example.amount), card.id


def test_adding_a_shape_names_every_place_to_change() -> None:
    told = page("adding-a-shape.md").split("\n## 加一种新形状")[1]
    for path in re.findall(r"`((?:calculators|bot|tests)/[\w/]+\.py)`", told):
        assert (ROOT / path).is_file() or "名字" in path, path
    assert "_reads" in told
    assert "def _reads" in (ROOT / "bot/content/awards.py").read_text(encoding="utf-8")
    assert "_TAGS" in told
    assert "_TAGS" in (ROOT / "bot/content/validation.py").read_text(encoding="utf-8")


# ---- adding a policy


def test_every_aspect_is_named() -> None:
    text = page("adding-a-policy.md")
    assert [aspect.id for aspect in aspects().values() if f"`{aspect.id}`" not in text] == []


def test_the_card_of_adding_a_policy_can_be_read(tmp_path: Path) -> None:
    card = next(block for block in blocks(page("adding-a-policy.md")) if block.startswith("id: xx-example"))
    lines = [line for line in card.splitlines() if not re.match(r"(award|examples): …", line)]
    path = tmp_path / "xx-example.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    source = read_source(path)
    assert source.faults == []
    read = Card.model_validate(source.data)
    assert read.sections.keys() <= aspects().keys()
    assert (read.names, read.conditions, read.questions) != ((), (), ())


def test_the_award_of_adding_a_policy_computes(tmp_path: Path) -> None:
    block = next(block for block in blocks(page("adding-a-policy.md")) if block.startswith("award:"))
    card = (BUILT_IN / "cards/sx-chain-talent.yaml").read_text(encoding="utf-8")
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards/sx-chain-talent.yaml").write_text(card.split("\naward:")[0] + "\n" + block, encoding="utf-8")
    assert [str(fault) for fault in check([tmp_path])[1] if fault.file.is_relative_to(tmp_path)] == []
    calculator = load([tmp_path]).calculators["chain-talent"]
    assert calculate(calculator, {"paid_amount": 6_000_000}).amount == 3_000_000


def test_the_filled_table_of_adding_a_policy_works(tmp_path: Path, engine: Engine) -> None:
    """Put into a folder of its own as it stands on the page, it is computed with and asked for at once."""
    block = next(block for block in blocks(page("adding-a-policy.md")) if block.startswith("id: table-4"))
    assert "编造" in block
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/table-4.yaml").write_text(block, encoding="utf-8")
    assert [str(fault) for fault in check([tmp_path])[1] if fault.file.is_relative_to(tmp_path)] == []
    content = load([tmp_path])
    tiers = content.tables["table-4"].tiers
    assert content.tables["table-4"].status == "filled"
    assert len(tiers) >= 2
    calculator = content.calculators["member-supply"]
    for tier in tiers:
        assert calculate(calculator, {"deals_now": str(tier.at), "deals_base": 0}).amount == tier.amount
    assert calculate(calculator, {"deals_now": str(tiers[0].at - 1), "deals_base": 0}).status == "not_eligible"
    assert calculate(calculator, {"deals_now": str(tiers[1].at), "deals_base": str(tiers[1].at)}).amount == 0
    clerk, conversation = Engine(content, engine.understanding), Conversation()
    for says in ("帮我算链上企业协作配套奖励", "2600万", "200万", "没有"):
        reply, conversation = clerk.respond(conversation, says)
    assert reply.result is not None
    assert reply.result["amount"] == f"{tiers[0].amount:.2f}"


# ---- links


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_resolve(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = path.parent / target if target else path
        assert file.exists(), f"{path.name}: {link}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file.read_text(encoding="utf-8")), f"{path.name}: {link}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_that_pages_name_exist(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`((?:bot|intents|policies|calculators|tests|docs|deploy|benchmarks)/[\w./-]*)`", text)
    assert [name for name in named if not (ROOT / name).exists() and not re.search(r"[^\x00-\x7f]", name)] == []


def test_every_page_is_reached_from_the_readme() -> None:
    linked = {page.name for page in PAGES if page.name == "README.md"}
    while True:
        texts = "".join(path.read_text(encoding="utf-8") for path in PAGES if path.name in linked)
        found = linked | {Path(link).name for link in re.findall(r"\]\(([\w/.-]+\.md)", texts)}
        if found == linked:
            break
        linked = found
    assert {path.name for path in DOCS.glob("*.md")} <= linked
