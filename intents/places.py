"""Places (地名): whose policy a question asks about."""

import re
from dataclasses import dataclass
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
_PATTERN = re.compile("|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True)))
_NO_PLACE = re.compile(
    r"吉林大学|南京银行|北京证券交易所|北交所|中山大学|清华|华南理工|上海证券|深圳证券|深交所|上交所|天津港|长安|中关村|广东药科大学|厦门大学|中北大学|振兴县|时代县"
)
_INSTITUTION = re.compile(  # 太原理工, 西安一所大学: whose town it is says nothing of whose policy is meant
    rf"(?:{_PATTERN.pattern})(?:理工|科大|交大|工大|师大|医大|农大|财大|[^的在有,.;?!\s]{{0,3}}(?:大学(?!生)|学院|研究院|研究所|设计院))"
)


def find_places(normal: str) -> list[Place]:
    """The places a normalised text names, in order, each once."""
    text = _NO_PLACE.sub(lambda found: "#" * len(found.group()), normal)
    text = _INSTITUTION.sub(lambda found: "#" * len(found.group()), text)
    return list(dict.fromkeys(_PLACES[found.group()] for found in _PATTERN.finditer(text)))


def covers(rule_place: str, asked: Place) -> bool:
    """Does a rule of `rule_place` (国家, 山西省, 长治市 …) hold where somebody asks about `asked`?"""
    if rule_place == NATION:
        return True
    if rule_place.startswith(asked.province[:2]) and rule_place.endswith(("省", "区")) and rule_place == asked.province:
        return True
    own = _PATTERN.search(rule_place)
    if own is None:
        return False
    place = _PLACES[own.group()]
    if place.city is None:
        return place.province == asked.province
    return place.city == asked.city or (asked.city is None and place.province == asked.province)
