"""How a sentence answers the one field that was asked for."""

import re
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.cues import BREAK
from calculators.reading.doubtful import doubtful
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import flag, is_between
from calculators.reading.marks import rewarded_marks
from calculators.reading.multiples import multiplied
from calculators.reading.options import choose
from calculators.reading.parts import part_of, share_of
from calculators.reading.ranks import counts_others, is_rank, rank
from calculators.reading.received import only_agreed
from calculators.reading.replies import clean, says_unknown
from calculators.reading.sums import all_together, is_of_another_year, is_of_each, of_another_year
from calculators.reading.told import Told, Unclear

_DONE = r"(?:领|拿|享受|奖|申请|报|得|付|花|给|支付|开票|销售|投|到账|收到|收|买|采购|卖|完成|进账|打|交|签|培育|认定|建成|投产|有)"
_WHO = r"(?:以前|之前|去年|今年|上年|目前|现在|暂时|我们|咱们?|这个|这块|这笔|这项|钱|款|那|是|就|都|也|还|一直|从来|从|并|尚|到现在)*"
_NOT_ONE = r"(?:[一半](?:家|户|个|条|项|笔|份|分钱?|毛钱?|块钱|厘钱?|台|样|点|回|次)(?:钱|企业|项目)?(?:都|也|还)*)?"
_NONE = lazy(
    rf"^{_WHO}{_NOT_ONE}{_WHO}(?:没有|没得|木有|莫得|莫有|冇|没|无|零|0|未|不曾|不)(?:有|能)?{_DONE}?{_DONE}?(?:过|到|出去|成|上|一[家个分条笔])?"
    r"(?:钱|款|奖励?|补助|企业|项目|账)?(?:了|呢|啊|哦|的|吧|呀|嘞)*$"
)
_NO_MORE = lazy(r"^(?:没|没有|都没)了?(?:了|啦)$")
_SHORT_NONE = lazy(r"^.{0,8}(?:没有|没领过?|没拿过?|为零|是零|是0|为0)$")
_UNCHANGED = lazy(
    r"没变|不变|没有变|一样|同样|持平|没增没减|没增加|没增长|没提高|没涨|没动|还是(?:那|这)|跟.{0,8}一样|差不多还是"
)
_COUNTABLE = ("money", "count", "percent")


def answer(
    field: Field, text: str, *, whole: Decimal | None = None, base: Decimal | None = None
) -> Told | Unclear | None:
    """The field's value as the sentence gives it; None when the sentence does not answer it.

    `whole` is the amount the field is a part of (全部投完), `base` what a rise is told against (涨了十二个点).
    """
    body = clean(fold(text))
    if says_unknown(body) and not find_figures(body):
        return Told(UNKNOWN, text)
    if field.between is not None and is_between(field, body):
        return Unclear(field.between.says)
    if field.kind == "yes_no":
        verdict = None if _NO_MORE.match(body) else flag(field, body)
        return None if verdict is None else Told(verdict, text)
    if field.kind == "choice":
        return choose(field, body, text)
    if field.kind == "marks":
        return rewarded_marks(field, body, text)
    if is_rank(field) and ((told := rank(field, body, text)) is not None or counts_others(body)):
        return told
    return _number(field, body, text, whole, base)


def _number(field: Field, body: str, text: str, whole: Decimal | None, base: Decimal | None) -> Told | Unclear | None:
    if _NO_MORE.match(body) and not field.has_default:
        return None  # 没有了 to "how much?": of what was asked for there is no figure yet
    if says_none(body) and not is_of_another_year(field, body):
        return Told(Decimal(0) if field.kind != "count" else 0, text) if field.kind in _COUNTABLE else None
    if (risen := multiplied(field, base, body)) is not None:
        return risen
    every = [figure for figure in find_figures(body) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    if whole is not None and field.kind == "money":
        part = part_of(whole, every, body)
        if part is not None:
            return part
    if field.kind == "percent" and (share := share_of(every, body)) is not None:
        return share
    figures = [figure for figure in every if fits(field, figure)]
    if not figures:
        return None if is_of_another_year(field, body) else _without_figures(field, body, text, base)
    wrong = [figure for figure in figures if of_another_year(field, figure, body)]
    figures = [figure for figure in figures if figure not in wrong]
    if not figures:
        return Unclear("您说的是以前年度的，这里要当年的数")
    if field.kind == "money" and all(only_agreed(field, figure, body) for figure in figures):
        if any(says_none(clause) for clause in BREAK.split(body)):
            return Told(Decimal(0), text)  # 合同签了500万，钱一分都还没到
        said = "、".join(figure.text for figure in figures)
        return Unclear(f"{said}是合同上的数，这里要的是{field.label}")
    agreed = [figure for figure in figures if field.kind == "money" and only_agreed(field, figure, body)]
    every, figures = ([figure for figure in found if figure not in agreed] for found in (every, figures))
    if len(figures) > 1 or len(every) > 1:
        together = all_together(field, every if not wrong else figures, body)
        if together is not None:
            return together
    if (doubt := doubtful(field, every, body)) is not None:
        return doubt
    if is_of_each(field, figures, body):
        return Unclear(f"{figures[0].text}是每个的数，一共是多少？")
    if len({(figure.low, figure.high) for figure in figures}) > 1:
        figures = _meant(figures, body)
        if len(figures) > 1:
            return Unclear("您说了不止一个数，" + "、".join(figure.text for figure in figures) + "，用哪个？")
    return take(field, figures[0], body, base=base)


def says_none(body: str) -> bool:
    """没有, 一家也没有, 一分钱还没付呢: nothing at all."""
    return bool(_NONE.match(clean(body)))


def _without_figures(field: Field, body: str, text: str, base: Decimal | None) -> Told | None:
    """没变，还是那几家: what there was before; 这块没有: nothing."""
    if base is not None and _UNCHANGED.search(body):
        return Told(int(base) if field.kind == "count" else base, text)
    if _SHORT_NONE.search(body) and field.kind in _COUNTABLE:
        return Told(Decimal(0) if field.kind != "count" else 0, text)
    return None


def _meant(figures: list[Figure], body: str) -> list[Figure]:
    """不是6000万，是8000万: the ones that are not denied; 少说了50万，一共是350万: the total."""
    kept = [figure for figure in figures if not _denied(figure, body)]
    in_all = [
        figure
        for figure in kept
        if re.search(r"(?:一共|总共|合计|加起来|拢共)(?:是|有|付了?|到账)?$", body[: figure.start])
    ]
    settled = [figure for figure in kept if re.search(r"(?:就?按|就算|算作?|取|填)$", body[: figure.start])]
    if len(settled) == 1:  # 七八家吧，按8家
        return settled
    return in_all if len(in_all) == 1 else kept or figures


def _denied(figure: Figure, body: str) -> bool:
    return bool(re.search(r"(?:不是|不要|而不是|并非|不算)\s*$", body[: figure.start]))
