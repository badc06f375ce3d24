"""What is said of the items of a list at once: 都投产了, 全部投完, 前两个投产了; and a no that leans on the item before."""

from dataclasses import replace

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.flags import mentioned_flag
from calculators.reading.none_told import denies_default
from calculators.reading.some_items import some_items, without
from calculators.reading.told import Reading, Told
from calculators.reading.wholes import said_all

ALL_RUNNING = lazy(r"(?:全部|全都|都|全)(?:已经?|都)*投产")  # of all the items, and says nothing of the money
_NOT_SO = lazy(r"(?:不在|不是|还?没有?)(?:的|了|呢)?[,，。;；\s]*$")
_EACH = lazy(r"都|全部|均|全|没|未|还在")


def said_of_each(name: str, field: Field, body: str, reading: Reading, places: list[int]) -> None:
    """都投产了, 全部投完: said once of every item; 前两个投产了: of some of them."""
    some = some_items(body, len(places))
    for one in some:
        _said_of(name, field, f"都{one.said}", reading, [places[place] for place in one.places])
    _said_of(name, field, without(some, body), reading, places)


def _said_of(name: str, field: Field, body: str, reading: Reading, places: list[int]) -> None:
    main = next(iter(field.fields))
    spent = ALL_RUNNING.sub("", body)
    for inner, inner_field in field.fields.items():
        verdict = mentioned_flag(inner_field, body) if inner_field.kind == "yes_no" and _EACH.search(body) else None
        for place in places:
            path = f"{name}.{place}.{inner}"
            if path in reading.told:
                continue
            if verdict is not None:
                reading.told[path] = Told(verdict, body)
            elif denies_default(inner_field, body):
                reading.told[path] = Told(inner_field.default_value, body)
            elif (
                inner_field.whole == main and said_all(inner_field, spent) and f"{name}.{place}.{main}" in reading.told
            ):
                reading.told[path] = replace(reading.told[f"{name}.{place}.{main}"], said=body)


def denied_as_before(name: str, field: Field, said: str, piece: Reading, reading: Reading, place: int) -> None:
    """一个在示范区，一个1亿不在: no, of the one thing that held of the item before."""
    before = f"{name}.{place - 1}."
    flags = [inner for inner, one in field.fields.items() if one.kind == "yes_no"]
    held = [inner for inner in flags if (told := reading.told.get(before + inner)) is not None and told.value is True]
    if len(held) == 1 and _NOT_SO.search(said) and not any(f"{name}.{place}.{inner}" in piece.told for inner in flags):
        piece.told[f"{name}.{place}.{held[0]}"] = Told(False, said)
