"""The words of one part of a card (卡片里的一段): a section, a question of its own, or the card in short."""

from dataclasses import dataclass

from bot.content.load import Content
from bot.content.talk import aspects
from bot.understanding.part_words import words_of
from bot.understanding.parts import DETAILS
from calculators.patterns import lazy
from policies.card import Card
from policies.eligibility import Condition

_STRENGTH = {"must": "", "principle": "（原则上）", "prefer": "（优先，不是必须）"}
_OVERVIEW_BYTES = 1300
_VERDICT = lazy(
    r"不(?:能|行|是|算|给|用|可以|需要|影响|一定|在|够|要)|能(?!不能)|可以|行|算|[拿领]不到|没有|会|有用|有的?[，。]|要[，。]"
)


@dataclass(frozen=True)
class Part:
    """A part of a card in words, with the clause it stands in and further cards it speaks from."""

    text: str
    aspect: str  # the section's id; question, lead
    clause: str | None = None
    also: tuple[str, ...] = ()


def part_of(content: Content, card: Card, unit: str) -> Part:
    """The part that a unit names: lead, section:…, question:…"""
    sort, _, key = unit.partition(":")
    if sort == "question":
        question = card.questions[int(key)]
        return Part(question.answer, "question", question.clause, question.also)
    return aspect_of(content, card, key if sort == "section" else None)


def as_its_own(card: Card, unit: str) -> str:
    """The words of a part that may not be what was asked: a verdict (不能, 拿不到) is told with its own question."""
    words = words_of(card, unit)
    sort, _, key = unit.partition(":")
    if sort != "question" or not _VERDICT.match(words):
        return words
    return f"要是问“{card.questions[int(key)].ask[0]}”：{words}"


def aspect_of(content: Content, card: Card, aspect: str | None) -> Part:
    """One aspect of a card; the card as a whole without one, or where it has nothing to say."""
    section = card.sections.get(aspect) if aspect else None
    if aspect is None or aspect == "what" and section is None:
        return Part(_overview(card), "lead")
    if section is not None:
        return Part(section.text, aspect, section.clause)
    if aspect == "conditions" and card.conditions:
        return Part(_conditions(card), aspect, _clauses(card.conditions))
    if aspect == "basis":
        return Part(_basis(content, card), aspect)
    if aspect in DETAILS:
        return Part(_silent(card, aspect), aspect)
    return Part(_overview(card), "lead")


def _overview(card: Card) -> str:
    what = card.sections.get("what")
    text = card.lead
    if what and what.text not in text and len((text + what.text).encode()) < _OVERVIEW_BYTES:
        text += "\n" + what.text
    return text


def _conditions(card: Card) -> str:
    lines = [f"{place}. {item.text}{_STRENGTH[item.strength]}" for place, item in enumerate(card.conditions, 1)]
    return f"{card.title}的条件：\n" + "\n".join(lines)


def _clauses(conditions: tuple[Condition, ...]) -> str:
    return "、".join(dict.fromkeys(item.clause for item in conditions))


def _basis(content: Content, card: Card) -> str:
    document = content.documents[card.document]
    number = f"，文号{document.number}" if document.number else ""
    status = f"，{document.status}" if document.status else ""
    kind = "依据的是" if document.kind == "notice" else "这些内容来自"
    text = (
        f"{kind}{document.title}{number}（{document.dated}年{status}）。"
        if document.dated.isdigit()
        else f"{kind}{document.title}{number}（{document.dated}{status}）。"
    )
    return f"{text}有效期资料里没有写，办理前请向主管部门确认。" if document.kind == "notice" else text


def _silent(card: Card, aspect: str) -> str:
    """A detail the documents do not hold: said plainly, with what is nearest and whom to ask."""
    contact = card.sections.get("contact")
    told = f"这份资料里没有写{card.title}“{aspects()[aspect].title}”这一点。"
    nearest = f"知道的是：{card.lead}"
    ask = f"\n{contact.text}" if contact and aspect != "contact" else "\n请以主管部门当年的通知为准。"
    return f"{told}\n{nearest}{ask}"
