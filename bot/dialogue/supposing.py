"""What it would come to, if what is still open were as the card supposes (如果投产了、全部投完了，是40万元)."""

from collections.abc import Mapping

from bot.conversation import Dialogue
from bot.dialogue.asking import place_of
from bot.dialogue.assessing import NO_INTERIM
from bot.dialogue.wholes import sibling
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given, Missing, Unanswerable
from calculators.money import spoken
from calculators.reading.told import Span
from calculators.result import Result, Status

_MOST_OPEN = 12  # questions supposed to be answered


def would_be(calculator: Calculator, dialogue: Dialogue) -> str:
    """The amount in words with every supposition it rests on; empty where one figure more is needed."""
    if any(isinstance(told.value, Span) for told in dialogue.answers.values()):
        return ""
    supposed: dict[str, str] = {}
    result = _assessed(calculator, dialogue.given(), supposed)
    if result is None or result.amount is None or result.status in NO_INTERIM or not supposed:
        return ""
    word = "最高" if result.status is Status.CEILING else "是"
    bound = f"（{result.limits[0]}）" if result.limits and result.limits[0] != f"{word}{spoken(result.amount)}" else ""
    return f"如果{_in_words(calculator, dialogue, supposed)}，{word}{spoken(result.amount)}{bound}。"


def _assessed(calculator: Calculator, given: Mapping[str, Given], supposed: dict[str, str]) -> Result | None:
    """The result with the open fields as supposed; puts into `supposed` what each was supposed to be, by path."""
    given = dict(given)
    for _ in range(_MOST_OPEN):
        try:
            return calculator.assess(given)
        except Unanswerable:
            return None
        except Missing as missing:
            path = missing.path
        field = None if path.endswith(".more") else field_of(calculator, path)
        if path.endswith(".more"):
            given[path] = False
        elif field is None:
            return None
        elif field.has_default:
            given[path] = field.default_value
        else:
            value = supposed_value(field, path, given)
            if field.supposed is None or value is UNKNOWN:
                return None
            given[path], supposed[path] = value, field.supposed.said
    return None


def supposed_value(field: Field, path: str, given: Mapping[str, Given]) -> Given:
    """What the field at `path` is supposed to be; UNKNOWN where its card supposes nothing."""
    if field.supposed is None:
        return UNKNOWN
    if field.supposed.like:
        return given.get(sibling(path, field.supposed.like), UNKNOWN)
    return field.read(field.supposed.value, path)


def _in_words(calculator: Calculator, dialogue: Dialogue, supposed: Mapping[str, str]) -> str:
    """投产了、全部投完了; of several items whose they are: 第1个项目、第2个项目都投产了."""
    items: dict[str, list[str]] = {}
    for path, said in supposed.items():
        name, _ = place_of(calculator, path)
        items.setdefault(name, []).append(said)
    heads = {path.split(".")[0] for path in supposed}
    told = {tuple(path.split(".")[:2]) for path in dialogue.answers if path.split(".")[0] in heads}
    if sum(item[-1].isdigit() for item in told) <= 1:
        return "、".join(said for words in items.values() for said in words)
    same: dict[str, list[str]] = {}
    for name, words in items.items():
        same.setdefault("、".join(words), []).append(name)
    return "，".join(f"{'、'.join(names)}{'都' * (len(names) > 1)}{words}" for words, names in same.items())
