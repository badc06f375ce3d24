"""Small talk and aspects from `intents/`, as typed values."""

from functools import lru_cache
from typing import Literal

import intents.aspects
from bot.content.load import LANGUAGE
from calculators.fields import Strict
from intents.aspects import Aspect, Aspects
from intents.lists import read_list


class Talk(Strict):
    """A kind of small talk (闲聊) with its answer; `kind`: fallback where it declines what is wished for."""

    id: str
    ask: tuple[str, ...]
    text: str
    kind: Literal["notice", "fallback"] = "notice"


@lru_cache(maxsize=1)
def talks() -> dict[str, Talk]:
    data = read_list(LANGUAGE / "talk.yaml")
    return {item["id"]: Talk.model_validate(item) for item in data["talk"]}


@lru_cache(maxsize=1)
def aspects() -> dict[str, Aspect]:
    data = read_list(intents.aspects.FILE)
    return {aspect.id: aspect for aspect in Aspects.model_validate(data).aspects}
