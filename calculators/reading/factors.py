"""Several factors told with one word: 系数都按1; 两个系数分别是1.2和1.1."""

from collections.abc import Mapping
from itertools import pairwise

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.cues import clause_before
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Reading, Told, put

_ALIKE = lazy(r"系数(?:我们)?(?:都|均|全部?)(?:先)?(?:按|是|取|为|用|算)?$")
_IN_TURN = lazy(r"系数(?:我们)?(?:分别|依次|各)?(?:先)?(?:按|是|取|为|用|算|:)?\s*$")
_JOINED = lazy(r"\s*(?:和|与|跟|、|,|，|,?另一?个(?:系数)?(?:是|按|为)?)?\s*")


def read_factors(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """The factors of a calculation that takes several, where none is called by its own name."""
    factors = {name: field for name, field in fields.items() if field.kind == "factor"}
    if len(factors) > 1:
        _alike(factors, figures, body, reading, used)
        _in_turn(factors, figures, body, reading, used)


def _alike(factors: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """系数都按1: one figure for every factor."""
    for figure in figures:
        if figure.start not in used and _ALIKE.search(body[: figure.start]):
            for name, field in factors.items():
                if fits(field, figure):
                    put(reading, name, take(field, figure, body), used, figure)


def _in_turn(factors: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """系数分别是1.2和1.1: as many figures in a row as there are factors, in the order they are asked for."""
    free = [figure for figure in figures if figure.start not in used and figure.sort is Sort.BARE]
    row = [figure for figure in free if all(fits(field, figure) for field in factors.values())]
    first = next((place for place, figure in enumerate(row) if _IN_TURN.search(body[: figure.start])), None)
    if first is None or any(name in reading.told for name in factors):
        return
    row = row[first : first + len(factors)]
    gaps = [body[one.end : other.start] for one, other in pairwise(row)]
    own = any(cue in clause_before(row[0], body) for field in factors.values() for cue in field.cues)
    if len(row) == len(factors) and all(map(_JOINED.fullmatch, gaps)) and not own:
        for (name, field), figure in zip(factors.items(), row, strict=True):
            put(reading, name, take(field, figure, body), used, figure)


def only_factors(factors: Mapping[str, Field], body: str) -> dict[str, Told]:
    """1.2和0.8, and nothing else: as many figures as there are factors still open, in the order they are asked for."""
    row = find_figures(body)
    gaps = [body[one.end : other.start] for one, other in pairwise(row)]
    rest = body[: row[0].start] + body[row[-1].end :] if row else body
    if len(factors) < 2 or len(row) != len(factors) or rest.strip("，,。. ") or not all(map(_JOINED.fullmatch, gaps)):
        return {}
    told = {name: take(field, figure, body) for (name, field), figure in zip(factors.items(), row, strict=True)}
    return {name: one for name, one in told.items() if isinstance(one, Told)} if all(map(_fits_one, row)) else {}


def _fits_one(figure: Figure) -> bool:
    return figure.sort is Sort.BARE and not figure.ranged
