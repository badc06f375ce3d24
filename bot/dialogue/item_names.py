"""甲项目, 乙, A项目: items called by a letter or a stem, as the numbers they have among those told."""

import re

from bot.conversation import Conversation
from calculators.patterns import lazy

_STEMS, _LETTERS, _NUMBERS = "甲乙丙丁", "abcd", "一二三四"
_NAMED = lazy(r"(?<![a-z甲乙丙丁])([甲乙丙丁abcd])(?=项目|工程|成果|合同)(?:项目|工程|成果|合同)")
_BARE = lazy(
    r"(?:(?<=^)|(?<=[,;把和跟那要是]))([甲乙丙丁abcd])(?=投|也|没|已|全|都|去掉|不算|呢|那个|完|领|拿|到|付|只|其实|改)"
)
_NOUN = lazy(r"项目|工程|成果|合同")


def by_number(conversation: Conversation, normal: str) -> str:
    """The message with 第二个项目 for 乙项目, while a list of two items or more is at hand."""
    at_hand = conversation.dialogue or conversation.finished
    if at_hand is None or not any(path.split(".")[1:2] == ["1"] for path in at_hand.answers):
        return normal
    named = _NAMED.sub(_numbered, normal)
    return _BARE.sub(_numbered, named)


def _numbered(found: re.Match[str]) -> str:
    mark = found.group(1)
    place = (_STEMS if mark in _STEMS else _LETTERS).index(mark)
    return f"第{_NUMBERS[place]}个项目" if _NOUN.search(found.group()) else f"第{_NUMBERS[place]}个"
