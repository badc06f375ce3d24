"""Small talk and aspects from `intents/`, as typed values."""

from functools import lru_cache

import yaml

import intents.aspects
from bot.content.load import LANGUAGE
from calculators.fields import Strict
from intents.aspects import Aspect, Aspects


class Talk(Strict):
    """A kind of small talk (闲聊) with its answer."""

    id: str
    ask: tuple[str, ...]
    text: str


@lru_cache(maxsize=1)
def talks() -> dict[str, Talk]:
    data = yaml.safe_load((LANGUAGE / "talk.yaml").read_text(encoding="utf-8"))
    return {item["id"]: Talk.model_validate(item) for item in data["talk"]}


@lru_cache(maxsize=1)
def aspects() -> dict[str, Aspect]:
    data = yaml.safe_load(intents.aspects.FILE.read_text(encoding="utf-8"))
    return {aspect.id: aspect for aspect in Aspects.model_validate(data).aspects}
