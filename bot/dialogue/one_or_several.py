"""一期4000万二期6000万, asked back: 同一个项目的 is one amount of both, 两个项目 one amount each."""

from bot.dialogue.state import Goal, Open
from calculators.calculator import leaves
from calculators.money import spoken, total
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.figures import Figure, Sort, find_figures

_ONE = lazy(
    r"同一?[个笔项份条家]|(?<![第每另])一个(?:项目|成果|合同)|是一[个项份]|加起来|加一起|合起来|合在一起|合计|都是(?:这|一)[个项]|分(?:[两二三几\d])?[年期次笔批]"
)
_SEVERAL = lazy(r"[两二三四几\d][个项份]|不同|分别|各是各|各算各|分开|不是(?:同)?一|不是加")


def kept_row(goal: Goal, text: str) -> str:
    """The message, if it tells several amounts and nothing else that counts; empty otherwise."""
    return text if len(_amounts(goal, text)) > 1 else ""


def of_one_or_several(at: Open, text: str) -> str:
    """The message that was asked back, as the new one settles it; the new one where it settles nothing."""
    amounts = _amounts(at.goal, at.dialogue.unplaced)
    if len(amounts) < 2 or any(figure.sort is Sort.MONEY for figure in find_figures(text)):
        return text
    one, several = _ONE.search(text), _SEVERAL.search(text)
    if several and not (one and one.start() < several.start() and text[one.start()] == "分"):
        return "，".join(f"一个{figure.text}" for figure in amounts)
    return f"一共{spoken(total([figure.value for figure in amounts]))}" if one else text


def _amounts(goal: Goal, text: str) -> list[Figure]:
    money = [figure for figure in find_figures(text) if figure.sort is Sort.MONEY and not figure.ranged]
    return money if all(any(fits(field, figure) for field in leaves(goal)) for figure in money) else []
