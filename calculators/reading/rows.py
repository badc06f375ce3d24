"""Several items told in short: 两个成果各300万; 三份合同，每份200万; 5000万和8000万; and a total that has to be split."""

import re
from dataclasses import dataclass, replace

from calculators.fields import Field
from calculators.money import times
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.cues import is_claimed_award, is_had_award
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.parts import is_still_out
from calculators.reading.received import only_agreed
from calculators.reading.sums import all_together
from calculators.reading.told import Told, Unclear

_NOUNS = ("项目", "成果", "合同", "专利")  # what items are called, whatever the field calls them, in a short message
_MORE = lazy(r"还有([俩仨两三四])(?![万亿千百])")
_SO_MANY_MORE = {"俩": 2, "两": 2, "仨": 3, "三": 3, "四": 4}
_SHORT = 40
_ONLY_FIGURES = lazy(r"(?:□|分别|是|、|和|跟|,|，|;|；|\s)+[.。]?")
_PIECE = "[个项份笔件家]"
_CLAUSE = lazy(r"[,，.。;；]")
_COUNTED = lazy(r"^(?:吧|左右|来着|\s)*(?:都|各|均|每|分别|一共|总共|合计|加起来|一起|共|，|,|。|；|:|的|呢|$)")
_EACH_BEFORE = lazy(rf"(?:每一?{_PIECE}|各自?|都|均|全)[^,，。;；\d]{{0,8}}$")
_EACH_AFTER = lazy(rf"^(?:每|一){_PIECE}")
_YEAR = lazy(r"20\d\d年|去年|前年|上年|今年|当年|本年")
_TOTAL_BEFORE = lazy(
    r"(?:一共|总共|合计|加起来|共计|总计|拢共|共)(?:是|到账|投资?了?|有|收到?了?|卖了?|到了?|进账|花了?|付了?|用了?|买了?)?(?:大约|大概|约|差不多)?$"
)
_TOTAL_AFTER = lazy(r"^(?:是)?(?:一共|总共|合计|加起来)")
_ONE_OF_THEM = lazy(rf"其中|第[一二三四五六\d]{_PIECE}|先说|头一{_PIECE}|另外?一{_PIECE}|除了")
# 一个200万一个300万: said one after the other, that is all of them.
_LISTED = lazy(rf"^(?:第?一{_PIECE}[^,，。一第]{{1,12}}[,，、]?(?:另外?)?){{2,}}$")
_PAYMENT = "笔"
_PAID = lazy(r"(?:打|付|转|汇|收|到|给|拨|分)(?:了|过|来|成)?$")
_EACH_BUYER = lazy(r"(?:每一?[家户]|各)[^,，。;；\d]{0,8}$")
_SOLD_TO = lazy(r"(?:卖|转让?|授权|许可|给)(?:给|了|到)*$")
_SAME_ONE = lazy(r"(?:同一?|这一?|一)[个项份件套种](?:成果|技术|专利|工艺|配方|软件|方法|东西)")
_CHANGED = lazy(r"不是|错|改|不对|应该是")


@dataclass(frozen=True)
class Rows:
    """The figures of several items, in their order; `closed` when the sentence said how many there are."""

    figures: tuple[Figure, ...]
    closed: bool


def counted(field: Field, body: str, figures: list[Figure]) -> int:
    """两个成果, 三份合同, 两个专利: how many items of the list a sentence speaks of; 0 when it does not say."""
    assert field.many is not None
    nouns = (field.many.noun, *(_NOUNS if len(body) <= _SHORT else ()), *field.cues)
    found = [0]
    for figure in figures:
        if figure.sort is not Sort.COUNT or not re.fullmatch(_PIECE, figure.unit):
            continue
        after = body[figure.end :]
        if figure.unit == _PAYMENT != field.many.classifier and _PAID.search(body[: figure.start]):
            continue  # 打了两笔: payments of one item
        if field.many.total and re.search(rf"[每各]一?{figure.unit}", after):
            found.append(int(figure.value))  # 给8家厂，每家收35万, where it matters only what they come to
        if _COUNTED.match(after) or any(noun in after[: len(noun) + 4] for noun in nouns):
            found.append(int(figure.value))
    return max(found)


def equal_rows(field: Field, amount: Figure, body: str, figures: list[Figure]) -> Rows | Unclear | None:
    """One amount for several items: so much each, or a total that nobody can split; None for a single item."""
    many = field.many
    of_buyers = _of_buyers(field, amount, body, figures)
    if of_buyers is not None:
        return of_buyers
    count = counted(field, body, figures)
    vague = next((f for f in figures if f.sort is Sort.COUNT and f.ranged and f.value == count), None)
    if many is not None and vague is not None and count > 1:
        return Unclear(f"到底是几{many.classifier}{many.noun}？每{many.classifier}分别是多少")
    if many is None or count < 2 or count > many.at_most or _ONE_OF_THEM.search(body):
        return None
    before, after = _CLAUSE.split(body[: amount.start])[-1], body[amount.end :]
    piece = f"{many.classifier}{many.noun}"
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after):
        if many.total:
            return Rows((amount,), closed=not re.search(r"还有", body))
        return Unclear(f"{amount.text}是{count}{piece}加起来的，每{piece}分别是多少？")
    if _EACH_BEFORE.search(before) or _EACH_AFTER.match(after):
        return Rows((amount,) * count, closed=not re.search(r"还有", body))
    return Unclear(f"{count}{piece}，{amount.text}是每{piece}各{amount.text}，还是加起来的？请分别说")


def _of_buyers(field: Field, amount: Figure, body: str, figures: list[Figure]) -> Rows | Unclear | None:
    """卖给三家，每家80万: one item sold three times, or three of them? None where nothing of the kind is said."""
    many = field.many
    buyers = [f for f in figures if f.sort is Sort.COUNT and f.unit in ("家", "户") and not f.ranged and f.value > 1]
    each = _EACH_BUYER.search(_CLAUSE.split(body[: amount.start])[-1])
    if many is None or many.total or len(buyers) != 1 or each is None or not _SOLD_TO.search(body[: buyers[0].start]):
        return None
    said, piece = f"{amount.text}×{buyers[0].text}", f"{many.classifier}{many.noun}"
    if _SAME_ONE.search(body):
        low, high = times(amount.low, buyers[0].value), times(amount.high, buyers[0].value)
        return Rows((replace(amount, low=low, high=high, text=said),), closed=True)
    return Unclear(f"{said}，是同一{piece}卖给几家，还是几{piece}？同一{piece}的说加起来多少，几{piece}的分别说")


def rows_told(field: Field, text: str) -> Rows | Unclear | None:
    """The items that an answer tells by amounts only; None when it tells a single one."""
    body = fold(text)
    inner = main_of(field)
    figures = find_figures(body)
    amounts = [
        figure
        for figure in figures
        if figure.sort is Sort.MONEY
        and fits(inner, figure)
        and not is_claimed_award(figure, body)
        and not is_had_award(figure, body)
        and not is_still_out(figure, body)
        and not only_agreed(inner, figure, body)
    ]
    if not amounts:
        amounts = _bare_row(inner, figures, body)
    if field.many is None or not amounts or _CHANGED.search(body):
        return None
    if len(amounts) == 1:
        return equal_rows(field, amounts[0], body, figures)
    if _listed_by_its_piece(field, body, len(amounts)):  # 一笔500万一笔700万, of deals
        return Rows(tuple(amounts), closed=bool(_LISTED.match(body)) and not re.search(r"还有", body))
    if len(amounts) == _SO_MANY_MORE.get("".join(_MORE.findall(body)), 0):  # 还有俩，20万和10万
        return Rows(tuple(amounts), closed=False)
    if all_together(inner.model_copy(update={"many": None}), amounts, body) is not None and not counted(
        field, body, figures
    ):
        return _of_one_or_of_several(field, amounts)
    if field.kind == "record" and len(_years_of(amounts, body)) > 1 and not counted(field, body, figures):
        return _of_one_or_of_several(field, amounts)
    totals = [figure for figure in amounts if _TOTAL_BEFORE.search(_CLAUSE.split(body[: figure.start])[-1])]
    rest = [figure for figure in amounts if figure not in totals]
    if len(totals) == 1 and len(rest) > 1 and sum(figure.value for figure in rest) == totals[0].value:
        amounts = rest
    complete = counted(field, body, figures) == len(amounts) or bool(_LISTED.match(body))
    return Rows(tuple(amounts), closed=complete and not re.search(r"还有", body))


def _years_of(amounts: list[Figure], body: str) -> set[str]:
    """去年投0.9亿，今年投1.1亿: the years that amounts are said of."""
    starts = [0, *(figure.end for figure in amounts)]
    said = (_YEAR.search(body[start : figure.start]) for start, figure in zip(starts, amounts, strict=False))
    return {year.group() for year in said if year}


def _listed_by_its_piece(field: Field, body: str, many: int) -> bool:
    """一笔500万，一笔700万: are the amounts listed in the classifier that the items are counted with?"""
    assert field.many is not None
    pieces = f"[项个份件{field.many.classifier}]"
    return len(re.findall(rf"(?:^|[^第\d])一{pieces}", body)) == many


def _of_one_or_of_several(field: Field, amounts: list[Figure]) -> Unclear:
    """一笔300万一笔400万, of achievements: payments of one of them, or one payment each?"""
    assert field.many is not None
    piece, said = f"{field.many.classifier}{field.many.noun}", "、".join(figure.text for figure in amounts)
    return Unclear(
        f"{said}，是同一{piece}的几笔，还是几{piece}的？同一{piece}的就说加起来多少，几{piece}就说每{piece}各多少"
    )


def _bare_row(field: Field, figures: list[Figure], body: str) -> list[Figure]:
    """200 300 500: several numbers and nothing else, their unit left out."""
    row = [figure for figure in figures if figure.sort is Sort.BARE and fits(field, figure) and "," not in figure.text]
    pieces = [figure for figure in figures if figure.sort is Sort.COUNT and figure.value == 1]  # 一份1400 一份1000
    if field.kind != "money" or len(row) < 2 or len(row) + len(pieces) != len(figures):
        return []
    rest = body
    for figure in reversed(figures):
        rest = rest[: figure.start] + "□" + rest[figure.end :]
    return row if _ONLY_FIGURES.fullmatch(rest) else []


def main_of(field: Field) -> Field:
    """The figure that an item of a list is told by."""
    return next(iter(field.fields.values())) if field.kind == "record" else field


def values_of(field: Field, rows: Rows, text: str) -> list[Told] | Unclear:
    """Each item's value."""
    told: list[Told] = []
    for figure in rows.figures:
        value = take(main_of(field), figure, fold(text))
        if isinstance(value, Unclear):
            return value
        told.append(value)
    return told
