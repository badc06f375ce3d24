"""An answer that was added up of several figures (300万＋450万): its parts, and the answer with one of them replaced."""

from decimal import Decimal

from bot.changed import replace
from calculators.money import times, total
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Told

PLUS = "＋"
TIMES = "×"
_MOST_PARTS = 12  # so much each of more than these is no list


def addends(told: Told) -> list[Figure]:
    """The figures that an answer was added up of; none where it was told as one."""
    pieces = told.said.split(PLUS)
    figures = [figures[0] for piece in pieces if len(figures := find_figures(fold(piece))) == 1]
    exact = len(figures) == len(pieces) > 1 and all(figure.sort is Sort.MONEY for figure in figures)
    return figures if exact and isinstance(told.value, Decimal) and sum_of(figures) == told.value else []


def as_addends(told: Told) -> Told:
    """25万×6笔 as six payments of 25万, so that one of them can be another; any other answer as it is."""
    pieces = [figures[0] for piece in told.said.split(TIMES) if len(figures := find_figures(fold(piece))) == 1]
    amounts = [figure for figure in pieces if figure.sort is Sort.MONEY and not figure.ranged]
    counts = [figure for figure in pieces if figure.sort is Sort.COUNT and not figure.ranged]
    if len(pieces) != 2 or len(amounts) != 1 or len(counts) != 1 or not 1 < counts[0].value <= _MOST_PARTS:
        return told
    return replace(told, said=PLUS.join([amounts[0].text] * int(counts[0].value)))


def with_addend(told: Told, place: int, figure: Figure) -> Told:
    """The answer with one of its parts replaced."""
    parts = addends(told)
    parts[place] = figure
    said = PLUS.join(part.text for part in parts)
    return replace(told, value=sum_of(parts), said=said, about=any(part.about for part in parts))


def with_factor(told: Told, figure: Figure) -> Told | None:
    """8000×120人, now 150人: the product with the factor of that sort replaced; None where it was told otherwise."""
    pieces = told.said.split(TIMES)
    factors = [figures[0] for piece in pieces if len(figures := find_figures(fold(piece))) == 1]
    of_it = [place for place, factor in enumerate(factors) if _alike(factor, figure)]
    if len(factors) != len(pieces) or len(pieces) != 2 or len(of_it) != 1 or figure.ranged:
        return None
    factors[of_it[0]] = figure
    value = times(*(factor.value for factor in factors))
    return replace(told, value=value, said=TIMES.join(factor.text for factor in factors))


def factor_like(told: Told, figure: Figure) -> Figure | None:
    """120人 of 8000×120人, for a figure that could stand in its place."""
    pieces = told.said.split(TIMES)
    factors = [figures[0] for piece in pieces if len(figures := find_figures(fold(piece))) == 1]
    of_it = [factor for factor in factors if _alike(factor, figure)]
    return of_it[0] if len(pieces) == len(factors) == 2 and len(of_it) == 1 else None


def _alike(factor: Figure, figure: Figure) -> bool:
    """150人 and 120人, 1万 and 8000: could the one stand for the other?"""
    if Sort.COUNT in (factor.sort, figure.sort):
        return factor.sort is figure.sort and factor.unit == figure.unit
    return {factor.sort, figure.sort} <= {Sort.MONEY, Sort.BARE}


def with_one_more(before: Told, value: Decimal | int, figure: Figure) -> Told:
    """The answer after one more figure was added to it; its parts are kept where they are known."""
    both = Told(value, f"{before.said}{PLUS}{figure.text}", before.about or figure.about)
    return both if addends(both) else Told(value, figure.text, before.about or figure.about)


def sum_of(figures: list[Figure]) -> Decimal:
    """In yuan."""
    return total([figure.value for figure in figures])
