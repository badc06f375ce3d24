"""合同600万, then 到账了一半: what was agreed on is kept while what was paid of it is asked for."""

from decimal import Decimal

from bot.dialogue.state import Goal, Open
from bot.dialogue.which_item import NUMBERED
from calculators.calculator import field_of, leaves
from calculators.money import spoken
from calculators.patterns import lazy
from calculators.reading.agreed import agreed_alone, agreed_in_a_row, counts_what_was_paid
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.parts import part_of
from calculators.reading.received import counts_receipts
from calculators.reading.replies import says_all
from calculators.reading.rows import main_of
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_MARK = "合同"
_ALL_CAME = lazy(
    r"^(?:钱|款|现在|已经?)*(?:全|都|全部|全都)(?:部|额|都|已经?)*(?:到|来|收到|付|给|打)(?:了|齐|账|过来|进来|到账|清|完)*了?[.!]?$"
)
_ALL_OF_IT = lazy(r"(?:全|都|全部)(?:部|额)?(?:到|来|收|付|给|打)")
_NOTHING = lazy(r"(?:没|未)(?:有)?(?:到|来|收|付|给|打)")
_CLAUSE = lazy(r"[,，.。;；]")
_PAID = lazy(r"付|支付|到账|到|收|进账|入账|打|给|花|回款|来")


def kept_agreed(goal: Goal, text: str) -> str:
    """合同600万, as it is kept; empty where the text does not tell it, or nothing is asked that is paid of it."""
    if isinstance(goal, Inquiry) or not any(counts_what_was_paid(field) for field in leaves(goal)):
        return ""
    body = fold(text)
    figure = agreed_alone(body)
    several = agreed_in_a_row(body)
    if len(several) > 1 and any(field.many for field in goal.inputs.values() if counts_what_was_paid(main_of(field))):
        return _MARK + "、".join(figure.text for figure in several)
    return f"{_MARK}{figure.text}" if figure is not None else ""


def says_it_came(text: str) -> bool:
    """钱都到账了: all of it came in, and nothing else is said."""
    return bool(_ALL_CAME.match(text))


def with_agreed(at: Open, text: str) -> str:
    """到账了一半 with the amount it is half of; the text itself where it tells no share or none was agreed on."""
    kept = at.dialogue.unplaced
    field = main_of(at.goal.inputs[at.list_name]) if at.list_name else field_of(at.goal, at.path)
    if not kept.startswith(_MARK) or field is None or not counts_what_was_paid(field):
        return text
    agreed = find_figures(without_mark(kept))
    if len(agreed) > 1:
        return _of_several(at, agreed, text) or text
    figures = [figure for figure in find_figures(text) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    verb = "到账" if counts_receipts(field) and "到账" in field.label else "付了"
    more = "还有一份" if at.list_name else ""
    if not figures and (says_all(text) or _ALL_CAME.match(text)):
        return f"{more}{verb}{without_mark(kept)}"
    if not figures or figures[0].sort is not Sort.PERCENT:
        return text
    return f"{more}{kept}，{text if _PAID.search(text) else verb + text}"


def _of_several(at: Open, agreed: list[Figure], text: str) -> str:
    """都到账了, 第一份全到了,第二份到了一半, of several contracts: what came in of each; empty where it is not told."""
    many = at.goal.inputs[at.path.split(".")[0]].many
    if many is None:
        return ""
    every = [figure for figure in find_figures(text) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    if not every and not NUMBERED.search(text) and (says_all(text) or _ALL_CAME.match(text)):
        came: list[Decimal | None] = [figure.value for figure in agreed]
    elif len(every) == 1 and every[0].sort is Sort.PERCENT and not NUMBERED.search(text) and _PAID.search(text):
        came = [_share_of(figure, every) for figure in agreed]
    else:
        parts = {}
        for clause in _CLAUSE.split(text):
            number = NUMBERED.search(clause)
            if number is not None and _PAID.search(clause):
                parts[digit(number.group(1)) - 1] = clause
        if sorted(parts) != list(range(len(agreed))):
            return ""
        came = [_came_in(figure, parts[place]) for place, figure in enumerate(agreed)]
    if any(one is None for one in came):
        return ""
    told = "、".join(spoken(one) for one in came if one is not None)
    return f"{len(came)}{many.classifier}{many.noun}，分别到账{told}"


def _came_in(agreed: Figure, clause: str) -> Decimal | None:
    """What came in of one contract: all of it, a share, an amount, or nothing; None where it is not told."""
    figures = [figure for figure in find_figures(NUMBERED.sub("", clause)) if figure.sort is not Sort.ORDINAL]
    if not figures and _NOTHING.search(clause):
        return Decimal(0)
    if not figures:
        return agreed.value if says_all(clause) or _ALL_OF_IT.search(clause) else None
    if len(figures) == 1 and figures[0].sort is Sort.MONEY and not figures[0].ranged:
        return figures[0].value
    return _share_of(agreed, figures) if len(figures) == 1 and figures[0].sort is Sort.PERCENT else None


def _share_of(agreed: Figure, share: list[Figure]) -> Decimal | None:
    part = part_of(agreed.value, share, share[0].text)
    return part.value if isinstance(part, Told) and isinstance(part.value, Decimal) else None


def in_words(kept: str) -> str:
    """What is kept, as it is said back: 500万、300万; 每份600万."""
    said = without_mark(kept).split("、")
    return f"每份{said[0]}" if len(said) > 1 and len(set(said)) == 1 else "、".join(said)


def without_mark(kept: str) -> str:
    """The figure of what is kept, as it was said."""
    return kept.removeprefix(_MARK)
