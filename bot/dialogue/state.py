"""An open dialogue, with everything a turn needs at hand."""

from dataclasses import dataclass

from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.messages import Reply
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from policies.inquiry import Inquiry

Turn = tuple[Reply, Conversation]
Goal = Calculator | Inquiry


@dataclass(frozen=True)
class Open:
    """The conversation, its open dialogue, what it is about, and what is asked for."""

    conversation: Conversation
    dialogue: Dialogue
    goal: Goal
    path: str

    @property
    def field(self) -> Field | None:
        """The awaited field as it is asked for; None for "any more?"."""
        return None if self.path.endswith(".more") else asked_field(self.goal, self.dialogue, self.path)

    @property
    def list_name(self) -> str | None:
        """The list that "any more?" asks about."""
        return self.path.removesuffix(".more") if self.path.endswith(".more") else None


def asked_field(goal: Goal, dialogue: Dialogue, path: str) -> Field | None:
    """The field of a path; of a group of facts only those still wanted."""
    return goal.asked(path, dialogue.given()) if isinstance(goal, Inquiry) else field_of(goal, path)


def opened(content: Content, conversation: Conversation) -> Open | None:
    """The open dialogue of a conversation, or None."""
    dialogue = conversation.dialogue
    if dialogue is None or dialogue.awaiting is None:
        return None
    goal = content.goal(dialogue.calculator)
    return None if goal is None else Open(conversation, dialogue, goal, dialogue.awaiting)
