"""合同600万, then 到账了一半: what was agreed on is kept while what was paid of it is asked for."""

from bot.dialogue.state import Goal, Open
from calculators.calculator import field_of, leaves
from calculators.patterns import lazy
from calculators.reading.agreed import agreed_alone, counts_what_was_paid
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.reading.received import counts_receipts
from calculators.reading.replies import says_all
from calculators.reading.rows import main_of
from policies.inquiry import Inquiry

_MARK = "合同"
_ALL_CAME = lazy(
    r"^(?:钱|款|现在|已经?)*(?:全|都|全部|全都)(?:部|额)?(?:到|来|收到|付|给|打)(?:了|齐|账|过来)*了?[.!]?$"
)
_PAID = lazy(r"付|支付|到账|到|收|进账|入账|打|给|花|回款|来")


def kept_agreed(goal: Goal, text: str) -> str:
    """合同600万, as it is kept; empty where the text does not tell it, or nothing is asked that is paid of it."""
    if isinstance(goal, Inquiry) or not any(counts_what_was_paid(field) for field in leaves(goal)):
        return ""
    figure = agreed_alone(fold(text))
    return f"{_MARK}{figure.text}" if figure is not None else ""


def with_agreed(at: Open, text: str) -> str:
    """到账了一半 with the amount it is half of; the text itself where it tells no share or none was agreed on."""
    kept = at.dialogue.unplaced
    field = main_of(at.goal.inputs[at.list_name]) if at.list_name else field_of(at.goal, at.path)
    if not kept.startswith(_MARK) or field is None or not counts_what_was_paid(field):
        return text
    figures = [figure for figure in find_figures(text) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    verb = "到账" if counts_receipts(field) and "到账" in field.label else "付了"
    more = "还有一份" if at.list_name else ""
    if not figures and (says_all(text) or _ALL_CAME.match(text)):
        return f"{more}{verb}{without_mark(kept)}"
    if not figures or figures[0].sort is not Sort.PERCENT:
        return text
    return f"{more}{kept}，{text if _PAID.search(text) else verb + text}"


def without_mark(kept: str) -> str:
    """The figure of what is kept, as it was said."""
    return kept.removeprefix(_MARK)
