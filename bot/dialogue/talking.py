"""A message while a calculation is open: a move, a side question, or an answer."""

import re
from dataclasses import replace

from bot import wording
from bot.checks import Checks
from bot.conversation import Conversation
from bot.courtesies import Courtesies, notice
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.repair import Repair
from bot.dialogue.state import Open, Turn
from bot.messages import Reply
from bot.questions import Questions, is_question, wants_sum
from bot.understanding import Outcome, Understood
from calculators.reading.replies import says_unknown

OPEN_AGAIN = "回到刚才的测算："
_MONEY_ASKED = re.compile(r"多少[钱?]|能拿多少|给多少|奖多少|补多少")
_SHORT = 16
_SAID = {
    "help": wording.HELP,
    "human": wording.HUMAN,
    "thanks": wording.THANKS,
    "greet": "您好，我在。",
    "insult": wording.INSULT,
}


class Talking:
    """The turns of an open calculation."""

    def __init__(
        self, calculations: Calculations, questions: Questions, courtesies: Courtesies, checks: Checks
    ) -> None:
        self.calculations = calculations
        self.checks = checks
        self.questions = questions
        self.courtesies = courtesies
        self.repair = Repair(calculations)

    def turn(self, at: Open, normal: str, move: str | None) -> Turn:
        """The reply to one message."""
        moved = self._move(at, move, normal) if move else None
        if moved is not None:
            return moved
        by_button = self.questions.asked_by_title(at.conversation, normal)
        if by_button is not None:
            return by_button
        checked = self.checks.wanted(at.conversation, normal)
        if checked is not None:
            return checked
        side = self._side_question(at, normal)
        if side is not None:
            return side
        listed = at.field is not None and at.field.kind == "several"
        if says_unknown(normal) and len(normal) <= _SHORT and not listed:
            return self.repair.unknown(at)
        return self.calculations.turn(at.conversation, normal) or self.repair.missed(at)

    def _move(self, at: Open, move: str, normal: str) -> Turn | None:
        if move == "cancel":
            return notice(wording.CANCELLED, move), replace(at.conversation, dialogue=None, waiting=(), options=())
        if move == "forget":
            return notice(wording.FORGOTTEN, move), Conversation()
        if move == "another":
            quick = self.courtesies.to_compute()
            reply = notice("好，想算哪一项？说名字就行，比如“帮我算成果转化补助”。", move, quick)
            return reply, replace(at.conversation, dialogue=None, options=quick)
        if move == "meaning" and not self._means_the_field(at, normal):
            return None
        if move == "resume":
            return self.calculations.prompts.ask_again(at, "好，接着来。")
        repairs = {
            "back": self.repair.back,
            "why": self.repair.why,
            "meaning": self.repair.meaning,
            "example": self.repair.example,
            "wait": self.repair.wait,
            "repeat": self.repair.repeat,
            "restart": self.repair.restart,
        }
        if move in repairs:
            return repairs[move](at)
        said = self.courtesies.profile(at.conversation).text if move == "profile" else _SAID.get(move)
        return self.calculations.prompts.ask_again(at, f"{said}\n{OPEN_AGAIN}", "notice") if said else None

    def _means_the_field(self, at: Open, normal: str) -> bool:
        """什么意思 asks about the open field, unless the sentence names something else."""
        if at.field is None:
            return True
        words = (at.field.label, *at.field.cues, *(option.label for option in at.field.options.values()))
        if any(word.lower() in normal for word in words):
            return True
        return self.questions.understanding.understand(normal).outcome is not Outcome.SURE

    def _side_question(self, at: Open, normal: str) -> Turn | None:
        """A question about something else: answered, and the open question stands."""
        summed = wants_sum(normal)
        if not is_question(normal) and not summed:
            return None
        if sounds_corrected(normal) and not _MONEY_ASKED.search(normal):
            return None
        understood = self.questions.understanding.understand(normal)
        sort, _, id = (understood.topic or "").partition(":")
        if sort == "policy" and id in at.goal.policies and summed:
            return None
        if understood.outcome is not Outcome.SURE or not sort:
            return self._of_this_policy(at, understood)
        if summed:
            computed = self.questions.computed(at.conversation, understood)
            if computed is not None:
                return computed
        return self._aside(at, self.questions.plain(understood) or self.questions.known(understood))

    def _of_this_policy(self, at: Open, understood: Understood) -> Turn | None:
        """那要什么材料: an aspect of the very policy that is being computed."""
        if not understood.aspects or len(understood.flat) > 14 or understood.aspects[0] in ("amount", "how"):
            return None
        policy = self.calculations.prompts.policies(at.goal, at.dialogue)[0]
        card = self.questions.content.cards[policy]
        return self._aside(at, self.questions.answers.aspect(card, understood.aspects[0]))

    def _aside(self, at: Open, reply: Reply) -> Turn:
        again, after = self.calculations.prompts.ask_again(at, f"{reply.text}\n\n{OPEN_AGAIN}", "answer")
        spoken = {
            "policies": reply.policies or again.policies,
            "sources": reply.sources,
            "intent": reply.intent,
            "confidence": reply.confidence,
        }
        return again.model_copy(update=spoken), after
