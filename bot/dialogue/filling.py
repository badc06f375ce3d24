"""What a message tells an open dialogue: the awaited field, other fields, a correction, an item of a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as setting
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.items import items_meant, main_path, spread, take_rows
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.reading.amounts import fits, take
from calculators.reading.answers import answer
from calculators.reading.figures import Sort, find_figures
from calculators.reading.replies import no_more, one_more, says_all, speaks_of_another, yes_or_no
from calculators.reading.rows import main_of
from calculators.reading.sentence import read_sentence
from calculators.reading.several import several
from calculators.reading.told import Told, Unclear
from policies.inquiry import Inquiry
from policies.rates import DatedRate

_YEARS = re.compile(r"(20\d\d)\s*年?(?:\s*(?:到|至|-|~|、|和)\s*(20\d\d)\s*年?)?")
_ACCEPTED = re.compile(
    r"^(?:就|可以|行|好|那就)?(?:按|用|照)?(?:你|您)?(?:说|给|建议|提供|参考|这个|上面|那个|推荐)(?:的|来|算|数|值|平均|那个|就行|吧|就好|、)*$|^(?:就按这个|按参考值|用参考值|按这个算|就这个|按平均(?:值|数)?(?:来|算)?)$"
)


_GIVER = re.compile(  # 专精特新市里奖多少 says who gives, not which level
    r"(?:[市省]里|国家)(?=(?:能|会|可以|还|再|另外|又|也|都|对我们?|一共|总共|现在|到底|这边|那边)*(?:奖|给|补|拨|发(?!改)|有(?:没有|多少|什么|啥|哪些)))"
)
_NOTHING_YET = re.compile(r"(?:还|都|暂时)?(?:没|未)(?:有)?(?:到账|收到|付|打|给|进账|结|花)")
_NOT_ALL = re.compile(r"(?:没|未)(?:有)?(?:全|都|投完|付清)|一样[的吗]")
_WHOLE = re.compile(r"总|第[一二三四五六\d]|一共|计划|共计|固定资产|合同|采购额|额度?(?:是|为|改)")


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
    text = _GIVER.sub(lambda found: "□" * len(found.group()), text)
    bare = calculator.tells[0] if calculator.tells else None
    told = read_sentence(calculator.inputs, text, bare=bare).told
    return told | _all_of_it(calculator, Dialogue(calculator.id), text, told)


def fill(calculator: Fillable, dialogue: Dialogue, text: str, rates: Mapping[str, DatedRate]) -> Filled:
    """The values a message tells while `dialogue.awaiting` is asked for."""
    path = dialogue.awaiting
    assert path is not None
    items = items_meant(calculator, dialogue, path, text)
    others = read_sentence(calculator.inputs, text, given=dialogue.given(), item=items)
    filled = Filled(dict(others.told))
    rows = take_rows(calculator, path, items, text, filled.told)
    if isinstance(rows, Unclear):
        return Filled(unclear=rows.why)
    if path.endswith(".more"):
        filled = _more(calculator, path, items, text, filled)
    else:
        filled = _asked(calculator, dialogue, path, text, filled, rates)
        if filled.empty and path in others.unclear:
            filled.unclear = others.unclear[path]
    filled.told |= _means(calculator, text, rates, filled.told)
    if filled.told:
        filled.unclear = ""
    filled.told |= _all_of_it(calculator, dialogue, text, filled.told)
    spread(calculator, dialogue, text, filled.told)
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
    _means_the_part(dialogue, path, field, text, filled)
    if path in filled.told and field.kind != "marks":
        return filled
    direct = _direct(calculator, dialogue, path, field, text, filled, rates)
    if isinstance(direct, Unclear):
        if not filled.told:
            filled.unclear = direct.why
    elif direct is not None:
        filled.told[path] = direct
    if dialogue.doubt is not None and path not in filled.told and _sibling(path, field.whole or "") in filled.told:
        filled.told[path] = dialogue.doubt  # the other figure was the wrong one
    first_of_row = len(path.split(".")) == 2 and path.split(".")[1].isdigit()
    if path in filled.told and first_of_row and _says_only_one(text):
        filled.told.setdefault(path.split(".")[0] + ".more", Told(False, text))
    return filled


def _says_only_one(text: str) -> bool:
    return no_more(text) and bool(re.search(r"就[这只]?[一1]|只有|没有别的|没有了|没了", text))


def _means_the_part(dialogue: Dialogue, path: str, field: Field, text: str, filled: Filled) -> None:
    """投了4000万 to "how much of it is done" is the part, though the whole is told in the same words."""
    whole = _sibling(path, field.whole) if field.whole else ""
    if not whole or path in filled.told or whole not in filled.told or whole not in dialogue.answers:
        return
    if len([figure for figure in find_figures(text) if fits(field, figure)]) == 1 and not _WHOLE.search(text):
        filled.told[path] = filled.told.pop(whole)


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
        mean = _mean(rates[field.series], text)
        if mean is not None:
            return mean
    if filled.told and field.kind == "yes_no":  # 还没领过奖励 says nothing of 投产
        verdict = yes_or_no(text)
        return None if verdict is None else Told(verdict, text)
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


def _more(calculator: Fillable, path: str, items: Mapping[str, int], text: str, filled: Filled) -> Filled:
    """An answer to "any more?": no, yes, or at once the next item."""
    name = path.removesuffix(".more")
    field = calculator.inputs[name]
    main = main_of(field)
    if filled.told and (not speaks_of_another(text) or main_path(name, field, items[name]) in filled.told):
        return filled
    figures = [f for f in find_figures(text) if fits(main, f) and f.sort not in (Sort.OTHER, Sort.ORDINAL, Sort.COUNT)]
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


def _all_of_it(calculator: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> dict[str, Told]:
    """5000万，已投产，都投完了: the part, where the same message answered what its whole is."""
    if not says_all(text) or _NOT_ALL.search(text):
        return {}
    found: dict[str, Told] = {}
    for path, whole in told.items():
        head, _, name = path.rpartition(".")
        record = calculator.inputs[path.split(".")[0]]
        for part, field in (record.fields if record.kind == "record" else calculator.inputs).items():
            other = f"{head}.{part}" if head else part
            if field.whole == name and other not in told and other not in dialogue.answers:
                found[other] = replace(whole, said=text)
    return found


def followed(calculator: Fillable, dialogue: Dialogue, told: Mapping[str, Told]) -> dict[str, Told]:
    """Parts that were told as all of their whole (全部投完) go with the whole when it changes."""
    found: dict[str, Told] = {}
    for path, before in dialogue.answers.items():
        field = None if path.endswith(".more") else field_of(calculator, path)
        whole = _sibling(path, field.whole) if field and field.whole else ""
        if path in told or whole not in told or whole not in dialogue.answers or not says_all(before.said):
            continue
        if before.value == dialogue.answers[whole].value:
            found[path] = replace(told[whole], said=before.said)
    return found


def _means(
    calculator: Fillable, text: str, rates: Mapping[str, DatedRate], told: Mapping[str, Told]
) -> dict[str, Told]:
    """LPR按2024年平均, whatever is asked for just now."""
    found: dict[str, Told] = {}
    for name, field in calculator.inputs.items():
        if (
            name not in told
            and field.series
            and field.series in rates
            and any(cue.lower() in text.lower() for cue in field.cues)
        ):
            mean = _mean(rates[field.series], text)
            if isinstance(mean, Told):
                found[name] = mean
    return found


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
