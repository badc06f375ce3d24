"""Answers from cards: the part that was asked for, its source, what else may be asked."""

import re

from bot.content.load import Content
from bot.content.talk import aspects
from bot.messages import QuickReply, Reply, Source
from bot.ranking import Rankings, told
from bot.understanding import Understood
from bot.wording import NOT_UNDERSTOOD, fits
from intents.places import Place
from policies.card import Card
from policies.document import Document

_STRENGTH = {"must": "", "principle": "（原则上）", "prefer": "（优先，不是必须）"}
_SILENT = ("materials", "steps", "when", "payout", "contact", "combine", "repeat", "area")
_SUGGESTED = ("amount", "conditions", "steps", "combine", "contact")
_ASKS_SCORE = re.compile(r"满意率|分数|多少分|几分|得分|电话|地址|为什么|全部|名单|前[三五十]|后[三五十]|倒数[三五十]")
EXAMPLES = ("链主认定奖多少", "帮我算成果转化补助", "高新技术企业奖多少")


class Answers:
    """Turns what was understood into replies."""

    def __init__(self, content: Content) -> None:
        self.content = content

        self.rankings = Rankings(content.cards.values())

    def card(self, id: str) -> Card:
        return self.content.cards[id]

    def policy(self, understood: Understood, policy: str) -> Reply:
        """The part of a card that answers best."""
        card = self.card(policy)
        places = [] if _ASKS_SCORE.search(understood.flat) else self.rankings.find(policy, understood.flat)
        if places:
            note = places[0].ranking.note
            return self.reply(card, told(places) + note, understood, aspect="ranking")
        reply = self._part(card, understood.unit, understood)
        if understood.beside is None:
            return reply
        other = self._words(card, understood.beside)
        return self._with_other(card, reply, other) if other else reply

    def _part(self, card: Card, unit: str, understood: Understood) -> Reply:
        sort, _, key = unit.partition(":")
        if sort == "question":
            question = card.questions[int(key)]
            return self.reply(
                card, question.answer, understood, clause=question.clause, also=question.also, aspect="question"
            )
        return self.aspect(card, key if sort == "section" else None, understood)

    @staticmethod
    def _words(card: Card, unit: str) -> str:
        """The bare words of a part; nothing for the card as a whole."""
        sort, _, key = unit.partition(":")
        if sort == "question":
            return card.questions[int(key)].answer
        return card.sections[key].text if sort == "section" and key in card.sections else card.lead

    @staticmethod
    def _with_other(card: Card, reply: Reply, other: str) -> Reply:
        """Two parts were about equally close: the second one's words follow, if there is room."""
        head, _, tail = reply.text.partition("\n")
        text = f"{head}\n{other}\n{tail}"
        if other in reply.text or not fits(text, 1900):
            return reply
        return reply.model_copy(update={"text": text})

    def aspect(self, card: Card, aspect: str | None, understood: Understood | None = None) -> Reply:
        """One aspect of a card; the card as a whole without one."""
        if aspect is None or aspect == "what" and "what" not in card.sections:
            return self.reply(card, self._overview(card), understood, aspect="lead")
        section = card.sections.get(aspect)
        if section is not None:
            return self.reply(card, section.text, understood, clause=section.clause, aspect=aspect)
        if aspect == "conditions" and card.conditions:
            return self.reply(
                card, self._conditions(card), understood, clause=self._condition_clauses(card), aspect=aspect
            )
        if aspect == "basis":
            return self.reply(card, self._basis(card), understood, aspect=aspect)
        if aspect in _SILENT:
            return self.reply(card, self._silent(card, aspect), understood, aspect=aspect)
        return self.reply(card, self._overview(card), understood, aspect="lead")

    def _overview(self, card: Card) -> str:
        what = card.sections.get("what")
        text = card.lead
        if what and what.text not in text and len((text + what.text).encode()) < 1300:
            text += "\n" + what.text
        return text

    @staticmethod
    def _conditions(card: Card) -> str:
        lines = [f"{place}. {item.text}{_STRENGTH[item.strength]}" for place, item in enumerate(card.conditions, 1)]
        return f"{card.title}的条件：\n" + "\n".join(lines)

    @staticmethod
    def _condition_clauses(card: Card) -> str:
        return "、".join(dict.fromkeys(item.clause for item in card.conditions))

    def _basis(self, card: Card) -> str:
        document = self.content.documents[card.document]
        number = f"，文号{document.number}" if document.number else ""
        status = f"，{document.status}" if document.status else ""
        kind = "依据的是" if document.kind == "notice" else "这些内容来自"
        text = (
            f"{kind}{document.title}{number}（{document.dated}年{status}）。"
            if document.dated.isdigit()
            else f"{kind}{document.title}{number}（{document.dated}{status}）。"
        )
        return f"{text}有效期资料里没有写，办理前请向主管部门确认。" if document.kind == "notice" else text

    def _silent(self, card: Card, aspect: str) -> str:
        """A detail the documents do not hold: said plainly, with what is nearest and whom to ask."""
        contact = card.sections.get("contact")
        told = f"这份资料里没有写{card.title}“{aspects()[aspect].title}”这一点。"
        nearest = f"知道的是：{card.lead}"
        ask = f"\n{contact.text}" if contact and aspect != "contact" else "\n请以主管部门当年的通知为准。"
        return f"{told}\n{nearest}{ask}"

    def reply(
        self,
        card: Card,
        text: str,
        understood: Understood | None,
        *,
        clause: str | None = None,
        also: tuple[str, ...] = (),
        aspect: str | None = None,
    ) -> Reply:
        """A card's words with age, source and buttons."""
        policies = (card.id, *also)
        sources = tuple(self.source(policy, clause if policy == card.id else None) for policy in policies)
        return Reply(
            kind="answer",
            text=self.dressed(card, text, sources),
            intent=f"{card.id}.{aspect}" if aspect else card.id,
            confidence=understood.confidence if understood else 1.0,
            policies=policies,
            calculator=None,
            quick_replies=self.suggestions(card, aspect),
            sources=sources,
        )

    def dressed(self, card: Card, text: str, sources: tuple[Source, ...]) -> str:
        document = self.content.documents[card.document]
        lines = [text]
        if card.validity.past:
            lines.append(card.validity.past)
        if document.caution:
            lines.append(document.caution)
        lines.append(source_line(sources, document))
        return "\n".join(dict.fromkeys(lines))

    def source(self, policy: str, clause: str | None = None) -> Source:
        card = self.card(policy)
        document = self.content.documents[card.document]
        return Source(policy=policy, document=document.title, number=document.number, clause=clause or card.clause)

    def suggestions(self, card: Card, aspect: str | None) -> tuple[QuickReply, ...]:
        found: list[QuickReply] = []
        calculator = self.content.calculators.get(card.calculator_id or "")
        if calculator is not None:
            found.append(QuickReply(label="帮我算算", text=f"帮我算{calculator.title}"))
        for name in _SUGGESTED:
            held = name in card.sections or name == "conditions" and card.conditions
            if held and name != aspect and len(found) < 3:
                found.append(QuickReply(label=aspects()[name].title, text=f"{card.title}{aspects()[name].title}"))
        return tuple(found)

    def rule(self, id: str, understood: Understood) -> Reply:
        rule = self.content.rules[id]
        lines = [rule.text]
        for policy in rule.policies:
            lines.append(f"· {self.card(policy).title}：{self.card(policy).lead}")
        document = self.content.documents[rule.document]
        source = Source(policy=rule.policies[0], document=document.title, number=document.number, clause=rule.clause)
        text = "\n".join(lines)
        if len(text.encode()) > 1700:
            text = rule.text
        quick = (QuickReply(label="帮我比一比", text=f"帮我算{rule.title}"),) if rule.calculator else ()
        return Reply(
            kind="answer",
            text=f"{text}\n{source_line((source,), document)}",
            intent=f"rule.{id}",
            confidence=understood.confidence,
            policies=rule.policies,
            quick_replies=quick,
            sources=(source,),
        )

    def both(self, understood: Understood, first: str, second: str) -> Reply:
        """Two policies in one question: each in short, and the rule that links them."""
        cards = [self.card(first), self.card(second)]
        lines = [f"· {card.title}：{card.lead}" for card in cards]
        rules = [rule for rule in self.content.rules.values() if {first, second} <= set(rule.policies)]
        if rules:
            lines.append(f"两项的关系：{rules[0].text}（{rules[0].clause}）")
        elif understood.aspects and "combine" in understood.aspects:
            lines.append("两项能不能都拿，资料里没有写限制，也没有写一定可以，请向主管部门确认。")
        cautions = dict.fromkeys(self.content.documents[card.document].caution for card in cards)
        lines += [caution for caution in cautions if caution]
        sources = tuple(self.source(card.id) for card in cards)
        lines += dict.fromkeys(
            source_line((source,), self.content.documents[card.document])
            for source, card in zip(sources, cards, strict=True)
        )
        return Reply(
            kind="answer",
            text="\n".join(lines),
            intent=f"both.{first}.{second}",
            confidence=understood.confidence,
            policies=(first, second),
            quick_replies=tuple(_about(card) for card in cards),
            sources=sources,
        )

    def absent(self, id: str, understood: Understood) -> Reply:
        """Named plainly as not held; the nearest own topics are offered by name."""
        topic = self.content.absent[id]
        text = f"我手里的资料没有“{topic.title}”的内容，说不了，怕误导您。"
        if topic.note:
            text += topic.note
        near = [self.card(policy) for policy in topic.near]
        if near:
            text += "\n相近但不是一回事的有：" + "、".join(card.title for card in near) + "，要看可以点下面。"
        return Reply(
            kind="fallback",
            text=text,
            intent=f"absent.{id}",
            confidence=understood.confidence,
            quick_replies=tuple(_about(card) for card in near),
        )

    def elsewhere(self, understood: Understood, place: Place) -> Reply:
        """Another place's policy is asked for: said plainly, no figure of ours."""
        cards = [
            self.card(c.topic.partition(":")[2])
            for c in understood.candidates[:2]
            if c.topic.startswith("policy:") and c.score > 0.3
        ]
        own = cards[0] if cards else None
        text = f"您问的是{place.said}的政策，我手里的资料没有{place.said}的这一项，没法回答。"
        if own is not None:
            text += f"\n资料里有的是{own.place}的“{own.title}”，和{place.said}的不是一回事，要看可以点下面。"
        return Reply(
            kind="fallback",
            text=text,
            intent="elsewhere",
            confidence=understood.confidence,
            quick_replies=tuple(_about(card) for card in cards),
        )

    def choices(self, understood: Understood) -> Reply:
        """Did you mean: at most three, worded as questions."""
        cards = [
            self.card(candidate.topic.partition(":")[2])
            for candidate in understood.candidates
            if candidate.topic.startswith("policy:")
        ][:3]
        lines = [f"{place}. {card.title}？" for place, card in enumerate(cards, 1)]
        text = (
            "我没十分听准，您想问的是哪一项？\n"
            + "\n".join(lines)
            + "\n回序号就行；都不是的话，资料里可能没有，换个说法试试。"
        )
        return Reply(
            kind="choices",
            text=text,
            intent="choices",
            confidence=understood.confidence,
            policies=tuple(card.id for card in cards),
            quick_replies=tuple(_about(card) for card in cards),
        )

    def unknown(self, understood: Understood | None = None) -> Reply:
        return Reply(
            kind="fallback",
            text=NOT_UNDERSTOOD,
            intent="unknown",
            confidence=understood.confidence if understood else 0.0,
            quick_replies=tuple(QuickReply(label=text, text=text) for text in EXAMPLES),
        )


def _about(card: Card) -> QuickReply:
    return QuickReply(label=card.title, text=f"{card.title}是什么")


def source_line(sources: tuple[Source, ...], document: Document) -> str:
    """依据: each document once, with its number and clause."""
    word = "依据" if document.kind == "notice" else "来源"
    told = []
    for source in sources:
        number = f"（{source.number}）" if source.number else ""
        clause = f"第{source.clause}条" if source.clause else ""
        told.append(f"{source.document}{number}{clause}")
    return f"{word}：" + "；".join(dict.fromkeys(told))
