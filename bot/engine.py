"""One message in, one reply out: pure, from a conversation to the next one."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import wording
from bot.checks import Checks
from bot.content.load import Content
from bot.conversation import KEPT_WAITING, Conversation
from bot.courtesies import Courtesies, examples
from bot.dialogue import filling
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.repair import MISSES_WITH_OPTIONS
from bot.dialogue.state import Open, Turn, opened
from bot.dialogue.talking import OPEN_AGAIN, Talking
from bot.messages import MAX_TEXT, Reply
from bot.questions import Questions, is_question, wants_sum
from bot.sheets.issuing import Sheets
from bot.understanding import Understanding
from intents.moves import find_move
from intents.normalise import bare, normalise

_PICK = re.compile(r"^(?:选|我选|就|第)?([1-9一二三])(?:个|项|号|、|\.)?(?:吧|的)?$")
_DIGITS = {"一": 1, "二": 2, "三": 3}
_LONG_AGO = timedelta(hours=12)  # after that an open calculation is offered, not forced
_STATEMENT = 30
_INTRODUCED = re.compile(r"^(?:我们?|咱们?|俺们?|本|公司|企业|单位)(?:公司|企业|单位|厂|家)?.{1,16}$")


class Engine:
    """Everything between a text and a reply. Holds content only; conversations go through it as values."""

    def __init__(self, content: Content, understanding: Understanding | None = None, *, address: str = "") -> None:
        """`address`: where the server is reached from outside (https://…), for the links in replies."""
        self.content = content
        self.understanding = understanding or Understanding(content)
        self.calculations = Calculations(content)
        self.courtesies = Courtesies(content, self.calculations)
        self.questions = Questions(content, self.understanding, self.calculations)
        self.checks = Checks(content, self.understanding, self.calculations)
        self.sheets = Sheets(content, address)
        self.talking = Talking(self.calculations, self.questions, self.courtesies, self.checks)

    def respond(self, conversation: Conversation, text: str, now: datetime | None = None) -> Turn:
        """The reply to a message, and the conversation after it."""
        now = now or datetime.now(UTC)
        normal = normalise(text[:MAX_TEXT])
        at = now.isoformat(timespec="seconds")
        reply, after = self._reply(replace(self._returned(conversation, normal, now), at=at), normal)
        return reply, replace(after, at=at)

    def _reply(self, conversation: Conversation, normal: str) -> Turn:
        at = opened(self.content, conversation)
        if not bare(normal):
            if at is not None:
                return self.talking.repair.missed(at)
            return Reply(
                kind="fallback", text=wording.EMPTY, intent="empty", confidence=0.0, quick_replies=examples()
            ), conversation
        picked = self._picked(conversation, at, normal)
        if picked is not None:
            normal = normalise(picked)
        move = find_move(normal)
        if move == "sheet":
            return self._sheet(conversation)
        return self.talking.turn(at, normal, move) if at is not None else self._outside(conversation, normal, move)

    def _sheet(self, conversation: Conversation) -> Turn:
        """The sheet of the last result; an open question stands."""
        reply, after = self.sheets.issue(conversation)
        at = opened(self.content, after)
        if at is None:
            return reply, after
        again, after = self.calculations.prompts.ask_again(at, f"{reply.text}\n\n{OPEN_AGAIN}", "notice")
        return again.model_copy(update={"intent": reply.intent}), after

    def _picked(self, conversation: Conversation, at: Open | None, normal: str) -> str | None:
        """A bare number picks the option offered under it, unless a figure was asked for."""
        found = _PICK.match(normal)
        if not found or not conversation.options:
            return None
        figure_asked = at is not None and at.field is not None and at.field.kind not in ("yes_no", "choice")
        if at is not None and figure_asked and at.dialogue.doubt is None and at.dialogue.misses < MISSES_WITH_OPTIONS:
            return None
        number = _DIGITS.get(found.group(1)) or int(found.group(1))
        return conversation.options[number - 1].text if number <= len(conversation.options) else None

    def _returned(self, conversation: Conversation, normal: str, now: datetime) -> Conversation:
        """Back after a long time: an open calculation is put aside, unless the message just answers it."""
        at = opened(self.content, conversation)
        if at is None or conversation.at is None or now - datetime.fromisoformat(conversation.at) < _LONG_AGO:
            return conversation
        if not is_question(normal) and filling.fill(at.goal, at.dialogue, normal, self.content.rates).told:
            return conversation
        waiting = (at.dialogue, *conversation.waiting)[:KEPT_WAITING]
        return replace(conversation, dialogue=None, waiting=waiting, options=())

    def _outside(self, conversation: Conversation, normal: str, move: str | None) -> Turn:
        if move is not None:
            moved = self.courtesies.answer(conversation, move)
            if moved is not None:
                return self._offered(moved)
        by_button = self.questions.asked_by_title(conversation, normal)
        if by_button is not None:
            return by_button
        checked = self.checks.wanted(conversation, normal) or self.checks.explained(conversation, normal)
        if checked is not None:
            return checked
        corrected = self._corrected(conversation, normal)
        if corrected is not None:
            return corrected
        told = self._told(conversation, normal)
        if told is not None:
            return told
        understood = self.understanding.understand(normal)
        follow = self.questions.follow_up(conversation, understood) or self.checks.fitting(conversation, understood)
        if follow is not None:
            return follow
        return self._offered(self.questions.about(conversation, understood))

    def _corrected(self, conversation: Conversation, normal: str) -> Turn | None:
        """A correction or what-if after a result: said so, or a short statement naming an answered field."""
        if conversation.finished is None:
            return None
        if sounds_corrected(normal):
            return self.calculations.again(conversation, normal, loose=False)
        if len(normal) <= _STATEMENT and not is_question(normal) and not wants_sum(normal):
            return self.calculations.again(conversation, normal, loose=True)
        return None

    def _told(self, conversation: Conversation, normal: str) -> Turn | None:
        """A statement: what a waiting calculation asked for, or what the enterprise is."""
        if is_question(normal) or wants_sum(normal):
            return None
        introduced = self.checks.introduced(conversation, normal)
        if introduced is not None or len(normal) > _STATEMENT:
            return introduced
        if conversation.waiting:
            first, *others = conversation.waiting
            goal = self.content.goal(first.calculator)
            if goal is not None and first.awaiting and filling.fill(goal, first, normal, self.content.rates).told:
                return self.calculations.turn(replace(conversation, dialogue=first, waiting=tuple(others)), normal)
        return self.courtesies.introduced(conversation, normal) if _INTRODUCED.match(normal) else None

    def _offered(self, turn: Turn) -> Turn:
        """A calculation that waits is offered again at the end of an answer."""
        reply, after = turn
        if not after.waiting or after.dialogue is not None or reply.kind not in ("answer", "notice", "fallback"):
            return turn
        goal = self.content.goal(after.waiting[0].calculator)
        title = goal.title if goal else "那项"
        text = f"{reply.text}\n上次的{title}还没算完，说“继续”就接着算。"
        return reply.model_copy(update={"text": text}), after
