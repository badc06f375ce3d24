"""A document quoted before the question (根据《…》,…): several cards stand on it, so its title is no name of one."""

import re
from typing import NamedTuple

from bot.content.load import Content
from bot.speech import has_subject
from calculators.patterns import lazy
from intents.normalise import bare, normalise

_BRACKETED = lazy(r"《(.+)》")
_PLACE = lazy(r"^(?:山西省|长治市|太原市|抚顺市)")  # left out as often as said
_STATUS = lazy(r"(?:试行|20\d\d.?20\d\d年?)$")
_MARKS = r"[\W_]*"
_BEFORE = r"(?:请问|关于|根据|按照|依据|依照|参照|对照|按|依|在|印发)*的?[《<\"']*(?:山西省?|长治市?|太原市?|抚顺市?|省里?|市里?|省级)?的?"
_AFTER = r"(?:\W*试行)?[\W_]*(?:的?通知)?(?:这?个?文件)?(?:之中|中|里面|里头|里|当中|内)?的?(?:有关|相关)?(?:规定|要求|明确|提出|提到|指出|精神)?的?[,:;.\s》>\"']*"
_OF_ITSELF = lazy(
    r"印发|发布|下发|出台|施行|实施|执行|生效|废止|作废|全文|原文|下载|正文|文本|发文|机关|讲|部分|哪年?|何时"
)


class Quoted(NamedTuple):
    """A question without the document it quotes, and the cards that stand on the document."""

    rest: str
    cards: frozenset[str]


class Quoting:
    """The documents of a content, as they are quoted."""

    def __init__(self, content: Content) -> None:
        told = {
            id: "|".join(filter(None, (_written(one.title), _numbered(one.number) if one.number else None)))
            for id, one in content.documents.items()
        }
        self._any = lazy("|".join(filter(None, told.values())))  # most texts quote none: known at a glance
        self._documents = [
            (lazy(f"{_BEFORE}(?:{words})(?:{_AFTER}(?:{words}))?{_AFTER}"), _cards(content, id))
            for id, words in told.items()
            if words
        ]

    def quoted(self, normal: str) -> Quoted | None:
        """The question without its document; None where it quotes none, or asks about the document itself."""
        for pattern, cards in self._documents if self._any.search(normal) else ():
            rest, times = pattern.subn("", normal)
            rest = rest.strip(" ,.;:")
            if times:
                return Quoted(rest, cards) if has_subject(_OF_ITSELF.sub("", bare(rest))) else None
        return None


def _cards(content: Content, document: str) -> frozenset[str]:
    return frozenset(card.id for card in content.cards.values() if card.document == document)


def _written(title: str) -> str | None:
    """The words of a title between 《》, or of a notice's that has none, however it is punctuated; None of a report's."""
    found = _BRACKETED.search(title)
    if found is None and title.endswith(("报道", "公告")):
        return None
    words = _PLACE.sub("", _STATUS.sub("", bare(normalise(found.group(1) if found else title))))
    return _MARKS.join(map(re.escape, words))


def _numbered(number: str) -> str:
    """长科发〔2022〕5号, in any brackets, with or without the year."""
    parts = re.split(r"[〔〕]", normalise(number))
    if len(parts) != 3:  # 2024年第3号: as it is written
        return _MARKS.join(map(re.escape, bare(normalise(number))))
    office, year, count = parts
    return rf"{re.escape(office)}{_MARKS}(?:{year}年?)?{_MARKS}(?:第)?{re.escape(count)}"
