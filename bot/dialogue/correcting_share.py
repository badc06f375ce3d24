"""如果主导产业链做到240亿, of a share that was told by two amounts: the share anew, of the same total."""

from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.parts import share_of_total
from calculators.reading.told import Told

_OF_ALL = lazy(r"(?:全区|全部|全开发区|总营收|总收入|总的|区里?一共|整个|所有|合计|总共)[^,，。;；\d]{0,8}$")


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
    if _OF_ALL.search(fold(text)[: figures[0].start]):  # 全区是240亿: the same amount of another total
        amounts = find_figures(fold(dialogue.answers[path].said))
        share = share_of_total(amounts[0], figures[0].value) if amounts else None
    return {path: share} if share is not None else {}
