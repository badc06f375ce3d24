"""先付了3000又付了1500, where an amount is asked for in 万元: several numbers that all leave out that unit."""

from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.rows import main_of
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_ONE_BY_ONE = lazy(
    r"先.*(?:又|再|后来|后面|然后)|(?:付|到|投|收|打|花|给)了?[^,，]*[,，]?(?:又|后来又?|然后又?|接着又?)"
)


def with_sensed_units(calculator: Fillable, dialogue: Dialogue, text: str) -> str:
    """The message with the unit behind each of its numbers; as it is where a unit is said or only one number."""
    path = dialogue.awaiting or ""
    if isinstance(calculator, Inquiry) or not path:
        return text
    field = calculator.inputs.get(path.removesuffix(".more")) if path.endswith(".more") else field_of(calculator, path)
    main = main_of(field) if field is not None else None
    figures = find_figures(text)
    if main is None or main.kind != "money" or main.unit != "万" or len(figures) < 2 or not _ONE_BY_ONE.search(text):
        return text
    if any(figure.sort is not Sort.BARE or figure.ranged for figure in figures):
        return text
    taken = [take(main, figure, fold(text)) for figure in figures]
    if not all(
        isinstance(one, Told) and one.value == figure.value * 10_000 for one, figure in zip(taken, figures, strict=True)
    ):
        return text
    for figure in reversed(figures):
        number = format(figure.value.normalize(), "f")
        text = f"{text[: figure.start]}{number}万{text[figure.end :]}"
    return text
