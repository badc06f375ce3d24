"""如果主导产业链做到240亿, of a share that was told by two amounts: the share anew, of the same total."""

from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.parts import share_of_total
from calculators.reading.told import Told


def share_again(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """The one share that was told as an amount of a total, where a message tells another amount of it."""
    shares = {
        path: told.of
        for path, told in dialogue.answers.items()
        if told.of is not None and (field := field_of(calculator, path)) is not None and field.kind == "percent"
    }
    figures = find_figures(fold(text))
    if len(shares) != 1 or len(figures) != 1 or figures[0].sort is not Sort.MONEY or figures[0].ranged:
        return {}
    ((path, total),) = shares.items()
    share = share_of_total(figures[0], total)
    return {path: share} if share is not None else {}
