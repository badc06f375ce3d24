"""The questions of a dialogue: one field at a time, in the words of an owner."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.state import Goal, asked_field
from bot.messages import QuickReply
from bot.wording import numbered
from calculators.calculator import Fillable, field_of
from calculators.fields import Field, describe
from calculators.inputs import UNKNOWN
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.told import Span, Told
from policies.inquiry import ENOUGH, Inquiry

OPEN_AGAIN = "回到刚才的测算："
ASK_ON = "接着问："
UNKNOWN_BUTTON = QuickReply(label="不知道", text="不知道")
_UNIT = lazy(r"[万亿元块百千%成番倍半]")
_ENDS = lazy(r"[，？。；]")
_ASKS = lazy(r"多少|哪|还是|吗$|什么时候")
_WORDY = 9  # a yes or no in this many characters is read back
NONE_BUTTON = QuickReply(label="都没有", text="都没有")


def place_of(calculator: Fillable, path: str) -> tuple[str, int | None]:
    """第2个项目: how an item of a list is called, and its index."""
    parts = path.split(".")
    field = calculator.inputs[parts[0]]
    index = next((int(part) for part in parts[1:] if part.isdigit()), None)
    if field.many is None or index is None:
        return "", index
    return f"第{index + 1}{field.many.classifier}{field.many.noun}", index


def question(calculator: Goal, dialogue: Dialogue, path: str, offer: str = "") -> str:
    """What to ask for a path; "any more?" for a list."""
    if path.endswith(".more"):
        many = calculator.inputs[path.split(".")[0]].many
        return many.more if many else ""
    field = asked_field(calculator, dialogue, path)
    assert field is not None
    if field.kind == "several":
        return f"{field.ask}\n{numbered(option.label for option in field.options.values())}"
    name, index = place_of(calculator, path)
    head = path.split(".")[0]
    several = index is not None and (index > 0 or any(told.startswith(f"{head}.1") for told in dialogue.answers))
    return (f"{name}：" if several else "") + field.ask + (f"\n{offer}" if offer else "")


def buttons(calculator: Goal, dialogue: Dialogue, path: str) -> tuple[QuickReply, ...]:
    """Quick replies for a question."""
    if path.endswith(".more"):
        many = calculator.inputs[path.split(".")[0]].many
        noun = f"{many.classifier}{many.noun}" if many else "个"
        return (QuickReply(label="没有了", text="没有了"), QuickReply(label=f"还有一{noun}", text="还有"))
    field = asked_field(calculator, dialogue, path)
    assert field is not None
    if field.kind == "several":
        return (NONE_BUTTON, UNKNOWN_BUTTON)
    unsure = (UNKNOWN_BUTTON,) if field.optional or isinstance(calculator, Inquiry) else ()
    if field.kind == "choice":
        options = field.options.values()
        return (*(QuickReply(label=option.label, text=option.label) for option in options), *unsure)
    if field.kind == "yes_no":
        return (QuickReply(label="是", text="是"), QuickReply(label="不是", text="不是"), *unsure)
    if field.kind == "marks" or field.has_default:
        return (QuickReply(label="没有", text="没有"),)
    return unsure


def label_of(calculator: Fillable, path: str, told: Iterable[str] = ()) -> str:
    """What a path is called: 第2个项目的固定资产投资额. `told`: all paths told, to know whether there are several."""
    field = field_of(calculator, path)
    name, index = place_of(calculator, path)
    label = field.label if field else path
    head = path.split(".")[0]
    several = index or any(other.startswith(f"{head}.1") for other in told)
    if not name or not several:
        return label
    return f"{name}的{label}" if calculator.inputs[head].kind == "record" else f"{name}{label}"


def value_of(field: Field | None, told: Told) -> str:
    """A value in words, with how it was said where that matters."""
    if told.value is UNKNOWN:
        return "不知道"
    if isinstance(told.value, Span):
        low, high = told.value.low, told.value.high
        if field and field.kind == "money":
            return f"{spoken(low)}到{spoken(high)}"
        return f"{describe(field, low)}到{describe(field, high)}" if field else f"{low}到{high}"
    words = describe(field, told.value) if field else str(told.value)  # type: ignore[arg-type]
    return f"约{words}" if told.about else words


def said_of(calculator: Fillable, path: str, told: Told, every: Iterable[str] = (), mark: str = "") -> str:
    """One thing told: 固定资产投资额8000万元, 是否投产：是."""
    field = field_of(calculator, path)
    mark = "：" if field is not None and field.kind in ("yes_no", "choice") else mark
    return f"{label_of(calculator, path, every)}{mark}{value_of(field, told)}"


def told_lines(calculator: Fillable, told: Mapping[str, Told], every: Iterable[str] = (), mark: str = "") -> list[str]:
    """What was told, in lines: 采购额2500万元; of several items of a list a line each, in their order.

    `every`: all paths told, to know whether there are several items; `mark` stands between label and figure.
    """
    paths = [path for path in told if not path.endswith(".more") and field_of(calculator, path) is not None]
    every = (*paths, *every)
    lines: dict[str, list[str]] = {}
    for path in sorted(paths, key=lambda path: _order(calculator, path, paths)):
        item = _item_of(calculator, path, every)
        words = said_of(calculator, path, told[path], every, "" if item else mark)
        lines.setdefault(item or path, []).append(words.removeprefix(f"{item}的"))
    return [words[0] if item in told else f"{item}：{'，'.join(words)}" for item, words in lines.items()]


def in_words(calculator: Goal, told: Mapping[str, Told], every: Iterable[str] = ()) -> str:
    """固定资产投资额8000万元；是否投产：是. `every`: all paths told, to know whether there are several items."""
    known = {path: value for path, value in told.items() if path != ENOUGH}
    return "；".join(told_lines(calculator, known, every))


def as_if(calculator: Fillable, told: Mapping[str, Told], every: Iterable[str] = ()) -> str:
    """投产了, 属于靶向支持, 采购额3000万元: what is supposed, behind 如果 or 按."""
    every = (*told, *every)
    paths = [path for path in told if not path.endswith(".more") and field_of(calculator, path) is not None]
    return "，".join(_as_if(calculator, path, told[path], every) for path in paths)


def _as_if(calculator: Fillable, path: str, told: Told, every: Iterable[str]) -> str:
    """投产了, 没投产: a yes or no as a statement; all else as it is said back."""
    field, label = field_of(calculator, path), label_of(calculator, path, every)
    if field is None or field.kind != "yes_no" or not isinstance(told.value, bool):
        return said_of(calculator, path, told, every)
    if "是否" in label:
        name, _, state = label.partition("是否")
        return f"{name.removesuffix('的')}{f'{state}了' if told.value else f'没{state}'}"
    name, mark, state = label.rpartition("的")
    return label if told.value else f"{name}{mark}不{state}" if state.startswith("属于") else f"没有{label}"


def _order(calculator: Fillable, path: str, paths: list[str]) -> tuple[int, int]:
    """Where a path was told first; the items of a list stand together, by their number."""
    head = path.split(".")[0]
    if calculator.inputs[head].many is None:
        return paths.index(path), 0
    first = next(place for place, other in enumerate(paths) if other.split(".")[0] == head)
    return first, place_of(calculator, path)[1] or 0


def _item_of(calculator: Fillable, path: str, every: Iterable[str]) -> str:
    """第2个项目, for a field of a record where there are several."""
    head = path.split(".")[0]
    name, index = place_of(calculator, path)
    several = index or any(other.startswith(f"{head}.1") for other in every)
    return name if several and calculator.inputs[head].kind == "record" else ""


def closed(why: str) -> str:
    """A reason with the mark that its last clause wants: a question mark where something is asked."""
    why = why.rstrip("。？")
    return why + ("？" if _ASKS.search(_ENDS.split(why)[-1]) else "。")


def is_read_back(told: Told) -> bool:
    """Had the value to be sensed or added up: a unit, a range, about so much, a mean, a sum?"""
    return bool(
        told.sensed or told.about or isinstance(told.value, Span) or told.said.endswith("平均") or _is_sum(told)
    )


def _is_sum(told: Told) -> bool:
    """先投了4000万，又投了6000万: was the value added up?"""
    return "＋" in told.said and isinstance(told.value, Decimal)


def read_back(calculator: Fillable, told: dict[str, Told], awaiting: str | None = None) -> str:
    """A short confirmation of what was taken, for values that had to be sensed: a unit, a mean, a yes in many words."""
    parts = []
    for path, entry in told.items():
        field = field_of(calculator, path)
        if path.endswith(".more") or field is None:
            continue
        wordy = path == awaiting and field.kind == "yes_no" and len(entry.said) >= _WORDY
        if wordy:
            parts.append(f"{_as_if(calculator, path, entry, told)}，记下了")
        elif is_read_back(entry):
            unsaid = entry.sensed and not _UNIT.search(entry.said)
            note = "（没说单位，按这个理解，不对就告诉我）" if unsaid else ""
            summed = "加起来的" if _is_sum(entry) else ""
            parts.append(f"{label_of(calculator, path, told)}按{summed}{value_of(field, entry)}记下{note}")
    return "；".join(parts) + "。" if parts else ""


def leads_back(goal: Goal) -> str:
    """What leads back to the open question after something else was answered."""
    return ASK_ON if isinstance(goal, Inquiry) else OPEN_AGAIN
