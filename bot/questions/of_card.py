"""A question without a subject, about one card: the part of it that answers (要什么材料, 什么时候发钱)."""

from collections.abc import Collection

from bot.answering import Answers
from bot.changed import replace
from bot.content.load import Content
from bot.messages import Reply
from bot.speech import has_subject
from bot.understanding import Outcome, Understanding, Understood
from bot.understanding.naming import without_names
from bot.understanding.parts import DETAILS, WHOLE
from bot.wording import REPLY_BYTES
from bot.wording import fits as fits_into
from calculators.calculator import OneAward
from calculators.patterns import lazy
from intents.matcher import Candidate
from policies.card import Card

_NEXT = lazy(r"下一步|接下来|然后(?:呢|怎么)|怎么领|怎么弄|咋弄|(?<![运卖发销招送])去哪")
_SURELY_OWN = 0.9  # a part this close answers what the card has no section for
_OWN_PART = 0.3  # a part of the very card this close answers a question without a subject


class OfCard:
    """Answers from one card, where it is known which."""

    def __init__(self, content: Content, understanding: Understanding, answers: Answers) -> None:
        self.content = content
        self.understanding = understanding
        self.answers = answers

    def answer(self, understood: Understood, card: Card, told: Collection[str] = ()) -> Reply:
        """The part of one card that answers a question without a subject (要什么材料, 什么时候发钱).

        `told`: parts of it that were told before; the card as a whole is told once.
        """
        own = self.part_of(understood, card, told)
        if own is None and understood.topic == f"policy:{card.id}" and understood.outcome is Outcome.SURE:
            own = understood
        silent = _silent_on(understood, card)
        if silent is not None and (own is None or own.likeness < _SURELY_OWN):
            reply = self.answers.aspect(card, silent)
        elif own is None and understood.aspects:
            reply = self.answers.aspect(card, understood.aspects[0])
        elif own is None and "lead" in told:
            return self.answers.lost(card, understood)
        else:
            reply = self.answers.policy(own or _lead_of(understood, card), card.id, told)
        follows = self._next_step(understood, card)
        return reply.model_copy(update={"text": _joined(reply.text, follows)}) if follows else reply

    def part_of(self, understood: Understood, card: Card, told: Collection[str] = ()) -> Understood | None:
        """The question as one about this card: the nearest part of it, if any is near."""
        topic = f"policy:{card.id}"
        rest = without_names(understood.flat, list(understood.names))
        unit, likeness, beside = self.understanding.parts.choose(
            self.understanding.matcher,
            understood.text,
            understood.flat,
            topic,
            understood.aspects,
            rest,
            understood.names,
            WHOLE - {f"section:{aspect}" for aspect in understood.aspects} if told else (),
        )
        if likeness < _OWN_PART:
            return None
        first = Candidate(topic, likeness, likeness, 0.0, ())
        return _known_card(understood, first, unit, likeness, beside if has_subject(understood.flat) else None)

    def _next_step(self, understood: Understood, card: Card) -> str:
        """What to do next, as the award has it, where the way to the money is asked for."""
        calculator = self.content.calculators.get(card.calculator_id or "")
        asked = {"materials", "steps", "contact", "payout", "when"} & set(understood.aspects) or _NEXT.search(
            understood.text
        )
        if not asked or not isinstance(calculator, OneAward) or not calculator.award.next:
            return ""
        return f"下一步：{calculator.award.next}"


def _silent_on(understood: Understood, card: Card) -> str | None:
    """The aspect that is all that is asked for, of a card that has no section on it: 材料呢 is not 新材料产业."""
    asked = understood.aspects[0] if understood.aspects else ""
    missing = asked in DETAILS and asked not in card.sections and not (asked == "conditions" and card.conditions)
    return asked if missing and not has_subject(understood.flat) else None


def _lead_of(understood: Understood, card: Card) -> Understood:
    first = Candidate(f"policy:{card.id}", 0.0, 0.0, 0.0, ())
    return _known_card(understood, first, "lead", 0.0)


def _known_card(
    understood: Understood, only: Candidate, unit: str, likeness: float, beside: str | None = None
) -> Understood:
    """Which card is meant is no guess here, only which part of it."""
    return replace(
        understood,
        outcome=Outcome.SURE,
        candidates=(only,),
        unit=unit,
        likeness=likeness,
        beside=beside,
        foreign=None,
    )


def _joined(text: str, follows: str) -> str:
    """The answer with the next step before its source, where there is room."""
    head, mark, source = text.rpartition("\n依据：")
    joined = f"{head}\n{follows}{mark}{source}" if mark else f"{text}\n{follows}"
    return joined if fits_into(joined, REPLY_BYTES) else text
