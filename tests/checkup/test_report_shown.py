"""The report as a page and as a PDF: no word of it is read as markup; without a font a way out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from checkup_kit import LEADER

from bot.checkup import paper
from bot.checkup.bars import Bar
from bot.checkup.markup import Markup, joined, tag
from bot.checkup.page import page
from bot.checkup.paper import pdf
from bot.checkup.report import BY_EFFORT, Item, Report, Row, Section
from bot.sheets import printing
from bot.sheets.printing import NoFont

MARKUP = "<script>alert(1)</script>\"'&amp; #panic() *b* $x$ [y] \\n"


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    yield
    printing.fonts.cache_clear()
    paper._printed.cache_clear()


class Seen(HTMLParser):
    """The elements, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> Report:
    row = Row(MARKUP, MARKUP)
    item = Item(MARKUP, MARKUP, MARKUP, (row,), MARKUP)
    bar = Bar(MARKUP, "near", MARKUP, Decimal("3.5"), True)
    sections = tuple(Section(id, MARKUP, MARKUP, (item,)) for id in ("now", "near"))
    counts = (("now", MARKUP, 1),)
    return Report(
        "00000-00000", MARKUP, MARKUP, 27, MARKUP, MARKUP, counts, (bar,), (MARKUP,), sections, (row,), (row,)
    )


def test_tags_escape_what_is_not_markup() -> None:
    assert tag("a", MARKUP, href=MARKUP).count("<") == 2
    assert tag("p", tag("b", "&"), None, "x", class_="y") == '<p class="y"><b>&amp;</b>x</p>'
    assert isinstance(joined("a", tag("i")), Markup)
    assert tag("i", hidden=None) == "<i></i>"


def test_no_word_of_a_page_is_markup() -> None:
    seen = Seen(page(hostile()))
    assert seen.tags.count("script") == 1, "our own, in the head"
    assert seen.text.count(MARKUP) >= 20


def test_a_page_needs_nothing_from_elsewhere(reported: Any) -> None:
    for link in Seen(page(reported(LEADER))).links:
        assert re.fullmatch(r"/|#\w+|/static/[\w.]+|/checkup/[\w-]+(\.pdf|(\?order=effort)?#chart)", link), link


def test_a_page_shows_all_of_the_report(reported: Any) -> None:
    report = reported(LEADER)
    text = Seen(page(report)).text
    rows = [row for one in report.sections for item in one.items for row in item.rows]
    for word in (report.total, report.more, report.code, *report.best, *(row.said for row in rows)):
        assert word in text
    for bar in report.bars:
        assert bar.title in text
    assert 'aria-current="true">按金额排' in page(report)
    assert 'aria-current="true">按省事排' in page(report, BY_EFFORT)


def test_an_empty_report_is_still_a_page(reported: Any) -> None:
    text = Seen(page(reported({}))).text
    assert "没有马上能报的" in text
    assert "各能拿多少" not in text


@pytest.mark.font
def test_a_pdf_is_made_of_the_whole_report(reported: Any) -> None:
    made = pdf(reported(LEADER))
    assert made.startswith(b"%PDF-")
    assert made is pdf(reported(LEADER)), "made once"
    assert pdf(reported({})).startswith(b"%PDF-")


@pytest.mark.font
def test_no_word_of_a_pdf_is_markup() -> None:
    assert pdf(hostile()).startswith(b"%PDF-")


@pytest.mark.font
def test_every_kind_of_bar_can_be_printed(reported: Any) -> None:
    bars = tuple(Bar(kind, kind, "最高1元", Decimal(1)) for kind in ("sure", "most", "table", "near"))
    assert pdf(replace(reported({}), bars=bars)).startswith(b"%PDF-")


def test_without_a_font_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, reported: Any) -> None:
    monkeypatch.setattr(printing, "FONTS", ("No Such Font",))
    printing.fonts.cache_clear()
    with pytest.raises(NoFont, match="apt-get install"):
        pdf(reported(LEADER))
