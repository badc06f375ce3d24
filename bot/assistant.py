"""The assistant: load a conversation, respond, save it if nobody else did, else again."""

import logging
import secrets
from collections.abc import Callable, Iterable
from typing import TypeVar

from bot import wording
from bot.changed import replace
from bot.checks import CHECKUP
from bot.checkup.kept import issue, path_of
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue.state import Turn
from bot.engine import Engine
from bot.exchange import Exchange, read, written
from bot.messages import Incoming, Reply
from bot.stores import Store
from calculators.calculator import field_of

log = logging.getLogger("jince")
ATTEMPTS = 50
_T = TypeVar("_T")


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
        """The reply to one message; a redelivered message gets the reply it got before. `begun`: as `exchange` has it."""
        return self.exchange(incoming.conversation, lambda opened: opened.ask(incoming), begun=begun)

    def exchange(self, key: str, step: Callable[[Exchange], _T], *, begun: bool = False) -> _T:
        """Opens a conversation for one step, and saves what it did; does it again if the conversation changed meanwhile.

        `begun`: only one that `begin` opened. Raises NotOpen, also when it is forgotten at this very moment:
        nothing that was to be deleted comes back.
        """
        before = after = None
        for _ in range(ATTEMPTS):
            held = self.store.load(key)
            if begun and held is None:
                raise NotOpen(key)
            notes, kept = self._read(held[0]) if held else ("", Conversation())
            worked_out = after if kept == before and after else kept  # only the notes changed: nothing is asked twice
            opened = Exchange(self._respond, worked_out, notes)
            outcome = step(opened)
            before, after = kept, opened.conversation
            if (after is kept and opened.notes == notes) or self._save(key, opened, kept, held and held[1]):
                return outcome
        raise Busy(key)

    def _respond(self, conversation: Conversation, incoming: Incoming) -> Turn:
        conversation = replace(conversation, secret=conversation.secret or secrets.token_hex(16))
        turn = self.engine.respond(conversation, incoming.text, incoming.at, incoming.site)
        return self._with_report(incoming, conversation, turn)

    def _save(self, key: str, opened: Exchange, before: Conversation, version: int | None) -> bool:
        """Saves what an exchange left, and the papers it issued; False if somebody saved in between."""
        after = opened.conversation
        issued = self._keep_papers(after)
        if not self.store.save(key, written(opened.notes, after), version):
            self._drop_papers(issued)
            return False
        self._drop_papers(set(before.papers) - set(after.papers))
        return True

    def _with_report(self, incoming: Incoming, before: Conversation, turn: Turn) -> Turn:
        """With the report of a check-up that this turn finished, where the person can reach our pages."""
        reply, after = turn
        done = after.finished
        if incoming.site is None or done is None or done is before.finished or done.calculator != CHECKUP:
            return turn
        key, kept = issue(self.content, done.given(), incoming.at, after.secret)
        text = f"{reply.text}\n{wording.REPORT}{incoming.site}{path_of(key)}"
        return reply.model_copy(update={"text": text}), after.issuing(key, kept)

    def _keep_papers(self, conversation: Conversation) -> set[str]:
        """Keeps the papers issued in this turn; the keys of those that were not there before."""
        return {key for key, text in conversation.issued.items() if self.store.save(key, text, None)}

    def _drop_papers(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.store.delete(key)

    def paper(self, key: str) -> str | None:
        """A paper (测算单) as it was issued, by its store key."""
        held = self.store.load(key)
        return held[0] if held else None

    def _read(self, text: str) -> tuple[str, Conversation]:
        """The notes and the conversation kept; anew if they cannot be read: written by another version, or damaged."""
        try:
            notes, conversation = read(text)
            return notes, self._still(conversation)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            log.exception("a kept conversation could not be read and is begun anew")
            return "", Conversation()

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
        self.store.save(conversation, written("", Conversation()), None)

    def known(self, conversation: str) -> bool:
        return self.store.load(conversation) is not None

    def leave(self, conversation: str) -> None:
        """Deletes a conversation, but not the papers issued to it: whoever has a code still finds its paper."""
        self.store.delete(conversation)

    def forget(self, conversation: str) -> None:
        """Deletes everything kept for a conversation, its papers too."""
        held = self.store.load(conversation)
        self.store.delete(conversation)
        self._drop_papers(self._read(held[0])[1].papers if held else ())
