"""要三家还是十五家, after a card: the sentence told last that holds one of the two figures."""

import re
from collections.abc import Sequence

from bot.understanding.part_words import words_of
from calculators.patterns import lazy
from calculators.reading.figures import Figure, Sort, find_figures
from intents.normalise import normalise
from policies.card import Card

_EITHER = lazy(
    r"(?:那|到底|究竟|是|要|得|需要|不?少于|至少|看|[,\s])*□(?:就行|就够)?,?还是(?:要|得|需要)?□(?:才行|才够|就行|就够)?(?:啊|呀|呢|的)?[?]?"
)


def either_told(card: Card, told: Sequence[str], normal: str) -> str | None:
    """What was told of the one figure or the other; None where neither is asked for, or neither was told.

    `told`: the parts of the card that were told, the last one last.
    """
    figures = [figure for figure in find_figures(normal) if figure.sort is not Sort.OTHER]
    said = normal
    for figure in reversed(figures):
        said = f"{said[: figure.start]}□{said[figure.end :]}"
    if len(figures) != 2 or figures[0].sort is not figures[1].sort or not _EITHER.fullmatch(said):
        return None
    for unit in reversed(told):
        for sentence in re.split("。|\n", words_of(card, unit)):
            meant = [figure for figure in figures if _holds(sentence, figure)]
            if meant:
                other = [figure.text for figure in figures if figure not in meant]
                return f"{f'不是{other[0]}。' if other else ''}{sentence.strip()}。"
    return None


def _holds(sentence: str, figure: Figure) -> bool:
    told = find_figures(normalise(sentence))
    return any(one.value == figure.value and one.sort is figure.sort and one.unit == figure.unit for one in told)
