"""Places (地名): whose policy a question asks about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add
from pathlib import Path

from intents.lists import read_list

_DATA = read_list(Path(__file__).with_name("places.yaml"))
HOME = str(_DATA["home"])
NATION = "国家"


@dataclass(frozen=True)
class Place:
    """A place a text names: as written, its city (地级市) if it is or lies in one, and its province."""

    said: str
    city: str | None
    province: str


def _table() -> dict[str, Place]:
    found: dict[str, Place] = {}
    cities: dict[str, str] = {}
    for province, entry in _DATA["provinces"].items():
        for name in (province, *entry.get("also", ())):
            found[name] = Place(name, None, province)
        for city in entry.get("cities", ()):
            cities[city] = province
            found[city] = Place(city, city, province)
    for city, counties in _DATA["counties"].items():
        for county in counties:
            found[county] = Place(county, city, cities[city])
    return found


_PLACES = _table()
_STARTING: dict[
    str, list[str]
] = {}  # by their first two characters, the longest first; one pattern of all compiles for long
for _name in sorted(_PLACES, key=len, reverse=True):
    _STARTING.setdefault(_name[:2], []).append(_name)
_NO_PLACE = re.compile(
    r"吉林大学|南京银行|北京证券交易所|北交所|中山大学|清华|华南理工|上海证券|深圳证券|深交所|上交所|天津港|长安|中关村|广东药科大学|厦门大学|中北大学|振兴县|时代县|(?<=[医社参投担])保定(?!市)"
)
_INSTITUTION = re.compile(  # 太原理工, 西安一所大学: whose town it is says nothing of whose policy is meant
    r"理工|科大|交大|工大|师大|医大|农大|财大|[^的在有,.;?!\s]{0,3}(?:大学(?!生)|学院|研究院|研究所|设计院)"
)


def find_places(normal: str) -> list[Place]:
    """The places a normalised text names, in order, each once."""
    if _STARTING.keys().isdisjoint(map(add, normal, normal[1:])):
        return []
    text = _without_institutions(_NO_PLACE.sub(lambda found: "#" * len(found.group()), normal))
    return list(dict.fromkeys(_PLACES[name] for name in _names(text)))


def _names(text: str) -> Iterator[str]:
    """The names in a text, the longest where several begin."""
    end = 0
    for at, begins in _beginnings(text):
        name = next((name for name in begins if text.startswith(name, at)), None) if at >= end else None
        if name is not None:
            end = at + len(name)
            yield name


def _without_institutions(text: str) -> str:
    """With signs in the place of the schools and institutes that are called after their town."""
    end = 0
    for at, begins in _beginnings(text):
        for name in begins if at >= end else ():
            found = _INSTITUTION.match(text, at + len(name)) if text.startswith(name, at) else None
            if found is not None:
                end = found.end()
                text = text[:at] + "#" * (end - at) + text[end:]
                break
    return text


def _beginnings(text: str) -> list[tuple[int, list[str]]]:
    """Where names may begin, and which."""
    return [(at, _STARTING[pair]) for at, pair in enumerate(map(add, text, text[1:])) if pair in _STARTING]


def covers(rule_place: str, asked: Place) -> bool:
    """Does a rule of `rule_place` (国家, 山西省, 长治市 …) hold where somebody asks about `asked`?"""
    if rule_place == NATION:
        return True
    if rule_place.startswith(asked.province[:2]) and rule_place.endswith(("省", "区")) and rule_place == asked.province:
        return True
    own = next(_names(rule_place), None)
    if own is None:
        return False
    place = _PLACES[own]
    if place.city is None:
        return place.province == asked.province
    return place.city == asked.city or (asked.city is None and place.province == asked.province)
