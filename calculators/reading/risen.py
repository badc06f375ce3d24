"""What a figure rose from (占比从18%做到61%): nothing to compute with, where only one field could take either."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from calculators.fields import Field
from calculators.reading.amounts import fits
from calculators.reading.figures import Figure

_TO = re.compile(
    r"\s*(?:左右)?(?:一下子|一口气|又|再)?(?:涨|提|升|增|做|长|扩|冲|拉|干|变)(?:高|加|长|大|成|上)?[到至成为了]{1,2}\s*"
)


def without_what_it_rose_from(fields: Iterable[Field], figures: Sequence[Figure], body: str) -> list[Figure]:
    """The figures without those that the next one took the place of."""
    takers = list(fields)
    return [
        figure
        for figure, after in zip_longest(figures, figures[1:])
        if after is None
        or figure.sort is not after.sort
        or not _TO.fullmatch(body[figure.end : after.start])
        or sum(fits(field, figure) for field in takers) != 1
    ]
