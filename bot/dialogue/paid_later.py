"""After a result: the unit of an amount, all of it paid, money that comes in later."""

from bot.conversation import Conversation
from bot.dialogue.about_result import is_meant
from bot.dialogue.calculation import Calculations
from bot.dialogue.changing import Changing, result_before
from bot.dialogue.payments import paid_off, payment
from bot.dialogue.state import Turn
from bot.dialogue.unplaced import with_its_unit
from bot.speech import is_question, sounds_supposed
from policies.inquiry import Inquiry

_SHORT = 24  # characters of a message that says only that all is paid


class PaidLater:
    """Changes of an amount by how it was paid."""

    def __init__(self, calculations: Calculations, changing: Changing) -> None:
        self.calculations = calculations
        self.changing = changing
        self.content = calculations.content

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """The reply; None where a message says nothing of the kind."""
        return (
            self._unit(conversation, normal)
            or self._all_of_it(conversation, normal)
            or self._paid(conversation, normal)
        )

    def _unit(self, conversation: Conversation, normal: str) -> Turn | None:
        """单位是元: the amount told last, with the unit it was told without."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        told = with_its_unit(goal, finished, normal) if finished and goal and is_meant(conversation) else {}
        if not told or finished is None or goal is None:
            return None
        return self.calculations.taken(
            conversation, goal, finished, told, [], beside=result_before(goal, finished, told)
        )

    def _all_of_it(self, conversation: Conversation, normal: str) -> Turn | None:
        """如果全付清呢, 已经付清了: the part becomes the whole; a whole that was never told is asked for."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or isinstance(goal, Inquiry) or len(normal) > _SHORT:
            return None
        told = paid_off(goal, finished, normal)
        if told is None:
            return None
        supposed = is_question(normal) or sounds_supposed(normal)
        if not told:
            return self.changing.which_whole(conversation, goal, finished) if is_meant(conversation) else None
        if supposed:
            return self.changing.supposed(conversation, goal, finished, told)
        return self.calculations.taken(
            conversation, goal, finished, told, [], beside=result_before(goal, finished, told)
        )

    def _paid(self, conversation: Conversation, normal: str) -> Turn | None:
        """那120万到了呢, 实际付了一半: what was paid, by how it comes."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or isinstance(goal, Inquiry) or not is_meant(conversation):
            return None
        found = payment(goal, finished, normal)
        if found is None:
            return None
        if not found.supposed:
            return self.calculations.taken(
                conversation, goal, finished, found.told, [], beside=result_before(goal, finished, found.told)
            )
        turn = self.changing.supposed(conversation, goal, finished, found.told)
        if turn is None or not found.beside:
            return turn
        reply, after = turn
        return reply.model_copy(update={"text": f"{reply.text}\n{found.beside}"}), after
