"""Corrections: which answer a sentence changes, and to what."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.filling import base_of, whole_of
from calculators.calculator import Fillable, field_of
from calculators.reading.answers import answer
from calculators.reading.figures import find_figures
from calculators.reading.replies import says_unknown
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told, Unclear

_WORDS = (
    r"改成|改为|改到|改一?下|改正|换成|说错|讲错|写错|打错|报错|弄错|搞错|记错|算错|输错|看错|口误|错了|更正|纠正|不对|"
    r"应该是|应当是|其实是|实际是|实际上是|刚才|刚刚|前面|上面|之前|重新说|再按|重新按|按|变成|调整|修改|更新|应为|哦不|噢不|啊不"
)
_WHAT_IF = r"如果|假如|假设|要是|若是|万一|换作|会怎么样|会怎样|又是多少|能多拿"
_CORRECTION = re.compile(
    rf"{_WORDS.replace('|按|', '|按.{{1,14}}(?:再|重新)?(?:算|来)|')}|{_WHAT_IF}|不是.{{1,16}}[,，]?\s*(?:是|而是|应该)"
)
_IF = re.compile(_WHAT_IF)
_STRIP = re.compile(rf"{_WORDS}|{_WHAT_IF}|呢|吧|算一遍|算一下|再算|重算|的话")
_DENIED = re.compile(r"(?:不是|并非|不要|而不是)\s*([^,，。;；是]{1,14})[,，]?\s*(?:应该|而|才)?是\s*(.{1,24})")
_FROM_TO = re.compile(r"(?:把|将)?(.{1,16}?)(?:改成|改为|换成|变成|改到)(.{1,24})")
_REMOVED = re.compile(
    r"(?:去掉|删掉|删除|删了|不要|不算|去除|拿掉)第([一二三四五六1-6])[个项份笔]|第([一二三四五六1-6])[个项份笔](?:项目|成果|合同|交易)?(?:不算|去掉|不要|删|拿掉|取消)"
)
_ITEM = re.compile(r"第[一二三四五六1-6][个项份笔]|还有一[个项份笔]|再加一[个项份笔]|加上一[个项份笔]")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


@dataclass(frozen=True)
class Correction:
    """What a message changes: values by path, items taken out of a list, or a reason why it cannot be placed."""

    told: dict[str, Told] = field(default_factory=dict)
    removed: tuple[str, int] | None = None  # the list, and the index of the item that goes
    unclear: str = ""
    supposed: bool = False  # 如果…呢: only supposed, not meant


def sounds_corrected(text: str) -> bool:
    """Does a message carry words of correction at all?"""
    return bool(_CORRECTION.search(text) or _REMOVED.search(text))


def find_correction(calculator: Fillable, dialogue: Dialogue, text: str, *, loose: bool = False) -> Correction | None:
    """What a message corrects among the answers given so far; None when it corrects nothing.

    `loose` takes a plain statement that names an answered field as a correction too (after the result).
    """
    if not dialogue.answers:
        return None
    removed = _removed(calculator, dialogue, text)
    if removed is not None:
        return Correction(removed=removed)
    if not loose and not _CORRECTION.search(text):
        return None
    supposed = bool(_IF.search(text))
    told = _replaced(calculator, dialogue, text) or _named(calculator, dialogue, text)
    if told:
        return Correction(told, supposed=supposed)
    if not _CORRECTION.search(text):
        return None
    last = _last_fitting(calculator, dialogue, text)
    if isinstance(last, str):
        return Correction(unclear=last, supposed=supposed)
    return Correction(last, supposed=supposed) if last else None


def _removed(calculator: Fillable, dialogue: Dialogue, text: str) -> tuple[str, int] | None:
    found = _REMOVED.search(text)
    if not found:
        return None
    number = found.group(1) or found.group(2)
    index = (_DIGITS.get(number) or int(number)) - 1
    for name, inputs in calculator.inputs.items():
        if inputs.many and any(path.startswith(f"{name}.{index}") for path in dialogue.answers):
            return name, index
    return None


def _replaced(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """不是6000万，是8000万; 把6000万改成8000万: the field that holds the old value."""
    for pattern in (_DENIED, _FROM_TO):
        found = pattern.search(text)
        if not found:
            continue
        old, new = found.group(1), found.group(2)
        for path, told in reversed(list(dialogue.answers.items())):
            here = None if path.endswith(".more") else field_of(calculator, path)
            if here is None:
                continue
            before, after = answer(here, old), answer(here, new)
            if isinstance(before, Told) and isinstance(after, Told) and before.value == told.value:
                return {path: after}
    return {}


def _named(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """Values the sentence gives to fields by their own words: those answered before, else any."""
    told = read_sentence(calculator.inputs, text, given=dialogue.given(), item=_last_items(dialogue)).told
    values = {path: value for path, value in told.items() if not path.endswith(".more")}
    known = {path: value for path, value in values.items() if path in dialogue.answers}
    return known or (values if _CORRECTION.search(text) or _ITEM.search(text) else {})


def _last_items(dialogue: Dialogue) -> dict[str, int]:
    found: dict[str, int] = {}
    for path in dialogue.answers:
        parts = path.split(".")
        if len(parts) > 1 and parts[1].isdigit():
            found[parts[0]] = int(parts[1])
    return found


def _last_fitting(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str | None:
    """A corrected value without a name goes to the last answer that such a value fits."""
    trimmed = _STRIP.sub(" ", text).strip()
    figures = find_figures(trimmed)
    reason = ""
    for path in reversed(list(dialogue.answers)):
        here = None if path.endswith(".more") else field_of(calculator, path)
        if here is None or bool(figures) == (here.kind in ("choice", "yes_no")):
            continue
        if not figures and says_unknown(trimmed):
            continue
        value = answer(here, trimmed, whole=whole_of(dialogue, path, here), base=base_of(dialogue, path, here))
        if isinstance(value, Told) and (figures or _differs(dialogue.answers[path], value)):
            return {path: value}
        if isinstance(value, Unclear) and not reason:
            reason = value.why
    return reason or None


def _differs(before: Told, after: Told) -> bool:
    return before.value != after.value and not isinstance(after.value, Decimal)
