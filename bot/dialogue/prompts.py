"""The questions of an open dialogue as replies: asked, asked again, or asked back."""

from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import asking, averages
from bot.dialogue.assessing import so_far
from bot.dialogue.state import Goal, Open, Turn, asked_field
from bot.dialogue.supposing import would_be
from bot.messages import Kind, QuickReply, Reply, Source
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_MOST_CARDS = 5  # collected for by one question of the check-up


def intent_of(goal: Goal) -> str:
    return goal.id.replace(":", ".") if isinstance(goal, Inquiry) else f"calculate.{goal.id}"


class Prompts:
    """Asks for the awaited field of a dialogue."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def ask(self, conversation: Conversation, goal: Goal, dialogue: Dialogue, notes: list[str]) -> Turn:
        """The question for the awaited field, after what there is to say first."""
        path = dialogue.awaiting
        assert path is not None
        offer, quick = self._offer(goal, dialogue, path)
        interim = "" if isinstance(goal, Inquiry) else so_far(goal, dialogue) or would_be(goal, dialogue)
        lines = [*notes, interim, asking.question(goal, dialogue, path, offer)]
        reply = self._asked("\n".join(line for line in lines if line), goal, dialogue)
        reply = reply.model_copy(update={"quick_replies": (*quick, *reply.quick_replies)})
        return reply, replace(conversation, dialogue=dialogue, options=reply.quick_replies, rest="")

    def ask_again(self, at: Open, before: str, kind: Kind = "ask", quick: tuple[QuickReply, ...] = ()) -> Turn:
        """The open question once more, with something said before it."""
        text = f"{before}\n{asking.question(at.goal, at.dialogue, at.path)}".strip()
        reply = self._asked(text, at.goal, at.dialogue, kind)
        if quick:
            reply = reply.model_copy(update={"quick_replies": (*reply.quick_replies, *quick)})
        return reply, replace(at.conversation, dialogue=at.dialogue, options=reply.quick_replies)

    def ask_back(
        self, conversation: Conversation, goal: Goal, dialogue: Dialogue, path: str, told: Told, reason: str
    ) -> Turn:
        """A figure out of reason: is it really meant?"""
        dialogue = replace(dialogue, awaiting=path, doubt=told)
        text = f"{reason.rstrip('？')}。确实是这个数就回“对”，不是就再说一遍。"
        quick = (QuickReply(label="对，就是这个数", text="对"), QuickReply(label="说错了", text="不对"))
        reply = self._asked(text, goal, dialogue).model_copy(update={"quick_replies": quick})
        return reply, replace(conversation, dialogue=dialogue, options=quick, rest="")

    def _asked(self, text: str, goal: Goal, dialogue: Dialogue, kind: Kind = "ask") -> Reply:
        path = dialogue.awaiting
        assert path is not None
        field = None if path.endswith(".more") else asked_field(goal, dialogue, path)
        policies = self.policies(goal, dialogue)
        clause = field.clause if field and field.clause else None
        return Reply(
            kind=kind,
            text=text,
            intent=intent_of(goal),
            policies=policies,
            calculator=goal.id,
            awaiting=path,
            quick_replies=asking.buttons(goal, dialogue, path),
            sources=tuple(self.cited(policy, clause) for policy in policies[:1]),
        )

    def _offer(self, goal: Goal, dialogue: Dialogue, path: str) -> tuple[str, tuple[QuickReply, ...]]:
        field = None if path.endswith(".more") else asked_field(goal, dialogue, path)
        if field is None or not field.series or field.series not in self.content.rates:
            return "", ()
        text, words = averages.offered_mean(self.content.rates[field.series])
        return text, (QuickReply(label=f"按{words}", text=words),) if words else ()

    # ---- cards behind a dialogue

    def policies(self, goal: Goal, dialogue: Dialogue) -> tuple[str, ...]:
        """The cards collected for, the one the person came from first."""
        own = [dialogue.policy] if dialogue.policy in goal.policies and dialogue.policy else []
        wanting = self._wanting(goal, dialogue) if isinstance(goal, Inquiry) and goal.of_all else goal.policies
        return tuple(dict.fromkeys((*own, *wanting)))

    @staticmethod
    def _wanting(goal: Inquiry, dialogue: Dialogue) -> tuple[str, ...]:
        """The cards of a check-up that the awaited facts are asked for."""
        path = dialogue.awaiting or ""
        members = {fact.id for fact in goal.facts.members(path)} or {path}
        known = goal.known(dialogue.given())
        cards = [card.id for card in goal.cards.values() if members & set(known.wanted(card))]
        return tuple(cards[:_MOST_CARDS])

    def cited(self, policy: str, clause: str | None) -> Source:
        card, document = self.content.cards[policy], self.content.document_of(policy)
        return Source(policy=policy, document=document.title, number=document.number, clause=clause or card.clause)
