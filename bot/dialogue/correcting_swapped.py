"""Two answers in each other's place: 两个搞反了, 说反了, 那两个数换一下."""

from decimal import Decimal
from itertools import combinations

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.asking import label_of
from bot.dialogue.wholes import sibling
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.told import Told

_SWAPPED = lazy(
    r"(?:搞|弄|说|写|填|报|记|讲|打|看|输)(?:反|颠倒)了?|颠倒了?|(?:^|[,，\s两个俩数])反了|"
    r"(?:两[个样项]?数?|俩数?|它们|前后|位置)(?:得|应该|要)?(?:互换|对调|调换|[换调倒](?:一下|过来|个个儿|个个|个位置?))|互换一?下|对调一?下|调换一?下|[倒反调]过来(?!问)|(?:没|没有)(?:说|搞|弄|填)?(?:反|颠倒)[的了]?[.!]?$"
)
_BOTH = 2  # 两个 names the two of them; any other figure is told anew
_NUMBERS = ("money", "count", "percent", "rate", "factor")


def sounds_swapped(text: str) -> bool:
    """Does a message say that two things stand in each other's place, without saying them anew?"""
    return bool(_SWAPPED.search(text)) and not any(figure.high > _BOTH for figure in find_figures(text))


def swapped(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """The two answers that belong together, each with the value of the other; or what has to be asked."""
    if not sounds_swapped(text):
        return {}
    answers = dict(dialogue.answers)
    if dialogue.doubt is not None and dialogue.awaiting is not None:
        answers[dialogue.awaiting] = dialogue.doubt
    fields = {
        path: field
        for path, told in answers.items()
        if not path.endswith(".more") and (field := field_of(calculator, path)) is not None and _has_number(field, told)
    }
    pairs = [pair for pair in combinations(fields, 2) if fields[pair[0]].kind == fields[pair[1]].kind]
    named = [pair for pair in pairs if all(_is_named(fields[path], text) for path in pair)]
    together = [pair for pair in pairs if _belong(pair[0], pair[1], fields) or _belong(pair[1], pair[0], fields)]
    for meant in (named, together, pairs):
        if len(meant) == 1:
            one, other = meant[0]
            return {one: _in_place(answers[other]), other: _in_place(answers[one])}
    if not pairs:
        return {}
    labels = dict.fromkeys(label_of(calculator, path, answers) for pair in together or pairs for path in pair)
    return f"是哪两个数反了？现在有{'、'.join(labels)}，说“…改成…”就行"


def _has_number(field: Field, told: Told) -> bool:
    return field.kind in _NUMBERS and isinstance(told.value, Decimal | int) and not isinstance(told.value, bool)


def _is_named(field: Field, text: str) -> bool:
    return any(cue in text for cue in (field.label, *field.cues))


def _belong(path: str, other: str, fields: dict[str, Field]) -> bool:
    """What is paid and the whole of it; what there is now and what it rose from."""
    field = fields[path]
    return other in {sibling(path, name) for name in (field.whole, field.related) if name}


def _in_place(told: Told) -> Told:
    return replace(told, sensed=False)
