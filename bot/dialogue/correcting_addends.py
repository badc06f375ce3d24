"""Corrections of one part of a figure that was added up (300万＋450万): 另一所是540万; 450万那笔其实是540万."""

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.addends import addends, as_addends, factor_like, sum_of, with_addend, with_factor
from bot.dialogue.asking import label_of
from bot.dialogue.correcting_either import Either
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.sums import changed_by, difference
from calculators.reading.told import Told

_PIECE = "[个项份笔件家所次期批台套条校间]"
_NUMBERED = lazy(rf"第([一二三四五六1-6]){_PIECE}")
_FIRST = lazy(rf"前(?:面|头)?(?:那)?一?{_PIECE}|(?<![第])(?:头|首)一?[个项份笔件家所次期批]|首付|先付")
_LAST = lazy(rf"后(?:面|头|来)?(?:那|的)?一?{_PIECE}|最后(?:那)?一?{_PIECE}|末{_PIECE}|尾款")
_OTHER = lazy(rf"另(?:外)?(?:那)?一?{_PIECE}")
_OLD = lazy(rf"^(?:的)?[那这]一?{_PIECE}")
_IN_ALL = lazy(r"一共|总共|合计|加起来|总的?(?:是|数)|拢共")
_WRONG = lazy(r"[说讲写打报弄搞记输看]错|不对|口误|更正")
_EACH = lazy(rf"每一?(?:{_PIECE}|个?人|名)(?:是|要|其实|实际|才|只|付了?|花了?)*$")
_PEOPLE = lazy(r"(?:人数|人头)(?:应该|其实|实际)?(?:改成|改为|是|为|变成|有)?$")
_ORDER = "一二三四五六"


def corrected_addend(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """The answer with the one part corrected; a question where it is not clear which part is meant."""
    body = fold(text)
    factors = [
        _as_people(f, body)
        for f in find_figures(body)
        if f.sort is Sort.COUNT or _EACH.search(body[: f.start]) or _PEOPLE.search(body[: f.start])
    ]
    if len(factors) == 1:
        for path, told in dialogue.answers.items():
            factor = _after_difference(told, factors[0], body)
            if factor is not None and (product := with_factor(told, factor)) is not None:
                return {path: product}
    figures = [figure for figure in find_figures(body) if figure.sort is Sort.MONEY]
    if not figures or figures[-1].ranged:
        return {}
    for path, told in reversed(list(dialogue.answers.items())):
        field = None if path.endswith(".more") else field_of(calculator, path)
        told = as_addends(told) if _NUMBERED.search(body) else told
        parts = addends(told) if field is not None else []
        if field is None or not parts or not fits(field, figures[-1]):
            continue
        place = _place(parts, figures, body)
        if place is not None and isinstance(take(field, figures[-1], body), Told):
            return {path: with_addend(told, place, figures[-1])}
        if len(figures) == 1 and _leaves_open(calculator, path, field, body):
            return _which(calculator, dialogue, path, parts, figures[0])
    return {}


def _as_people(figure: Figure, body: str) -> Figure:
    """人数改成150: how many people, though no word for them is behind the number."""
    people = figure.sort is Sort.BARE and _PEOPLE.search(body[: figure.start])
    return replace(figure, sort=Sort.COUNT, unit="人", text=f"{figure.text}人") if people else figure


def _after_difference(told: Told, factor: Figure, body: str) -> Figure | None:
    """其中20人没付钱, of 8000×120人: 100人; the factor itself where it is no difference, None where none is left."""
    sign = difference(factor, body)
    before = factor_like(told, factor)
    if not sign or before is None:
        return factor
    left = changed_by(before.value, factor, sign)
    return replace(factor, low=left, high=left, text=f"{left}{factor.unit}") if left else None


def _place(parts: list[Figure], figures: list[Figure], body: str) -> int | None:
    """Which part is meant: by its number, as the first, the last or the other one, or by what it was."""
    numbers = _NUMBERED.findall(body)
    if len(figures) == 2:
        same = [place for place, part in enumerate(parts) if part.value == figures[0].value]
        named = _OLD.match(body[figures[0].end :]) or "不是" in body or "改成" in body or "改为" in body
        return same[0] if len(same) == 1 and named else None
    if len(figures) != 1:
        return None
    if len(numbers) == 1:
        place = digit(numbers[0]) - 1
        return place if place < len(parts) else None
    if _FIRST.search(body):
        return 0
    if _LAST.search(body) or _OTHER.search(body) and len(parts) == 2:
        return len(parts) - 1
    return None


def _leaves_open(calculator: Fillable, path: str, field: Field, body: str) -> bool:
    """说错了，是540万: all of it, or one of its parts?"""
    whole = _IN_ALL.search(body) or field.label in body
    return bool(_OTHER.search(body) or _WRONG.search(body) and not whole)


def _which(calculator: Fillable, dialogue: Dialogue, path: str, parts: list[Figure], figure: Figure) -> str:
    label = label_of(calculator, path, dialogue.answers)
    said = "、".join(part.text for part in parts)
    asked = Either(f"{figure.text}是{label}一共的数，还是其中一笔的（{said}加起来{spoken(sum_of(parts))}）")
    asked.either = (
        f"{label}改成{figure.text}",
        *(f"第{_ORDER[place]}笔改成{figure.text}" for place in range(min(len(parts), len(_ORDER)))),
    )
    return asked
