"""Amounts that cannot be taken as they stand: given back since, not paid yet, an award had before, a share beside them."""

from collections.abc import Mapping

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.cues import BREAK, clause_before, is_had_award
from calculators.reading.figures import Figure, Sort
from calculators.reading.parts import is_still_out
from calculators.reading.told import Reading, Unclear

_GIVEN_BACK = lazy(
    r"(?:退(?:了|回[去来]?|还|款|掉|给|货)+|扣(?:了|除|掉|下|去)+|减(?:掉|去)|刨(?:掉|去|除|开)|除(?:去|掉|开)|不含|不包括|不算)(?:了|去|回去|出去|他们|对方|客户|人家|其中|里面|的|大约|大概|约)*$"
)
_GIVEN_BACK_AFTER = lazy(
    r"^[,，]?(?:的?(?:货|款|钱))?(?:又|后来|给|被|已经?)*(?:退(?:了|回|还|掉|给)|扣(?:了|掉|除)|要减|得减)(?!了?[回还给]?[\d一二三四五六七八九十两])"
)
_AMONG = lazy(r"(?:其中|里面|里头|当中|包括|包含|含|有)(?:了|还|大约|大概|约)*$")
_DOES_NOT_COUNT = lazy(
    r"^[^,，。;；\d]{0,14}(?:不能?算|不该算|算不上|不计入|不算进去|不符合)(?:的|了|进去|在内|条件|要求)*(?=$|[,，。;；])"
)
_OF_SOMETHING_ELSE = lazy(  # 付了3000万，退了200万; 到账300万，扣了税
    r"[^,，。;；]*?(?:\d|[一二两三四五六七八九十百千]+[万亿])|[了完掉]*(?:个?税|手续费|费用)"
)
_OF_AN_AMOUNT = lazy(
    r"(?:付|到|收|回款?|打|给|补贴?|补助|报销|首付|预付|定金|尾款|只有|其中|的)(?:了|过来|账|到)?(?:大约|大概|约|差不多)?$"
)
_SURCHARGE = lazy(  # 多出来的10%, 上浮10%: what is put on top of some award, and no share of anything
    r"(?:多出来|多给|多拿|多奖|多补|上浮|加成|额外|另加|往上加)(?:了|的|那|这|个|再|加|给|奖)*$"
)
_EACH_YEAR = lazy(r"[每一]年(?:都|就|能|给|各)*[^\d,，。;；年]{0,4}$")
_PAID = lazy(r"付|到账|收到")
_PLANNED = lazy(
    r"(?:准备|打算|计划|还会|会再|还要|还得|预计|有望|估计(?:能|会|要)|将要?|快要?|下个?月|下半年|年底|明年)[^,，。;；]{0,6}(?:付|到账|到|给|打|花)|估计(?:能|会|要)(?:到|付)"
)
_DONE = lazy(r"已经?|[付到给打花]了|到账了|去年")
_ALONE = lazy(r"(?:[,，。;；\s]|^)$")


def doubtful(field: Field, figures: list[Figure], body: str) -> Unclear | None:
    """Why the figures of an answer are no value of a field of money; None when they can be taken."""
    amounts = [figure for figure in figures if figure.sort in (Sort.MONEY, Sort.BARE)]
    if field.kind != "money" or not amounts:
        return None
    yearly = next((figure for figure in amounts if is_of_each_year(figure, body)), None)
    if yearly is not None and field.many is not None and not field.many.yearly:
        return Unclear(f"{yearly.text}是每年的，到现在{field.label}一共是多少")
    back = next((figure for figure in amounts if is_given_back(figure, body)), None)
    if back is not None:
        return Unclear(f"{back.text}要减掉的话，请说减完的数：{field.label}最后是多少")
    if all(is_still_out(figure, body) for figure in amounts):
        return Unclear(f"{amounts[0].text}是还没付的，{field.label}是多少")
    had = next((figure for figure in amounts if is_had_award(figure, body)), None)
    if had is not None and len(amounts) == 1 and "奖" not in field.label and "补" not in field.label:
        return Unclear(f"领过的{had.text}不是{field.label}，没有算进去；{field.label}是多少")
    return share_beside(field, figures, body)


def share_beside(field: Field, figures: list[Figure], body: str, taken: str = "") -> Unclear | None:
    """保费100万，国家补80%: a share beside the amount, which has no place; `taken` is what the value was told by."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT and _is_of_an_amount(figure, body)]
    if not shares or not amounts or field.whole or any(share.text in taken for share in shares):
        return None
    said = "、".join(share.text for share in shares)
    return Unclear(f"您说了{amounts[0].text}，又说了{said}，{field.label}一共是多少")


def leave_paid_in_shares(fields: Mapping[str, Field], figures: list[Figure], reading: Reading, body: str) -> None:
    """国家保费补贴80%，保费150万: what is paid out of an amount in shares is not that amount, so it is asked for."""
    for name, field in fields.items():
        told = reading.told.get(name)
        if told is None or field.kind != "money" or field.many or field.had or "补贴" not in field.label:
            continue
        share = share_beside(field, figures, body, told.said)
        if share is not None:
            reading.unclear[name] = share.why
            reading.told.pop(name)


def only_planned(field: Field, figures: list[Figure], body: str) -> Unclear | None:
    """准备付300万, to how much was paid: nothing of it was."""
    amounts = [figure for figure in figures if figure.sort in (Sort.MONEY, Sort.BARE)]
    paid = field.kind == "money" and any(map(_PAID.search, field.cues))
    if not paid or len(amounts) != 1 or not _PLANNED.search(body) or _DONE.search(body):
        return None
    return Unclear(f"{amounts[0].text}是还没付、没到的，不能算；到现在{field.label}是多少")


def is_of_each_year(figure: Figure, body: str) -> bool:
    """每年到账50万: so much a year, and no amount of all of them."""
    return figure.sort is Sort.MONEY and bool(_EACH_YEAR.search(clause_before(figure, body)))


def is_surcharge(figure: Figure, body: str) -> bool:
    """多出来的10%还有没有: a share put on top of an award, which no field takes."""
    return figure.sort is Sort.PERCENT and bool(_SURCHARGE.search(clause_before(figure, body)))


def is_given_back(figure: Figure, body: str) -> bool:
    """退了100万, 300万后来退了: money that does not count."""
    before, after = clause_before(figure, body), body[figure.end :]
    back = _GIVEN_BACK_AFTER.match(after)
    itself = back is not None and not _OF_SOMETHING_ELSE.match(after[back.end() :])
    left_out = _AMONG.search(before) and _DOES_NOT_COUNT.match(after)
    return figure.sort is Sort.MONEY and bool(_GIVEN_BACK.search(before) or itself or left_out)


def _is_of_an_amount(share: Figure, body: str) -> bool:
    before, after = body[: share.start], body[share.end :]
    alone = _ALONE.search(before) and (not after or BREAK.match(after))
    return bool(alone or _OF_AN_AMOUNT.search(BREAK.split(before)[-1]))


def leave_given_back(figures: list[Figure], reading: Reading, labels: dict[str, str], body: str) -> None:
    """到账500万，退了100万: neither is taken; the amount that is left is asked for.

    `labels` gives the name of each told field of money by its path.
    """
    for place, figure in enumerate(figures):
        if not is_given_back(figure, body):
            continue
        near = [other.text for other in (figure, *reversed(figures[:place])) if other.sort is Sort.MONEY]
        path = next(
            (path for said in near for path in labels if path in reading.told and reading.told[path].said == said), None
        )
        if path is not None:
            reading.unclear[path] = f"{figure.text}要减掉的话，请说减完的数：{labels[path]}最后是多少"
            for other in [path, *(p for p in labels if p in reading.told and reading.told[p].said == figure.text)]:
                reading.told.pop(other, None)
