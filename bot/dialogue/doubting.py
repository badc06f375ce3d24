"""Figures out of reason: asked back once, then the person's word is taken."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.assessing import interim
from bot.dialogue.state import Goal
from bot.dialogue.wholes import sibling
from calculators.calculator import BestOf, Fillable, OneAward, field_of
from calculators.fields import Field, describe
from calculators.money import spoken
from calculators.reading.told import Span, Told
from policies.inquiry import Inquiry

_FAR = 10  # this many times outside the usual range is asked back
_MANY = 10_000
_LINES = ("at", "at_least", "over")
_HIGH_RATE = Decimal("0.1")


def doubt(calculator: Goal, dialogue: Dialogue, path: str, told: Told) -> str:
    """Why a figure seems wrong, in words; empty when it is plausible."""
    field = None if path.endswith(".more") else field_of(calculator, path)
    value = told.value
    if field is None or isinstance(value, bool | str | tuple | Span) or not isinstance(value, Decimal | int):
        return ""
    amount = Decimal(value)
    above = _above_whole(calculator, dialogue, path, field, amount)
    if above:
        return above
    above = above_award(calculator, dialogue, path, field, amount) or _above_ceiling(calculator, path, field, amount)
    if above:
        return above
    if field.kind == "money" and field.usual and amount > 0:
        low, high = field.usual
        if amount < low / _FAR:
            return f"您说的{field.label}是{spoken(amount)}？看着太小，是不是少说了“万”"
        if amount > high * _FAR:
            return f"您说的{field.label}是{spoken(amount)}？看着太大，是不是多说了单位"
    if field.kind == "count" and amount > _MANY:
        return f"您说的{field.label}有{describe(field, value)}{''}这么多？"
    if field.kind == "rate" and amount > _HIGH_RATE:
        return f"您说的{field.label}是{describe(field, value)}？看着偏高"
    return ""


def on_the_line(goal: Goal, path: str, told: Told) -> str:
    """不到3000万, where 3000万 is the very threshold: it makes all the difference how much it is; else empty."""
    field = None if path.endswith(".more") else field_of(goal, path)
    if field is None or not told.short or isinstance(told.value, bool) or not isinstance(told.value, Decimal | int):
        return ""
    if Decimal(told.value) not in _thresholds(goal):
        return ""
    said = describe(field, told.value)
    return f"{said}正好是一道线，到没到结果不一样；您说的是还不到{said}，具体是多少？"


def _thresholds(goal: Goal) -> set[Decimal]:
    """Every amount, count or percentage from which on something is paid or met."""
    if isinstance(goal, Inquiry):
        rules = [
            condition.test.model_dump()
            for card in goal.cards.values()
            for condition in card.conditions
            if condition.test
        ]
        return set(_under(rules))
    if isinstance(goal, OneAward):
        tiers = [tier.at for id in goal.award.table_ids() if id in goal.tables for tier in goal.tables[id].tiers]
        return {*_under([shape.model_dump() for shape in goal.award.pays]), *tiers}
    return {line for part in goal.calculators for line in _thresholds(part)} if isinstance(goal, BestOf) else set()


def _under(data: object) -> Iterator[Decimal]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in _LINES and isinstance(value, Decimal | int) and not isinstance(value, bool):
                yield Decimal(value)
            else:
                yield from _under(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _under(item)


def contradiction(calculator: Fillable, dialogue: Dialogue, told: Mapping[str, Told]) -> tuple[str, str, str] | None:
    """A part above its whole after `told`: the path of the part, that of the whole, and what there is to say."""
    after = dialogue.with_answers(told)
    for path, value in after.answers.items():
        field = None if path.endswith(".more") else field_of(calculator, path)
        whole = sibling(path, field.whole) if field is not None and field.whole else ""
        if field is None or not {path, whole} & set(told) or not isinstance(value.value, Decimal):
            continue
        above = _above_whole(calculator, after, path, field, value.value)
        if above:
            return path, whole, above.partition("（")[0]
    return None


def _above_whole(calculator: Fillable, dialogue: Dialogue, path: str, field: Field, amount: Decimal) -> str:
    """已完成 more than 总投资, 已付 more than 采购额."""
    if not field.whole:
        return ""
    other = sibling(path, field.whole)
    told = dialogue.answers.get(other)
    whole = told.value if told else None
    if not isinstance(whole, Decimal) or amount <= whole:
        return ""
    label = field_of(calculator, other)
    name = label.label if label else other
    return f"{field.label}{spoken(amount)}，比{name}{spoken(whole)}还多（错的是{name}，就说“{name}改成…”）"


def below_part(calculator: Fillable, dialogue: Dialogue, path: str, told: Mapping[str, Told]) -> str:
    """总投资 corrected below what was told before of the part that is done; empty when it is not."""
    conflict = contradiction(calculator, dialogue, {path: told[path]})
    if conflict is None or conflict[0] in told:
        return ""
    part, whole, _ = conflict
    labels = [label.label if (label := field_of(calculator, one)) else one for one in (whole, part)]
    amounts = [
        spoken(value) for one in (told[whole], dialogue.answers[part]) if isinstance(value := one.value, Decimal)
    ]
    return f"{labels[0]}{amounts[0]}，比{labels[1]}{amounts[1]}还少"


def above_award(calculator: Goal, dialogue: Dialogue, path: str, field: Field, amount: Decimal) -> str:
    """已领 more than the award can have paid: what is deducted is more than there was."""
    if field.kind != "money" or not field.has_default or isinstance(calculator, Inquiry):
        return ""
    ends = [interim(calculator, {**dialogue.given(), path: value}) for value in (field.default_value, amount)]
    amounts = [end.amount for end in ends if end is not None and end.amount is not None]
    if len(amounts) < len(ends) or amounts[1] >= amounts[0] or amount <= amounts[0] - amounts[1]:
        return ""
    return f"{field.label}{spoken(amount)}，比按您说的数一共能拿的{spoken(amounts[0] - amounts[1])}还多"


def _above_ceiling(calculator: Goal, path: str, field: Field, amount: Decimal) -> str:
    """今年领过600万, of an award that pays 500万 a year at most."""
    if not field.had or not isinstance(calculator, OneAward):
        return ""
    bound = calculator.award.bound_with(path)
    return f"{field.label}{spoken(amount)}，比{bound[0]}{spoken(bound[1])}还多" if bound and amount > bound[1] else ""
