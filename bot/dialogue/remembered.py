"""What is known when a dialogue opens: from the profile, from one that was left off, from results before."""

from collections.abc import Iterator
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue.state import Goal
from calculators.calculator import BestOf, OneAward
from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_SAME_FIGURE = lazy(
    r"(?:用|按|还是|就是|也是)(?:刚才|上面|前面|之前|同样|同一|这)(?:的|说的|那|这)?(?:那|这)?(?:个|笔)?(?:数|钱|金额)"
)
_AN_AMOUNT = 1000  # yuan; below it is a share or a factor


def remembered(goal: Goal, conversation: Conversation) -> dict[str, Told]:
    """The answers that need not be asked for again, by path."""
    kept = dict(_from_profile(goal, conversation))
    for dialogue in _past(goal, conversation):
        given_up = dialogue is conversation.dropped
        for path, told in dialogue.answers.items():
            field = goal.inputs.get(path.split(".")[0])
            if field is not None and told.value is not UNKNOWN and not (given_up and field.many):
                kept.setdefault(path, told)
    return kept


def reused(goal: Goal, conversation: Conversation, text: str) -> dict[str, Told]:
    """就用刚才那个数: the one amount of the result before, as the main figure of this calculation."""
    finished = conversation.finished
    if finished is None or isinstance(goal, Inquiry) or not goal.tells or not _SAME_FIGURE.search(text):
        return {}
    amounts = [
        told for told in finished.answers.values() if isinstance(told.value, Decimal) and told.value >= _AN_AMOUNT
    ]
    name, _, rest = goal.tells[0].partition(".")
    field = goal.inputs[name]
    if len(amounts) != 1 or (field.fields[rest] if rest else field).kind != "money":
        return {}
    path = ".".join(part for part in (name, "0" if field.many else "", rest) if part)
    return {path: replace(amounts[0], sensed=True)}


def _past(goal: Goal, conversation: Conversation) -> Iterator[Dialogue]:
    """Dialogues whose answers hold here: the same one left off, or one award of a comparison."""
    unfinished = (conversation.dialogue, *conversation.waiting, conversation.dropped)
    yield from (one for one in unfinished if one is not None and one.calculator == goal.id)
    if isinstance(goal, BestOf):
        members = {calculator.id for calculator in goal.calculators}
        done = (*unfinished, conversation.finished, *conversation.earlier)
        yield from (one for one in done if one is not None and one.calculator in members)


def _from_profile(goal: Goal, conversation: Conversation) -> Iterator[tuple[str, Told]]:
    """What was said about the enterprise and is asked for here."""
    origins = goal.award.from_facts if isinstance(goal, OneAward) else {}
    if any(isinstance(origin, int) for origin in origins.values()):
        origins = {}  # the inputs hang together; one of them alone says nothing
    for name, field in goal.inputs.items():
        told = _entry(field, origins.get(name), conversation)
        if told is not None:
            yield name, told


def _entry(field: Field, origin: "str | int | dict[str, str] | None", conversation: Conversation) -> Told | None:
    profile = conversation.profile
    if isinstance(origin, dict):  # the highest level that holds
        held = [(key, profile[fact]) for key, fact in origin.items() if fact in profile and profile[fact].value is True]
        return Told(held[-1][0], held[-1][1].said) if held else None
    told = profile.get(field.profile or "") or profile.get(str(origin or ""))
    return told if told is not None and told.value is not UNKNOWN and field.takes(told.value) else None
