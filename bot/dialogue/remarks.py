"""After a result: what is remarked beside it (今年领过100万, 去年评审通过的), and what means another award."""

from bot.conversation import Conversation, Dialogue
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.had_before import HadBefore
from bot.dialogue.other_giver import OtherGiver
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Goal, Turn
from bot.dialogue.unmet import unmet
from bot.messages import Reply
from bot.naming import Naming
from bot.speech import clauses
from bot.wording import headline
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from intents.normalise import bare
from policies.inquiry import Inquiry

_STATEMENT = 30
_NAME = 12  # characters of a clause that only names an award
_AND = lazy(r"^(?:那|那么|还有|另外|再)+|(?:呢|的话|吧)?[,.?!\s]*$")


class Remarks:
    """Takes what is said of a result that is no change of it."""

    def __init__(self, calculations: Calculations, naming: Naming) -> None:
        self.calculations = calculations
        self.content = calculations.content
        self.naming = naming
        self.had = HadBefore(calculations)
        self.other_giver = OtherGiver(calculations, naming)

    def turn(
        self, conversation: Conversation, goal: Goal, finished: Dialogue, normal: str, is_about: bool
    ) -> Turn | None:
        """The reply before any change is looked for; `is_about`: was that award the last thing talked of?"""
        had = self.had.turn(conversation, goal, finished, normal) if is_about else None
        if had is not None:
            return had
        another = self._another_award(conversation, goal, normal)
        if another is not None or not is_about:
            return another
        return self.other_giver.turn(conversation, goal, normal)

    def names_another(self, goal: Goal, normal: str) -> bool:
        """Is a message surely about another award than the one computed last?"""
        named = self.naming.named(normal)
        other = self.content.goal(named or "")
        return other is not None and set(goal.policies).isdisjoint(other.policies)

    def against_a_condition(
        self, conversation: Conversation, goal: Goal, finished: Dialogue, normal: str
    ) -> Turn | None:
        """合同还没登记, 去年评审通过的: what that means for the result."""
        result = None if isinstance(goal, Inquiry) else assessed(goal, finished)
        if result is None or len(normal) > _STATEMENT or result.amount is None:
            return None
        if self.calculations.values(goal.id, normal):
            return None  # 技术中心是去年评上的,省级,能补多少 is a calculation of its own
        said = unmet(self.content, goal, normal, f"刚才的“{headline(result).rstrip('。')}”是按做到算的")
        if not said:
            return None
        reply = Reply(
            kind="answer",
            text="\n".join(said),
            intent=intent_of(goal),
            policies=result.policies,
            calculator=goal.id,
            sources=self.calculations.results.sources(result),
        )
        return reply, conversation

    def _another_award(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """人才培养呢,付了200万: the award that the first clause names, with what is told of it."""
        first, *rest = clauses(normal) or [""]
        flat = bare(_AND.sub("", first))
        if sounds_corrected(first) or find_figures(first) or len(flat) > _NAME:
            return None
        if not rest or not find_figures("".join(rest)):
            return None
        named = self.naming.named(flat) if len(flat) > 1 else None
        other = self.content.goal(named or "")
        if named is None or other is None or not set(goal.policies).isdisjoint(other.policies):
            return None
        if sounds_corrected(normal) and any(one.calculator == named for one in conversation.earlier):
            return None  # 人才培养那个,改成400万: that earlier result is changed
        if not self.calculations.is_named(named, flat) or not self.calculations.values(named, normal):
            return None
        return self.calculations.open(conversation, named, normal)
