"""Sheets as files: one page, the words in it, nothing of them read as markup; without a font a way out."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sheet_kit import TRANSFER, Said, issued

from bot.sheets import printing
from bot.sheets.page import page
from bot.sheets.printing import NoFont, printed
from bot.sheets.sheet import Line, Sheet

A4 = (595, 842)  # points
CODE = "00000-00000"


@pytest.fixture
def sheet(talk: Callable[..., Said]) -> Sheet:
    return issued(talk(*TRANSFER, "测算单"))[1]


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    yield
    printing.fonts.cache_clear()
    printed.cache_clear()


def streams(pdf: bytes) -> bytes:
    """Everything of a PDF, unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = []
    for one in packed:
        try:
            unpacked.append(zlib.decompress(one))
        except zlib.error:
            unpacked.append(one)
    return pdf + b"".join(unpacked)


@pytest.mark.font
def test_a_pdf_is_one_page_with_its_own_font(sheet: Sheet) -> None:
    pdf = printed(sheet.as_json(), CODE, "pdf")
    assert pdf.startswith(b"%PDF-")
    whole = streams(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b", whole)) == 1
    assert b"/FontFile" in whole
    (box,) = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", whole))
    assert tuple(int(float(side)) for side in box) in (A4, (A4[0], A4[1] - 1))


@pytest.mark.font
def test_a_picture_has_the_shape_of_the_page(sheet: Sheet) -> None:
    picture = printed(sheet.as_json(), CODE, "png")
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert round(height / width, 2) == 1.41
    assert width > 1000


@pytest.mark.font
def test_the_longest_sheet_still_fits_on_one_page(sheet: Sheet) -> None:
    many = tuple(Line(f"第{place}个项目已完成的固定资产投资额一亿二千万元", "12000万元") for place in range(45))
    long = replace(sheet, told=many, steps=many[:25], assumptions=("很长的前提" * 20,) * 3)
    assert printed(long.as_json(), CODE, "png").startswith(b"\x89PNG")
    assert len(re.findall(rb"/Type\s*/Page\b", streams(printed(long.as_json(), CODE, "pdf")))) == 1


NASTY = '#panic("x") $x$ *b* _i_ @label <label> \\ ]#[ `raw` // comment "quoted" <script>alert(1)</script> &amp;'


@pytest.mark.font
def test_no_word_is_read_as_markup(sheet: Sheet) -> None:
    nasty = replace(sheet, title=NASTY, headline=NASTY, told=(Line(NASTY, NASTY),), next=NASTY, limits=(NASTY,))
    assert printed(nasty.as_json(), CODE, "pdf").startswith(b"%PDF-")


def test_no_word_of_the_page_is_read_as_html(sheet: Sheet) -> None:
    nasty = replace(sheet, title=NASTY, headline=NASTY, told=(Line(NASTY, NASTY),), next=NASTY, limits=(NASTY,))
    html = page(nasty, CODE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 7
    assert "&amp;amp;" in html


def test_the_page_says_what_the_sheet_says(sheet: Sheet) -> None:
    html = page(sheet, CODE)
    told = (sheet.title, sheet.headline, "420万元", "8.3", sheet.issued, sheet.content, CODE, *sheet.documents)
    assert all(text in html for text in told)
    assert f'href="/sheets/{CODE}.pdf"' in html
    assert "没定的" not in html, "an empty part has no heading"


def test_without_a_chinese_font_the_way_out_is_said(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    printing.fonts.cache_clear()
    monkeypatch.setattr(printing, "FONTS", ("No Such Font",))
    with pytest.raises(NoFont, match="apt-get install fonts-noto-cjk"):
        printed(sheet.as_json(), CODE, "pdf")
