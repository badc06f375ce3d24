"""Moves outside a calculation: greetings, help, the profile, forgetting, picking up what waits."""

from bot import wording
from bot.answering import EXAMPLES
from bot.changed import replace
from bot.conversation import Conversation
from bot.dialogue.afterwards import Afterwards
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Goal, Turn
from bot.dialogue.switching import Switching
from bot.messages import QuickReply, Reply
from bot.profile import Profiles

_SAID = {
    "help": wording.HELP,
    "greet": wording.WELCOME,
    "thanks": wording.THANKS,
    "bye": wording.BYE,
    "praise": wording.PRAISE,
    "agree": wording.AGREE,
    "human": wording.HUMAN,
    "insult": wording.INSULT,
}


def notice(text: str, intent: str, quick: tuple[QuickReply, ...] = ()) -> Reply:
    """A reply about the conversation itself."""
    return Reply(kind="notice", text=text, intent=intent, quick_replies=quick)


def examples() -> tuple[QuickReply, ...]:
    return tuple(QuickReply(label=text, text=text) for text in EXAMPLES)


class Courtesies:
    """What is said when a message is a move and nothing is being computed."""

    def __init__(
        self, calculations: Calculations, profiles: Profiles, switching: Switching, afterwards: Afterwards
    ) -> None:
        self.calculations = calculations
        self.profiles = profiles
        self.switching = switching
        self.afterwards = afterwards

    def answer(self, conversation: Conversation, move: str) -> Turn | None:
        """The reply to a move; None where the move means nothing here."""
        if move == "cancel":
            return self._cancelled(conversation)
        if move == "restart":
            kept = Conversation(profile=conversation.profile, seen=conversation.seen)
            kept = replace(kept, secret=conversation.secret, papers=conversation.papers)
            return notice(wording.RESTARTED, move, examples()), kept
        if move == "forget":
            return notice(wording.FORGOTTEN, move), Conversation()
        if move == "profile":
            return self.profiles.show(conversation), conversation
        if move == "resume" and conversation.waiting:
            return self.calculations.resume(conversation)
        if move == "repeat":
            return conversation.last_reply() or notice(wording.NOTHING_TO_REPEAT, move), conversation
        if move == "detail":
            explained = None if conversation.rest else self.afterwards.turn(conversation, "怎么算的")
            return explained or (notice(conversation.rest or wording.NO_DETAIL, move), replace(conversation, rest=""))
        if move == "back":
            stepped = self.afterwards.back(conversation)
            if stepped is not None:
                return stepped
        if move in ("back", "resume", "another"):
            reply, after = self.switching.which(conversation)
            word = wording.NOTHING_OPEN if move != "another" else "好。"
            return reply.model_copy(update={"kind": "notice", "text": f"{word}{reply.text}"}), after
        if move == "wait":
            return notice(wording.NO_HURRY, move), conversation
        if move not in _SAID:
            return None
        quick = examples() if move in ("help", "greet") else ()
        return notice(_SAID[move], move, quick), replace(conversation, options=quick)

    def _cancelled(self, conversation: Conversation) -> Turn:
        """取消 with nothing open: what waits is given up."""
        titles = [goal.title for one in conversation.waiting if (goal := self._goal(one.calculator)) is not None]
        text = f"好，{'、'.join(titles)}也不算了。说过的企业情况还记着。" if titles else wording.NOTHING_TO_CANCEL
        dropped = conversation.waiting[0] if conversation.waiting else conversation.dropped
        return notice(text, "cancel"), replace(conversation, dialogue=None, waiting=(), dropped=dropped, options=())

    def _goal(self, id: str) -> Goal | None:
        return self.calculations.content.goal(id)
