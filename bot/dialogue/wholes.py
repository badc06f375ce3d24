"""Parts and their wholes in a dialogue: what was paid of a contract, what is done of an investment."""

from collections.abc import Mapping
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from calculators.reading.parts import is_remainder
from calculators.reading.replies import says_all
from calculators.reading.said_of_items import ALL_RUNNING
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Span, Told

_NOT_ALL = lazy(r"(?:没|未)(?:有)?(?:全|都|投完|付清)|一样[的吗]")
_SPENT = lazy(r"(?:投|付|花)(?:(?:资|入|进去|出去)?了|到(?=\d|[一二两三四五六七八九十]))")
_ITEM = lazy(r"第[一二三四五六\d][个项份笔件]")
_DONE = lazy(r"[投砸花付]了(?:\d|[一二两三四五六七八九]+[百千万亿])")
_SHARE_OF = lazy(r"(?:付|投|结|给|完成)了?$")
_PAID = lazy(r"[投付花砸打]|完成|到位|建成")
_NOT_DONE = lazy(r"(?:没|未)(?:有)?(?:全|都)?(?:投|付)(?:完|清)|(?:才|只|刚)(?:投|付|花)了?\d")
_AMENDED = lazy(r"错|不是|不对|应该|其实|改|重新|原来|才对|是说|只[投花付]了|就[投花付]了")
_WHOLE = lazy(r"总|第[一二三四五六\d]|一共|计划|共计|固定资产|合同|采购额|额度?(?:是|为|改)")


def sibling(path: str, name: str) -> str:
    """The path of another field beside this one, in the same item of a list."""
    head, _, _ = path.rpartition(".")
    return f"{head}.{name}" if head else name


def whole_of(dialogue: Dialogue, path: str, field: Field) -> Decimal | None:
    """What was told of the whole that a field is a part of."""
    if not field.whole:
        before = dialogue.answers.get(path) if field.kind == "money" else None
        return before.of if before is not None else None  # 协议300万, told beside what was paid
    told = dialogue.answers.get(sibling(path, field.whole))
    return told.value if told and isinstance(told.value, Decimal) else None


def part_of_a_range(dialogue: Dialogue, path: str, field: Field, text: str) -> bool:
    """还差两千万 of 六七千万: a part told against a whole that is itself a range."""
    told = dialogue.answers.get(sibling(path, field.whole)) if field.whole else None
    if told is None or not isinstance(told.value, Span):
        return False
    figures = find_figures(text)
    return any(is_remainder(figure, text) or figure.sort is Sort.PERCENT for figure in figures)


def parts_of(calculator: Fillable, path: str) -> list[str]:
    """The paths of what is a part of the field at `path`: 已付 of 采购额."""
    head, _, name = path.rpartition(".")
    record = calculator.inputs.get(path.split(".")[0])
    fields = record.fields if head and record is not None else calculator.inputs
    return [sibling(path, part) for part, field in fields.items() if field.whole == name]


def without_shares(text: str) -> str:
    """2000万，付了一半: without the share, which is none of the whole asked for."""
    for figure in reversed(find_figures(text)):
        if figure.sort is Sort.PERCENT:
            text = text[: figure.start] + text[figure.end :]
    return text


def base_of(dialogue: Dialogue, path: str, field: Field) -> Decimal | None:
    """What was told of the figure that a field grows from."""
    told = dialogue.answers.get(sibling(path, field.related)) if field.related else None
    if told is None or isinstance(told.value, bool) or not isinstance(told.value, Decimal | int):
        return None
    return Decimal(told.value)


def part_meant(dialogue: Dialogue, path: str, field: Field, text: str, told: dict[str, Told]) -> None:
    """投了4000万 to "how much of it is done" is the part, though the whole is told in the same words."""
    whole = sibling(path, field.whole) if field.whole else ""
    if not whole or path in told or whole not in told or whole not in dialogue.answers:
        return
    if _is_beyond(dialogue.answers[whole], told[whole]) and not _PAID.search(text):
        return  # 采购4000万, after 采购2000万: the whole set right
    if len([figure for figure in find_figures(text) if fits(field, figure)]) == 1 and not _WHOLE.search(text):
        told[path] = told.pop(whole)


def _is_beyond(before: Told, now: Told) -> bool:
    return isinstance(before.value, Decimal) and isinstance(now.value, Decimal) and now.value > before.value


def spent_so_far(calculator: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> dict[str, Told]:
    """第一个投了7000万, of a project with 6000万 done of 8000万: the part is set right, not the whole."""
    meant = {}
    for path, value in told.items():
        parts = [] if path.endswith(".more") else parts_of(calculator, path)
        part = next((one for one in parts if one in dialogue.answers and one not in told), "")
        both = part and path in dialogue.answers
        apart = both and (_NOT_DONE.search(text) or dialogue.answers[part].value != dialogue.answers[path].value)
        spent = _SPENT.search(text) and not _WHOLE.search(_ITEM.sub("", text))
        meant[part if apart and spent else path] = value
    return meant


def part_said_later(calculator: Fillable, dialogue: Dialogue, text: str, told: dict[str, Told]) -> None:
    """总投资6000万, then 投了2000万: less than the whole, and done, is the part, though nobody has asked for it yet."""
    if not _DONE.search(text) or _WHOLE.search(text) or _AMENDED.search(text):
        return
    for whole in [path for path in told if path in dialogue.answers]:
        before, now = dialogue.answers[whole].value, told[whole].value
        less = isinstance(before, Decimal) and isinstance(now, Decimal) and now < before
        for path in parts_of(calculator, whole) if less else ():
            field = field_of(calculator, path)
            if field is None or path in told or path in dialogue.answers:
                continue
            part_meant(dialogue, path, field, text, told)
            if path in told:
                told[path] = replace(told[path], sensed=True)


def all_of_it(calculator: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> dict[str, Told]:
    """5000万，已投产，都投完了: the part, where the same message answered what its whole is."""
    several = any(path.split(".")[1:2] == ["1"] for path in told)
    if not says_all(ALL_RUNNING.sub("", text) if several else text) or _NOT_ALL.search(text):
        return {}
    if any(f.sort is Sort.PERCENT and f.value < 100 and _SHARE_OF.search(text[: f.start]) for f in find_figures(text)):
        return {}  # 一批1500万付清，一批900万付了三成
    found: dict[str, Told] = {}
    for path, whole in told.items():
        head, _, name = path.rpartition(".")
        record = calculator.inputs[path.split(".")[0]]
        for part, field in (record.fields if record.kind == "record" else calculator.inputs).items():
            other = f"{head}.{part}" if head else part
            if any(path.split(".")[0] == told_of.split(".")[0] and told_of.endswith(f".{part}") for told_of in told):
                continue  # 一个全部投完，一个还没投产: said of that item alone
            if field.whole == name and other not in told and other not in dialogue.answers:
                found[other] = replace(whole, said=text)
    return found


def followed(calculator: Fillable, dialogue: Dialogue, told: Mapping[str, Told]) -> dict[str, Told]:
    """Parts that were told as all of their whole (全部投完) go with the whole when it changes."""
    found: dict[str, Told] = {}
    for path, before in dialogue.answers.items():
        whole = told_as_all_of(calculator, dialogue, path)
        if whole and whole in told and path not in told:
            found[path] = replace(told[whole], said=before.said)
    return found


def told_as_all_of(calculator: Fillable, dialogue: Dialogue, path: str) -> str:
    """The path of the whole that the part at `path` was told as all of (全部投完); empty where it was not."""
    field = None if path.endswith(".more") else field_of(calculator, path)
    whole = sibling(path, field.whole) if field and field.whole else ""
    if whole not in dialogue.answers or not says_all(dialogue.answers[path].said):
        return ""
    return whole if dialogue.answers[path].value == dialogue.answers[whole].value else ""


def parts_told(
    calculator: Fillable, dialogue: Dialogue, path: str, text: str, whole: Told, parts: list[str]
) -> dict[str, Told]:
    """2000万，付了一半: the part, once the message has told what it is a part of."""
    given = {**dialogue.given(), path: whole.value.low if isinstance(whole.value, Span) else whole.value}
    place = path.split(".")
    item = {place[0]: int(place[1])} if len(place) > 2 else {}
    told = read_sentence(calculator.inputs, text, given=given, item=item).told
    return {part: told[part] for part in parts if part in told and not isinstance(whole.value, Span)}
