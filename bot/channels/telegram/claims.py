"""The reply to what was heard, claimed for sending by one worker: none is sent twice, no question answered twice."""

from dataclasses import dataclass

from bot.changed import replace
from bot.channels.line import Line
from bot.channels.notes import Notes, change
from bot.channels.questions import REPEAT, mark_of, past
from bot.channels.telegram.buttons import MOST_KEPT, Keyboard, keyboard, long_texts
from bot.channels.telegram.hearing import Heard
from bot.exchange import Exchange
from bot.messages import Reply


@dataclass(frozen=True)
class Claimed:
    """A reply to send, and the keyboard below it."""

    reply: Reply
    keyboard: Keyboard | None


class Claims:
    """Replies of one bot, each claimed in what is kept for its conversation."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def reply(self, heard: Heard) -> Claimed | None:
        """The reply, claimed for sending by this worker; None when it was sent before. In a worker thread.

        The claim is saved before anything is sent: after a crash a reply may be missing, but none comes twice.
        """
        return self._line.exchange(heard.conversation, lambda opened: self._claimed(opened, heard))

    def _claimed(self, opened: Exchange, heard: Heard) -> Claimed | None:
        def claim(notes: Notes) -> tuple[Claimed | None, Notes]:
            once = _asked_once(heard)
            if notes.given(str(heard.update_id)) is not None or once and notes.given(once) is not None:
                return None, notes  # sent before, or the same question's button tapped twice
            before = opened.conversation
            reply = self._said(opened, heard, notes)
            kept = Notes() if reply.intent == "forget" else notes
            aside = opened.conversation is before  # nothing was asked, so what is open stays open
            question = kept.question if aside else mark_of(reply, str(heard.update_id), kept.question)
            buttons = dict([*kept.buttons.items(), *long_texts(reply, question).items()][-MOST_KEPT:])
            kept = kept.giving(once, "") if once else kept
            kept = replace(kept.giving(str(heard.update_id), ""), buttons=buttons, question=question)
            return Claimed(reply, keyboard(reply, question)), kept

        return change(opened, claim)

    def _said(self, opened: Exchange, heard: Heard, notes: Notes) -> Reply:
        slow_down = self._line.too_fast(heard.conversation)
        if slow_down is not None or heard.notice is not None:
            return Reply(kind="notice", text=slow_down or heard.notice or "")
        if not _is_past(heard, notes):
            return self._line.asked(opened, heard.conversation, _words(heard, notes), str(heard.update_id))
        if not notes.question:
            return past(None)
        return past(self._line.asked(opened, heard.conversation, REPEAT, str(heard.update_id)))


def _is_past(heard: Heard, notes: Notes) -> bool:
    """Was a button of a question pressed that is open no more? Its words must not answer another one."""
    button = heard.pressed.button if heard.pressed else None
    return button is not None and button.once and (not notes.question or button.question != notes.question)


def _words(heard: Heard, notes: Notes) -> str:
    """What was said; of a button the words behind its name, or what it showed if those are no longer kept."""
    if heard.pressed is None:
        return heard.text
    button = heard.pressed.button
    return button.text or notes.buttons.get(button.name) or heard.pressed.label


def _asked_once(heard: Heard) -> str:
    """Under which name it is kept that a question's buttons were used; empty where they may be used again."""
    pressed = heard.pressed
    return f"pressed:{pressed.message}" if pressed and pressed.button.once and pressed.message is not None else ""
