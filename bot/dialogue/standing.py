"""How an open calculation stands (怎么算的, 为什么不是更多, 明细): what is known, what binds, what is missing."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue import asking, reporting
from bot.dialogue.assessing import interim
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given, Missing, Unanswerable
from calculators.reading.told import Span


def standing(calculator: Calculator, dialogue: Dialogue, why: bool = False) -> str:
    """In words, from the person's own figures; `why`: the rule that binds comes first. Empty before any answer."""
    if not dialogue.answers:
        return ""
    given = dialogue.given()
    ranged = any(isinstance(told.value, Span) for told in dialogue.answers.values())
    result = None if ranged else interim(calculator, given)
    lacking = _lacking(calculator, dialogue)
    open_still = f"还要知道：{'、'.join(lacking)}。" if lacking else ""
    if result is not None:
        return "\n".join(
            line
            for line in (f"按目前说的：{reporting.explained(calculator, dialogue, result, why)}", open_still)
            if line
        )
    told = reporting.told_lines(calculator, dialogue)
    lines = [
        f"{calculator.title}，还没算到数。",
        f"规则：{calculator.opening}" if calculator.opening else "",
        f"到现在记下的：{'；'.join(told)}。" if told else "",
        open_still,
    ]
    return "\n".join(line for line in lines if line)


def _lacking(calculator: Calculator, dialogue: Dialogue) -> list[str]:
    """The labels of what is asked now and of the figures that have to be asked after it."""
    given = dict(dialogue.given())
    labels: list[str] = []
    path = dialogue.awaiting
    for _ in range(len(calculator.inputs) + 6):
        if path is None or path in given:
            break
        if path.endswith(".more"):
            given[path] = False
        else:
            labels.append(asking.label_of(calculator, path, dialogue.answers))
            field = field_of(calculator, path)
            given[path] = _some(field) if field else UNKNOWN
        try:
            calculator.assess(given)
            break
        except Missing as missing:
            path = missing.path
        except Unanswerable:
            break
    return labels


def _some(field: Field) -> Given:
    """A value that lets the questions after it be asked."""
    if field.has_default:
        return field.default_value
    if field.kind == "choice":
        return next(iter(field.options))
    if field.kind == "yes_no":
        return True
    return 1 if field.kind == "count" else field.usual[1] if field.usual else Decimal(1)
