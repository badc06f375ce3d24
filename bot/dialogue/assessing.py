"""The result of a dialogue's answers: exact, of a range at both ends, or so far."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.asking import label_of
from bot.dialogue.wholes import sibling
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given, Missing, Unanswerable
from calculators.money import spoken
from calculators.reading.told import Span
from calculators.result import Result, Status
from policies.inquiry import Inquiry

_NO_INTERIM = (Status.NOT_ELIGIBLE, Status.TABLE_MISSING, Status.PER_UNIT)


def assess(calculator: Calculator, dialogue: Dialogue) -> Result:
    """The result; of ranges both ends are computed. Raises Missing or Unanswerable."""
    low = calculator.assess(dialogue.given())
    ends = {path: told.value.high for path, told in dialogue.answers.items() if isinstance(told.value, Span)}
    high = calculator.assess({**dialogue.given(), **ends}) if ends else low
    result = _between(low, high) if ends else low
    about = [label_of(calculator, path, dialogue.answers) for path, told in dialogue.answers.items() if told.about]
    if about:
        said = f"{'、'.join(about)}是您说的大约数，照它算"
        result = replace(result, assumptions=(*result.assumptions, said))
    if result.status is not Status.NOT_ELIGIBLE:
        left_out = [left for path in dialogue.answers if (left := _left_out(calculator, dialogue, path))]
        result = replace(result, unknown=(*result.unknown, *left_out))
    return result


def assessed(calculator: Calculator, dialogue: Dialogue) -> Result | None:
    """The result; None where an answer lacks or cannot be had."""
    try:
        return assess(calculator, dialogue)
    except (Missing, Unanswerable):
        return None


def _left_out(calculator: Calculator, dialogue: Dialogue, path: str) -> str:
    """What an extra that nobody knows means for the result; empty for what is known."""
    field = None if path.endswith(".more") else field_of(calculator, path)
    if field is None or dialogue.answers[path].value is not UNKNOWN or not field.has_default:
        return ""
    without = "先按不是算" if field.kind == "yes_no" else "先按没有算"
    more = {Leaning.MORE: "，真有的话只会更多", Leaning.LESS: "，领过的要减掉，所以这是最多的数"}
    return f"{label_of(calculator, path)}不知道，{without}{more.get(leaning(calculator, dialogue, path), '')}"


def without_undecidable(inquiry: Inquiry, dialogue: Dialogue) -> Dialogue:
    """A range that a condition would judge differently at its two ends is as good as unknown (说不准)."""
    open_facts = {
        path: replace(told, value=UNKNOWN)
        for path, told in dialogue.answers.items()
        if isinstance(told.value, Span) and inquiry.differs(path, told.value.low, told.value.high)
    }
    return replace(dialogue, answers={**dialogue.answers, **open_facts}) if open_facts else dialogue


def _between(low: Result, high: Result) -> Result:
    """One result for both ends of what the person gave."""
    if low.amount == high.amount and low.status == high.status:
        return replace(high, limits=(*high.limits, "您说的范围，两头算出来一样多"))
    first, second = sorted((low, high), key=lambda result: result.amount or Decimal(0))
    steps = (*first.steps, *(step for step in second.steps if step not in first.steps))
    ends = (first.amount or Decimal(0), second.amount or Decimal(0))
    limits = tuple(dict.fromkeys((*first.limits, *second.limits)))
    return replace(second, amount=None, range=ends, steps=steps, limits=limits)


def interim(
    calculator: Calculator, given: Mapping[str, Given], supposed: dict[str, str] | None = None
) -> Result | None:
    """The result when only extras are still open, they being left out; None before.

    With `supposed`, a field may be as its card supposes; what was supposed goes in there by its path, in words.
    """
    given = dict(given)
    for _ in range(12):
        try:
            return calculator.assess(given)
        except Missing as missing:
            field = None if missing.path.endswith(".more") else field_of(calculator, missing.path)
            if missing.path.endswith(".more"):
                given[missing.path] = False
            elif field is not None and field.has_default:
                given[missing.path] = field.default_value
            elif field is not None and field.supposed is not None and supposed is not None:
                value = supposed_value(field, missing.path, given)
                if value is UNKNOWN:
                    return None
                given[missing.path], supposed[missing.path] = value, field.supposed.said
            else:
                return None
        except Unanswerable:
            return None
    return None


def supposed_value(field: Field, path: str, given: Mapping[str, Given]) -> Given:
    """What the field at `path` is supposed to be; UNKNOWN where its card supposes nothing."""
    if field.supposed is None:
        return UNKNOWN
    if field.supposed.like:
        return given.get(sibling(path, field.supposed.like), UNKNOWN)
    return field.read(field.supposed.value, path)


def comes_to(result: Result | None) -> str:
    """是60万元, 最高200万元（…）: an amount that is known, with the rule that binds it; empty where there is none."""
    if result is None or result.amount is None or result.status in _NO_INTERIM:
        return ""
    said = f"{'最高' if result.status is Status.CEILING else '是'}{spoken(result.amount)}"
    return said + (f"（{result.limits[0]}）" if result.limits and result.limits[0] != said else "")


def so_far(calculator: Calculator, dialogue: Dialogue) -> str:
    """What it comes to so far, in words, when only extras are still open; empty before."""
    if any(isinstance(told.value, Span) for told in dialogue.answers.values()):
        return ""
    result = interim(calculator, dialogue.given())
    if result is not None and result.status is Status.NOT_ELIGIBLE and result.steps:
        return f"按目前说的还够不上：{result.steps[0].label}。再确认一点："
    amount = comes_to(result)
    return f"按目前说的，{amount}。再确认一点：" if amount else ""


class Leaning(Enum):
    """Which way the result goes when something left out turns out to be there."""

    MORE = "more"
    LESS = "less"
    OPEN = "open"


def leaning(calculator: Calculator, dialogue: Dialogue, path: str) -> Leaning:
    """Would the result be more or less, were the field at `path` not left at its default?"""
    field = field_of(calculator, path)
    if field is None or not field.has_default:
        return Leaning.OPEN
    probe = _something(field)
    ends = [interim(calculator, {**dialogue.given(), path: value}) for value in (field.default_value, probe)]
    amounts = [result.amount for result in ends if result is not None and result.amount is not None]
    if len(amounts) < len(ends) or amounts[0] == amounts[1]:
        return Leaning.OPEN
    return Leaning.MORE if amounts[1] > amounts[0] else Leaning.LESS


def _something(field: Field) -> Given:
    """A value other than the default, to see which way the result goes."""
    if field.kind == "yes_no":
        return field.default_value is not True
    if field.kind == "marks":
        return field.marks[:1]
    if field.kind == "count":
        return 1
    return Decimal(1)
