"""What there is (有哪些): the documents, the awards of a place, what stands in a clause."""

import re
from collections.abc import Iterable

from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.wording import CHECKUP_BUTTON, REPLY_BYTES, fits
from calculators.patterns import lazy
from intents.places import find_places
from policies.card import Card

_THERE_IS = r"(?:哪些|哪几[份个项种]|几[份个]|多少[份个项种]|些?什么|些?啥)"
_DOCUMENTS = lazy(
    rf"^(?:请问|你|您|们|这|那|里|儿|边|手里|手头|头|都|一共|总共|现在|到底)*(?:有|知道|收录?了?|懂|了解)(?:的是)?{_THERE_IS}"
    r"(?:政策)?(?:文件|资料|文档|报道|红头文件)[呢啊呀吗]?[?]?$|"
    rf"^(?:你们?的?)?(?:政策)?(?:文件|资料)(?:都|一共|总共)?(?:有|包括){_THERE_IS}[呢啊呀]?[?]?$"
)
_AWARDS = r"(?:惠企|奖励|扶持|优惠|补贴|企业|的)*(?:政策|奖励|奖补|补[贴助]|支持|扶持|优惠|好处|钱)(?:政策|资金|措施)?"
_OF_A_PLACE = lazy(
    r"^(?:请问|问一?下|我?想(?:知道|问一?下|了解)|介绍一?下)?(?P<place>[\u4e00-\u9fff]{2,4}?)"
    r"(?:对|给|针对|支持)?(?:我们?|咱们?|中小|民营|工业)*(?:企业|公司)?(?:都|现在|今年|目前)*"
    rf"(?:(?:有|出台了?|给){_THERE_IS}{_AWARDS}|的?{_AWARDS}(?:都|一共)?有{_THERE_IS})[吗呢啊呀]?[?]?$"
)
_OWN_PLACES = {"省里": "山西省", "省上": "山西省", "山西": "山西省", "市里": "长治", "市上": "长治"}
_HIGHEST = lazy(
    rf"^(?:这些|里面|所有|资料里|你(?:这里?|知道的)?|的)*(?:哪|什么|啥)[一个种项样]*{_AWARDS}(?:给得?|拿得?|的)*钱?(?:最[高多大]|力度最大)的?[呢啊呀]?[?]?$|"
    rf"^最[高多大]的?(?:一笔)?{_AWARDS}(?:是|有)?(?:哪|什么|啥|多少)[^,.;?!]{{0,4}}[?]?$"
)
_HOW_MANY = lazy(
    rf"^(?:一共|总共|资料里|你(?:这里?)?|都|现在)*有?(?:多少|几)(?!个?钱)[种个项样]*{_AWARDS}[呢啊呀]?[?]?$"
)
_CLAUSE = lazy(
    r"^(?:请问|那|文件)?(?P<mark>第)?(?P<clause>\d{1,2}(?:\.\d{1,2})?(?:\([\d一二三四五六七八九十]{1,2}\))?(?:-\d)?)(?P<unit>条|款|项)?"
    r"(?P<asked>(?:的|是|讲|说|规定|写|内容|什么|啥|了|怎么|哪些|政策|都|原文|意思|关于|有|吗|呢|[?])*)$"
)
_ASKED_CLAUSE = lazy(r"讲|说|规定|写|内容|原文|什么|啥")
_MOST = 24  # lines of a list
_FIRST = 5  # awards named of those that pay most, and what pays as much as the last of them


class Overview:
    """Lists what the content holds, where somebody asks for nothing in particular."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        reply = (
            self._documents(normal)
            or self._of_a_place(normal)
            or self._of_a_clause(normal)
            or self._highest(normal)
            or self._how_many(normal)
        )
        if reply is None:
            return None
        topic = f"policy:{reply.policies[0]}" if len(reply.policies) == 1 else conversation.topic
        return reply, replace(conversation, topic=topic, rest="")

    def _documents(self, normal: str) -> Reply | None:
        """你有哪些文件: the documents by their titles, the reports after the papers."""
        if not _DOCUMENTS.match(normal):
            return None
        papers = [one for one in self.content.documents.values() if one.kind == "notice"]
        reports = [one for one in self.content.documents.values() if one.kind == "report"]
        lines = [f"· {one.title}" + (f"（{one.number}）" if one.number else "") for one in papers]
        text = f"我手里有{len(papers)}份政策文件：\n" + "\n".join(lines)
        text += f"\n另有{len(reports)}份报道和公告，比如：\n" + "\n".join(f"· {one.title}" for one in reports[-4:])
        return _listing(text + "\n想问哪一份里的事，直接说就行。", "overview.documents", ())

    def _of_a_place(self, normal: str) -> Reply | None:
        """长治有什么奖励政策: the awards of a place, with what they pay."""
        found = _OF_A_PLACE.match(normal)
        place = self._place(found.group("place")) if found else None
        if place is None:
            return None
        cards = [card for card in self.content.cards.values() if card.place.removesuffix("市") == place]
        awards = [card for card in cards if card.calculator_id]
        if not awards:
            return self._without_awards(place, cards)
        others = [card.title for card in cards if card not in awards]
        said = found.group("place") if found else ""
        own = "" if said in _OWN_PLACES or said[:2] == place[:2] else f"{said}自己的奖补，资料里没有。"  # a county
        text = f"{own}{awards[0].place}的奖补，资料里有{len(awards)}项：\n" + _lines(awards)
        if others and fits(longer := f"{text}\n另外还有：{'、'.join(others)}。", REPLY_BYTES - 200):
            text = longer
        text += "\n问其中哪一项，说名字就行；想知道您家够哪几项，说“政策体检”。"
        return _listing(text, "overview.place", tuple(card.id for card in awards))

    @staticmethod
    def _without_awards(place: str, cards: list[Card]) -> Reply:
        """太原有什么政策: none that pays; what there is to read of the place is named."""
        text = f"资料里没有{place}发钱的奖补政策。"
        if cards:
            text += f"\n{place}的，有这些报道和公告：\n{_lines(cards)}\n想看哪一项，说名字就行。"
            return _listing(text, "overview.place", tuple(card.id for card in cards))
        return _listing(f"{text}有的是山西省和长治市的。", "overview.place", ()).model_copy(update={"kind": "fallback"})

    @staticmethod
    def _place(said: str) -> str | None:
        if said in _OWN_PLACES:
            return _OWN_PLACES[said]
        name = said if len(said) < 3 else said.rstrip("省市县区")
        places = find_places(name)
        return (places[0].city or places[0].province) if len(places) == 1 and places[0].said == name else None

    def _highest(self, normal: str) -> Reply | None:
        """哪个奖励最高: the awards with the highest amount that a document names for one."""
        if not _HIGHEST.match(normal):
            return None
        most = {card.id: card.stake.amount for card in self._awards() if card.stake and card.stake.amount}
        if not most:
            return None
        least = sorted(most.values(), reverse=True)[:_FIRST][-1]
        ranked = sorted(most, key=lambda id: -most[id])
        first = [self.content.cards[id] for id in ranked if most[id] >= least]
        unranked = "、".join(card.title for card in self._awards() if card.id not in most)
        text = (
            f"文件里写明金额的，上限最高的是这{len(first)}项：\n{_lines(first)}\n这是上限，能拿多少要看您家的情况"
            + (f"；{unranked}没有一个写明的上限，没排进来" if unranked else "")
            + "。想知道您家能拿多少，说“政策体检”。"
        )
        return _listing(text, "overview.highest", tuple(card.id for card in first))

    def _how_many(self, normal: str) -> Reply | None:
        """一共有多少种奖励: counted by who pays."""
        if not _HOW_MANY.match(normal):
            return None
        places: dict[str, list[Card]] = {}
        for card in self._awards():
            places.setdefault(card.place, []).append(card)
        of_each = [
            f"{place}{len(cards)}项：{'、'.join(card.title for card in cards)}。" for place, cards in places.items()
        ]
        text = f"资料里的奖补一共{sum(map(len, places.values()))}项。\n" + "\n".join(of_each)
        policies = tuple(card.id for cards in places.values() for card in cards)
        return _listing(f"{text}\n问哪一项，说名字就行。", "overview.awards", policies)

    def _awards(self) -> list[Card]:
        return [card for card in self.content.cards.values() if card.calculator_id]

    def _of_a_clause(self, normal: str) -> Reply | None:
        """第9.2条说的啥: the policies that stand in a clause."""
        found = _CLAUSE.match(normal)
        if found is None or not _ASKED_CLAUSE.search(found.group("asked")):
            return None
        clause = found.group("clause")
        if not (found.group("mark") or found.group("unit") or "." in clause):
            return None
        inside = re.compile(rf"(?<![\d.]){re.escape(clause)}(?![\d.]*\d)")
        cards = [card for card in self.content.cards.values() if card.clause and inside.search(card.clause)]
        if not cards:
            return None
        text = f"资料里第{clause}条写的是：\n" + _lines(cards, clauses=True) + "\n问其中哪一项，说名字就行。"
        return _listing(text, "overview.clause", tuple(card.id for card in cards))


def _lines(cards: Iterable[Card], *, clauses: bool = False) -> str:
    lines = []
    for card in cards:
        pays = f"：{card.stake.words}" if card.stake else ""
        lines.append(f"· {card.title}{pays}" + (f"（{card.clause}）" if clauses else ""))
    more = [f"……一共{len(lines)}项"] if len(lines) > _MOST else []
    return "\n".join([*lines[:_MOST], *more])


def _listing(text: str, intent: str, policies: tuple[str, ...]) -> Reply:
    quick = (CHECKUP_BUTTON,)
    return Reply(kind="answer", text=text, intent=intent, policies=policies, quick_replies=quick)
