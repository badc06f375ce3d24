"""Answers to a question that lists several things (可多选): 1、3; 都没有; 除了2都有; 第二个有，其他不清楚."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as setting

from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.replies import clean, says_unknown

_CIRCLED = str.maketrans({mark: f"{place}、" for place, mark in enumerate("①②③④⑤⑥⑦⑧⑨", 1)})
_HAN = {mark: place for place, mark in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BARE_HAN = lazy(r"^[一二三四五六七八九十][一二三四五六七八九十、,和 ]*$")
_DOTTED = lazy(r"^\d(?:\.\d)+$")
_NONE = lazy(
    r"^(?:嗯|哦|我们|这些|上面|目前|现在|暂时|今年)*(?:(?:一个|一样|一项|一条|哪个|哪样|啥|什么)?(?:都|全|也)?"
    r"(?:没有?|不符合|不是|无|不沾|没沾|没评上)(?:一[个样项条])?|都不|一样没|以上(?:都|皆)?(?:没有?|不)|none|0个?)"
    r"(?:啊|呀|的|了|呢|哦|过|吧|做到|符合|有|评上)*[。.!！]*$"
)
_ALL = lazy(
    r"^(?:我们)?(?:全部?|都|全都|这些都|样样|每[项样个]都|几[项样个]都)都?(?:有|是|符合|做到|做了|评上|满足|达到|齐)|^全有|^全部"
)
_ASKS = lazy(r"什么|怎么|吗|[?？]")
_WORDS = {
    "unknown": r"(?:不|没)(?:太|大)?(?:清楚|知道|确定|晓得)|没问|说不准|再看",
    "except": r"除了?|除开",
    "lacking": r"(?:只|就|还)?(?:差|缺)",
    "only": r"只有|只|就(?=第|\d)",
    "others": r"其[他余它]|别的|剩下|另外|余下",
    "no": r"没(?:有|能|评|做|买|卖|引|推|办)?(?:评上|上|过|到|成)?|不(?:是|符合|算|沾|满足|属于|够)|无|未",
    "yes": r"有|是|符合|做到|做了|评上|满足|达到|属于",
    "range": r"第?(\d)[个项条]?(?:到|至|-|~)第?(\d)(?![\d万亿千百])",
    "front": r"(前|后)面?([2-9两二三四五六七八九])[个项条样]",
    "number": r"第(\d{1,2}|[一二三四五六七八九十])[个项条样]?|(?<![\d.])([1-9]\d?)(?![\d.]|[万亿千百家户年个项条样月元%])",
}
_OPPOSITE: dict[object, Given] = {True: False, False: True}


@dataclass
class _Heard:
    """What has been heard so far: `None` as a subject is 其他."""

    told: dict[int | None, Given] = setting(default_factory=dict)
    waiting: list[int | None] = setting(default_factory=list)  # named, its verdict still to come: 第2个 … 没有
    before: Given | None = None  # a verdict that stands before its subject: 没评上 …
    excepted: bool = False
    only: bool = False

    def subject(self, place: int | None) -> None:
        if self.before is None or self.excepted:
            self.waiting.append(place)
        else:
            self.told[place] = self.before

    def verdict(self, value: Given) -> None:
        if not self.waiting:
            self.before = value
            return
        if self.excepted or self.only and value is False:
            others: Given = value if self.excepted else True
            own = _OPPOSITE.get(others, True)
            self.told |= {None: others} | {place: own for place in self.waiting if place is not None}
        else:
            self.told.update((place, value) for place in self.waiting)
        self.waiting, self.excepted, self.only, self.before = [], False, False, None

    def lacking(self) -> None:
        """只差2: all but that."""
        self.told[None], self.before = True, False


def several(field: Field, text: str) -> dict[str, Given] | None:
    """Each option's yes or no, as the sentence gives it; None when the sentence does not answer.

    Of a plain list (1、3) the rest is no: the question listed them all. Where something is denied or not
    known, only what was spoken of is told.
    """
    body = clean(fold(text.translate(_CIRCLED)))
    keys = list(field.options)
    if _NONE.match(body):
        return dict.fromkeys(keys, False)
    if _ASKS.search(body):
        return None
    heard = _hear(field, body)
    if heard is None:
        return None
    if heard.told:
        return _spread(heard.told, keys)
    if _ALL.match(body):
        return dict.fromkeys(keys, True)
    if says_unknown(body):
        return dict.fromkeys(keys, UNKNOWN)
    return _kind_denied(field, body) if heard.before is False else None


def _hear(field: Field, body: str) -> _Heard | None:
    """The sentence word by word; None when a number is out of the list (it then means something else)."""
    heard, count, last = _Heard(), len(field.options), ""
    for kind, places in _words(field, body):
        if kind == "subject":
            if any(not 0 <= place < count for place in places):
                return None
            for place in places:
                heard.subject(place)
        elif kind == "others":
            heard.before = heard.before if last == "no" else None  # 没评上2，别的都有
            heard.subject(None)
        elif kind in ("except", "only"):
            heard.excepted, heard.only = kind == "except", kind == "only"
        elif kind == "lacking":
            heard.lacking()
        else:
            heard.verdict({"yes": True, "no": False}.get(kind, UNKNOWN))
        last = kind
    if heard.waiting:
        heard.verdict(True)
    return heard


def _words(field: Field, body: str) -> Iterator[tuple[str, list[int]]]:
    """The words that matter, in order: options by number or name, verdicts, 除了, 其他."""
    if _BARE_HAN.match(body) or _DOTTED.match(body):
        yield "subject", [_place(mark) for mark in body if mark in _HAN or mark.isdigit()]
        return
    named = {word: place for place, words in enumerate(_names(field)) for word in words}
    names = "|".join(re.escape(word) for word in sorted(named, key=len, reverse=True))
    pattern = "|".join([f"(?P<name>{names})", *(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())])
    heads = _heads(field)
    for found in re.finditer(pattern, body):
        kind, said = str(found.lastgroup), found.group()
        numbers = [mark for mark in found.groups() if mark and (mark in _HAN or mark.isdigit())]
        if kind == "name":
            yield "subject", [*_heads_before(heads, named[said], body[: found.start()]), named[said]]
        elif kind == "range":
            low, high = (_place(mark) for mark in numbers[-2:])
            yield "subject", list(range(low, high + 1))
        elif kind == "front":
            many, count = _place(numbers[-1]) + 1, len(field.options)
            yield "subject", list(range(many) if "前" in said else range(count - many, count))
        elif kind == "number":
            yield "subject", [_place(numbers[-1])]
        else:
            yield kind, []


def _place(mark: str) -> int:
    return (_HAN[mark] if mark in _HAN else int(mark)) - 1


def _names(field: Field) -> list[list[str]]:
    return [[word.lower() for word in (option.label, *option.words) if word] for option in field.options.values()]


def _heads(field: Field) -> dict[int, dict[str, int]]:
    """For each option what tells its neighbours apart: 市级, 国家级 for 省级专精特新."""
    labels = [option.label.lower() for option in field.options.values()]
    found: dict[int, dict[str, int]] = {}
    for place, label in enumerate(labels):
        for other, beside in enumerate(labels):
            sizes = range(min(len(label), len(beside) - 2), 2, -1)
            same = next((size for size in sizes if beside.endswith(label[-size:])), 0)
            if same and other != place:
                found.setdefault(place, {})[beside[:-same]] = other
    return found


def _heads_before(heads: dict[int, dict[str, int]], place: int, before: str) -> list[int]:
    """市级和省级专精特新: the options of which only the head stands before."""
    found: list[int] = []
    while True:
        at = next(
            (head for head in heads.get(place, {}) if re.search(re.escape(head) + r"[和、及跟与,]?$", before)), None
        )
        if at is None:
            return found
        found.append(heads[place][at])
        before = before[: before.rindex(at)]


def _spread(told: dict[int | None, Given], keys: list[str]) -> dict[str, Given]:
    """What is told of 其他, or of a plain list, holds for the rest."""
    own = {keys[place]: value for place, value in told.items() if place is not None}
    if None in told:
        return {key: own.get(key, told[None]) for key in keys}
    plain = all(value is True for value in own.values())
    return {key: own.get(key, False) for key in keys} if plain else own


def _kind_denied(field: Field, body: str) -> dict[str, Given] | None:
    """没评上专精特新: every option of that kind is denied."""
    kind = re.sub(rf"我们|今年|目前|还|也|都|{_WORDS['no']}|{_WORDS['yes']}", "", body)
    keys = [key for key, option in field.options.items() if any(kind in word for word in (option.label, *option.words))]
    return dict.fromkeys(keys, False) if len(kind) > 2 and keys else None
