"""投6000万和投9000万差多少, 一个占25%一个占45%各多少: one award for several figures, side by side."""

from dataclasses import dataclass
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue.assessing import interim
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import find_correction
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Turn
from bot.messages import Reply
from calculators.calculator import Calculator
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.options import mentioned_options
from calculators.reading.told import Span, Told
from policies.inquiry import Inquiry

_LINK = lazy(r"[,\s]*(?:和|跟|与|同|比起?)[,\s]*")
_DIFFER = lazy(
    r"(?:的话|的)?[,\s]*(?:奖励?|补[助贴]|钱|拿的|到手)*(?:能|会|要|相|得|是|有)*(?:差|少|多拿|少拿|多给|差别|区别)(?:了|个|出|有)*(?:多少|几|多大|是多少)"
)
_LEAD = lazy(r"(?:那么?|要是|如果|假如|我?想?问一?下|请问|比如说?|分别)+")
_EACH = lazy(r"(?:各|分别|各自)(?:个|家)?(?:都|能|可以|会|该)*(?:拿|补|奖|给|领|得|是|有)?(?:到)?(?:多少|几)")
_ONE_OF = lazy(r"一[个家所]([^\d,.;?!]{0,10})$")
_FEW = 2  # steps that one line has room for
_MOST_WORDS = 12  # characters before a figure that say what it is of


@dataclass(frozen=True)
class _Case:
    """What it comes to with one of the figures: in yuan, with the step and the rule that led there, and what was told."""

    said: str
    amount: Decimal
    step: str
    limit: str
    told: tuple[str, ...]
    supposed: tuple[str, ...]


class Cases:
    """Computes an award for each of several figures of one question."""

    def __init__(self, calculations: Calculations) -> None:
        self.calculations = calculations

    def asked(self, normal: str) -> bool:
        """Is the difference between two figures asked for, or what each of several comes to?"""
        return bool(_DIFFER.search(normal) or _each(normal))

    def turn(self, conversation: Conversation, calculator_id: str | None, normal: str) -> Turn | None:
        """The amounts and what lies between two of them; None where it is not asked or cannot be worked out."""
        goal = self.calculations.content.goal(calculator_id) if calculator_id and self.asked(normal) else None
        if goal is None or isinstance(goal, Inquiry):
            return None
        two = _sides(normal) or _choices(goal, normal)
        sides = two or _each(normal)
        if not sides or not two and any(field.many for field in goal.inputs.values()):
            return None  # the items of a list are one sum
        found = [self._case(conversation, goal, side) for side in sides]
        cases = [case for case in found if case is not None]
        if len(cases) < len(sides):
            return None
        supposed = list(dict.fromkeys(said for case in cases for said in case.supposed))
        lines = [f"· {case.said}：{spoken(case.amount)}{case.limit}{case.step}" for case in cases]
        lines += [_gap(cases)] if two else []
        lines += [f"这是按{'、'.join(supposed)}算的。"] if supposed else []
        lines += [f"没说到的{'、'.join(open_ones)}按没有算。"] if (open_ones := _left_open(goal, cases)) else []
        reply = Reply(
            kind="answer",
            text="\n".join([f"【{goal.title}】", *lines]),
            intent=intent_of(goal),
            policies=goal.policies[:3],
            calculator=goal.id,
        )
        own = conversation.finished is not None and conversation.finished.calculator == goal.id
        about = replace(conversation, topic=f"policy:{goal.policies[0]}", said="" if own else goal.title)
        return reply, about

    def _case(self, conversation: Conversation, goal: Calculator, ways: tuple[str, ...]) -> _Case | None:
        """What it comes to with one figure: beside what was told before, else with it alone.

        `ways` are the words it may have been said in, the nearest first.
        """
        before = conversation.dialogue or conversation.finished
        if before is not None and before.calculator == goal.id:
            correction = find_correction(goal, before, f"如果{ways[0]}")
            told = correction.told if correction is not None and not correction.unclear else {}
            if told and (case := _worked_out(goal, before.with_answers(told), ways[0])) is not None:
                return case
        for said in ways:
            told = self.calculations.values(goal.id, said) or _choice(goal, said)
            case = _worked_out(goal, Dialogue(goal.id, told), ways[0]) if told else None
            if case is not None:
                return case
            worth = self.calculations.worth_of_rise(goal.id, said)
            if worth is not None:
                return _Case(ways[0], worth, "", "", (), ())
        return None


def _gap(cases: list[_Case]) -> str:
    """What lies between two amounts."""
    gap = abs(cases[1].amount - cases[0].amount)
    return f"差{spoken(gap)}。" if gap else "两头一样多，没有差别。"


def _worked_out(goal: Calculator, dialogue: Dialogue, said: str) -> _Case | None:
    if any(isinstance(told.value, Span) for told in dialogue.answers.values()):
        return None
    supposed: dict[str, str] = {}
    result = interim(goal, dialogue.given(), supposed)
    if result is None or result.amount is None:
        return None
    formula = [step for step in result.steps if "×" in step.label and step.amount]
    step = f"，{formula[0].label}（{formula[0].clause}）" if len(result.steps) <= _FEW and formula else ""
    limit = f"（{result.limits[0]}）" if result.limits else ""
    return _Case(said, result.amount, step, limit, tuple(dialogue.answers), tuple(supposed.values()))


def _left_open(goal: Calculator, cases: list[_Case]) -> list[str]:
    """The extras that nobody spoke of, by what they are called."""
    told = {path.split(".")[-1] for case in cases for path in case.told}
    open_ones = {name: field for name, field in goal.inputs.items() if field.has_default and not field.had}
    return [field.label for name, field in open_ones.items() if name not in told] if cases[0].told else []


def _sides(normal: str) -> tuple[tuple[str, ...], ...]:
    """Both figures with their words, in the ways they may be read; the second borrows those of the first."""
    figures = [figure for figure in find_figures(normal) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    if len(figures) != 2 or not _DIFFER.match(normal, figures[1].end):
        return ()
    link = _LINK.match(normal, figures[0].end)
    if link is None:
        return ()
    before = normal[: figures[0].start].replace(" ", "")
    words = _LEAD.sub("", before.rpartition(",")[2])[-_MOST_WORDS:]
    own = normal[link.end() : figures[1].start]
    first, second = figures[0].text, figures[1].text
    return (
        (f"{words}{first}",),
        tuple(dict.fromkeys((f"{own or words}{second}", f"{words[:-1]}{own}{second}", f"{words}{second}"))),
    )


def _each(normal: str) -> tuple[tuple[str, ...], ...]:
    """一个占比25%，一个45%，各拿多少: each figure with the words of the first, in the ways it may be read."""
    figures = [figure for figure in find_figures(normal) if figure.sort in (Sort.MONEY, Sort.PERCENT)]
    if len(figures) < 2 or len({figure.sort for figure in figures}) > 1 or not _EACH.search(normal, figures[-1].end):
        return ()
    said = [_ONE_OF.search(normal[: figure.start]) for figure in figures]
    words = said[0].group(1) if said[0] else ""
    if not all(said):
        return ()
    own = [f"{one.group(1) if one else ''}{figure.text}" for one, figure in zip(said, figures, strict=True)]
    return tuple(tuple(dict.fromkeys((one, f"{words}{one}"))) for one in own)


def _choices(goal: Calculator, normal: str) -> tuple[tuple[str, ...], ...]:
    """省级和国家级差多少: the two options of the choice that an award goes by, by their labels."""
    if not _DIFFER.search(normal) or find_figures(normal):
        return ()
    for field in goal.inputs.values():
        named = mentioned_options(field, fold(normal)) if field.kind == "choice" else []
        if len(named) == 2:
            return tuple((field.options[key].label,) for key in named)
    return ()


def _choice(goal: Calculator, label: str) -> dict[str, Told]:
    """The choice that has an option of this label."""
    return {
        name: Told(key, label)
        for name, field in goal.inputs.items()
        for key, option in field.options.items()
        if option.label == label
    }
