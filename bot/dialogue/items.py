"""Items of a list in a dialogue: which one a message means, several told at once, what is said of each."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.replies import says_all, speaks_of_another
from calculators.reading.rows import main_of, rows_told, values_of
from calculators.reading.sentence import read_sentence
from calculators.reading.some_items import some_items, without
from calculators.reading.told import Span, Told, Unclear

_NO_OTHER = lazy(
    r"(?:没有?|无)(?:什么)?(?:别的|其[他它])(?:的?(?:项目|成果|合同|企业|交易))?(?:了|啦)?(?=$|[,，.。;；!！\s])|(?:就|只有?)(?:这|那)?一[个项份笔件](?:项目|成果|合同|交易)?(?=$|[,，.。;；!！\s])"
)
_TOO = lazy(r"^(?:这个|那个|它|新的|后面?这个|第二个)?也(?!许)")  # 还有一个5.5亿的, and then 也投产了
_WORDS = lazy(r"\w")
_NOTHING = Told(False, "")
_OF_EACH = lazy(r"都|均|每个|每一个|各个")
_OF_ONE = lazy(r"第[一二三四五六\d]|这个|其中")


def items_meant(calculator: Fillable, dialogue: Dialogue, path: str, text: str) -> dict[str, int]:
    """Which item of each list a message means: the one asked about, or the next one after "any more?"."""
    items = {}
    for name, field in calculator.inputs.items():
        if not field.many:
            continue
        told = [
            int(p.split(".")[1]) for p in dialogue.answers if p.startswith(f"{name}.") and p.split(".")[1].isdigit()
        ]
        last = max(told, default=0)
        items[name] = last + 1 if path == f"{name}.more" else last
        if path.startswith(f"{name}.") and path.split(".")[1].isdigit():
            items[name] = int(path.split(".")[1])
            if _TOO.match(text) and last > items[name] and path.rpartition(".")[2] not in _names(field, text):
                items[name] = last
            if items[name] in told and speaks_of_another(text):
                items[name] = last + 1
    return items


def _names(field: Field, text: str) -> set[str]:
    """What of a record a message tells at all."""
    return (
        {path.rpartition(".")[2] for path in read_sentence({"": field}, text).told} if field.kind == "record" else set()
    )


def take_rows(
    calculator: Fillable, dialogue: Dialogue, path: str, items: dict[str, int], text: str, told: dict[str, Told]
) -> Unclear | None:
    """Several items in answer to one: 两个成果各300万; 5000万和8000万. Unclear where a total was told for them all."""
    name = path.split(".")[0]
    field = calculator.inputs.get(name)
    if field is None or field.many is None:
        return None
    if path not in (f"{name}.more", main_path(name, field, items[name])):
        _one_more(name, field, items[name], text, told)
        return None
    head = f"{name}.{items[name]}"
    if "＋" in told.get(main_path(name, field, items[name]), _NOTHING).said:
        return None  # payments of one item, added up
    rows = rows_told(field, text)
    if isinstance(rows, Unclear):
        return rows
    said = {p for p in told if p.startswith(f"{name}.") and field_of(calculator, p) is main_of(field)}
    beside = {one.said for p, one in told.items() if field_of(calculator, p) is not main_of(field) and _is_amount(one)}
    if rows is not None and any(figure.text in beside for figure in rows.figures):
        return None  # 3亿，领过100万
    if rows is None or len(rows.figures) < 2 or len(said) >= len(rows.figures) or _tells_parts(told, head):
        return None
    if said and len(set(rows.figures)) > 1:  # 合同500万，到账300万: the words around them told which one counts
        return None
    values = values_of(field, rows, text)
    if isinstance(values, Unclear):
        return values
    if _splits(dialogue, main_path(name, field, 0), items[name], values):
        items[name] = 0  # 一个300万一个500万, after 一共800万: the parts of it
        _drop_items(name, field, told)
    for place, value in enumerate(values):
        told[main_path(name, field, items[name] + place)] = value
    if rows.closed:
        told[f"{name}.more"] = Told(False, text)
    return None


def _splits(dialogue: Dialogue, first: str, index: int, values: list[Told]) -> bool:
    """Do several amounts add up to the one item told before?"""
    whole = dialogue.answers.get(first)
    amounts = [value.value for value in values if isinstance(value.value, Decimal)]
    return index == 1 and whole is not None and len(amounts) == len(values) and sum(amounts) == whole.value


def _drop_items(name: str, field: Field, told: dict[str, Told]) -> None:
    """Forgets the items that a message was read to tell."""
    mains = {path for path in told if path.startswith(f"{name}.") and (field.kind == "record") == (path.count(".") > 1)}
    for path in mains - {f"{name}.more"}:
        told.pop(path)


def _one_more(name: str, field: Field, index: int, text: str, told: dict[str, Told]) -> None:
    """还有一个8000万的, said while something else of an item was asked for."""
    path = main_path(name, field, index)
    figures = [figure for figure in find_figures(text) if figure.sort is Sort.MONEY]
    if not speaks_of_another(text) or path in told or len(figures) != 1 or main_of(field).kind != "money":
        return
    value = take(main_of(field), figures[0], text)
    if isinstance(value, Told):
        told[path] = value


def main_path(name: str, field: Field, index: int) -> str:
    return f"{name}.{index}" + (f".{next(iter(field.fields))}" if field.kind == "record" else "")


def _tells_parts(told: Mapping[str, Told], head: str) -> bool:
    """总投资8000万，完成了5000万: the figures are different fields of one item."""
    return len([path for path, entry in told.items() if path.startswith(head + ".") and _is_amount(entry)]) > 1


def _is_amount(told: Told) -> bool:
    return isinstance(told.value, Decimal | Span)


def spread(calculator: Fillable, dialogue: Dialogue, text: str, told: dict[str, Told]) -> None:
    """都投产了, 三个都全部投完了, 都没领过: said once of every item of a list."""
    if _of_some(calculator, dialogue, text, told) or not _OF_EACH.search(text) or _OF_ONE.search(text):
        return
    for name, field in calculator.inputs.items():
        if field.kind != "record" or not field.many:
            continue
        places = places_of(name, (*dialogue.answers, *told))
        main = next(iter(field.fields))
        for path, value in list(told.items()):
            parts = path.split(".")
            if parts[0] != name or len(parts) != 3 or parts[2] == main:
                continue
            for place in places:
                other = f"{name}.{place}.{parts[2]}"
                same = value
                if field.fields[parts[2]].whole == main:
                    whole = told.get(f"{name}.{place}.{main}") or dialogue.answers.get(f"{name}.{place}.{main}")
                    if whole is None or not says_all(value.said):
                        continue
                    same = replace(whole, said=value.said)
                if other not in told and other not in dialogue.answers:
                    told[other] = same


def places_of(name: str, paths: Iterable[str]) -> list[int]:
    return sorted({int(p.split(".")[1]) for p in paths if p.startswith(f"{name}.") and p.split(".")[1].isdigit()})


def _of_some(calculator: Fillable, dialogue: Dialogue, text: str, told: dict[str, Told]) -> bool:
    """前两个投产了, 后一个还没: said of some items, while something of one of them is asked for."""
    found = False
    for name, field in calculator.inputs.items():
        places = places_of(name, (*dialogue.answers, *told))
        some = some_items(fold(text), len(places)) if field.kind == "record" and len(places) > 1 else []
        found = found or bool(some)
        read = [path for path in told if path.startswith(f"{name}.")] if some else []
        nothing_else = not _WORDS.search(without(some, fold(text))) if some else False  # 后两个明年投产
        for path in read:
            if (path not in dialogue.answers or nothing_else) and not path.endswith(".more"):
                told.pop(path)
        for words, place in [(one.said, place) for one in some for place in one.places]:
            said = read_sentence(calculator.inputs, words, given=dialogue.given(), item={name: place}).told
            told |= {path: value for path, value in said.items() if path.startswith(f"{name}.{place}.")}
    return found


def closed(calculator: Fillable, dialogue: Dialogue, text: str, told: Mapping[str, Told]) -> dict[str, Told]:
    """没领过,没别的项目了: the list is closed while something else of its items is asked for."""
    lists = [name for name, field in calculator.inputs.items() if field.many]
    said = _NO_OTHER.search(text)
    if len(lists) != 1 or not said or speaks_of_another(text[said.start() :]):
        return {}
    more = f"{lists[0]}.more"
    begun = any(path.startswith(f"{lists[0]}.") for path in (*dialogue.answers, *told))
    return {more: Told(False, text)} if begun and more not in dialogue.answers and more not in told else {}


def of_the_last(
    calculator: Fillable, dialogue: Dialogue, path: str, text: str, items: dict[str, int]
) -> dict[str, int]:
    """去年3月投产的, to "any more?": said of the last item told, where no figure begins another one."""
    name = path.removesuffix(".more")
    field = calculator.inputs.get(name)
    if name == path or field is None or field.kind != "record" or not items[name]:
        return items
    if speaks_of_another(text) or _OF_ONE.search(text) or any(f.sort is Sort.MONEY for f in find_figures(text)):
        return items
    return {**items, name: items[name] - 1}


def without_item(answers: Mapping[str, Told], name: str, index: int) -> dict[str, Told]:
    """The answers when an item of a list goes: the later ones move up."""
    kept: dict[str, Told] = {}
    for path, told in answers.items():
        parts = path.split(".")
        if parts[0] == name and parts[1].isdigit():
            place = int(parts[1])
            if place == index:
                continue
            parts[1] = str(place - 1 if place > index else place)
        kept[".".join(parts)] = told
    return kept


def as_next_item(answers: Mapping[str, Told], name: str, index: int) -> dict[str, Told]:
    """An item that goes, as the one after those that stay: so it can be taken in again."""
    last = len(places_of(name, answers)) - 1
    own = {path: told for path, told in answers.items() if path.split(".")[:2] == [name, str(index)]}
    return {".".join([name, str(last), *path.split(".")[2:]]): told for path, told in own.items()}


def next_item(calculator: Fillable, dialogue: Dialogue, name: str) -> str:
    """The path that asks for the item after the last one told."""
    told = {path.split(".")[1] for path in dialogue.answers if path.startswith(f"{name}.")}
    return main_path(name, calculator.inputs[name], sum(place.isdigit() for place in told))
