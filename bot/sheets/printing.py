"""A sheet as PDF and as picture. Needs a Chinese font on the machine; says so where there is none."""

import json
import threading
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.sheets.sheet import parse_sheet

FORMATS = ("pdf", "png")
FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "SimSun",
)
NO_FONT = (
    "这台机器没有中文字体，出不了PDF和图片。装一个再重启就行，"
    "Debian/Ubuntu：apt-get install fonts-noto-cjk（或 fonts-wqy-microhei）"
)
SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)  # points; the first that keeps everything on one page
PPI = 130
_TEMPLATE = Path(__file__).with_name("sheet.typ")
_one_at_a_time = threading.Lock()  # a compiler is not made for several threads


class NoFont(RuntimeError):
    """There is no Chinese font to print with."""


@lru_cache(maxsize=1)
def fonts() -> tuple[str, ...]:
    """The Chinese fonts of this machine, the best first. Raises NoFont."""
    import typst

    here = set(typst.Fonts().families())
    found = tuple(name for name in FONTS if name in here)
    if not found:
        raise NoFont(NO_FONT)
    return found


@lru_cache(maxsize=16)
def printed(kept: str, code: str, form: str) -> bytes:
    """A kept sheet (JSON) on one A4 page, as a file of one of FORMATS. Raises NoFont."""
    words = {**asdict(parse_sheet(kept)), "code": code}
    for size in SIZES:
        inputs = {"sheet": json.dumps({**words, "size": size}, ensure_ascii=False), "fonts": json.dumps(fonts())}
        pages = compiled(_TEMPLATE, "png", inputs)
        if len(pages) == 1:
            break
    return pages[0] if form == "png" else compiled(_TEMPLATE, "pdf", inputs)[0]


def compiled(template: Path, form: Literal["pdf", "png"], inputs: dict[str, str]) -> list[bytes]:
    """A template filled with data: a picture for each page, or one PDF."""
    import typst

    with _one_at_a_time:
        made = typst.compile(template, format=form, ppi=PPI, sys_inputs=inputs)
    files = made if isinstance(made, list) else [made]
    return [file for file in files if file is not None]  # None is a file written, and nothing is
