"""Figures of an answer that nothing took: they are named, so that nobody believes them counted in."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.state import Goal
from calculators.calculator import Fillable, leaves
from calculators.money import total
from calculators.patterns import lazy
from calculators.reading.agreed import counts_what_was_paid
from calculators.reading.amounts import fits
from calculators.reading.characters import fold
from calculators.reading.cues import clause_before, is_claimed_award
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.none_told import NONE_AT_ALL
from calculators.reading.parts import is_still_out
from calculators.reading.received import counts_receipts, in_parts
from calculators.reading.sums import of_another_year
from calculators.reading.told import Span, Told
from policies.inquiry import Inquiry

ROSE_FROM = lazy(r"[从由](?:原来|以前|当时|去年)?的?$|(?:不是|并非)$")  # or what it is not
_IS_ONE = lazy(r"(?:是|同|属于?|在)$")  # 都是一个区的 counts nothing
_SO_MUCH = lazy(r"(?:能|可以)?[给奖补拿]")  # 一个给多少 asks for the rate
_AGREED = lazy(r"合同|协议|签|成交|总价|总额")
_FACTOR = lazy(r"系数(?:是|为|按|取|定的?)*$")
_EVERY_SORT = tuple(Sort)
_ALIKE = {"户": "家"}  # counted alike
_NEAR = 4  # characters between a share and the amount that says it exactly


def note_of(figures: list[str]) -> list[str]:
    """What is said of figures that went nowhere."""
    return [f"{'、'.join(figures)}没听出是哪个数，没有算进去；要算就说清是什么。"] if figures else []


def still_out(goal: Goal, text: str, told: Mapping[str, Told]) -> list[str]:
    """质保金50万没付: what is said of money that did not come yet."""
    if isinstance(goal, Inquiry) or any(field.whole for field in leaves(goal)):
        return []
    body = fold(text)
    said = {one.said for one in told.values()}
    out = [figure.text for figure in find_figures(body) if figure.sort is Sort.MONEY and is_still_out(figure, body)]
    out = [one for one in out if one not in said]
    return [f"还没付的{'、'.join(out)}没有算进去。"] if out and told else []


def left_over(
    goal: Goal, dialogue: Dialogue, text: str, told: Mapping[str, Told], sorts: Collection[Sort] = _EVERY_SORT
) -> list[str]:
    """The figures of a message, as they were said, that are neither in `told` nor were told before."""
    numbers = {path: one for path, one in told.items() if _is_number(one)}
    if isinstance(goal, Inquiry) or not numbers:
        return []
    body = fold(text)
    known = list(_values([*told.values(), *dialogue.answers.values()]))
    figures = find_figures(body)
    alone = len(figures) == 1 and figures[0].text == body  # else 都付了 is told by the whole of a message
    pieces = [piece for one in numbers.values() if (piece := fold(one.said)) != body or alone]
    said = [figure.text for piece in pieces for figure in find_figures(piece)]
    asked = "".join(field.ask for field in leaves(goal))
    lines = lines_of(goal)
    return [
        figure.text
        for figure in figures
        if figure.sort in sorts
        and _could_count(goal, figure, body)
        and not _is_said_exactly(figure, figures)
        and not (figure.text == "一个" and (_IS_ONE.search(body[: figure.start]) or _SO_MUCH.match(body[figure.end :])))
        and not (_AGREED.search(clause_before(figure, body)) and _counts_payments(goal))
        and figure.text not in said
        and not ROSE_FROM.search(body[: figure.start])
        and figure.value not in known
        and not is_still_out(figure, body)
        and not (figure.sort is Sort.MONEY and (figure.value in lines or in_parts(figure, body)))
        and figure.text.rstrip("元") not in asked
        and not NONE_AT_ALL.match(body, figure.start)
        and (figure.sort is Sort.PERCENT or not is_claimed_award(figure, body))
    ]


def lines_of(goal: Fillable) -> set[Decimal]:
    """The amounts that the questions themselves name (交易额不低于500万元的): told, they only say what is counted."""
    asked = fold(",".join(field.ask for field in leaves(goal)))
    return {figure.value for figure in find_figures(asked) if figure.sort is Sort.MONEY}


def _is_said_exactly(share: Figure, figures: list[Figure]) -> bool:
    """到账是一半多点，320万: a share with the amount that it is behind it."""
    near = [other for other in figures if other.sort is Sort.MONEY and 0 <= other.start - share.end <= _NEAR]
    return share.sort is Sort.PERCENT and bool(near)


def _counts_payments(goal: Fillable) -> bool:
    return any(counts_receipts(field) or counts_what_was_paid(field) for field in leaves(goal))


def _is_number(told: Told) -> bool:
    return not isinstance(told.value, bool) and isinstance(told.value, Decimal | int | Span | tuple)


def _values(told: list[Told]) -> Iterator[Decimal]:
    """Every number that was told, what was agreed on beside it, and what the amounts come to together."""
    amounts = []
    for one in told:
        if one.of is not None:
            yield one.of
        if isinstance(one.value, Span):
            yield from (one.value.low, one.value.high)
        elif isinstance(one.value, tuple):
            yield from one.value
        elif isinstance(one.value, Decimal | int) and not isinstance(one.value, bool):
            yield Decimal(one.value)
            amounts += [one.value] if isinstance(one.value, Decimal) else []
    yield total(amounts)


def _could_count(goal: Fillable, figure: Figure, body: str) -> bool:
    """Is a figure of the sorts that the calculation works with?"""
    if figure.sort is Sort.COUNT:
        return any(
            field.kind == "count" and _ALIKE.get(figure.unit, figure.unit) == field.counter for field in leaves(goal)
        )
    if figure.sort is Sort.MONEY:
        return not any(of_another_year(field, figure, body) for field in leaves(goal) if fits(field, figure))
    return figure.sort is Sort.PERCENT or bool(_FACTOR.search(body[: figure.start]))
