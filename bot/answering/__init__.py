"""Answers from cards: the part that was asked for, its source, what else may be asked."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.answering import pairs, refusals
from bot.answering.county import county_note
from bot.answering.currency import currency_of, other_month
from bot.answering.dressing import dressed, source_line, source_of, suggestions
from bot.answering.parts import Part, as_its_own, aspect_of, part_of
from bot.answering.refusals import EXAMPLES
from bot.content.load import Content
from bot.messages import QuickReply, Reply
from bot.ranking import Rankings, told
from bot.understanding import Asked, OneHeld, Outcome, Understood
from bot.understanding.part_words import denies
from bot.understanding.parts import FAR
from bot.wording import REPLY_BYTES, fits
from calculators.patterns import lazy
from intents.normalise import bare, normalise
from intents.places import Place
from policies.card import Card

__all__ = ["EXAMPLES", "Answers"]

_RULE_BYTES = 1700
DOUBTFUL = 0.5  # a part no closer than this may answer another question
_HOPES = lazy(r"有没有[钱奖补好]|有(?:奖|补|钱)[^,.]{0,3}(?:吗|么|不|没)|给不给|补不补|奖不奖|能[拿领](?:钱|奖|补)")
_MONEY = lazy(r"\d(?:万|亿|元|%)")
_ASKS_SCORE = lazy(r"满意率|分数|多少分|几分|得分|电话|地址|为什么|全部|名单")


class Answers:
    """Turns what was understood into replies."""

    def __init__(self, content: Content, rankings: Rankings) -> None:
        self.content = content
        self.rankings = rankings

    def policy(self, understood: Understood, policy: str, told: Collection[str] = ()) -> Reply:
        """The part of a card that answers best; `told`: its parts that were told before."""
        card = self.content.cards[policy]
        part = self._part(card, understood.unit, understood.flat)
        doubtful = part.aspect == "question" and understood.likeness < DOUBTFUL
        if doubtful:
            part = replace(part, text=as_its_own(card, understood.unit))
        reply = self._reply(card, part, understood)
        if part.aspect != "ranking":
            refused = denies(card, understood.unit)
            far = understood.likeness < FAR and not refused
            if far and doubtful and "lead" not in told:
                reply = _within(reply, card.lead, f"{card.lead}\n{reply.text}")
            if understood.beside is not None:
                reply = _with_other(reply, as_its_own(card, understood.beside))
            if (
                far
                and "lead" not in told
                or _HOPES.search(understood.text)
                and not _MONEY.search(reply.text)
                and not refused
            ):
                reply = _with_other(reply, card.lead)
        later = currency_of(self.content.documents[card.document], understood.text)
        if card.rankings:
            later = later or other_month(self.content.documents[card.document], understood.text)
        if later:
            reply = _within(reply, later, f"{later}\n{reply.text}")
        county = county_note(card, understood)
        if county:
            reply = _within(reply, county, f"{county}\n{reply.text}")
        return refusals.guessed(self.content, reply, understood) if understood.outcome is Outcome.LIKELY else reply

    def aspect(self, card: Card, aspect: str | None, understood: Understood | None = None) -> Reply:
        """One aspect of a card; the card as a whole without one."""
        return self._reply(card, aspect_of(self.content, card, aspect), understood)

    def ranked(self, card: Card, asked: str, understood: Understood) -> Reply | None:
        """The places of a ranking that a message goes on about; `asked`: the question before it."""
        found = self.rankings.find(card.id, understood.flat)
        places = found or self.rankings.find_beside(card.id, bare(normalise(asked)), understood.flat)
        return self._reply(card, Part(told(places), "ranking"), understood) if places else None

    def ranks_several(self, understood: Understood) -> bool:
        """公积金中心第几,税务局呢: are two places of the ranking asked for that the topic's card holds?"""
        return len(self.rankings.entries((understood.topic or "").partition(":")[2], understood.flat)) > 1

    def in_words(self, card: Card, text: str) -> Reply:
        """Something that a card says, with its source."""
        return self._reply(card, Part(text, "item"), None)

    def words_of(self, card: Card, aspect: str) -> str:
        """What a card says on one aspect, without anything around it."""
        return aspect_of(self.content, card, aspect).text

    def words_of_half(self, half: Asked) -> str:
        """What answers one of two questions, with the card's title."""
        card = self.content.cards[half.policy]
        return f"{card.title}：{self._part(card, half.unit, half.flat).text}"

    def together(self, understood: Understood, asked: Sequence[Asked]) -> Reply:
        """Several questions in one, each answered from its card."""
        parts = [self._part(self.content.cards[one.policy], one.unit, one.flat) for one in asked]
        return pairs.together(self.content, understood, asked, parts)

    def one_held(self, understood: Understood, held: OneHeld) -> Reply:
        """Two questions in one, of which one is not held: the other is answered from its card."""
        asked = held.asked
        return pairs.one_held(
            self.content, understood, held, self._part(self.content.cards[asked.policy], asked.unit, asked.flat)
        )

    def _part(self, card: Card, unit: str, flat: str) -> Part:
        places = [] if _ASKS_SCORE.search(flat) else self.rankings.find(card.id, flat)
        if places:
            return Part(told(places), "ranking")
        return part_of(self.content, card, unit)

    def _reply(self, card: Card, part: Part, understood: Understood | None) -> Reply:
        """A card's words with age, source and buttons."""
        policies = (card.id, *part.also)
        sources = tuple(
            source_of(self.content, policy, part.clause if policy == card.id else None) for policy in policies
        )
        return Reply(
            kind="answer",
            text=dressed(self.content, card, part.text, sources),
            intent=f"{card.id}.{part.aspect}",
            confidence=understood.confidence if understood else 1.0,
            policies=policies,
            calculator=None,
            quick_replies=suggestions(self.content, card, part.aspect, part.text),
            sources=sources,
        )

    def rule(self, id: str, understood: Understood) -> Reply:
        """How several policies go together, and each of them in short."""
        rule = self.content.rules[id]
        cards = [self.content.cards[policy] for policy in rule.policies]
        text = "\n".join([rule.text, *(f"· {card.title}：{card.lead}" for card in cards)])
        document = self.content.documents[rule.document]
        cautions = [line for line in (currency_of(document, understood.text), document.caution) if line]
        source = source_of(self.content, rule.policies[0], rule.clause).model_copy(
            update={"document": document.title, "number": document.number}
        )
        quick = (QuickReply(label="帮我比一比", text=f"帮我算{rule.title}"),) if rule.calculator else ()
        return Reply(
            kind="answer",
            text="\n".join(
                [text if fits(text, _RULE_BYTES) else rule.text, *cautions, source_line((source,), document)]
            ),
            intent=f"rule.{id}",
            confidence=understood.confidence,
            policies=rule.policies,
            quick_replies=quick,
            sources=(source,),
        )

    def absent(self, id: str, understood: Understood) -> Reply:
        return refusals.not_held(self.content, id, understood)

    def elsewhere(self, understood: Understood, place: Place) -> Reply:
        return refusals.elsewhere(self.content, understood, place)

    def choices(self, understood: Understood) -> Reply:
        return refusals.choices(self.content, understood)

    def which(self, understood: Understood) -> Reply:
        return refusals.which(understood)

    def unknown(self, understood: Understood | None = None) -> Reply:
        return refusals.unknown(understood)

    def lost(self, card: Card, understood: Understood) -> Reply:
        return refusals.lost(self.content, card, understood)


def _with_other(reply: Reply, other: str) -> Reply:
    """Two parts were about equally close: the second one's words follow, if there is room."""
    head, _, tail = reply.text.partition("\n")
    return _within(reply, other, f"{head}\n{other}\n{tail}")


def _within(reply: Reply, added: str, text: str) -> Reply:
    """The reply with words added, if there is room and it does not say them already."""
    if added in reply.text or not fits(text, REPLY_BYTES):
        return reply
    return reply.model_copy(update={"text": text})
