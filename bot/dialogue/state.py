"""An open calculation, with everything a turn needs at hand."""

from dataclasses import dataclass

from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.messages import Reply
from calculators.calculator import Calculator, field_of
from calculators.fields import Field

Turn = tuple[Reply, Conversation]


@dataclass(frozen=True)
class Open:
    """The conversation, its open dialogue, the calculator, and what is asked for."""

    conversation: Conversation
    dialogue: Dialogue
    calculator: Calculator
    path: str

    @property
    def field(self) -> Field | None:
        """The awaited field; None for "any more?"."""
        return None if self.path.endswith(".more") else field_of(self.calculator, self.path)

    @property
    def list_name(self) -> str | None:
        """The list that "any more?" asks about."""
        return self.path.removesuffix(".more") if self.path.endswith(".more") else None


def opened(content: Content, conversation: Conversation) -> Open | None:
    """The open calculation of a conversation, or None."""
    dialogue = conversation.dialogue
    if dialogue is None or dialogue.awaiting is None or dialogue.calculator not in content.calculators:
        return None
    return Open(conversation, dialogue, content.calculators[dialogue.calculator], dialogue.awaiting)
