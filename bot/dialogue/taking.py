"""Taking answers into a dialogue: what is said back, what a change makes void, what is kept of the enterprise."""

from collections.abc import Iterable, Mapping

from bot import wording
from bot.conversation import Dialogue
from bot.dialogue import asking
from bot.dialogue.state import Goal
from calculators.calculator import field_of
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.told import Told
from policies.inquiry import ENOUGH, Inquiry

_SUPPOSED = lazy(r"^(?:那|那么)?(?:要是|如果|假如|假设).*呢[?]?$")  # 那要是不在示范区呢, where that is asked for


def notes_of(calculator: Goal, before: Dialogue, told: dict[str, Told]) -> list[str]:
    """What is said back of values just told: 好，采购额改成4000万元。"""
    if isinstance(calculator, Inquiry) and all(value.value is UNKNOWN for value in told.values()):
        return [wording.LEFT_OPEN] if told else []
    changed = [
        path for path, value in told.items() if path in before.answers and before.answers[path].value != value.value
    ]
    if changed:
        said = "，".join(
            f"{asking.label_of(calculator, path, before.answers)}改成{asking.value_of(field_of(calculator, path), told[path])}"
            for path in changed
        )
        return [f"好，{said}。"]
    back = asking.read_back(calculator, told, before.awaiting)
    asked = told.get(before.awaiting or "")
    if asked is not None and len(told) == 1 and asked.value is not UNKNOWN and _SUPPOSED.search(asked.said):
        return [f"先按{asking.as_if(calculator, told, before.answers)}算，不是这样再告诉我改。"]
    beside = {path: value for path, value in told.items() if not before.answers_now(path)}
    beside.pop(ENOUGH, None)
    if beside and before.awaiting and len(beside) == len(told) and not _asked_in_a_group(calculator, before, told):
        back = f"记下了：{asking.in_words(calculator, beside)}。"
    return [note for note in (back, *_nothing_yet(calculator, before, told)) if note]


def _nothing_yet(calculator: Goal, before: Dialogue, told: Mapping[str, Told]) -> list[str]:
    """没付款, to how much was paid: taken as nothing, and that is said."""
    path = before.awaiting or ""
    value, field = told.get(path), field_of(calculator, path) if path and not path.endswith(".more") else None
    if value is None or field is None or field.has_default or isinstance(calculator, Inquiry):
        return []
    if field.kind not in ("money", "count") or value.value != 0 or find_figures(value.said):
        return []
    return [f"好，{asking.label_of(calculator, path, told)}先按{asking.value_of(field, value)}算，有了再告诉我改。"]


def _asked_in_a_group(goal: Goal, dialogue: Dialogue, told: Iterable[str]) -> bool:
    """Are these the facts of the group that was asked for?"""
    if not isinstance(goal, Inquiry) or dialogue.awaiting is None:
        return False
    members = {fact.id for fact in goal.facts.members(dialogue.awaiting)}
    return bool(members & set(told))


def without_void(calculator: Goal, dialogue: Dialogue) -> tuple[Dialogue, list[str]]:
    """Answers that a correction made void (`only_if` no longer holds) are dropped, and that is said."""
    void = set()
    for path in dialogue.answers:
        field = field_of(calculator, path)
        for other, wanted in (field.only_if if field else {}).items():
            told = dialogue.answers.get(other)
            value = told.value if told else None
            if isinstance(value, bool):
                value = "yes" if value else "no"
            if isinstance(value, str) and value != wanted:
                void.add(path)
    if not void:
        return dialogue, []
    names = "、".join(asking.label_of(calculator, path) for path in dialogue.answers if path in void)
    return dialogue.without(void), [f"{names}用不上了，已经去掉。"]


def profile_facts(calculator: Goal, told: Mapping[str, Told]) -> dict[str, Told]:
    """What of the values just told is a fact about the enterprise, by its name in the profile."""
    return {
        field.profile: value
        for path, value in told.items()
        if (field := field_of(calculator, path)) is not None and field.profile and value.value is not UNKNOWN
    }
