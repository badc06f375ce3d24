"""A result changed or supposed: computed anew, the old one beside it; or asked which figure is meant."""

from collections.abc import Mapping

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue import reporting
from bot.dialogue.asking import as_if, label_of, value_of
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import Correction, find_correction
from bot.dialogue.doubting import contradiction
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Goal, Turn
from bot.dialogue.verdicts import Verdicts
from bot.messages import QuickReply, Reply
from bot.wording import headline, numbered
from calculators.calculator import Calculator, field_of
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.told import Told
from calculators.result import Result
from policies.inquiry import Inquiry

_ONLY = lazy(
    r"(?:那|如果|假如|要是)*(?:只|就|光|单)(?:有|算|报|留)?□元?的?[那这]一?[个项份笔](?:呢|的话|能拿多少|给多少|行不行|吧|[?,。])*"
)
_ONCE = lazy(r"^(?!.*(?:没|未|不)).{0,16}(?:多少|呢[?]?$|能拿|能领|能得|有没有|几个钱)")
_ONE_AT_A_TIME = lazy(r"这个(?!项目)(?:目录内)?([\u4e00-\u9fff]{2})")
_OTHER_ONE = lazy(r"另(?:外)?一?[个种款台套]|还有一[个种款]")
_MAIN = lazy(r"\w+\.\d+")


def once_it_holds(goal: Goal, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """下个月投产了能拿多少: the one answer that does not hold yet, as if it did; empty when none is meant."""
    if isinstance(goal, Inquiry) or not _ONCE.search(text):
        return {}
    told = {
        path: Told(True, text)
        for path, before in dialogue.answers.items()
        if before.value is False
        and not path.endswith(".more")
        and (field := field_of(goal, path)) is not None
        and any(f"{word}了" in text or f"{word}以后" in text or f"{word}后" in text for word in field.yes)
    }
    return told if len(told) == 1 else {}


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
        before = result_before(goal, finished, correction.told)
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
        conflict = contradiction(goal, finished, told)
        if conflict is not None:
            return self._conflicting(conversation, goal, finished, told, conflict)
        before, after = assessed(goal, finished), assessed(goal, finished.with_answers(told))
        if before is None or after is None:
            return None
        taken = (
            QuickReply(label="就按这个算", text=f"改成{self.calculations.in_words(goal, told, finished.answers)}"),
        )
        said = as_if(goal, told, finished.answers)
        return self._beside(conversation, goal, said, before, after, taken)

    def _beside(
        self,
        conversation: Conversation,
        goal: Calculator,
        said: str,
        before: Result,
        after: Result,
        quick: tuple[QuickReply, ...] = (),
    ) -> Turn:
        """What is supposed, beside what there is."""
        reply = Reply(
            kind="result",
            text=f"【{goal.title}】{reporting.compared(said, before, after)}",
            intent=intent_of(goal),
            policies=after.policies,
            calculator=goal.id,
            quick_replies=quick,
            sources=self.calculations.results.sources(after),
            result=after.as_json(),
        )
        return reply, replace(conversation, options=reply.quick_replies)

    def once_it_holds(self, conversation: Conversation, text: str) -> Turn | None:
        """下个月投产了能拿多少, of what does not hold yet: computed as if it did, with what is to be asked for it."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        told = once_it_holds(goal, finished, text) if finished and goal else {}
        if not told or finished is None or goal is None or isinstance(goal, Inquiry):
            return None
        turn = self.supposed(conversation, goal, finished, told)
        said = f"先按{as_if(goal, told, finished.answers)}来算。"
        return turn or self.calculations.taken(conversation, goal, finished, told, [said])

    def another_one(self, conversation: Conversation, text: str) -> Turn | None:
        """另一个产品今年卖500万, of an award that is computed for one at a time: no change of the one at hand."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if goal is None or isinstance(goal, Inquiry) or not find_figures(text):
            return None
        named = {found.group(1) for field in goal.inputs.values() if (found := _ONE_AT_A_TIME.search(field.ask))}
        if not _OTHER_ONE.search(text) or not any(noun in text for noun in named):
            return None
        noun = next(iter(named))
        said = f"刚才算的是一个{noun}的，还是原来的数；另一个{noun}要单独算，说“再算一次”我从头问，两个结果再加起来。"
        return _asked(conversation, goal, said, ())

    @staticmethod
    def which_whole(conversation: Conversation, goal: Goal, finished: Dialogue) -> Turn:
        """付清了, of an amount whose whole was never told: how much is it in all?"""
        text = f"付清了的话，一共是多少？现在是这样算的：{'；'.join(reporting.told_lines(goal, finished))}。说个总数我就改。"
        return _asked(conversation, goal, text, ())

    def only_item(self, conversation: Conversation, text: str) -> Turn | None:
        """只算800万那个: what it would be with that one item of the list alone."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        figures = [figure for figure in find_figures(text) if figure.sort is Sort.MONEY]
        if finished is None or goal is None or isinstance(goal, Inquiry) or len(figures) != 1:
            return None
        if not _ONLY.fullmatch(text.replace(figures[0].text, "□", 1)):
            return None
        items = [
            path for path, told in finished.answers.items() if told.value == figures[0].value and _MAIN.match(path)
        ]
        if len({path.split(".")[1] for path in items}) != 1:
            return None
        name, index = items[0].split(".")[:2]
        kept = {
            path: told
            for path, told in finished.answers.items()
            if path.split(".")[:2] in ([name, index], [name, "more"])
        }
        alone = {
            ".".join([name, "0", *path.split(".")[2:]]) if path != f"{name}.more" else path: told
            for path, told in kept.items()
        }
        others = {path: told for path, told in finished.answers.items() if path.split(".")[0] != name}
        alone[f"{name}.more"] = Told(False, text)
        before, after = assessed(goal, finished), assessed(goal, replace(finished, answers={**others, **alone}))
        if before is None or after is None:
            return None
        return self._beside(conversation, goal, f"只算{figures[0].text}那个", before, after)

    def _conflicting(
        self,
        conversation: Conversation,
        goal: Goal,
        finished: Dialogue,
        told: dict[str, Told],
        conflict: tuple[str, str, str],
    ) -> Turn:
        """如果已经完成6亿呢, of 8000万 in all: the two figures do not go together, so it is asked which one moves."""
        part, whole, why = conflict
        after = finished.with_answers(told).answers
        labels = {path: label_of(goal, path, finished.answers) for path in (part, whole)}
        values = {path: value_of(field_of(goal, path), after[path]) for path in (part, whole)}
        quick = (
            QuickReply(
                label=f"{labels[whole]}也是{values[part]}",
                text=f"如果{labels[whole]}改成{values[part]},{labels[part]}改成{values[part]}",
            ),
            QuickReply(
                label=f"{labels[part]}是{values[whole]}",
                text=f"如果{labels[part]}改成{values[whole]},{labels[whole]}改成{values[whole]}",
            ),
        )
        text = f"{why}，两个数对不上，没法这样假设。是哪个要跟着变？\n{numbered(button.label for button in quick)}\n都不是就再说一遍。"
        return _asked(conversation, goal, text, quick)


def result_before(goal: Goal, finished: Dialogue, told: Mapping[str, Told]) -> list[str]:
    """What it came to before the change; that nothing changes where the same was told before."""
    if isinstance(goal, Inquiry):
        return []
    before = finished.answers
    if told and all(path in before and before[path].value == value.value for path, value in told.items()):
        return ["刚才就是按这个算的，没有变。"]
    result = assessed(goal, finished)
    return [f"（改之前：{headline(result).rstrip('。')}）"] if result else []


def _unclear(conversation: Conversation, goal: Goal, correction: Correction) -> Turn:
    """The figure could be more than one of those told: which one is asked, nothing is changed."""
    text = f"{correction.unclear.rstrip('。？?')}？说清是哪个数，我再改。"
    quick = tuple(
        QuickReply(label=say.removeprefix("如果").partition("改成")[0], text=say) for say in correction.either
    )
    return _asked(conversation, goal, text, quick)


def _which_figure(conversation: Conversation, goal: Goal, finished: Dialogue) -> Turn:
    """说错了, without a value: which figure, and what there is."""
    told = "；".join(reporting.told_lines(goal, finished))
    text = f"哪个数要改、改成多少？现在记的是：{told}。"
    return Reply(kind="choices", text=text, intent=intent_of(goal), calculator=goal.id), conversation


def _asked(conversation: Conversation, goal: Goal, text: str, quick: tuple[QuickReply, ...]) -> Turn:
    """What is asked back before anything is changed."""
    reply = Reply(
        kind="choices",
        text=text,
        intent=intent_of(goal),
        policies=goal.policies[:3],
        calculator=goal.id,
        quick_replies=quick,
    )
    return reply, replace(conversation, options=quick)
