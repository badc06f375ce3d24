"""A figure that could be meant for more than one answer: which one, and what could be said to place it."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of, value_of
from bot.speech import supposes
from calculators.calculator import Fillable, field_of
from calculators.reading.figures import Figure
from calculators.reading.sums import changed_by
from calculators.reading.told import Told


class Either(str):
    """Why a figure cannot be placed, with the ways to say where it belongs."""

    either: tuple[str, ...] = ()


def which(calculator: Fillable, dialogue: Dialogue, paths: list[str], said: str, text: str) -> str:
    """3500万是改采购额（4000万元），还是实际支付金额（3000万元）"""
    names = [
        f"{label_of(calculator, path, dialogue.answers)}（现在{value_of(field_of(calculator, path), dialogue.answers[path])}）"
        for path in paths
    ]
    either = Either(f"您说的{said}，是{'、'.join(names[:-1])}，还是{names[-1]}？")
    word = "如果" if supposes(text) else ""
    either.either = tuple(f"{word}{label_of(calculator, path, dialogue.answers)}改成{said}" for path in paths)
    return either


def which_changes(
    calculator: Fillable, dialogue: Dialogue, paths: list[str], figure: Figure, sign: int, text: str
) -> str:
    """少说了50万, of two amounts: which one, and what it then is."""
    asked = Either(which(calculator, dialogue, paths, figure.text, text))
    word, ways = "如果" if supposes(text) else "", []
    for path in paths:
        old, field = dialogue.answers[path].value, field_of(calculator, path)
        after = changed_by(old, figure, sign) if isinstance(old, Decimal | int) else None
        if after is not None and field is not None:
            value = int(after) if field.kind == "count" else after
            ways.append(f"{word}{label_of(calculator, path, dialogue.answers)}改成{value_of(field, Told(value, ''))}")
    asked.either = tuple(ways)
    return asked
