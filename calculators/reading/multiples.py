"""What there is now, told as so many times what there was: 翻了一番, 翻倍, 涨了一倍, 是原来的3倍, 减半."""

from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.money import times
from calculators.patterns import lazy
from calculators.reading.characters import digit
from calculators.reading.cues import BREAK
from calculators.reading.told import Reading, Told, known_value

_MANY = r"[一两二三四五六七八九]|\d{1,2}"
_SPOKEN = lazy(r"[番倍半增添涨变多]|腰斩|持平")  # no other text tells a multiple
_DENIED = lazy(r"(?:没有?|未|不到|不足|快|将近|接近|差不多)(?:要|能)?(?:翻|[涨增多]|一倍)")
_DOUBLED = lazy(rf"翻(?:了|上|出|成)?(?:({_MANY})番|个?番|(?:个|了|一)*倍)")
_MORE_BY = lazy(
    rf"(?:涨|增加?|增长|提高|提升|多|扩大|上升)(?:了|出)?(?:整整|足足|近)?(?:(?P<to>到|成|至)?(?:原来|以前|当时|2021年)的)?(?P<many>{_MANY})倍"
)
_TIMES_OF = lazy(rf"(?:是|达到?|到|成|等于|相当于|有)了?[^,，。;；\d]{{0,8}}(?:\d{{4}}年)?的({_MANY})倍")
_UNCHANGED = lazy(
    r"[一1][家户个](?:企业)?(?:也|都)*没有?(?:新?增加?|多|添|涨|变)|没有?(?:任何)?(?:新增|增加|增长|变化|变动)(?:企业|户)?|没(?:有)?变(?!成)|(?:^|[^改])不变|持平|没增没减"
)
_HALVED = lazy(r"减半|砍半|腰斩|(?:减|降|少|跌|掉)(?:少|低)?了?一半")


def multiple(body: str) -> tuple[Decimal, str] | None:
    """How many times what there was a text says that there is now, and its words; None when it says no such thing."""
    if not _SPOKEN.search(body):
        return None
    if found := _UNCHANGED.search(body):
        return Decimal(1), found.group()
    if _DENIED.search(body):
        return None
    if found := _DOUBLED.search(body):
        return Decimal(2) ** _number(found.group(1) or "1"), found.group()
    if found := _MORE_BY.search(body):
        return Decimal(_number(found.group("many")) + (0 if found.group("to") else 1)), found.group()
    if found := _TIMES_OF.search(body):
        return Decimal(_number(found.group(1))), found.group()
    found = _HALVED.search(body)
    return (Decimal("0.5"), found.group()) if found else None


def multiplied(field: Field, before: Given | None, body: str) -> Told | None:
    """The value of a field that is told as a multiple of what there was; None where it is not told so."""
    if field.kind not in ("money", "count", "percent") or isinstance(before, bool):
        return None
    told = multiple(body) if isinstance(before, Decimal | int) else None
    if told is None or not isinstance(before, Decimal | int):
        return None
    value = times(Decimal(before), told[0])
    if field.kind == "count" and value != value.to_integral_value() or field.kind == "percent" and value > 100:
        return None
    return Told(int(value) if field.kind == "count" else value, told[1], sensed=told[0] != 1)


def read_multiples(fields: Mapping[str, Field], body: str, reading: Reading, given: Mapping[str, Given]) -> None:
    """2021年6家，现在翻倍了: what there is now, against what there was, told here or before."""
    rising = [name for name, field in fields.items() if field.related in fields]
    for name in rising:
        field = fields[name]
        before = field.related or ""
        if name in reading.told or len(rising) > 1 and not _is_meant(field, body):
            continue
        told = reading.told.get(before)
        value = multiplied(field, known_value(told.value) if told else given.get(before), body)
        if value is not None:
            reading.told[name] = value


def _is_meant(field: Field, body: str) -> bool:
    """配套率没变: of several fields that rise, is this one named in the clause?"""
    told = multiple(body)
    if told is None:
        return False
    clause = next((clause for clause in BREAK.split(body) if told[1] in clause), "")
    return field.label[-3:] in clause or field.counter != "" and field.counter in told[1]


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() else digit(mark)
