"""Corrections taken back: 还是改回380万, 还是2家, 改回去: what a correction took the place of."""

import re

from bot.conversation import Dialogue
from calculators.calculator import Fillable, field_of
from calculators.patterns import lazy
from calculators.reading.answers import answer
from calculators.reading.characters import digit
from calculators.reading.figures import find_figures
from calculators.reading.told import Told
from intents.normalise import bare

_BACK = lazy(r"改回|变回|换回|恢复|回到|还是|又是|仍然?是?|就是")
_WORDS = lazy(
    r"改回|变回|换回|恢复|回到|还是|仍然?|又|按|用|是|成|到|的|那个|数|刚才|之前|原来|一开始|最早|说|去|来|了|吧|算|就|那|不对|没有|没错|也|嗯|哦|啊|,"
)
_LAST_ONE = lazy(
    r"(?:改|变|换)回(?:去|来)|恢复(?:原[样来]|回去)|(?:改|变|换)?回(?:到)?原来的?|还是(?:按|用)?(?:原来|刚才|之前)的?(?:那个|数)?"
)
_ITEM = lazy(r"第([一二三四五六七八九1-9])[个项份笔件家]")


def _place_in(item: re.Match[str]) -> int:
    """第二个 has index 1."""
    return int(digit(item.group(1))) - 1


def taken_back(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """The earlier value of the field that had the one named, or of the one corrected last where none is named."""
    if not dialogue.replaced or not _BACK.search(text):
        return {}
    item = _ITEM.search(text)
    named = _WORDS.sub("", _ITEM.sub("", text))
    paths = [path for path in reversed(list(dialogue.replaced)) if item is None or f".{_place_in(item)}" in path]
    if not bare(named) and _LAST_ONE.search(text):
        if paths and paths[0] not in dialogue.answers:  # an item that was taken out
            return dict(dialogue.replaced)
        return {path: dialogue.replaced[path] for path in paths[:1] if path in dialogue.answers}
    for path in paths:
        before, field = dialogue.replaced[path], field_of(calculator, path)
        if field is None or path not in dialogue.answers or not named:
            continue
        said = answer(field, named)
        meant = isinstance(said, Told) and said.value == before.value
        if meant and (find_figures(named) or field.kind in ("choice", "yes_no")):
            return {path: before}
    return {}
