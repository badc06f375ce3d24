"""What is said of some items of a list: 前两个投产了; 第一个和第三个都投完了; 最后一个还在建."""

import re
from dataclasses import dataclass

from calculators.patterns import lazy
from calculators.reading.characters import digit
from calculators.reading.replies import yes_or_no

_NUMBER = "[一二两三四五六1-6]"
_PIECE = "[个项份笔件家]"
_CLAUSE = lazy(r"[^,，.。;；!！]+")
_DONE = lazy(r"^(?:都|也|已经|已|全|早就?)+|了$")
_SOME = lazy(
    rf"(?:其中|但是?|不过|就|只有)*(?:(?P<side>前面?|头|后面?|最后|末)(?P<many>{_NUMBER}){_PIECE}|"
    rf"(?P<named>第{_NUMBER}{_PIECE}?(?:(?:项目|成果|合同)?(?:和|跟|与|、)第?{_NUMBER}{_PIECE})+))(?:项目|成果|合同)?"
)


@dataclass(frozen=True)
class SomeItems:
    """The indices of the items, what is said of them, and where it stands in the text."""

    places: tuple[int, ...]
    said: str
    start: int
    end: int


def some_items(body: str, count: int) -> list[SomeItems]:
    """The clauses that say something of some of `count` items, by their order."""
    found: list[SomeItems] = []
    for clause in _CLAUSE.finditer(body):
        some = _SOME.match(clause.group())
        places = _places(some, count) if some else ()
        if some and places and max(places) < count:
            said = clause.group()[some.end() :]
            if found and yes_or_no(said) is False:  # 前两个投产了，最后一个还没
                said = f"还没{_DONE.sub('', found[-1].said)}"
            found.append(SomeItems(places, said, clause.start(), clause.end()))
    return found


def without(some: list[SomeItems], body: str) -> str:
    """The text without those clauses."""
    for one in reversed(some):
        body = body[: one.start] + body[one.end :]
    return body


def _places(some: re.Match[str], count: int) -> tuple[int, ...]:
    if some.group("named"):
        return tuple(digit(mark) - 1 for mark in re.findall(_NUMBER, some.group("named")))
    many = digit(some.group("many"))
    first = some.group("side")[0] in "前头"
    return tuple(range(many) if first else range(max(count - many, 0), count))
