"""What a county itself pays is asked (上党区自己给高企多少): none of the documents tells, and a city's award is not the county's."""

import re

from bot.understanding import Understood
from intents.places import Place
from policies.card import Card

_PAYS = (
    r"(?:自己|本级|本地|财政|政府|那边|这边|还|也|另外|再|会|有没有|对[^,.;?!]{1,8}?)*"
    r"(?:给|奖|补|发)(?!上)"
)
_ANY = r"[县区](?:里|上|财政|政府)"


def county_note(card: Card, understood: Understood) -> str:
    """That the documents do not tell what the county pays that is asked about; empty where none is."""
    if card.award is None:
        return ""
    called = [place.said for place in understood.places if _is_county(place)]
    givers = "|".join((*(f"{re.escape(name)}[县区]?" for name in called), _ANY))
    found = re.search(rf"({givers}){_PAYS}", understood.text)
    return f"{found.group(1)}自己另外给不给，资料里没写；有的是{card.place}的这一项。" if found else ""


def _is_county(place: Place) -> bool:
    """屯留, 上党区: a place within a city, not the city itself."""
    return place.city is not None and not place.said.startswith(place.city.removesuffix("市"))
