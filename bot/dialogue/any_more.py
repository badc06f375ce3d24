"""Answers to "any more?": no, yes, or at once the next item of the list."""

from collections.abc import Mapping
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.filled import Filled
from bot.dialogue.items import main_path
from calculators.calculator import Fillable
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.doubtful import doubtful, only_planned
from calculators.reading.figures import Sort, find_figures
from calculators.reading.received import only_agreed
from calculators.reading.replies import no_more, one_more, speaks_of_another, yes_or_no
from calculators.reading.rows import main_of
from calculators.reading.sums import is_of_last_year
from calculators.reading.told import Told, Unclear

_NOTHING_YET = lazy(r"(?:还|都|暂时)?(?:没|未)(?:有)?(?:到账|收到|付|打|给|进账|结|花)")


def any_more(calculator: Fillable, path: str, items: Mapping[str, int], text: str, filled: Filled) -> Filled:
    """An answer to "any more?": no, yes, or at once the next item."""
    name = path.removesuffix(".more")
    field = calculator.inputs[name]
    main = main_of(field)
    if filled.told and (not speaks_of_another(text) or main_path(name, field, items[name]) in filled.told):
        return filled
    figures = [f for f in find_figures(text) if fits(main, f) and f.sort not in (Sort.OTHER, Sort.ORDINAL, Sort.COUNT)]
    if len({(figure.low, figure.high) for figure in figures}) > 1:
        filled.unclear = f"您说了不止一个数，{'、'.join(figure.text for figure in figures)}，请一个一个说"
        return filled
    every, body = find_figures(fold(text)), fold(text)
    if (doubt := only_planned(main, every, body) or doubtful(main, every, body)) is not None:
        return Filled(unclear=doubt.why)
    if len(figures) == 1 and field.many and field.many.yearly and is_of_last_year(figures[0], body):
        return Filled(unclear=f"{figures[0].text}是往年的，这里只加同一年的，没有算进去")
    if figures and all(only_agreed(main, figure, body) for figure in figures):
        return Filled(
            unclear=f"{figures[0].text}是合同上的数，这一{field.many.classifier if field.many else '项'}到账了多少"
        )
    if figures:
        told = take(main, figures[0], text)
        if isinstance(told, Unclear):
            filled.unclear = told.why
        else:
            filled.told[main_path(name, field, items[name])] = told
        return filled
    if speaks_of_another(text) and field.kind == "money" and _NOTHING_YET.search(text):
        filled.told[main_path(name, field, items[name])] = Told(Decimal(0), text)
    elif no_more(text) or yes_or_no(text) is False:
        filled.told[path] = Told(False, text)
    elif one_more(text):
        filled.more = True
    return filled


def none_after_all(calculator: Fillable, dialogue: Dialogue, path: str, text: str) -> dict[str, Told]:
    """没有了, where the amount of one more is asked for: there is none after all."""
    name, _, rest = path.partition(".")
    field = calculator.inputs.get(name)
    if field is None or field.many is None or not rest[:1].isdigit() or rest.startswith("0") or not no_more(text):
        return {}
    item = f"{name}.{rest.partition('.')[0]}"
    begun = any(told == item or told.startswith(f"{item}.") for told in dialogue.answers)
    return (
        {}
        if begun or path != main_path(name, field, int(rest.partition(".")[0]))
        else {f"{name}.more": Told(False, text)}
    )


def unclear_item(unclear: Mapping[str, str], path: str) -> str:
    """Why an item of the list asked about cannot be taken as it was told; empty when none is so."""
    name = path.split(".")[0]
    return next((why for other, why in unclear.items() if other.split(".")[0] == name), "")
