"""Corrections of how many zeros an amount has: 少算了一个零, 多打了两个0; the amount may be said beside it."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of, value_of
from bot.dialogue.correcting_either import Either
from bot.dialogue.which_item import index_meant
from calculators.calculator import Fillable, field_of
from calculators.money import EXACT, times
from calculators.patterns import lazy
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.told import Told

_ZEROS = lazy(
    r"(?P<way>少|漏|多|掉|加|添|补)(?:算|打|写|说|报|输|填|记|看|按|加|落)?(?:了|掉)?(?:(?P<many>[一1两二2三3])?个)?(?:零|0|〇)(?![\d.万亿w])"
)
_OF_ALL = lazy(r"都|每[个项份笔]|全")


def sounds_of_zeros(text: str) -> bool:
    """Does a message say that a figure has a zero too few or too many?"""
    return bool(_ZEROS.search(text))


def by_zeros(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """The amount told last (or named, or all of them) with the zeros set right; a question where it may be any."""
    body = fold(text)
    found = _ZEROS.search(body)
    if found is None:
        return {}
    factor = Decimal(10) ** digit(found["many"] or "1")
    amounts: dict[str, Decimal] = {}
    for path, told in dialogue.answers.items():
        field = None if path.endswith(".more") else field_of(calculator, path)
        if field is not None and field.kind == "money" and isinstance(told.value, Decimal) and told.value:
            more = found["way"] != "多"
            amounts[path] = times(told.value, factor) if more else EXACT.divide(told.value, factor)
    rest = body[: found.start()] + "□" + body[found.end() :]
    said = {figure.value for figure in find_figures(rest) if figure.sort is Sort.MONEY}
    meant = [path for path, value in amounts.items() if value in said]
    if not meant and _OF_ALL.search(rest):
        meant = list(amounts)
    index = index_meant(dialogue, list(amounts), rest, [])
    if not meant and index is not None and index < len(amounts):
        meant = [list(amounts)[index]]
    meant = meant or (list(amounts) if len(amounts) == 1 else [])
    if meant:
        return {path: Told(amounts[path], text) for path in meant}
    if not amounts or said:
        return {}  # another amount than any of these: it says itself what it is
    labels = [label_of(calculator, path, dialogue.answers) for path in amounts]
    values = [value_of(field_of(calculator, path), dialogue.answers[path]) for path in amounts]
    asked = Either(f"哪个数{found.group()}？现在记的是{'、'.join(map('{}{}'.format, labels, values))}")
    after = [value_of(field_of(calculator, path), Told(amounts[path], "")) for path in amounts]
    asked.either = tuple(f"{label}改成{value}" for label, value in zip(labels, after, strict=True))
    return asked
