"""Corrections that name no field: by a value and what it fits."""

from collections.abc import Mapping
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.correcting_either import which
from bot.dialogue.settling import is_near
from bot.dialogue.wholes import base_of, told_as_all_of, whole_of
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.answers import answer
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.replies import says_unknown
from calculators.reading.told import Span, Told, Unclear
from intents.normalise import bare

_OF_MARKS = lazy(r"[领拿得奖档]")  # 到60%呢 is no tier had before

_INSTALMENT = lazy(r"第[二三四五六七八九][批期次]")
_AWARD = lazy(r"奖|补")  # a field that is an award itself: 已领的引荐奖励
_TO = lazy(r"(?:提高|提|涨|升|增|做)?(?:到了?|成|至|是)$")  # 配套率到40: the name is 配套率
_REACHED = lazy(  # 提到47呢: what there is now, not what there was
    r"(?<!从)(?:(?:提|涨|升|增|干|做|冲|扩)(?:高|加|大)?[到至成]|(?<![达得拿碰遇])到)了?(?:大概|约)?(?:百分之)?[\d一二三四五六七八九十两]"
)
_VERBS = lazy(r"[付投买购卖采收营完]|到账")
_SET_RIGHT = lazy(r"改成\S+$")  # 确切是236.8万, after 二百多万
_BY_THAT = lazy(r"按|就")


def last_fitting(calculator: Fillable, dialogue: Dialogue, text: str, trimmed: str) -> dict[str, Told] | str:
    """A corrected value without a name goes to the last answer that such a value fits; after the result,
    when it fits several, it is asked which one is meant. `trimmed`: the text without its words of correction."""
    figures = find_figures(trimmed)
    instalment = _INSTALMENT.search(text)
    if instalment is not None and figures and not _AWARD.search(text):
        return f"{instalment.group()}改完以后，一共是多少"  # 第二批其实是5千万, where the batches were never told apart
    reason, fitting = "", {}
    for path in reversed(list(dialogue.answers)):
        here = None if path.endswith(".more") else field_of(calculator, path)
        if here is None or bool(figures) == (here.kind in ("choice", "yes_no")):
            continue
        if not figures and says_unknown(trimmed) or here.kind == "marks" and not _OF_MARKS.search(text):
            continue
        value = answer(here, trimmed, whole=whole_of(dialogue, path, here), base=base_of(dialogue, path, here))
        if isinstance(value, Told) and (figures or _differs(dialogue.answers[path], value)):
            fitting[path] = value
        if isinstance(value, Unclear) and not reason:
            reason = value.why
    if not fitting:
        return reason
    fitting = _called(calculator, fitting, trimmed) or fitting
    fitting = {
        path: told for path, told in fitting.items() if told_as_all_of(calculator, dialogue, path) not in fitting
    }
    if dialogue.awaiting is None and figures:
        fitting = _meant_by_words(calculator, dialogue, fitting, text)
    same = [path for path, told in fitting.items() if dialogue.answers[path].value == told.value]
    if dialogue.awaiting is None and len(same) == 1 and len(fitting) > 1:
        return {same[0]: fitting[same[0]]}  # 说错了，十七家, of 17家: as it was computed
    first = next(iter(fitting))
    if dialogue.awaiting is None and figures and len(fitting) > 1:
        return which(calculator, dialogue, list(fitting)[::-1], figures[-1].text, text)
    return {first: fitting[first]}


def counted_so(fields: Mapping[str, Field | None], figure: Figure) -> list[str]:
    """那链只有一条呢: the fields that are counted with the classifier that was said."""
    return [path for path, field in fields.items() if field is not None and field.counter == figure.unit]


def _meant_by_words(
    calculator: Fillable, dialogue: Dialogue, fitting: Mapping[str, Told], text: str
) -> dict[str, Told]:
    """如果投了6亿呢 is no award had before: only those of the answers of which the words and the amount can be meant."""
    fields = {path: field for path in fitting if (field := field_of(calculator, path)) is not None}
    open_still = [path for path in fitting if dialogue.answers[path].value is UNKNOWN]
    if len(open_still) == 1:
        return {open_still[0]: fitting[open_still[0]]}  # what was left open is what is told now
    inside = [path for path in fitting if _narrows(dialogue.answers[path], fitting[path])]
    if len(inside) == 1:
        return {inside[0]: fitting[inside[0]]}
    rough = [path for path in fitting if _settles(dialogue.answers[path], fitting[path], text)]
    if len(rough) == 1:
        return {rough[0]: fitting[rough[0]]}
    rising = [path for path, field in fields.items() if field.related]
    shares = [path for path, field in fields.items() if field.kind == "percent"]
    for reached in (rising, shares):  # 要是到60呢, of a share and of a count
        if len(reached) == 1 and _REACHED.search(fold(text)):
            return {reached[0]: fitting[reached[0]]}
    figures = [figure for figure in find_figures(fold(text)) if figure.sort is Sort.COUNT]
    if len(figures) == 1 and len(counted := counted_so(fields, figures[0])) == 1:
        return {counted[0]: fitting[counted[0]]}
    had = bool(_OF_MARKS.search(text))
    plain = [path for path, field in fields.items() if had or not _AWARD.search(field.label)]
    verbs = set(_VERBS.findall(text))
    named = [path for path in plain or fitting if any(v in word for v in verbs for word in _words(fields[path]))]
    kept = named or plain or list(fitting)
    return {path: fitting[path] for path in fitting if path in kept}


def _narrows(before: Told, after: Told) -> bool:
    """就按35家, of 35到36家: an exact figure inside the range that was told."""
    if (
        not isinstance(before.value, Span)
        or isinstance(after.value, bool)
        or not isinstance(after.value, Decimal | int)
    ):
        return False
    return before.value.low <= after.value <= before.value.high


def _settles(before: Told, after: Told, text: str) -> bool:
    """按2300万算, of 两千三百来万: the exact figure of one that was told roughly."""
    exact = isinstance(after.value, Decimal) and not after.about
    if not exact or not before.about:
        return False
    near = is_near(before, Decimal(str(after.value)))
    return before.value == after.value or near and bool(_BY_THAT.search(text) or _SET_RIGHT.match(text))


def _words(field: Field) -> tuple[str, ...]:
    return (field.label, *field.cues)


def _called(calculator: Fillable, fitting: Mapping[str, Told], said: str) -> dict[str, Told]:
    """配套率改成45: of the answers a value fits, those whose label ends in what was named."""
    figures = find_figures(said)
    name = _TO.sub("", bare(said.replace(figures[0].text, ""))) if figures else ""
    labels = {path: field.label for path in fitting if (field := field_of(calculator, path)) is not None}
    return {path: fitting[path] for path, label in labels.items() if len(name) > 1 and label.endswith(name)}


def _differs(before: Told, after: Told) -> bool:
    return before.value != after.value and not isinstance(after.value, Decimal)
