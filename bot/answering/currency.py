"""Whether a document still holds (还算不算数): what it cannot tell of later years, and of what has changed since."""

import re

from bot.understanding.part_words import in_digits
from bot.understanding.times import CHANGED, later_years
from calculators.patterns import lazy
from policies.document import Document

_STILL = lazy(r"还(?:给|有|能|在|奖|补|执行|管用|算数|作数|是)[^,.;]{0,8}(?:吗|么|不|没)|继续|延续|接着")
_LATER = lazy(r"今年|明年|后年|以后|往后|下一?年度?")

_MONTH = lazy(r"(?<![\d前后到至])(1[0-2]|[1-9])月(?![底初内])")
_YEAR = lazy(r"(20\d\d)年")


def other_month(document: Document, normal: str) -> str:
    """A line on the month or year asked for that the figures of one month are not of; empty for that month itself."""
    asked = [found.group() for pattern in (_YEAR, _MONTH) for found in pattern.finditer(in_digits(normal))]
    missing = [one for one in asked if not re.search(rf"(?<!\d){one}", document.dated)]
    return f"资料里没有{missing[-1]}的，有的是下面这些。" if missing else ""


def currency_of(document: Document, normal: str) -> str:
    """A line on what a notice cannot tell of the time that is asked about; empty where nothing is asked of it.

    Documents that every answer cautions about (`caution`) say so anyway.
    """
    if document.kind != "notice" or document.caution or not document.dated.isdigit():
        return ""
    later = later_years(normal, document.dated)
    held = f"资料里的是{document.dated}年印发的文件"
    if later:
        return f"{held}，{later[0]}年有没有变、有没有新规定，资料里没有，请向主管部门确认。"
    if CHANGED.search(normal) or _STILL.search(normal) and _LATER.search(normal):
        return f"{held}，后来改没改、还执不执行，资料里没有，请向主管部门确认。"
    return ""
