"""Of an amount told, the part that is meant: 卖了3000万，其中目录里的只有800万."""

from collections.abc import Mapping
from itertools import pairwise

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.cues import clause_before
from calculators.reading.figures import Figure, Sort
from calculators.reading.told import Reading, put

_AMONG = lazy(r"其中([^\d,，。;；]{0,12})$")


def part_among(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """Takes the part for a field that the words of the part name; asks where they name none."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    for whole, part in pairwise(amounts):
        found = _AMONG.search(clause_before(part, body))
        if found is None or part.start in used or part.high > whole.high:
            continue
        for name, field in fields.items():
            told = reading.told.get(name)
            if field.kind != "money" or told is None or told.said != whole.text:
                continue
            reading.told.pop(name)
            if any(pair in field.label for pair in map("".join, pairwise(found.group(1)))):
                put(reading, name, take(field, part, body), used, part)
            else:
                reading.unclear[name] = f"{field.label}，是{whole.text}还是其中的{part.text}"
