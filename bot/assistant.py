"""The assistant: load the conversation, respond, save it if nobody else did, else again."""

from collections.abc import Iterable
from dataclasses import replace

from bot import wording
from bot.checks import CHECKUP
from bot.checkup.kept import keep, path_of
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue, dump, parse
from bot.dialogue.state import Turn
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
            reply, after = self._with_papers(
                incoming, conversation, self.engine.respond(conversation, incoming.text, incoming.at)
            )
            kept = after.remembering(incoming.message_id, reply)
            if self.store.save(incoming.conversation, dump(kept), version):
                self._delete(set(conversation.papers) - set(after.papers))
                return reply
            self._delete(set(after.papers) - set(conversation.papers))
        raise Busy(incoming.conversation)

    def _with_papers(self, incoming: Incoming, before: Conversation, turn: Turn) -> Turn:
        """A check-up that this turn finished is kept, and the reply says where its report is."""
        reply, after = turn
        done = after.finished
        fresh = done is not None and done is not before.finished
        if incoming.site is None or not fresh or done is None or done.calculator != CHECKUP:
            return turn
        key = keep(self.store, self.content, done.given(), incoming.at)
        text = f"{reply.text}\n{wording.REPORT}{incoming.site}{path_of(key)}"
        return reply.model_copy(update={"text": text}), after.with_paper(key)

    def _delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.store.delete(key)

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
        """Deletes everything kept for a conversation, and the papers made for it."""
        held = self.store.load(conversation)
        self.store.delete(conversation)
        if held is not None:
            self._delete(parse(held[0]).papers)
