"""A figure told roughly (三百来万) and then settled (按300万算), while something else is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of, value_of
from bot.dialogue.items import main_path, places_of
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, find_figures
from calculators.reading.rows import main_of
from calculators.reading.told import Span, Told

_LEAD = r"(?:那么?|嗯|行|好的?|哦|还是|这个|刚才那个?|前面那个?|[,\s])*"
_SETTLED = lazy(
    rf"{_LEAD}(?:(?:就|先|都|可以|你)*(?:按照?|照|取|算作?|用|以|填|写|记)(?:成|作|个|着)?|(?:具体|准确|精确|确切|准数|实际|实数|整数?|正好|刚好|应该)(?:地说|来说|点|的?数)?(?:就|应该)?(?:是|有|为)?|就(?:是|说|当|当成|算是)?)"
    r"□(?:整|元|的?数)?(?:来)?(?:算|计算?|记|填)?(?:吧|好了|得了|就行|就好|行了|了|呗|啊)*[.!]?"
)
_AS_IF = lazy(rf"{_LEAD}(?:就|先|都)+(?:按|照|取|算)")  # 就按12家算, after 十来家
_MERELY = lazy(r"□(?:整|吧|算)+[.!]?")  # 300万吧
_OR_RATHER = lazy(r"(?:算了|那|就|,)*还是□(?:吧|呗)?[.!]?")  # 还是100万
_BELOW, _ABOVE = Decimal("0.8"), Decimal("1.35")  # how far 三百来万 and 三百多万 reach, of what they were taken for


@dataclass(frozen=True)
class Settled:
    """What was settled, by path; or what has to be asked, with the ways to say it."""

    told: dict[str, Told]
    asked: str = ""
    ways: tuple[str, ...] = ()


def settled(calculator: Fillable, dialogue: Dialogue, text: str) -> Settled | None:
    """The answer told roughly that a message settles; None where the message settles none."""
    body = fold(text)
    figures = find_figures(body)
    if len(figures) != 1 or figures[0].about:
        return None
    said = body[: figures[0].start] + "□" + body[figures[0].end :]
    name = (dialogue.awaiting or "").removesuffix(".more")
    field = calculator.inputs.get(name)
    if name != dialogue.awaiting and field is not None and field.many is not None:
        return _item_settled(calculator, dialogue, name, figures[0], said)
    asked = field_of(calculator, dialogue.awaiting or "")
    so = _SETTLED.fullmatch(said) or said == "□" and asked is not None and asked.kind == "yes_no"
    if asked is None or not so:
        return None
    if fits(asked, figures[0]) and not (asked.kind == "count" and _AS_IF.match(said)):
        return None  # what is asked for is told
    rough = _rough(calculator, dialogue, dialogue.answers, figures[0])
    return Settled(rough) if len(rough) == 1 else None


def _item_settled(calculator: Fillable, dialogue: Dialogue, name: str, figure: Figure, said: str) -> Settled | None:
    """While the next item is asked for: the one told roughly, or a question which item is meant."""
    field = calculator.inputs[name]
    assert field.many is not None
    items = [main_path(name, field, place) for place in places_of(name, dialogue.answers)]
    items = [path for path in items if path in dialogue.answers]
    rough = _rough(calculator, dialogue, items, figure)
    so = bool(_SETTLED.fullmatch(said) or rough and _MERELY.fullmatch(said))
    if so and len(rough) == 1:
        return Settled(rough)
    same = any(dialogue.answers[path].value == told.value for path, told in rough.items())
    again = same and said == "□" or _MERELY.fullmatch(said) or _OR_RATHER.fullmatch(said)
    if not fits(main_of(field), figure) or not items or not so and not again:
        return None
    known = "、".join(
        f"{label_of(calculator, path, (*items, f'{name}.1') if len(items) > 1 else ())}{value_of(main_of(field), dialogue.answers[path])}"
        for path in items
    )
    piece = f"{field.many.classifier}{field.many.noun}"
    asked = f"{figure.text}是前面说的{'那' if len(items) == 1 else '哪'}{piece}（{known}），还是另外一{piece}"
    ways = [f"第{place + 1}{field.many.classifier}改成{figure.text}" for place in range(len(items))]
    return Settled({}, asked, (*ways, f"还有一{field.many.classifier}{figure.text}"))


def _rough(calculator: Fillable, dialogue: Dialogue, paths: Iterable[str], figure: Figure) -> dict[str, Told]:
    """The answers told roughly that can be this figure, with it as their value."""
    found = {}
    for path in paths:
        field = None if path.endswith(".more") else field_of(calculator, path)
        value = (
            take(field, figure)
            if field is not None and field.kind in ("money", "percent", "count") and fits(field, figure)
            else None
        )
        if (
            isinstance(value, Told)
            and isinstance(value.value, Decimal | int)
            and not isinstance(value.value, bool)
            and is_near(dialogue.answers[path], Decimal(value.value))
        ):
            found[path] = value
    return found


def is_near(told: Told, amount: Decimal) -> bool:
    """Was an item told roughly, and can it be this amount?"""
    if isinstance(told.value, Span):
        return told.value.low <= amount <= told.value.high
    if not told.about or isinstance(told.value, bool) or not isinstance(told.value, Decimal | int):
        return False
    about = Decimal(told.value)
    return about * _BELOW <= amount <= about * _ABOVE
