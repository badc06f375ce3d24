"""What a message tells an open dialogue: the awaited field, other fields, a correction, an item of a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as setting
from decimal import Decimal

from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.reading.amounts import fits, take
from calculators.reading.answers import answer
from calculators.reading.figures import Sort, find_figures
from calculators.reading.replies import no_more, one_more
from calculators.reading.sentence import read_sentence
from calculators.reading.several import several
from calculators.reading.told import Told, Unclear
from policies.inquiry import Inquiry
from policies.rates import DatedRate

_YEARS = re.compile(r"(20\d\d)\s*年?(?:\s*(?:到|至|-|~|、|和)\s*(20\d\d)\s*年?)?")
_ACCEPTED = re.compile(
    r"^(?:就|可以|行|好|那就)?(?:按|用|照)?(?:你|您)?(?:说|给|建议|提供|参考|这个|上面|那个|推荐)(?:的|来|算|数|值|平均|那个|就行|吧|就好|、)*$|^(?:就按这个|按参考值|用参考值|按这个算|就这个|按平均(?:值|数)?(?:来|算)?)$"
)


@dataclass
class Filled:
    """What was understood of a message in a dialogue."""

    told: dict[str, Told] = setting(default_factory=dict)
    unclear: str = ""
    more: bool = False  # "还有": an item is coming, not told yet

    @property
    def empty(self) -> bool:
        return not self.told and not self.unclear and not self.more


def opening_values(calculator: Fillable, text: str, names: tuple[str, ...] = ()) -> dict[str, Told]:
    """The values that an opening sentence already states; words inside the award's own names state nothing."""
    for name in names:
        text = text.replace(name, "□" * len(name))
    bare = calculator.tells[0] if calculator.tells else None
    return read_sentence(calculator.inputs, text, bare=bare).told


def fill(calculator: Fillable, dialogue: Dialogue, text: str, rates: Mapping[str, DatedRate]) -> Filled:
    """The values a message tells while `dialogue.awaiting` is asked for."""
    path = dialogue.awaiting
    assert path is not None
    items = _items(calculator, dialogue, path)
    others = read_sentence(calculator.inputs, text, given=dialogue.given(), item=items)
    filled = Filled(dict(others.told))
    if path.endswith(".more"):
        return _more(calculator, dialogue, path, text, filled)
    field = field_of(calculator, path)
    if field is None:
        return filled
    if isinstance(calculator, Inquiry) and field.kind == "several":
        return _several_facts(calculator.asked(path, dialogue.given()), text, filled)
    if path in filled.told:
        return filled
    direct = _direct(calculator, dialogue, path, field, text, filled, rates)
    if isinstance(direct, Unclear):
        several = _several_items(calculator, dialogue, path, field, text)
        if several:
            filled.told |= several
        elif not filled.told:
            filled.unclear = direct.why
    elif direct is not None:
        filled.told[path] = direct
    elif path in others.unclear:
        filled.unclear = others.unclear[path]
    if path in filled.told and not _is_first_of_row(path):
        return filled
    if path in filled.told and no_more(text) and re.search(r"就[这只]?[一1]|只有|没有别的|没有了|没了", text):
        filled.told.setdefault(path.split(".")[0] + ".more", Told(False, text))
    return filled


def _several_facts(field: Field, text: str, filled: Filled) -> Filled:
    """1、3 to a question that listed several facts: each told as a fact of its own."""
    picked = several(field, text) or {}
    filled.told |= {name: Told(value, text) for name, value in picked.items()}
    return filled


def _is_first_of_row(path: str) -> bool:
    return len(path.split(".")) == 2 and path.split(".")[1].isdigit()


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
        mean = _mean(rates[field.series], text)
        if mean is not None:
            return mean
    if filled.told and field.kind in ("money", "percent", "count", "factor", "rate"):
        # Figures that belong to other fields are no answer to this one.
        claimed = {told.said for told in filled.told.values()}
        figures = [
            f for f in find_figures(text) if fits(field, f) and f.text not in claimed and f.sort is not Sort.OTHER
        ]
        if len(figures) != 1:
            return None
        return take(field, figures[0], text, base=base_of(dialogue, path, field))
    return answer(field, text, whole=whole_of(dialogue, path, field), base=base_of(dialogue, path, field))


def _sibling(path: str, name: str) -> str:
    head, _, _ = path.rpartition(".")
    return f"{head}.{name}" if head else name


def whole_of(dialogue: Dialogue, path: str, field: Field) -> Decimal | None:
    told = dialogue.answers.get(_sibling(path, field.whole)) if field.whole else None
    return told.value if told and isinstance(told.value, Decimal) else None


def base_of(dialogue: Dialogue, path: str, field: Field) -> Decimal | None:
    told = dialogue.answers.get(_sibling(path, field.related)) if field.related else None
    if told is None or isinstance(told.value, bool) or not isinstance(told.value, Decimal | int):
        return None
    return Decimal(told.value)


def _items(calculator: Fillable, dialogue: Dialogue, path: str) -> dict[str, int]:
    """Which item of each list a message means: the one asked about, or the next one after "any more?"."""
    items = {}
    for name, field in calculator.inputs.items():
        if not field.many:
            continue
        told = [
            int(p.split(".")[1]) for p in dialogue.answers if p.startswith(f"{name}.") and p.split(".")[1].isdigit()
        ]
        last = max(told, default=0)
        items[name] = last + 1 if path == f"{name}.more" else last
        if path.startswith(f"{name}.") and path.split(".")[1].isdigit():
            items[name] = int(path.split(".")[1])
    return items


def _more(calculator: Fillable, dialogue: Dialogue, path: str, text: str, filled: Filled) -> Filled:
    """An answer to "any more?": no, yes, or at once the next item."""
    name = path.removesuffix(".more")
    field = calculator.inputs[name]
    index = _items(calculator, dialogue, path)[name]
    if filled.told:
        return filled
    scalar = field if field.kind != "record" else next(iter(field.fields.values()))
    inner = "" if field.kind != "record" else "." + next(iter(field.fields))
    figures = [
        f for f in find_figures(text) if fits(scalar, f) and f.sort not in (Sort.OTHER, Sort.ORDINAL, Sort.COUNT)
    ]
    if figures:
        several = len(figures) > 1 and field.kind != "record"
        for place, figure in enumerate(figures if several else figures[:1]):
            told = take(scalar, figure, text)
            if isinstance(told, Unclear):
                filled.unclear = told.why
            else:
                filled.told[f"{name}.{index + place}{inner}"] = told
        return filled
    if no_more(text):
        filled.told[path] = Told(False, text)
    elif one_more(text):
        filled.more = True
    return filled


def _several_items(calculator: Fillable, dialogue: Dialogue, path: str, field: Field, text: str) -> dict[str, Told]:
    """Several amounts in answer to the first item of a list: 一个600万，一个450万."""
    parts = path.split(".")
    own = calculator.inputs[parts[0]]
    if own.many is None or own.kind == "record" or len(parts) < 2 or not parts[1].isdigit():
        return {}
    figures = [f for f in find_figures(text) if f.sort is Sort.MONEY and fits(field, f)]
    if len(figures) < 2 or re.search(r"不是|错|改", text):
        return {}
    told: dict[str, Told] = {}
    for place, figure in enumerate(figures):
        value = take(field, figure, text)
        if isinstance(value, Told):
            told[f"{parts[0]}.{int(parts[1]) + place}"] = value
    return told


def _mean(rate: DatedRate, text: str) -> Told | Unclear | None:
    """按2024年的平均: the mean of a period that the person named."""
    found = _YEARS.search(text)
    if found is None or re.search(r"%|百分之|\d\.\d", text):
        return None
    first, last = int(found.group(1)), int(found.group(2) or found.group(1))
    mean = rate.mean((first, 1), (last, 12))
    if mean is None:
        known = rate.known_through[:4]
        return Unclear(f"{rate.title}的数只到{known}年，{found.group()}的平均给不出，请直接说百分之几")
    return Told(mean, f"{found.group()}平均")


def offered_mean(rate: DatedRate) -> tuple[str, str]:
    """The mean of the last full year known, named; and the words that take it."""
    year = int(rate.known_through[:4])
    mean = rate.mean((year, 1), (year, 12))
    if mean is None:
        return "", ""
    percent = f"{(mean * 100):f}".rstrip("0").rstrip(".")
    return (
        f"可以参考：{year}年各月平均{percent}%（数据只到{rate.known_through}，之后的要您自己查）。用哪一段文件没写，说“{year}年平均”就按它算。",
        f"{year}年平均",
    )
