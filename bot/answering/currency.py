"""Whether a document still holds (还算不算数): what it cannot tell of later years, and of what has changed since."""

from bot.understanding.times import CHANGED, later_years
from calculators.patterns import lazy
from policies.document import Document

_STILL = lazy(r"还(?:给|有|能|在|奖|补|执行|管用|算数|作数|是)[^,.;]{0,8}(?:吗|么|不|没)|继续|延续|接着")
_LATER = lazy(r"今年|明年|后年|以后|往后|下一?年度?")


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
