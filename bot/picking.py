"""Picking one of what was offered: by its number, by its own words, or by its amount (800万那个)."""

import re
from decimal import Decimal

from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.repair import FIGURES, MISSES_WITH_OPTIONS
from bot.dialogue.state import Open
from calculators.patterns import lazy
from calculators.reading.characters import digit
from calculators.reading.figures import Sort, find_figures
from intents.normalise import bare, normalise

_NUMBER = lazy(r"^(?:选|我选|就|第)?([1-9一二三])(?:个|项|号|、|\.)?(?:吧|的)?$")
_COUNT = lazy(r"^[1-9一二三](?:个|项)")
_AS_SUPPOSED = lazy(
    r"^(?:行|好|那|嗯|,)*(?:就|还是)?(?:按|用|照)(?!原|刚才|之前|以前|先前|最早|老|旧)(?:这个|[^,.;?!呢]{1,10}?)(?:来)?算(?:吧|了|呗)?[.!]?$"
)
_A_LABEL = 4  # while a question is open shorter ones (是, 没有) are answers
_PART_OF_A_LABEL = 2
_BEFORE = lazy(r"(?:我?(?:就|只|选|要|看|问|说)?(?:有|是|的是|说的是)?|那)*")
_AFTER = lazy(r"(?:元|块)?的?[那这](?:一)?(?:个|项|笔|份|条|家)(?:吧|呢|的)*(.{0,12})")
_LINE = lazy(r"^(?:\d+\.|·)\s*([^：:？?]+)[：:？?]?(.*)$")
_PLACE = lazy(r"第\d+[个项份笔家]")
_BESIDE = 24  # characters after an option's words in which its amount stands


def picked(content: Content, conversation: Conversation, at: Open | None, normal: str) -> str | None:
    """What a message picks of the last reply, as text to go on with; None when it picks nothing."""
    if not conversation.options:
        return _by_amount(content, conversation, normal) if at is None else None
    pressed = next((option for option in conversation.options if normalise(option.label) == normal), None)
    if pressed is not None and (at is None or len(normal) >= _A_LABEL):
        return pressed.text
    part = bare(normal).removesuffix("那个").removesuffix("的").removeprefix("是")
    meant = [option.text for option in conversation.options if "改成" in option.text and part in option.label]
    if len(meant) == 1 and len(part) >= _PART_OF_A_LABEL:
        return meant[0]  # 现在的: of 原来的协作配套率 and 现在的协作配套率
    if _AS_SUPPOSED.match(normal) and len(figures := find_figures(normal)) <= 1:
        for option in conversation.options:
            if option.label == "就按这个算" and (not figures or figures[0].value in _amounts(option.text)):
                return option.text
    return _by_number(conversation, at, normal) or (_by_amount(content, conversation, normal) if at is None else None)


def _by_number(conversation: Conversation, at: Open | None, normal: str) -> str | None:
    """A bare number picks the option offered under it, unless a figure was asked for."""
    found = _NUMBER.match(normal)
    if not found:
        return None
    if at is not None and at.field is not None and at.dialogue.doubt is None:
        figure_asked = at.field.kind not in ("yes_no", "choice")
        if at.field.kind in FIGURES or figure_asked and at.dialogue.misses < MISSES_WITH_OPTIONS:
            return None
    number = digit(found.group(1))
    if at is None and _COUNT.match(normal) and not _is_numbered(conversation, number):
        return None  # 3个, after a result: a count of what was computed
    return conversation.options[number - 1].text if number <= len(conversation.options) else None


def _is_numbered(conversation: Conversation, number: int) -> bool:
    """Does the last reply list its options with their numbers?"""
    last = conversation.last_reply()
    return last is not None and f"\n{number}." in last.text


def _by_amount(content: Content, conversation: Conversation, normal: str) -> str | None:
    """只有800万那个: the one option, or the one award of the list, that has this amount."""
    if not conversation.seen:
        return None
    figures = [figure for figure in find_figures(normal) if figure.sort is Sort.MONEY]
    if len(figures) != 1 or not _BEFORE.fullmatch(normal[: figures[0].start]):
        return None
    after = _AFTER.fullmatch(normal[figures[0].end :].rstrip("?.! "))
    last = conversation.last_reply()
    if after is None or last is None:
        return None
    amount, cards = figures[0].value, {card.title: card for card in content.cards.values()}
    said: dict[str, str] = {}  # what picks a thing, with the words in which its amount may stand
    for option in conversation.options:
        card = cards.get(option.label)
        place = _PLACE.match(option.label)
        label = option.label if option.label in last.text or place is None else place.group()
        _, _, beside = last.text.partition(label)
        said[option.text] = option.label + "\n" + re.split(r"[、\n]|，还是", beside)[0][:_BESIDE]
        said[option.text] += f"\n{card.lead}\n{card.stake.words if card.stake else ''}" if card else ""
    for line in last.text.splitlines():
        found = _LINE.match(line)
        if found and found.group(1) in cards and not any(found.group(1) in words for words in said.values()):
            said[found.group(1)] = line
    meant = [text for text, words in said.items() if amount in _amounts(words)]
    return f"{meant[0]}{after.group(1)}" if len(meant) == 1 else None


def _amounts(words: str) -> set[Decimal]:
    return {figure.value for figure in find_figures(words) if figure.sort is Sort.MONEY}
