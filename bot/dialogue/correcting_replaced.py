"""Corrections that name the old value: 不是6000万，是8000万; 把6000万改成8000万; 三条变五条; 是8000万，不是6000万."""

from bot.conversation import Dialogue
from bot.dialogue.addends import addends, with_addend
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.answers import answer
from calculators.reading.figures import find_figures
from calculators.reading.told import Told

_DENIED = lazy(r"(?:不是|并非|不要|而不是)\s*([^,，。;；是]{1,14})[,，]?\s*(?:应该|而|才)?是\s*([^,，。;；]{1,24})")
_DENIED_LAST = lazy(r"(?:还是|应该是|其实是|是)\s*([^,，。;；是]{1,14})[,，]\s*(?:而)?不是\s*(.{1,24})")
_FROM_TO = lazy(
    r"(?:把|将|从|由)?(.{1,16}?)(?:改成|改为|改回|换成|变成|变为|改到|变到|[变改](?=[\d一二两三四五六七八九十]))(.{1,24})"
)


def replaced(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """不是6000万，是8000万; 把6000万改成8000万: the field that holds the old value."""
    for pattern in (_DENIED, _FROM_TO, _DENIED_LAST):
        changed: dict[str, Told] = {}
        for found in pattern.finditer(text):
            old, new = found.groups() if pattern is not _DENIED_LAST else reversed(found.groups())
            changed |= _replacement(calculator, dialogue, old, new)
        if changed:
            return changed
    return {}


def _replacement(calculator: Fillable, dialogue: Dialogue, old: str, new: str) -> dict[str, Told]:
    for path, told in reversed(list(dialogue.answers.items())):
        here = None if path.endswith(".more") else field_of(calculator, path)
        if here is None:
            continue
        before, after = answer(here, old), answer(here, new)
        if isinstance(before, Told) and isinstance(after, Told) and before.value == told.value:
            return {path: after}
        parts = addends(told)
        found = [place for place, part in enumerate(parts) if isinstance(before, Told) and part.value == before.value]
        figures = find_figures(new)
        if len(found) == 1 and len(figures) == 1 and isinstance(after, Told):  # 不是450万是540万, of 300万＋450万
            return {path: with_addend(told, found[0], figures[0])}
    return {}
