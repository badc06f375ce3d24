"""Corrections by a difference: 再付1000万, 再多两户, 少说了50万, 其中80万还没付."""

import re
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.addends import with_one_more
from bot.dialogue.correcting_either import which_changes
from bot.dialogue.correcting_unnamed import counted_so
from bot.dialogue.wholes import whole_of
from calculators.calculator import Fillable, field_of
from calculators.money import EXACT, times
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.sums import changed_by, difference
from calculators.reading.told import Told

_NOUN = lazy(r"(?:产业)?链(?!主)|项目|链主")
_FEW = 10  # a smaller number without a unit may be how many
_VERBS = lazy(r"[付投买购卖采收营完]|到账")


def by_difference(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """再付1000万, 再多两户, 少说了50万: added to what was said before."""
    body = fold(text)
    figures = find_figures(body)
    starts = {figure.start for figure in figures}
    last = [figure for figure in figures if figure.end not in starts]  # of 再加一笔87.5万 not the 一笔
    signs = [(figure, sign) for figure in last if (sign := difference(figure, body))]
    whole = [
        figure for figure in find_figures(body) if re.search(r"(?:一共|总共|合计)(?:是|有)?$", body[: figure.start])
    ]
    if len(signs) != 1 or whole:
        return {}
    figure, sign = signs[0]
    figure = _in_its_unit(calculator, dialogue, figure)
    if signs[0][0].sort is Sort.BARE and sign < 0 and figure.value > _FEW:
        return f"{figure.text}要减掉的话，请带上单位，或者说减完一共是多少"
    if figure.sort is Sort.PERCENT and (share := _by_a_share(calculator, dialogue, figure, sign)):
        return share
    fitting = []
    for path, told in dialogue.answers.items():
        here = None if path.endswith(".more") else field_of(calculator, path)
        known = isinstance(told.value, Decimal | int) and not isinstance(told.value, bool)
        if here is not None and known and fits(here, figure) and figure.sort is not Sort.BARE:
            fitting.append(path)
    fitting = _called_behind(calculator, fitting, figure, body) or fitting
    chosen = _meant_by_cue(calculator, fitting, figure, body)
    if chosen is None:
        return which_changes(calculator, dialogue, fitting, figure, sign, text) if len(fitting) > 1 else {}
    old = dialogue.answers[chosen].value
    assert isinstance(old, Decimal | int)
    after = changed_by(old, figure, sign)
    if after is None:
        return f"减掉{figure.text}就成负数了，请再说一遍"
    value: Decimal | int = int(after) if isinstance(old, int) else after
    if sign > 0:
        return {chosen: with_one_more(dialogue.answers[chosen], value, figure)}
    return {chosen: Told(value, figure.text, figure.about)}


def _called_behind(calculator: Fillable, paths: list[str], figure: Figure, body: str) -> list[str]:
    """多算了两个链: of several counts the one whose label ends in the noun behind the figure."""
    noun = _NOUN.match(body, figure.end)
    fields = {path: field for path in paths if (field := field_of(calculator, path)) is not None}
    counts = [path for path, field in fields.items() if field.kind == "count"]
    if noun is None or figure.sort is not Sort.COUNT or len(counts) != len(paths):
        return []
    called = [path for path in counts if fields[path].label.endswith(noun.group())]
    return called if len(called) == 1 else []


def _in_its_unit(calculator: Fillable, dialogue: Dialogue, figure: Figure) -> Figure:
    """再付一百二, where one amount was told in 万: 120万; any other figure as it is."""
    if figure.sort is not Sort.BARE or figure.ranged or figure.value < _FEW:
        return figure
    fields = {path: field_of(calculator, path) for path in dialogue.answers if not path.endswith(".more")}
    money = [field for field in fields.values() if field is not None and field.kind == "money"]
    if len(money) != 1 or any(field is not None and field.kind in ("count", "percent") for field in fields.values()):
        return figure
    told = take(money[0], figure)
    if not isinstance(told, Told) or not isinstance(told.value, Decimal):
        return figure
    return replace(figure, sort=Sort.MONEY, low=told.value, high=told.value)


def _by_a_share(calculator: Fillable, dialogue: Dialogue, figure: Figure, sign: int) -> dict[str, Told] | str:
    """再付40%, of a purchase of 3000万 with 900万 paid: 2100万; empty where no part of a whole was told."""
    parts: dict[str, tuple[Decimal, Decimal]] = {}
    for path, told in dialogue.answers.items():
        here = None if path.endswith(".more") else field_of(calculator, path)
        whole = whole_of(dialogue, path, here) if here is not None and here.kind == "money" else None
        if whole is not None and isinstance(told.value, Decimal):
            parts[path] = told.value, whole
        if here is not None and here.kind == "percent":
            return {}
    if len(parts) != 1 or figure.ranged:
        return {}
    ((path, (old, whole)),) = parts.items()
    after = EXACT.add(old, times(Decimal(sign), EXACT.divide(times(whole, figure.value), Decimal(100))))
    if not 0 <= after <= whole:
        return f"加减{figure.text}以后和总数对不上，一共是多少"
    return {path: Told(after, figure.text, of=dialogue.answers[path].of)}


def _meant_by_cue(calculator: Fillable, paths: list[str], figure: Figure, body: str) -> str | None:
    """The only path, the last of a rising pair (2021年几家, 现在几家), or the one whose words the sentence has."""
    if len(paths) <= 1:
        return paths[0] if paths else None
    fields = {path: field_of(calculator, path) for path in paths}
    rising = [path for path, here in fields.items() if here is not None and here.related]
    if len(rising) == 1:
        return rising[0]
    if figure.sort is Sort.COUNT and len(counted := counted_so(fields, figure)) == 1:
        return counted[0]
    verbs = set(_VERBS.findall(body))
    named = [path for path, here in fields.items() if here and any(verb in cue for verb in verbs for cue in here.cues)]
    return named[0] if len(named) == 1 else None
