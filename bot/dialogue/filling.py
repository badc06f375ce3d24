"""What a message tells an open dialogue: the awaited field, other fields, a correction, an item of a list."""

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue import rises
from bot.dialogue.any_more import any_more, none_after_all, unclear_item
from bot.dialogue.averages import lone_rate, mean_told, means_told
from bot.dialogue.filled import Filled
from bot.dialogue.items import closed, items_meant, of_the_last, spread, take_rows
from bot.dialogue.not_counted import why_not_taken
from bot.dialogue.sensed_units import with_sensed_units
from bot.dialogue.wholes import (
    all_of_it,
    base_of,
    followed,
    part_meant,
    part_of_a_range,
    part_said_later,
    parts_of,
    parts_told,
    sibling,
    whole_of,
    without_shares,
)
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.answers import answer
from calculators.reading.characters import fold
from calculators.reading.doubtful import only_planned, share_beside
from calculators.reading.factors import only_factors
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.other_money import without_other_money
from calculators.reading.replies import no_more, yes_or_no
from calculators.reading.sentence import read_sentence
from calculators.reading.several import several
from calculators.reading.sums import counts_too
from calculators.reading.told import Span, Told, Unclear
from policies.inquiry import Inquiry
from policies.rates import DatedRate

_CLAUSE = lazy(r"[,，.。;；!?\s]+")


def fill(calculator: Fillable, dialogue: Dialogue, text: str, rates: Mapping[str, DatedRate]) -> Filled:
    """The values a message tells while `dialogue.awaiting` is asked for."""
    path = dialogue.awaiting
    assert path is not None
    known = with_sensed_units(calculator, dialogue, without_other_money(calculator.inputs, text))
    filled = _filled(calculator, dialogue, path, known, rates)
    if known == text:
        return filled
    filled.told = {path: replace(told, said=text) if told.said == known else told for path, told in filled.told.items()}
    if find_figures(known) != find_figures(text):
        filled.told = {path: _as_sensed(told) for path, told in filled.told.items()}
    if not isinstance(calculator, Inquiry) and not filled.told and not filled.more:
        filled.unclear = why_not_taken(calculator, dialogue, text)
    return filled


def _as_sensed(told: Told) -> Told:
    """An amount whose unit was not said: it is read back."""
    return replace(told, sensed=True) if isinstance(told.value, Decimal) and find_figures(told.said) else told


def _filled(calculator: Fillable, dialogue: Dialogue, path: str, text: str, rates: Mapping[str, DatedRate]) -> Filled:
    """The values that a message tells; money of something else is out of it."""
    items = items_meant(calculator, dialogue, path, text)
    items = of_the_last(calculator, dialogue, path, text, items)
    exact = {
        path: value for path, value in dialogue.given().items() if not isinstance(dialogue.answers[path].value, Span)
    }
    others = read_sentence(calculator.inputs, text, given=exact, item=items)
    filled = Filled(dict(others.told))
    listed = calculator.inputs.get(path.split(".")[0])
    if listed is not None and listed.many and listed.kind == "money" and (why := unclear_item(others.unclear, path)):
        return Filled(unclear=why)
    rows = take_rows(calculator, dialogue, path, items, text, filled.told)
    if isinstance(rows, Unclear):
        return Filled(unclear=rows.why)
    if path.endswith(".more"):
        filled = any_more(calculator, path, items, text, filled)
    else:
        if path in others.unclear:
            filled.unclear = others.unclear[path]
        else:
            filled = _asked(calculator, dialogue, path, text, filled, rates)
    if not filled.told and (none := none_after_all(calculator, dialogue, path, text)):
        return Filled(none)
    if filled.empty and (rate := lone_rate(calculator, dialogue, text)):
        return Filled(rate)
    filled.told |= means_told(calculator, text, rates, filled.told)
    if filled.told:
        filled.unclear = ""
    filled.told |= all_of_it(calculator, dialogue, text, filled.told)
    spread(calculator, dialogue, text, filled.told)
    filled.told |= closed(calculator, dialogue, text, filled.told)
    filled.told |= followed(calculator, dialogue, filled.told)
    filled.asides = tuple(why for other, why in others.unclear.items() if other not in filled.told)
    return filled


def _asked(
    calculator: Fillable,
    dialogue: Dialogue,
    path: str,
    text: str,
    filled: Filled,
    rates: Mapping[str, DatedRate],
) -> Filled:
    """What the message says to the question itself, beside what it told of other fields."""
    field = field_of(calculator, path)
    if field is None:
        return filled
    if isinstance(calculator, Inquiry) and field.kind == "several":
        return _several_facts(calculator.asked(path, dialogue.given()), text, filled)
    others_too = counts_too(find_figures(fold(text)), fold(text)) if field.kind == "count" else None
    if others_too is not None and path not in dialogue.answers:
        return Filled(unclear=f"连{others_too.text}也算上，{field.label}一共是多少")
    planned = only_planned(field, find_figures(fold(text)), fold(text))
    if planned is not None and path not in dialogue.answers:
        return Filled(unclear=planned.why)
    open_ones = {n: f for n, f in calculator.inputs.items() if f.kind == "factor" and n not in dialogue.answers}
    if field.kind == "factor" and (row := only_factors(open_ones, fold(text))):
        return Filled(filled.told | row)
    part_meant(dialogue, path, field, text, filled.told)
    part_said_later(calculator, dialogue, text, filled.told)
    if path in filled.told and field.kind != "marks":
        return filled if parts_of(calculator, path) else _with_share_asked(path, field, text, filled)
    if part_of_a_range(dialogue, path, field, text):
        return Filled(filled.told, unclear=f"总数您说的是个范围，请直接说{field.label}是多少")
    if rises.is_only_a_rise(calculator, dialogue, path, text):
        return filled
    parts = parts_of(calculator, path)
    direct = _direct(calculator, dialogue, path, field, without_shares(text) if parts else text, filled, rates)
    if parts and isinstance(direct, Told):
        filled.told |= parts_told(calculator, dialogue, path, text, direct, parts)
    if isinstance(direct, Unclear):
        if not filled.told:
            filled.unclear = direct.why
    elif direct is not None:
        filled.told[path] = direct
    if dialogue.doubt is not None and path not in filled.told and sibling(path, field.whole or "") in filled.told:
        filled.told[path] = dialogue.doubt  # the other figure was the wrong one
    first_of_row = len(path.split(".")) == 2 and path.split(".")[1].isdigit()
    if path in filled.told and first_of_row and _says_only_one(text):
        filled.told.setdefault(path.split(".")[0] + ".more", Told(False, text))
    return filled


def _with_share_asked(path: str, field: Field, text: str, filled: Filled) -> Filled:
    """保费100万，国家补80%: a share that has no place beside the amount that was told is asked about."""
    body = fold(text)
    share = share_beside(field, find_figures(body), body, filled.told[path].said) if field.kind == "money" else None
    if share is None:
        return filled
    head = path.split(".")[0]
    rest = {other: told for other, told in filled.told.items() if other.split(".")[0] != head}
    return Filled(rest, unclear="" if rest else share.why)


def _says_only_one(text: str) -> bool:
    return no_more(text) and bool(re.search(r"就[这只]?[一1]|只有|没有别的|没有了|没了", text))


def _several_facts(field: Field, text: str, filled: Filled) -> Filled:
    """1、3 to a question that listed several facts: each told as a fact of its own."""
    picked = several(field, text) or {}
    filled.told |= {name: Told(value, text) for name, value in picked.items()}
    return filled


def _direct(
    calculator: Fillable,
    dialogue: Dialogue,
    path: str,
    field: Field,
    text: str,
    filled: Filled,
    rates: Mapping[str, DatedRate],
) -> Told | Unclear | None:
    if field.series and field.series in rates:
        mean = mean_told(rates[field.series], text)
        if mean is not None:
            return mean
    if filled.told and field.kind == "yes_no":  # 还没领过奖励 says nothing of 投产
        verdict = yes_or_no(text)
        return None if verdict is None else Told(verdict, text)
    if filled.told and field.kind in ("money", "percent", "count", "factor", "rate"):
        # Figures that belong to other fields are no answer to this one.
        figures = [
            f
            for f in find_figures(text)
            if fits(field, f) and not _is_told(f, filled.told) and f.sort is not Sort.OTHER
        ]
        if len(figures) != 1:
            return None
        return take(field, figures[0], text, base=base_of(dialogue, path, field))
    if field.kind == "marks":
        others = {other: told for other, told in filled.told.items() if other != path}
        text = _without_clauses_of(others, text)
        if not text:
            return None
    return answer(field, text, whole=whole_of(dialogue, path, field), base=base_of(dialogue, path, field))


def _is_told(figure: Figure, told: Mapping[str, Told]) -> bool:
    """Does one of the values just told come from this figure?"""
    return any(
        figure.text == one.said or isinstance(one.value, tuple) and figure.value in one.value for one in told.values()
    )


def _without_clauses_of(told: Mapping[str, Told], text: str) -> str:
    """没领过，技改120万: what is left when the clauses go whose figures told something else."""
    kept = [
        clause
        for clause in _CLAUSE.split(text)
        if not any(_is_told(figure, told) for figure in find_figures(clause)) and clause
    ]
    return "，".join(kept) if told else text
