"""Payments told after the figures: money that comes in later (那120万到了呢), a share (实际付了一半), all of it (付清了)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue.assessing import assess
from bot.dialogue.wholes import sibling
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from calculators.inputs import Missing, Unanswerable
from calculators.money import spoken, total
from calculators.patterns import lazy
from calculators.reading.agreed import counts_what_was_paid
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.parts import part_of
from calculators.reading.told import Told

_PAID = lazy(r"付|到账|收到|到了|进账")
_ALL_PAID = lazy(
    r"(?:全|都)(?:部|数|额)?(?:都|已经?|也)*(?:付清|付完|付了|付|投完|投进去|到账|到齐|到位|到了|完成|建成|给清|结清)|"
    r"(?:付|结|给|交|打)(?:掉|了|完)?(?:剩下|余下|其余|剩余)|(?:付|结|给)清|(?:付|结|到账|收)完|(?:付|到|结|收)齐|付全款|全款|"
    r"(?:投|付)(?:完|清|齐)了?(?:以后|之后|后|的话)|^(?:那|要是|如果|假如|等)+(?:钱|款)?(?:都|也)?(?:付|到|收|结)(?:了|到账了?|清)?(?:以后|之后|的话)?呢?[?]?$|"
    r"(?:剩下|余下|其余|剩余|后面|没到|没付)的?(?:钱|款|部分|尾款|余款)?(?:也|都|全|就)*(?:到|付|收|打过来|打来)|(?:尾款|余款)(?:也|都|全)*(?:到|付|收|打|结)"
)
_NOT_ALL_PAID = lazy(r"没|未|不是|不全|不能|还差|还有|还欠|快|一半|[一二三四五六七八九]成")
_COMES = lazy(
    r"^(?:那么?|要是|如果|假如|等到?|以后|后面|[,\s])*(?P<rest>剩下|另外|还有|余下|余|其余|尾款|后续|没到|没付|没收)?的?[那这]?□元?的?(?:尾款|余款|款|钱)?"
    r"(?:以后|后面|也|都|全)*(?:到账?了?|到位了?|投完?了|投进去了|付了|付清了?|付掉了?|收到了?|打过来了?|下来了?|进来了?|进账了?)(?:呢|的话|以后|之后|后)*[?.]?$"
)
_SHARE = lazy(r"^(?:[^\d,.;?!多少增减涨降补奖给占]{0,8})□(?:的?(?:钱|款))?(?:了|的)?(?:呢|的话)?[?.]?$")


_SUPPOSED = lazy(r"呢|的话|如果|要是|假如|下个?月|年底|明年|准备|打算|以后|到时")  # 下个月付一半 is not paid yet


@dataclass(frozen=True)
class Payment:
    """An answer that a payment changes; `beside` is what it would come to if that were all there is."""

    told: dict[str, Told]
    supposed: bool
    beside: str = ""


def payment(goal: Calculator, finished: Dialogue, text: str) -> Payment | None:
    """What a message about a payment makes of the answer that counts what was paid; None when it tells none."""
    figures = [figure for figure in find_figures(text) if figure.sort is not Sort.OTHER]
    if len(figures) != 1 or figures[0].ranged:
        return None
    said = text.replace(figures[0].text, "□", 1)
    paid = list(_paid(goal, finished))
    if len(paid) > 1 and _COMES.match(said):
        back = {
            p: old for p, old in finished.replaced.items() if old.value == figures[0].value and p in finished.answers
        }
        return Payment(back, supposed=True) if len(back) == 1 else None  # 那900万到了呢, taken out before
    if not paid and figures[0].sort is Sort.MONEY:
        return _rest_of_a_part(goal, finished, figures[0], text, said)
    if len(paid) != 1:
        return None
    path, field, before = paid[0]
    comes = _COMES.match(said) if figures[0].sort is Sort.MONEY else None
    if comes:
        return _further(goal, finished, path, before, figures[0], the_rest=bool(comes["rest"]))
    if figures[0].sort is Sort.PERCENT and _SHARE.match(said) and any(c in said for c in field.cues if _PAID.search(c)):
        agreed = finished.answers[path].of
        part = part_of(before if agreed is None else agreed, figures, text)
        if isinstance(part, Told) and part.value != before:
            return Payment({path: replace(part, said=text, of=agreed)}, supposed=bool(_SUPPOSED.search(text)))
    return None


def paid_off(goal: Calculator, dialogue: Dialogue, text: str) -> dict[str, Told] | None:
    """已经付清了, 剩下的到了呢: each part as large as its whole; without those whose whole was never told.

    None where the message says nothing of the kind, or nothing that was told is a part of anything.
    """
    if not _ALL_PAID.search(text) or _NOT_ALL_PAID.search(text) or find_figures(text):
        return None
    told, found = {}, False
    for path, before in dialogue.answers.items():
        field = None if path.endswith(".more") else field_of(goal, path)
        if field is None or field.kind != "money" or not isinstance(before.value, Decimal):
            continue
        whole = dialogue.answers.get(sibling(path, field.whole)) if field.whole else None
        total_told = whole.value if whole is not None else before.of
        found = found or bool(field.whole) or counts_what_was_paid(field)
        if isinstance(total_told, Decimal):
            told[path] = Told(total_told, text, of=before.of)
    return told if found else None


def _paid(goal: Calculator, finished: Dialogue) -> Iterator[tuple[str, Field, Decimal]]:
    """The answers that count what was paid or came in, and are no part of an amount told beside them."""
    for path, told in finished.answers.items():
        field = None if path.endswith(".more") else field_of(goal, path)
        if field is not None and counts_what_was_paid(field) and isinstance(told.value, Decimal):
            yield path, field, told.value


def _rest_of_a_part(goal: Calculator, finished: Dialogue, figure: Figure, text: str, said: str) -> Payment | None:
    """剩下的六千万到位了, of 1.2亿 done of 1.8亿: added to the one part that was told, up to its whole."""
    comes = _COMES.match(said)
    parts = {}
    for path, told in finished.answers.items():
        field = None if path.endswith(".more") else field_of(goal, path)
        whole = finished.answers.get(sibling(path, field.whole)) if field is not None and field.whole else None
        if whole is None or not isinstance(whole.value, Decimal) or not isinstance(told.value, Decimal):
            continue
        after = total([told.value, figure.value])
        if told.value < whole.value and after <= whole.value:
            parts[path] = Told(after, figure.text)
    if comes is None or not comes["rest"] or len(parts) != 1:
        return None
    return Payment(parts, supposed=bool(_SUPPOSED.search(text)))


def _further(
    goal: Calculator, finished: Dialogue, path: str, before: Decimal, figure: Figure, *, the_rest: bool
) -> Payment:
    """那120万到了呢, after 80万: 200万 by then; and what 120万 alone would come to, unless it is called the rest."""
    told = {path: Told(total([before, figure.value]), figure.text)}
    if the_rest:
        return Payment(told, supposed=True)
    try:
        alone = assess(goal, finished.with_answers({path: Told(figure.value, figure.text)}))
    except (Missing, Unanswerable):
        return Payment(told, supposed=True)
    sum_of = f"{spoken(before)}加上再到的{figure.text}"
    amount = f"是{spoken(alone.amount)}" if alone.amount is not None else "还够不上"
    return Payment(told, supposed=True, beside=f"这是按{sum_of}算的；如果一共就{figure.text}，{amount}。")
