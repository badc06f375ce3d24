"""A rise told before what it rose from (新增6户, while 2021年 is asked): kept, and added once that is known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.changed import replace as changed
from bot.conversation import Dialogue
from bot.dialogue.assessing import assessed
from calculators.calculator import BestOf, Fillable, OneAward
from calculators.fields import Field
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.amounts import falls_short, fits, take, told_as_rise
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Told, known_value

_CLAUSE = lazy(r"[,，.。;；:：!！?？]")

_SINCE_LATER = lazy(r"(?:比|和|跟|与|较|同)(?:去年|上年|上一年|前年)|(?:去年|上年|前年).{0,4}比")
_AMONG = lazy(r"其中|里面|里头|当中|有")
_ANY_TWO = (Decimal(0), Decimal(1))  # what something may have risen from
_WORDS = 6  # characters said before the figure of a rise, at most


@dataclass(frozen=True)
class Rise:
    """The words of a rise (新增6户), and the field that they are no value of.

    `worth`: what the award comes to, in yuan, where it counts the rise alone, whatever that rose from.
    """

    said: str
    base: Field
    worth: Decimal | None = None
    left_out: str = ""  # 8家里够不上的2家不算: those of it that do not count
    beside: tuple["Rise", ...] = ()  # 配套率提了12个点, of another field in the same message


def early(goal: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> Rise | None:
    """The rise that a message tells, where what it rose from is known neither before nor by this message."""
    found = list(_early(goal, dialogue, text, told))
    return replace(found[0], beside=tuple(found[1:])) if found else None


def keep(dialogue: Dialogue, rise: Rise) -> Dialogue:
    """The dialogue with the words of a rise, beside those of another field that it keeps already."""
    said = ",".join(one.said for one in (rise, *rise.beside))
    kept = dialogue.rise and not {f.sort for f in find_figures(said)} & {f.sort for f in find_figures(dialogue.rise)}
    return changed(dialogue, rise=f"{dialogue.rise},{said}" if kept else said)


def _early(goal: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> Iterator[Rise]:
    for now, base in _pairs(goal):
        if now in told or base in told or base in dialogue.answers:
            continue
        body, left_out = _without_those_short(goal.inputs[base], fold(text))
        figure = _risen(goal.inputs[base], body)
        if figure is not None:
            worth = _worth(goal, dialogue.with_answers(dict(told)), (now, base), figure, body)
            yield Rise(_words(figure, body), goal.inputs[base], worth, left_out)


def _worth(goal: Fillable, dialogue: Dialogue, pair: tuple[str, str], figure: Figure, body: str) -> Decimal | None:
    """What a rise comes to in yuan, if that is the same whatever it rose from; None if that cannot be told."""
    now, base = pair
    if isinstance(goal, BestOf):
        goal = next((one for one in goal.calculators if now in one.inputs), goal)
    if not isinstance(goal, OneAward):
        return None
    amounts = set()
    for before in _ANY_TWO:
        value = take(goal.inputs[now], figure, body, base=before)
        if not isinstance(value, Told):
            return None
        start = Told(int(before) if goal.inputs[base].kind == "count" else before, figure.text)
        result = assessed(goal, dialogue.with_answers({base: start, now: value}))
        if result is None:
            return None
        amounts.add(result.amount)
    return amounts.pop() if len(amounts) == 1 else None


def is_only_a_rise(goal: Fillable, dialogue: Dialogue, path: str, text: str) -> bool:
    """Is the only figure of a message a rise, and the field what it starts from, or what it comes to from nobody
    knows what?"""
    return any(
        (base == path or now == path and base not in dialogue.answers)
        and _risen(goal.inputs[base], _without_those_short(goal.inputs[base], fold(text))[0]) is not None
        for now, base in _pairs(goal)
    )


def added(goal: Fillable, dialogue: Dialogue, told: Mapping[str, Told]) -> dict[str, Told]:
    """What there is now, once a message tells what an early rise rose from."""
    for now, base in _pairs(goal):
        before = known_value(told[base].value) if base in told else None
        figure = _risen(goal.inputs[now], dialogue.rise) if before is not None and now not in told else None
        if figure is None or isinstance(before, str | tuple | bool) or before is None:
            continue
        value = take(goal.inputs[now], figure, dialogue.rise, base=before + 0)  # type: ignore[arg-type]
        if isinstance(value, Told):
            return {now: value}
    return {}


def worth_alone(goal: Fillable, dialogue: Dialogue, path: str) -> list[str]:
    """What is said when nobody knows what a rise rose from: what the rise alone comes to, where that is the same."""
    for now, base in _pairs(goal):
        figure = _risen(goal.inputs[base], dialogue.rise) if base == path and dialogue.rise else None
        worth = _worth(goal, dialogue, (now, base), figure, dialogue.rise) if figure is not None else None
        if figure is not None and worth is not None:
            said = _words(figure, dialogue.rise)
            return [f"光按“{said}”算，是{spoken(worth)}，先当参考。"]
    return []


def note_of(rise: Rise) -> str:
    """What is said of an early rise, and of those beside it."""
    return "\n".join(_note_of(one) for one in (rise, *rise.beside))


def _note_of(rise: Rise) -> str:
    worth = f"光按它算是{spoken(rise.worth)}；" if rise.worth is not None else ""
    return f"{rise.left_out}“{rise.said}”是增加的数，{worth}我先记着，不当成{rise.base.label}；说了{rise.base.label}是多少，我来加。"


def _pairs(goal: Fillable) -> list[tuple[str, str]]:
    """Fields with the field that each rises from."""
    return [(name, base) for name, field in goal.inputs.items() if (base := field.related or "") in goal.inputs]


def _without_those_short(field: Field, body: str) -> tuple[str, str]:
    """新增的有8家,其中两家不到500万: 新增的有6家, and that the two do not count."""
    counts = [figure for figure in find_figures(body) if figure.sort is Sort.COUNT and fits(field, figure)]
    if len(counts) != 2 or not told_as_rise(body, counts[0]) or not falls_short(counts[1], body):
        return body, ""
    every, short = counts
    left = every.value - short.value
    if every.ranged or short.ranged or left < 0 or not _AMONG.search(body[every.end : short.start]):
        return body, ""
    said = f"{every.text}里够不上的{short.text}不算，"
    return f"{body[: every.start]}{left}{every.unit}", said


def _risen(field: Field, body: str) -> Figure | None:
    """The one figure of a text that fits the field, told as a rise."""
    fitting = [figure for figure in find_figures(body) if fits(field, figure) and figure.sort is not Sort.BARE]
    if len(fitting) != 1 or "每" in _CLAUSE.split(body[: fitting[0].start])[-1]:
        return None  # 每净增一户 tells the rule, not what there was
    if _SINCE_LATER.search(_CLAUSE.split(body[: fitting[0].start])[-1]) and not any(cue in body for cue in field.cues):
        return None  # 比去年新增10家, where another year is the base
    return fitting[0] if told_as_rise(body, fitting[0]) else None


def _words(figure: Figure, body: str) -> str:
    """新增6户: the figure with the words of its clause before it."""
    before = _CLAUSE.split(body[: figure.start])[-1][-_WORDS:]
    return re.split(r"[\d年月]|[我你他她它咱俺]们?", before)[-1].strip().removeprefix("们") + figure.text
