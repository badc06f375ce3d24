"""What a message tells an open dialogue: the awaited field, other fields, a correction, an item of a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as setting
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue import rises
from bot.dialogue.averages import mean_told, means_told
from bot.dialogue.items import closed, items_meant, main_path, of_the_last, spread, take_rows
from bot.dialogue.wholes import all_of_it, base_of, followed, part_meant, part_of_a_range, sibling, whole_of
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.answers import answer
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import mentioned_flag
from calculators.reading.replies import no_more, one_more, speaks_of_another, yes_or_no
from calculators.reading.rows import main_of
from calculators.reading.sentence import read_sentence
from calculators.reading.several import several
from calculators.reading.told import Span, Told, Unclear
from policies.inquiry import Inquiry
from policies.rates import DatedRate

_CLAUSE = lazy(r"[,，.。;；!?\s]+")
_WHOSE = lazy(r"^(?:我们|咱们?|俺们|我)?(?:家|公司|企业)?(?:是|属于|在)?(?:长治的?|省级的?|山西的?)?|(?:企业|的|了)$")
_NOTHING_YET = lazy(r"(?:还|都|暂时)?(?:没|未)(?:有)?(?:到账|收到|付|打|给|进账|结|花)")


@dataclass
class Filled:
    """What was understood of a message in a dialogue."""

    told: dict[str, Told] = setting(default_factory=dict)
    unclear: str = ""
    more: bool = False  # "还有": an item is coming, not told yet

    @property
    def empty(self) -> bool:
        return not self.told and not self.unclear and not self.more


def fill(calculator: Fillable, dialogue: Dialogue, text: str, rates: Mapping[str, DatedRate]) -> Filled:
    """The values a message tells while `dialogue.awaiting` is asked for."""
    path = dialogue.awaiting
    assert path is not None
    items = items_meant(calculator, dialogue, path, text)
    items = of_the_last(calculator, dialogue, path, text, items)
    exact = {
        path: value for path, value in dialogue.given().items() if not isinstance(dialogue.answers[path].value, Span)
    }
    others = read_sentence(calculator.inputs, text, given=exact, item=items)
    filled = Filled(dict(others.told))
    rows = take_rows(calculator, dialogue, path, items, text, filled.told)
    if isinstance(rows, Unclear):
        return Filled(unclear=rows.why)
    if path.endswith(".more"):
        filled = _more(calculator, path, items, text, filled)
    else:
        if path in others.unclear:
            filled.unclear = others.unclear[path]
        else:
            filled = _asked(calculator, dialogue, path, text, filled, rates)
    filled.told |= means_told(calculator, text, rates, filled.told)
    if filled.told:
        filled.unclear = ""
    filled.told |= all_of_it(calculator, dialogue, text, filled.told)
    spread(calculator, dialogue, text, filled.told)
    filled.told |= closed(calculator, dialogue, text, filled.told)
    filled.told |= followed(calculator, dialogue, filled.told)
    return filled


def choices_named(goal: Fillable, text: str, least: int = 3) -> dict[str, Told]:
    """优势基础产业链, while something else is asked for: a choice of a check said by its own name."""
    if not isinstance(goal, Inquiry):
        return {}
    return {
        name: Told(key, text)
        for name, field in goal.inputs.items()
        if field.kind == "choice"
        for key, option in field.options.items()
        if any(len(word) >= least and word in text for word in (option.label, *option.words))
    }


def choices_by_clause(goal: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """做光伏支架的,在长治,链核: a clause that is nothing but a choice of a check, said beside something else."""
    if not isinstance(goal, Inquiry):
        return {}
    said = {_WHOSE.sub("", clause) for clause in _CLAUSE.split(fold(text))}
    return {
        name: Told(key, text)
        for name, field in goal.inputs.items()
        if field.kind == "choice" and name not in dialogue.answers and name != dialogue.awaiting
        for key, option in field.options.items()
        if key != "none" and said & {option.label.lower(), *(word.lower() for word in option.words)}
    }


def award_flags(goal: Fillable, text: str) -> dict[str, Told]:
    """新认定的, in the check of one award: a yes or no in the words of the award's own input tells its fact."""
    if not isinstance(goal, Inquiry) or goal.of_all:
        return {}
    told: dict[str, Told] = {}
    for card in goal.cards.values():
        for name, fact in card.award.from_facts.items() if card.award else ():
            field = card.award.inputs[name] if card.award else None
            if field is None or field.kind != "yes_no" or not isinstance(fact, str) or fact not in goal.inputs:
                continue
            verdict = mentioned_flag(field, fold(text))
            if verdict is not None:
                told[fact] = Told(verdict, text)
    return told


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
    part_meant(dialogue, path, field, text, filled.told)
    if path in filled.told and field.kind != "marks":
        return filled
    if part_of_a_range(dialogue, path, field, text):
        return Filled(filled.told, unclear=f"总数您说的是个范围，请直接说{field.label}是多少")
    if rises.is_only_a_rise(calculator, dialogue, path, text):
        return filled
    direct = _direct(calculator, dialogue, path, field, text, filled, rates)
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


def _more(calculator: Fillable, path: str, items: Mapping[str, int], text: str, filled: Filled) -> Filled:
    """An answer to "any more?": no, yes, or at once the next item."""
    name = path.removesuffix(".more")
    field = calculator.inputs[name]
    main = main_of(field)
    if filled.told and (not speaks_of_another(text) or main_path(name, field, items[name]) in filled.told):
        return filled
    figures = [f for f in find_figures(text) if fits(main, f) and f.sort not in (Sort.OTHER, Sort.ORDINAL, Sort.COUNT)]
    if len({(figure.low, figure.high) for figure in figures}) > 1:
        filled.unclear = f"您说了不止一个数，{'、'.join(figure.text for figure in figures)}，请一个一个说"
    elif figures:
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
