"""A result changed or supposed: computed anew, the old one beside it; or asked which figure is meant."""

from dataclasses import replace

from bot.conversation import Conversation, Dialogue
from bot.dialogue import reporting
from bot.dialogue.assessing import assess
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import Correction, find_correction
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Goal, Turn
from bot.dialogue.verdicts import Verdicts
from bot.messages import QuickReply, Reply
from bot.wording import headline
from calculators.inputs import Missing, Unanswerable
from calculators.reading.told import Told
from policies.inquiry import Inquiry


class Changing:
    """One change of a result, or a supposition beside it."""

    def __init__(self, calculations: Calculations, verdicts: Verdicts) -> None:
        self.calculations = calculations
        self.verdicts = verdicts
        self.content = calculations.content

    def again(self, conversation: Conversation, text: str, *, loose: bool) -> Turn | None:
        """One figure changed, all computed anew; the old result is shown beside the new one."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None:
            return None
        correction = find_correction(goal, finished, text, loose=loose)
        if correction is None:
            return None
        if correction.unclear:
            return _unclear(conversation, goal, correction)
        if correction.removed is None and not correction.told:
            return None if correction.supposed or loose else _which_figure(conversation, goal, finished)
        before = result_before(goal, finished)
        if correction.removed is not None:
            return self.calculations.without_item(conversation, goal, finished, *correction.removed, before)
        if correction.supposed:
            supposed = self.supposed(conversation, goal, finished, correction.told)
            if supposed is not None:
                return supposed
        return self.calculations.taken(conversation, goal, finished, correction.told, [], beside=before)

    def supposed(
        self, conversation: Conversation, goal: Goal, finished: Dialogue, told: dict[str, Told]
    ) -> Turn | None:
        """如果到账500万呢: the other result beside the one there is; nothing that was said changes."""
        if isinstance(goal, Inquiry):
            return self.verdicts.supposed(conversation, goal, finished, told)
        try:
            before, after = assess(goal, finished), assess(goal, finished.with_answers(told))
        except (Missing, Unanswerable):
            return None
        said = self.calculations.in_words(goal, told, finished.answers)
        reply = Reply(
            kind="result",
            text=f"【{goal.title}】{reporting.compared(said, before, after)}",
            intent=intent_of(goal),
            policies=after.policies,
            calculator=goal.id,
            quick_replies=(QuickReply(label="就按这个算", text=f"改成{said}"),),
            sources=self.calculations.results.sources(after),
            result=after.as_json(),
        )
        return reply, replace(conversation, options=reply.quick_replies)


def result_before(goal: Goal, finished: Dialogue) -> list[str]:
    """What it came to before the change."""
    if isinstance(goal, Inquiry):
        return []
    try:
        return [f"（改之前：{headline(assess(goal, finished)).rstrip('。')}）"]
    except (Missing, Unanswerable):
        return []


def _unclear(conversation: Conversation, goal: Goal, correction: Correction) -> Turn:
    """The figure could be more than one of those told: which one is asked, nothing is changed."""
    text = f"{correction.unclear.rstrip('。？?')}？说清是哪个数，我再改。"
    quick = tuple(QuickReply(label=say.partition("改成")[0], text=say) for say in correction.either)
    reply = Reply(
        kind="choices",
        text=text,
        intent=intent_of(goal),
        policies=goal.policies[:3],
        calculator=goal.id,
        quick_replies=quick,
    )
    return reply, replace(conversation, options=quick)


def _which_figure(conversation: Conversation, goal: Goal, finished: Dialogue) -> Turn:
    """说错了, without a value: which figure, and what there is."""
    told = "；".join(reporting.told_lines(goal, finished))
    text = f"哪个数要改、改成多少？现在记的是：{told}。"
    return Reply(kind="choices", text=text, intent=intent_of(goal), calculator=goal.id), conversation
