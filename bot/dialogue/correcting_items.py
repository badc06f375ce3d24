"""Corrections of the items of a list: by their number, by their old value, all of them, or one more of them."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of, value_of
from bot.dialogue.correcting_either import Either
from bot.dialogue.correcting_item_amounts import by_so_much, part_received
from bot.dialogue.items import main_path
from bot.dialogue.which_item import LAST, NUMBERED, index_meant, last_items
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.joined import in_a_row
from calculators.reading.replies import speaks_of_another
from calculators.reading.rows import Rows, equal_rows, main_of
from calculators.reading.told import Told

_NONE = lazy(r"(?:没|未)(?:有)?(?:到账|到|收到|付|给|打)")
_SPLIT = lazy(r"拆|分成|分作|分为|变成|换成|改成|不是一[个项份笔]")  # 要是拆成五个成果每个三千万呢
_ALL = lazy(
    r"(?:[两二三四五六七八九]|\d+|每一?|各)[个项份笔件家](?:成果|项目|合同|交易)?(?:都|全|均|各)|都(?:是|应该是|改成|改为)"
)


def corrected_items(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """第一个改成100万, 200万那个其实是250万, 两个都是100万, 再加一个200万的: main figures of items, by path."""
    body = fold(text)
    every = find_figures(body)
    figures = [figure for figure in every if figure.sort is Sort.MONEY]
    if not figures and NUMBERED.search(body):
        figures = [figure for figure in every if figure.sort is Sort.BARE]  # 第一个到了380
    for name, last in last_items(dialogue).items():
        field = calculator.inputs[name]
        main = main_of(field)
        if (none := _nothing(dialogue, name, field, body, last)) is not None:
            return none
        paths = [main_path(name, field, index) for index in range(last + 1)]
        if (part := part_received(dialogue, paths, main, every, body)) is not None:
            return part
        free = [figure for figure in figures if fits(main, figure)]
        if not free or main.kind != "money":
            continue
        changed = by_so_much(dialogue, paths, main, free, body)
        if changed:
            return changed
        if speaks_of_another(body) and len(free) == 1 and not _other_words(field, body):
            return _one(main_path(name, field, last + 1), main, free[0], body)
        if speaks_of_another(body) and dialogue.awaiting is None and in_a_row(free, body) and field.kind != "record":
            told = {main_path(name, field, last + 1 + place): take(main, one, body) for place, one in enumerate(free)}
            return {path: one for path, one in told.items() if isinstance(one, Told)}  # 还有俩，100万和80万
        rows = equal_rows(field, free[0], body, every) if len(free) == 1 and field.kind == "money" else None
        if isinstance(rows, Rows) and len(rows.figures) > last + 1 and _SPLIT.search(body):
            told = {main_path(name, field, place): take(main, one, body) for place, one in enumerate(rows.figures)}
            return {path: one for path, one in told.items() if isinstance(one, Told)}
        if _ALL.search(body) and len(free) == 1 and last and not _other_words(field, body):
            return {path: told for path in paths for told in _one(path, main, free[0], body).values()}
        index = index_meant(dialogue, paths, body, free)
        if index == last + 1 and len(free) == 1 and field.kind != "record":  # 第三项100万
            return _one(main_path(name, field, index), main, free[0], body)
        if index is not None and index <= last and (field.kind != "record" or not _other_words(field, body)):
            return _one(paths[index], main, free[-1], body)
    return {}


def _nothing(dialogue: Dialogue, name: str, field: Field, body: str, last: int) -> dict[str, Told] | None:
    """第二份没到账: the item is there, its amount is nothing."""
    numbers = NUMBERED.findall(body)
    if field.kind != "money" or len(numbers) != 1 or find_figures(NUMBERED.sub("", body)) or not _NONE.search(body):
        return None
    index = digit(numbers[0]) - 1
    return {main_path(name, field, index): Told(Decimal(0), body)} if index <= last else None


def _other_words(field: Field, body: str) -> bool:
    """第二个完成了4000万: words of another field of the record stand in the sentence."""
    if field.kind != "record":
        return False
    main, *others = field.fields.values()
    words = {cue for other in others for cue in (*other.cues, *other.yes) if cue not in main.cues}
    return any(word in body for word in words)


def _one(path: str, field: Field, figure: Figure, body: str) -> dict[str, Told]:
    told = take(field, figure, body)
    return {path: told} if isinstance(told, Told) else {}


def which_item(calculator: Fillable, dialogue: Dialogue, path: str, text: str) -> str:
    """到账改成100万 where several items were told: which one is meant; empty when that is clear."""
    name = path.split(".")[0]
    field = calculator.inputs[name]
    last = last_items(dialogue).get(name, 0)
    if not field.many or not last or NUMBERED.search(text) or LAST.search(text) or len(find_figures(text)) != 1:
        return ""
    tail = path.split(".", 2)[2:]
    told = [dialogue.answers.get(".".join([name, str(index), *tail])) for index in range(last + 1)]
    here = field_of(calculator, path)
    if here is None or here.kind != "money":
        return ""
    known = {
        index: f"第{index + 1}{field.many.classifier}{value_of(here, one)}" for index, one in enumerate(told) if one
    }
    if len(known) < 2:
        return ""
    why = Either(f"改哪一{field.many.classifier}？现在记的是{'、'.join(known.values())}")
    paths = [".".join([name, str(index), *tail]) for index in known]
    said = find_figures(text)[0].text
    why.either = tuple(f"{label_of(calculator, path, dialogue.answers)}改成{said}" for path in paths)
    return why
