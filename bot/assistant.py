"""The assistant: load the conversation, respond, save it if nobody else did, else again."""

from dataclasses import replace

from bot.content.load import Content
from bot.conversation import Conversation, Dialogue, dump, parse
from bot.engine import Engine
from bot.messages import Incoming, Reply
from bot.stores import Store
from calculators.calculator import field_of

ATTEMPTS = 50


class Busy(RuntimeError):
    """The conversation kept changing under us."""


class NotOpen(LookupError):
    """The conversation was never begun, or is forgotten."""


class Assistant:
    """What every channel talks to. Thread-safe: it holds content and a store, no conversation."""

    def __init__(self, content: Content, store: Store, engine: Engine | None = None) -> None:
        self.content = content
        self.store = store
        self.engine = engine or Engine(content)

    def answer(self, incoming: Incoming, *, begun: bool = False) -> Reply:
        """The reply to one message; a redelivered message gets the reply it got before.

        `begun`: only in a conversation that `begin` opened. Raises NotOpen, also when it is forgotten
        at this very moment: nothing that was to be deleted comes back.
        """
        for _ in range(ATTEMPTS):
            held = self.store.load(incoming.conversation)
            if begun and held is None:
                raise NotOpen(incoming.conversation)
            conversation, version = (self._still(parse(held[0])), held[1]) if held else (Conversation(), None)
            before = conversation.answered(incoming.message_id)
            if before is not None:
                return before
            reply, after = self.engine.respond(conversation, incoming.text, incoming.at)
            kept = after.remembering(incoming.message_id, reply)
            if self.store.save(incoming.conversation, dump(kept), version):
                return reply
        raise Busy(incoming.conversation)

    def _still(self, conversation: Conversation) -> Conversation:
        """Without the dialogues that an update of the content left without their goal, card or fields."""

        def there(dialogue: Dialogue | None) -> bool:
            goal = self.content.goal(dialogue.calculator) if dialogue else None
            if dialogue is None or goal is None:
                return False
            if dialogue.policy is not None and dialogue.policy not in self.content.cards:
                return False
            paths = [*dialogue.answers, dialogue.awaiting] if dialogue.awaiting else [*dialogue.answers]
            return all(field_of(goal, path.removesuffix(".more")) is not None for path in paths)

        return replace(
            conversation,
            dialogue=conversation.dialogue if there(conversation.dialogue) else None,
            waiting=tuple(filter(there, conversation.waiting)),
            finished=conversation.finished if there(conversation.finished) else None,
        )

    def once(self, text: str) -> Reply:
        """The reply to a question in a fresh conversation that is not kept."""
        return self.engine.respond(Conversation(), text)[0]

    def begin(self, conversation: str) -> None:
        """Opens an empty conversation under a key."""
        self.store.save(conversation, dump(Conversation()), None)

    def known(self, conversation: str) -> bool:
        return self.store.load(conversation) is not None

    def forget(self, conversation: str) -> None:
        """Deletes everything kept for a conversation."""
        self.store.delete(conversation)
