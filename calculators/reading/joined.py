"""Amounts with nothing but joining words between them: 一个300万，一个600万; 60万、75万和2000万都到账."""

from itertools import pairwise

from calculators.patterns import lazy
from calculators.reading.figures import Figure

_JOINED = lazy(
    r"^(?:、|和|与|跟|及|,|，|另一个|一个|还有|另外|另|又|\s|分别|各|差不多|大约摸?|大概|约|将近|接近|得有|近)*$"
)
_PIECE = lazy(r"第?[一二三四五六]?[个项份笔件](?:是|到账|为)?")
OF_ALL = lazy(r"元?(?:都|均|全)")


def continues(figure: Figure, claimed: list[Figure], figures: list[Figure], body: str) -> bool:
    """一个300万，一个600万: the second follows the first with nothing but joining words between."""
    before = [other for other in figures if other.end <= figure.start and other.sort is figure.sort]
    if not before:
        return False
    previous = before[-1]
    gap = _PIECE.sub("", body[previous.end : figure.start])
    return (previous in claimed or continues(previous, claimed, figures, body)) and bool(_JOINED.match(gap))


def leads_to(figure: Figure, last: Figure, free: list[Figure], body: str) -> bool:
    """60万,75万,2000万都到账: what is said behind the last one is said of all of them."""
    row = [other for other in free if figure.start <= other.start <= last.start and other.sort is figure.sort]
    return figure.start < last.start and in_a_row(row, body)


def in_a_row(figures: list[Figure], body: str) -> bool:
    """一个300万和一个600万: amounts with nothing but joining words between them."""
    gaps = (body[one.end : other.start] for one, other in pairwise(figures))
    return len(figures) > 1 and all(_JOINED.match(_PIECE.sub("", gap)) for gap in gaps)
