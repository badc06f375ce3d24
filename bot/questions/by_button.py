"""Our own buttons: a policy's title and a side of it (…怎么申请) ask for just that, however a matcher would read them."""

from bot.answering import Answers
from bot.changed import replace
from bot.content.load import Content
from bot.content.talk import aspects
from bot.conversation import Conversation
from bot.dialogue.state import Turn
from bot.messages import Reply
from intents.normalise import bare, normalise


class ByButton:
    """Answers the words of the buttons below an answer."""

    def __init__(self, content: Content, answers: Answers) -> None:
        self.content = content
        self.answers = answers
        self._asked = {
            bare(normalise(f"{card.title}{aspect.title}")): (card.id, name)
            for card in content.cards.values()
            for name, aspect in aspects().items()
            if name in card.sections or name == "conditions" and card.conditions
        }

    def is_one(self, normal: str) -> bool:
        """Are these the words of a button?"""
        return bare(normal) in self._asked

    def answer(self, normal: str) -> Reply | None:
        """The side of the policy that a button asks for; None for other words."""
        id, aspect = self._asked.get(bare(normal), ("", ""))
        return self.answers.aspect(self.content.cards[id], aspect) if id else None

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        reply = self.answer(normal)
        if reply is None:
            return None
        topic = f"policy:{reply.policies[0]}"
        return reply, replace(conversation, topic=topic, said=normal, options=reply.quick_replies, rest="")
