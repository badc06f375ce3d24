"""协议800万，还没付: what was agreed on and not paid is nothing paid; what was agreed on alone is no payment."""

from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.agreed import counts_what_was_paid
from calculators.reading.cues import BREAK, clause_before
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Reading, Told

_NOT_PAID = lazy(
    r"(?:还|都|也|钱|款|一分钱?|一毛钱?|目前|暂时)*(?:没有?|未)(?:付|支付|打款|打钱|给钱|到账|收到|到手|进账|回款|拿到)"
    r"(?:款|钱|过|呢|啊|的|一分|分文|任何)*(?=$|[,，。;；!！?？\s]|能|可以|怎么|有|咋|行)"
)
_NOTHING_YET = lazy(r"(?:一分钱?|一毛钱?|钱)(?:都|也)?(?:还)?(?:没有?|未)(?:付|到|给|打|收)")
_PAID = lazy(
    r"(?<![没未])(?<!没有)(?:付|支付|花|到账|收到|打过来|打进来|进账)(?:了|过|出|到)|已经?[付支花到收]|实[付际]|先[付到]|付清|付完|付齐|(?<![没未应])(?:付款|支付|打款)(?:金额|人民币|共|约|了|为)*(?=[\d一二两三四五六七八九十])"
)
_AGREED = lazy(r"协议|合同|约定|签")


def read_unpaid(fields: Mapping[str, Field], body: str, reading: Reading, used: set[int]) -> None:
    """Nothing, where nothing was paid of what was agreed on; unclear, where not a word is said of what was paid."""
    if _PAID.search(body):
        return
    amounts = [figure for figure in find_figures(body) if figure.sort is Sort.MONEY and figure.start not in used]
    if len(amounts) != 1 or not _is_agreed(amounts[0], body):
        return
    paid = [name for name, field in fields.items() if _counts(field)]
    if len(paid) != 1:
        return
    used.add(amounts[0].start)
    denied = _NOT_PAID.search(body) or _NOTHING_YET.search(body)
    if denied:
        reading.told[paid[0]] = Told(Decimal(0), denied.group(), of=amounts[0].value)
    else:
        reading.unclear[paid[0]] = f"{amounts[0].text}是协议上的数，实际付了多少"


def _counts(field: Field) -> bool:
    """Is it the one amount that was paid (a list of what came in is read item by item)?"""
    return counts_what_was_paid(field) and field.many is None and not field.had and not field.only_if


def _is_agreed(figure: Figure, body: str) -> bool:
    """签了800万的协议, 合同800万: is the amount what was agreed on?"""
    before, after = clause_before(figure, body), BREAK.split(body[figure.end :])[0]
    return bool(_AGREED.search(before) or _AGREED.match(after.removeprefix("元").removeprefix("的")))
