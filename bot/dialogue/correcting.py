"""Corrections: which answer a sentence changes, and to what."""

import re
from dataclasses import dataclass, field

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.asking import label_of
from bot.dialogue.correcting_addends import corrected_addend
from bot.dialogue.correcting_back import taken_back
from bot.dialogue.correcting_differences import by_difference
from bot.dialogue.correcting_either import Either
from bot.dialogue.correcting_items import corrected_items, which_item
from bot.dialogue.correcting_multiples import by_multiple
from bot.dialogue.correcting_replaced import replaced
from bot.dialogue.correcting_share import share_again
from bot.dialogue.correcting_swapped import sounds_swapped, swapped
from bot.dialogue.correcting_unnamed import last_fitting
from bot.dialogue.correcting_zeros import by_zeros, sounds_of_zeros
from bot.dialogue.removing import removed_item, sounds_removed
from bot.dialogue.which_item import last_items, names_told_item, said_wrong
from bot.dialogue.wholes import followed, spent_so_far, whole_of
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.answers import answer
from calculators.reading.characters import fold
from calculators.reading.flags import mentioned_flag
from calculators.reading.other_money import without_other_money
from calculators.reading.replies import yes_or_no
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told

_WORDS = (
    r"改成|改为|改回|变回|换回|改到|改一?下|改正|换成|说错|讲错|写错|打错|报错|弄错|搞错|记错|算错|输错|看错|口误|错了|更正|纠正|不对|"
    r"应该是|应当是|其实是|实际是|实际上是|刚才|刚刚|前面|上面|之前|重新说|再按|重新按|按|变成|变为|变到|[变改](?=[\d一二两三四五六七八九十])|调整|修改|更新|应为|哦不|噢不|啊不|"
    r"才对|(?:退|减|扣|刨)完(?:了|以后|之后)?(?:是|剩|还有)|(?:准|准确|确切|实际|精确)的?数(?:字|额)?(?:就?是|为)|少说|多说|少报|多报|漏说|漏报|还是按|还是用|按原来|原来的"
)
_WHAT_IF = r"如果|假如|假设|要是|若是|(?<![\d一二两三四五六七八九十百千])万一|换作|会怎么样|会怎样|又是多少|能多拿"
_CORRECTION = lazy(
    rf"{_WORDS.replace('|按|', '|')}|{_WHAT_IF}|不是.{{1,16}}[,，]?\s*(?:是|而是|应该)|是.{{1,14}}[,，]\s*不是"
)
_IF = lazy(_WHAT_IF)
_STRIP = lazy(rf"{_WORDS}|{_WHAT_IF}|呢|吧|算了|算一遍|算一下|再算|重算|的话")
_ONLY_WRONG = lazy(
    r"^(?:哦|噢|啊|我|我们|刚才|刚刚|前面|好像|可能|那个|数|有个数|[,\s])*(?:说|讲|写|打|报|弄|搞|记|输|看)错(?:了|啦)?[.。!]?$"
)
_ITEM = lazy(r"第[一二三四五六1-6][个项份笔件]|还有一[个项份笔件]|再加一[个项份笔件]|加上一[个项份笔件]")
_TOO = lazy(r"也|还有|另外|漏")


@dataclass(frozen=True)
class Correction:
    """What a message changes: values by path, items taken out of a list, or a reason why it cannot be placed."""

    told: dict[str, Told] = field(default_factory=dict)
    removed: tuple[str, int] | None = None  # the list, and the index of the item that goes
    unclear: str = ""
    either: tuple[str, ...] = ()  # what could be said to place it: 现在的协作配套率改成45
    supposed: bool = False  # 如果…呢: only supposed, not meant
    reopened: str = ""  # 第一项说错了: the path to be asked for again


def sounds_corrected(text: str) -> bool:
    """Does a message carry words of correction at all?"""
    return bool(_CORRECTION.search(text) or sounds_removed(text) or sounds_swapped(text) or sounds_of_zeros(text))


def find_correction(calculator: Fillable, dialogue: Dialogue, text: str, *, loose: bool = False) -> Correction | None:
    """What a message corrects among the answers given so far; None when it corrects nothing.

    `loose` takes a plain statement that names an answered field as a correction too (after the result).
    """
    if not dialogue.answers:
        return None
    text = without_other_money(calculator.inputs, text)
    removed = removed_item(calculator, dialogue, text)
    if removed is not None:
        return Correction(removed=removed)
    again = said_wrong(calculator, dialogue, text)
    if again:
        return Correction(reopened=again)
    back = taken_back(calculator, dialogue, text)
    if back:
        return Correction(back | followed(calculator, dialogue, back), supposed=bool(_IF.search(text)))
    exchanged = swapped(calculator, dialogue, text)
    if isinstance(exchanged, str):
        return Correction(unclear=exchanged)
    if exchanged:
        return Correction(exchanged, supposed=bool(_IF.search(text)))
    said = bool(_CORRECTION.search(text)) or names_told_item(dialogue, text) or sounds_of_zeros(text)
    if not said and not loose:
        return None
    supposed = bool(_IF.search(text))
    told = (
        _by_label(calculator, dialogue, text)
        or by_zeros(calculator, dialogue, text)
        or share_again(calculator, dialogue, text)
        or corrected_addend(calculator, dialogue, text)
        or corrected_items(calculator, dialogue, text)
        or replaced(calculator, dialogue, text)
        or by_difference(calculator, dialogue, text)
        or by_multiple(calculator, dialogue, text)
        or _named(calculator, dialogue, text)
    )
    if not told and said:
        told = last_fitting(calculator, dialogue, text, _STRIP.sub(" ", text).strip())
    if not told and dialogue.awaiting is None and _ONLY_WRONG.match(text):
        told = "要改哪个数、改成多少"
    if not told:
        return None
    if isinstance(told, str):
        return Correction(unclear=told, either=told.either if isinstance(told, Either) else (), supposed=supposed)
    told = spent_so_far(calculator, dialogue, text, told)
    told = {path: _with_those_before(dialogue, path, value, text) for path, value in told.items()}
    told = {path: _with_agreed(dialogue, path, value) for path, value in told.items()}
    told |= _answered_too(calculator, dialogue, text, told)
    told |= followed(calculator, dialogue, told)
    return Correction(told, supposed=supposed)


def _by_label(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """现在的协作配套率改成45: the whole label, as a button says it."""
    said = {}
    for change in text.removeprefix("如果").split(","):
        for path in dialogue.answers:
            here = None if path.endswith(".more") else field_of(calculator, path)
            label = label_of(calculator, path, dialogue.answers)
            if here is None or not change.startswith(f"{label}改成"):
                continue
            value = answer(here, change.removeprefix(f"{label}改成"), whole=whole_of(dialogue, path, here))
            if isinstance(value, Told):
                said[path] = value
            break
        else:
            return {}  # other words beside it: read as a whole
    return said


def _named(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """Values the sentence gives to fields by their own words: those answered before, else any."""
    read = read_sentence(calculator.inputs, text, given=dialogue.given(), item=last_items(dialogue))
    values = {path: value for path, value in read.told.items() if not path.endswith(".more")}
    doubtful = [why for path, why in read.unclear.items() if path in dialogue.answers and path not in values]
    if doubtful and values and dialogue.awaiting is None:
        return doubtful[0]  # 2条链,8个项目,3个没投产: half of it is not taken
    known = {path: value for path, value in values.items() if path in dialogue.answers}
    if len(known) == 1 and dialogue.awaiting is None:
        unsure = which_item(calculator, dialogue, next(iter(known)), text)
        if unsure:
            return unsure
    if known and dialogue.awaiting is None:
        return {**known, **{path: value for path, value in values.items() if path not in dialogue.answers}}
    if dialogue.awaiting is None and values and not known and all(_still_open(calculator, path) for path in values):
        return values  # a threshold was missed before this one was asked for
    return known or (values if _CORRECTION.search(text) or _ITEM.search(text) else {})


def _still_open(calculator: Fillable, path: str) -> bool:
    """Can a calculation not be finished without this field, and is it no item of a list?"""
    field = None if "." in path else field_of(calculator, path)
    return field is not None and not field.has_default


def _with_those_before(dialogue: Dialogue, path: str, told: Told, text: str) -> Told:
    """40%也领过: tiers told beside those that were told before."""
    before = dialogue.answers.get(path)
    if before is None or not isinstance(told.value, tuple) or not isinstance(before.value, tuple):
        return told
    both = tuple(dict.fromkeys((*before.value, *told.value)))
    return replace(told, value=both) if _TOO.search(text) and told.value else told


def _with_agreed(dialogue: Dialogue, path: str, told: Told) -> Told:
    """改成付了八成: what was agreed on (协议300万) still holds beside the new part."""
    before = dialogue.answers.get(path)
    return replace(told, of=before.of) if before is not None and before.of and told.of is None else told


def _answered_too(calculator: Fillable, dialogue: Dialogue, text: str, told: dict[str, Told]) -> dict[str, Told]:
    """投产了，另外投资额改成9000万: the open question is answered in the same breath."""
    path = dialogue.awaiting
    here = None if path is None or path.endswith(".more") else field_of(calculator, path)
    if path is None or here is None or path in told or path in dialogue.answers:
        return {}
    if here.kind == "yes_no":
        verdict = mentioned_flag(here, fold(text))
        first = re.split(r"[,，。;；]", text)[0]
        verdict = yes_or_no(first) if verdict is None and not _CORRECTION.search(first) else verdict
        return {} if verdict is None else {path: Told(verdict, text)}
    read = read_sentence(calculator.inputs, text, given=dialogue.given(), item=last_items(dialogue)).told
    return {path: read[path]} if path in read else {}
