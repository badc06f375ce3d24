"""A conversation opened for one message: what is asked and what a channel notes is saved together, or not at all."""

from collections.abc import Callable

from bot.conversation import Conversation, dump, parse
from bot.dialogue.state import Turn
from bot.messages import Incoming, Reply


class Exchange:
    """The conversation as it stands, and what the channel noted beside it (one line of JSON, "": nothing)."""

    def __init__(
        self, respond: Callable[[Conversation, Incoming], Turn], conversation: Conversation, notes: str
    ) -> None:
        self._respond = respond
        self.conversation, self.notes = conversation, notes

    def ask(self, incoming: Incoming) -> Reply:
        """The reply to a message; a redelivered one gets the reply it got before."""
        before = self.conversation.answered(incoming.message_id)
        if before is not None:
            return before
        reply, after = self._respond(self.conversation, incoming)
        self.conversation = after.remembering(incoming.message_id, reply)
        return reply


def written(notes: str, conversation: Conversation) -> str:
    """Notes and conversation as text for a store: the notes' line, then the conversation's."""
    return f"{notes}\n{dump(conversation)}"


def read(text: str) -> tuple[str, Conversation]:
    """From a store's text. Raises ValueError and its like for what is none."""
    if text.startswith("{"):  # as it was written when the notes were kept beside it
        return "", parse(text)
    notes, _, rest = text.partition("\n")
    return notes, parse(rest)
