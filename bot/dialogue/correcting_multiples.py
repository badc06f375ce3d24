"""Corrections and suppositions told as a multiple: 要是再翻一番呢, 如果到账翻倍, 采购额减半的话."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of
from bot.dialogue.wholes import base_of
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.multiples import multiple, multiplied
from calculators.reading.told import Told

_AGAIN = lazy(r"再|又|还")


def by_multiple(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """The one answer meant, so many times what it rose from, or (再翻一番) what was said of it before."""
    if multiple(text) is None:
        return {}
    found: dict[str, Told] = {}
    for path, told in dialogue.answers.items():
        field = None if path.endswith(".more") else field_of(calculator, path)
        if field is None or field.kind not in ("money", "count") or isinstance(told.value, bool):
            continue
        base = None if _AGAIN.search(text) else base_of(dialogue, path, field)
        before = base if base is not None else told.value
        value = multiplied(field, before, text) if isinstance(before, Decimal | int) and before else None
        if value is not None:
            found[path] = value
    fields = {path: field for path in found if (field := field_of(calculator, path)) is not None}
    named = [path for path, field in fields.items() if any(cue in text for cue in (field.label, *field.cues))]
    rising = [path for path, field in fields.items() if field.related]
    for meant in (named, rising, list(found)):
        if len(meant) == 1:
            return {meant[0]: found[meant[0]]}
    if not found:
        return {}
    labels = "、".join(label_of(calculator, path, dialogue.answers) for path in found)
    return f"翻的是哪个数？现在有{labels}，说“…改成…”就行"
