"""领过100万: what was had of an award already, where its year is not said, is another, or the award does not ask."""

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.had_year import field_told_unasked, of_an_unsaid_year
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Goal, Open, Turn
from bot.messages import QuickReply, Reply
from bot.wording import headline
from calculators.calculator import OneAward
from calculators.fields import Field
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.figures import Figure, find_figures
from calculators.reading.had import When, had_amount, when_had
from calculators.reading.other_money import without_other_money
from calculators.reading.told import Told

_HAD_CUE = lazy(r"[领拿]")
_NEXT_YEAR = lazy(r"(?:明年|后年|下一?年度?)[^,.;]{0,4}(?:付|支付|采购|买|到账|到|花|交易)")
_MOST = 30  # characters of a message that says nothing else


class HadBefore:
    """Says what an amount had before means for the award at hand."""

    def __init__(self, calculations: Calculations) -> None:
        self.calculations = calculations
        self.content = calculations.content

    def midway(self, at: Open, normal: str) -> Turn | None:
        """In an open calculation, where the words answer nothing of it: said, and the question stands."""
        figure = had_amount(fold(without_other_money(at.goal.inputs, normal)))
        if figure is None or len(normal) > _MOST or self.calculations.told_by(at, normal):
            return None
        said = of_an_unsaid_year(at.goal, normal) or self._of_repeats(at.goal)
        return self.calculations.prompts.ask_again(at, "\n".join(said)) if said else None

    def turn(self, conversation: Conversation, goal: Goal, finished: Dialogue, normal: str) -> Turn | None:
        """After a result; None where the words tell it as the award takes it."""
        if isinstance(goal, OneAward) and len(normal) <= _MOST and _NEXT_YEAR.search(normal) and find_figures(normal):
            return self._next_year(conversation, goal, finished)
        figure = had_amount(fold(without_other_money(goal.inputs, normal)))
        if figure is None or len(normal) > _MOST or not isinstance(goal, OneAward):
            return None
        name = field_told_unasked(goal)
        if name is None:
            said = self._of_repeats(goal)
            return self._answered(conversation, goal, "\n".join(said)) if said else None
        if name in finished.answers or not (said := of_an_unsaid_year(goal, normal)):
            return None
        before = assessed(goal, finished)
        if before is None:
            return None
        if when_had(figure, fold(normal)) is When.ANOTHER:
            return self._answered(conversation, goal, f"{said[0]}还是一样：{headline(before)}")
        return self._either_year(conversation, goal, finished, figure)

    def _either_year(
        self, conversation: Conversation, goal: OneAward, finished: Dialogue, figure: Figure
    ) -> Turn | None:
        """Both ways computed: the same amount is told, two amounts are told and it is asked which holds."""
        name = field_told_unasked(goal) or ""
        had = {name: Told(figure.value, figure.text)}
        before, after = assessed(goal, finished), assessed(goal, finished.with_answers(had))
        if before is None or after is None:
            return None
        steps = "；".join(step.label for step in after.steps[-2:])
        amount = spoken(figure.value)
        lines = [f"要是今年领的：{steps}。{headline(after)}", f"要是往年领的，不占今年的：{headline(before)}"]
        if before.amount == after.amount:
            return self._answered(conversation, goal, "\n".join([*lines, "两种都一样，没有变。"]))
        quick = (
            QuickReply(label="今年领的", text=f"今年领过{amount}"),
            QuickReply(label="往年领的", text=f"往年领过{amount}"),
        )
        return self._answered(conversation, goal, "\n".join([f"{amount}是哪年领的？", *lines]), quick)

    def _next_year(self, conversation: Conversation, goal: OneAward, finished: Dialogue) -> Turn | None:
        """明年再付200万呢, of an award by the year: no part of this year's."""
        name, result = field_told_unasked(goal), assessed(goal, finished)
        section = self.content.cards[goal.policies[0]].sections.get("repeat")
        if name is None or goal.inputs[name].had == "ever" or result is None or section is None:
            return None
        text = f"明年的不加进今年这笔，今年还是：{headline(result)}\n{section.text}"
        return self._answered(conversation, goal, text)

    def _of_repeats(self, goal: Goal) -> list[str]:
        """The card's own words on having the award again, where the award asks nothing of what was had."""
        if not isinstance(goal, OneAward) or any(_asks_what_was_had(field) for field in goal.inputs.values()):
            return []
        section = self.content.cards[goal.policies[0]].sections.get("repeat")
        return [f"【{goal.title}】以前领过的，资料里是这样写的：{section.text}"] if section else []

    def _answered(
        self, conversation: Conversation, goal: OneAward, text: str, quick: tuple[QuickReply, ...] = ()
    ) -> Turn:
        reply = Reply(
            kind="choices" if quick else "answer",
            text=text,
            intent=intent_of(goal),
            policies=goal.policies[:1],
            calculator=goal.id,
            quick_replies=quick,
            sources=tuple(self.calculations.prompts.cited(policy, None) for policy in goal.policies[:1]),
        )
        return reply, replace(conversation, options=quick)


def _asks_what_was_had(field: Field) -> bool:
    """Is there something to ask of it: 已领的引荐奖励, 领过奖的档?"""
    every = (field, *field.fields.values())
    return any(one.had or any(_HAD_CUE.search(cue) for cue in one.cues) for one in every)
