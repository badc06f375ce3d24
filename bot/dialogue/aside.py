"""A question in the middle of a calculation: answered from the card it is about, and the open question stands."""

from bot import wording
from bot.changed import replace
from bot.checks import Checks
from bot.content.talk import talks
from bot.courtesies import notice
from bot.dialogue.asking import leads_back
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.state import Open, Turn
from bot.fitting import cut
from bot.messages import Reply
from bot.questions import Questions
from bot.speech import asks_amount, has_subject, is_question, subject, told_and_asked, wants_sum
from bot.understanding import Outcome, Understood
from bot.wording import REPLY_BYTES
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from policies.card import Card
from policies.inquiry import Inquiry

_MONEY_ASKED = lazy(r"多少[钱?]|能拿多少|给多少|奖多少|补多少")


_SOFTLY = lazy(r"呢[?]?$")
_AROUND = lazy(r"(?:那|就|还是|要是|如果|是|有)*□(?:的话)?[呢吧]?[?]?")


def only_a_figure(normal: str) -> bool:
    """那15家呢: nothing but one figure."""
    figures = find_figures(normal)
    return len(figures) == 1 and bool(_AROUND.fullmatch(normal.replace(figures[0].text, "□", 1)))


def _only_softened(normal: str) -> bool:
    """那今年卖5000万呢: a statement with a figure, but for its last word."""
    said = _SOFTLY.sub("", normal)
    return said != normal and bool(find_figures(said)) and not is_question(said)


class SideQuestions:
    """Questions asked while a calculation is open."""

    def __init__(self, calculations: Calculations, questions: Questions, checks: Checks) -> None:
        self.calculations = calculations
        self.questions = questions
        self.checks = checks

    def turn(self, at: Open, normal: str) -> Turn | None:
        """A question about something else: answered, and the open question stands."""
        summed = wants_sum(normal)
        if not is_question(normal) and not summed:
            return None
        if sounds_corrected(normal) and not _MONEY_ASKED.search(normal):
            return None
        if only_a_figure(normal) and at.field is not None and self.calculations.told_by(at, normal):
            return None  # 那15家呢, to 现在有几家: the answer
        if _only_softened(normal) and self.calculations.told_by(at, normal):
            return None  # 那今年卖5000万呢, before this year's sales are asked for: told already
        understood = self.questions.understanding.understand(normal)
        sort, _, id = (understood.topic or "").partition(":")
        if sort == "policy" and id in at.goal.policies and summed:
            return None
        if summed and understood.outcome is Outcome.SURE and sort:
            computed = self.questions.computing.computed(at.conversation, understood)
            if computed is not None:
                return computed
        checked = self._check(at, understood)
        if checked is not None:
            return checked
        reply = self._answer(at, normal)
        return self._aside(at, reply) if reply is not None else None

    def after_all(self, at: Open, normal: str) -> Turn | None:
        """要是卖给外地的呢, where nothing it says can be changed: a question after all."""
        reply = self._answer(at, normal) if is_question(normal) and not find_figures(normal) else None
        return self._aside(at, reply) if reply is not None else None

    def beside_an_answer(self, at: Open, normal: str) -> Turn | None:
        """3000万,对了这个找谁申报啊: the answer is kept, the question answered, then asked on."""
        told, asked = told_and_asked(normal)
        if not told or not asked or wants_sum(normal):
            return None
        if sounds_corrected(asked) or not self.calculations.told_by(at, told):
            return None
        answered = None if asks_amount(asked) and not has_subject(asked) else self._answer(at, asked)
        turned = self.calculations.turn(at.conversation, told)
        if turned is None or answered is None:
            return turned
        reply, after = turned
        room = REPLY_BYTES - len(reply.text.encode())
        said, _ = cut(answered.text, room) if room > 200 else ("", "")
        if not said:
            return turned
        return reply.model_copy(update={"text": f"{said}\n\n{reply.text}"}), after

    def _check(self, at: Open, understood: Understood) -> Turn | None:
        """我们够不够条件, in the middle of a calculation: the check of that policy, the calculation waits."""
        card = self._card(at)
        if isinstance(at.goal, Inquiry) or card is None:
            return None
        return self.checks.fitting(replace(at.conversation, topic=f"policy:{card.id}"), understood)

    def _answer(self, at: Open, normal: str) -> Reply | None:
        """What there is to say to a side question; of one without a subject, about the policy being computed."""
        by_button = self.questions.by_button.answer(normal)
        if by_button is not None:
            return by_button
        understood = self.questions.understanding.understand(normal)
        card = self._card(at)
        sort, _, id = (understood.topic or "").partition(":")
        sure = understood.outcome is Outcome.SURE and bool(sort)
        own = self.questions.of_card.part_of(understood, card) if card is not None else None
        likely = sure or understood.outcome is Outcome.LIKELY
        another = likely and sort == "policy" and card is not None and self._names_another(understood.flat, card, id)
        if card is not None and not has_subject(understood.flat):
            exact = sure and id == card.id
            return self.questions.known(understood) if exact else self.questions.of_card.answer(understood, card)
        if card is None and not has_subject(understood.flat):
            return notice(wording.OF_WHICH_POLICY, "checkup")
        if sort == "talk" and understood.outcome is not Outcome.UNKNOWN:
            return notice(talks()[id].text, id)
        if own is not None and card is not None and not understood.names and not understood.places:
            nearer = own.likeness >= understood.likeness - 0.05 or not sure
            if nearer and not another and (not sure or id != card.id):
                return self.questions.of_card.answer(understood, card)
        if card is not None and own is not None and likely and id == card.id and understood.foreign is None:
            return self.questions.of_card.answer(understood, card)
        if not sure and not another:
            return None
        return self.questions.plain(understood) or self.questions.known(understood)

    def _names_another(self, flat: str, card: Card, other: str) -> bool:
        """链核啥标准, while 成果转化 is computed: words of the other card's names that this one does not have."""
        named = subject(flat)
        pieces = {named[at : at + 2] for at in range(len(named) - 1)}
        theirs = self.questions.content.cards[other]
        ours = f"{card.title}{card.names}{card.lead}"
        return any(piece in f"{theirs.title}{theirs.names}" and piece not in ours for piece in pieces)

    def _card(self, at: Open) -> Card | None:
        """The one card that is computed or checked; none in a check-up over all."""
        policies = self.calculations.prompts.policies(at.goal, at.dialogue)
        return self.questions.content.cards[policies[0]] if len(at.goal.policies) <= 3 and policies else None

    def _aside(self, at: Open, reply: Reply) -> Turn:
        again, after = self.calculations.prompts.ask_again(at, f"{reply.text}\n\n{leads_back(at.goal)}", "answer")
        spoken = {
            "policies": reply.policies or again.policies,
            "sources": reply.sources,
            "intent": reply.intent,
            "confidence": reply.confidence,
        }
        topic = f"policy:{reply.policies[0]}" if reply.policies else at.conversation.topic
        return again.model_copy(update=spoken), replace(after, topic=topic)
