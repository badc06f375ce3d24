"""Moves outside a calculation: greetings, help, the profile, forgetting, picking up what waits."""

from dataclasses import replace

from bot import wording
from bot.answering import EXAMPLES
from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue import asking
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.messages import QuickReply, Reply
from calculators.inputs import UNKNOWN
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told

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

    def __init__(self, content: Content, calculations: Calculations) -> None:
        self.content = content
        self.calculations = calculations

    def answer(self, conversation: Conversation, move: str) -> Turn | None:
        """The reply to a move; None where the move means nothing here."""
        if move == "cancel":
            return notice(wording.NOTHING_TO_CANCEL, move), replace(conversation, dialogue=None, waiting=(), options=())
        if move == "restart":
            kept = Conversation(profile=conversation.profile, seen=conversation.seen)
            return notice(wording.RESTARTED, move, examples()), replace(
                kept, secret=conversation.secret, papers=conversation.papers
            )
        if move == "forget":
            return notice(wording.FORGOTTEN, move), Conversation()
        if move == "profile":
            return self.profile(conversation), conversation
        if move == "resume" and conversation.waiting:
            return self.calculations.resume(conversation)
        if move == "repeat":
            return conversation.last_reply() or notice(wording.NOTHING_TO_REPEAT, move), conversation
        if move == "detail":
            return notice(conversation.rest or wording.NO_DETAIL, move), replace(conversation, rest="")
        if move in ("back", "resume", "wait", "another"):
            quick = self.to_compute()
            return notice(wording.NOTHING_OPEN, move, quick), replace(conversation, options=quick)
        if move not in _SAID:
            return None
        quick = examples() if move in ("help", "greet") else ()
        return notice(_SAID[move], move, quick), replace(conversation, options=quick)

    def profile(self, conversation: Conversation) -> Reply:
        """我的资料: what was said about the enterprise."""
        if not conversation.profile:
            return notice(wording.NO_PROFILE, "profile")
        text = (
            "您告诉过我的：\n"
            + "\n".join(self._lines(conversation))
            + "\n算的时候会直接用。不对就直接说，比如“我们是链核”；说“忘记我”全部删掉。"
        )
        return notice(text, "profile", (QuickReply(label="忘记我", text="忘记我"),))

    def _lines(self, conversation: Conversation) -> list[str]:
        lines = []
        for name, told in conversation.profile.items():
            field = self.content.facts.fields.get(name) or next(
                (f for c in self.content.calculators.values() for f in c.inputs.values() if f.profile == name), None
            )
            lines.append(f"· {field.label if field else name}：{asking.value_of(field, told)}")
        return lines

    def introduced(self, conversation: Conversation, normal: str) -> Turn | None:
        """我们是链核: a statement about the enterprise, kept in the profile."""
        facts = {name: told for name, told in self.facts_in(normal).items() if told.value is not UNKNOWN}
        for calculator in self.content.calculators.values():
            fields = {
                name: field for name, field in calculator.inputs.items() if field.profile and field.profile not in facts
            }
            told = read_sentence(fields, normal).told if fields else {}
            facts |= {fields[name].profile or name: value for name, value in told.items() if name in fields}
        if not facts:
            return None
        after = replace(conversation, profile={**conversation.profile, **facts})
        said = "\n".join(self._lines(replace(conversation, profile=facts)))
        return notice(f"好，记下了：\n{said}\n想问哪项政策，或者算哪项奖励？", "profile"), after

    def facts_in(self, normal: str) -> dict[str, Told]:
        """What a sentence tells of the enterprise."""
        return read_sentence(self.content.facts.fields, normal).told

    def to_compute(self) -> tuple[QuickReply, ...]:
        calculators = list(self.content.calculators.values())[:3]
        return tuple(QuickReply(label=calculator.title, text=f"帮我算{calculator.title}") for calculator in calculators)
