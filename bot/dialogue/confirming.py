"""The amount just computed, asked back: 两万四到手？ 那就是2.4万对吧？"""

from bot.dialogue.asking import leads_back
from bot.dialogue.assessing import interim
from bot.dialogue.prompts import Prompts
from bot.dialogue.state import Open, Turn
from bot.wording import headline
from calculators.patterns import lazy
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Span
from calculators.result import Result
from policies.inquiry import Inquiry

_ASKED_BACK = lazy(
    r"(?P<lead>(?:那么?|哦|噢|嗯|好|对|行|所以|我|我们|一共|总共|合计|最后|最多|[,\s]|(?P<so>也?就是说?|等于说?|意思是|是不是|真的?|能|可以|该|拿|领|补|奖|给|得|有))*)"
    r"□元?(?:块|块钱|钱)?(?:的?(?:奖励?|补[助贴]))?(?P<had>(?:能|可以|就)?(?:到手|拿到手?|领到手?|进账|落袋))?"
    r"(?P<ask>(?:是吧|对吧|是吗|对吗|对不对|是不是|没错吧|吗|么|吧|不|呢|了|啊|呀|呗)*[?]?)"
)
_OF_AWARDS = ("拿", "领", "补", "奖", "给", "得", "就是", "等于", "意思")
_ASKING = lazy(r"[?吗么不]|[是对错]吧")


def asked_back(normal: str) -> Figure | None:
    """The amount that a message asks to have confirmed as the award; None where it asks for nothing of the kind."""
    figures = [figure for figure in find_figures(normal) if figure.sort is Sort.MONEY]
    if len(figures) != 1 or figures[0].ranged:
        return None
    found = _ASKED_BACK.fullmatch(normal.replace(figures[0].text, "□", 1))
    return figures[0] if found and _ASKING.search(found["ask"]) else None


def is_named_as_had(normal: str) -> bool:
    """到手, 能拿: does the question speak of money to be had?"""
    figure = asked_back(normal)
    found = _ASKED_BACK.fullmatch(normal.replace(figure.text, "□", 1)) if figure else None
    return bool(found and (found["had"] or any(word in found["lead"] for word in _OF_AWARDS)))


def confirms(result: Result, figure: Figure) -> bool:
    return result.amount is not None and result.amount == figure.value


def confirmed(prompts: Prompts, at: Open, normal: str) -> Turn | None:
    """The amount so far said to be so, or not to be so, and the open question again; None where it is not asked."""
    figure = asked_back(normal)
    if figure is None or isinstance(at.goal, Inquiry):
        return None
    if any(isinstance(told.value, Span) for told in at.dialogue.answers.values()):
        return None
    result = interim(at.goal, at.dialogue.given())
    if result is None or result.amount is None:
        return None
    if confirms(result, figure):
        said = f"对，按目前说的，{headline(result)}"
    elif is_named_as_had(normal):
        said = f"不是{figure.text}。按目前说的，{headline(result)}"
    else:
        return None
    return prompts.ask_again(at, f"{said}\n{leads_back(at.goal)}", "answer")
