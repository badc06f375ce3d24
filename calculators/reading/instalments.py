"""Payments of one and the same item of a list: 分三期到账，先到100万，又到80万，最后60万; 同一个成果的，去年126万，今年73万."""

from itertools import pairwise

from calculators.fields import Field
from calculators.money import total
from calculators.patterns import lazy
from calculators.reading.cues import clause_before
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.received import AGREED, RECEIVED, SOLD, counts_receipts, only_agreed
from calculators.reading.told import Told, Unclear

_SAME_ITEM = lazy(  # 去年到了126万，今年又到了73万，是同一个成果的
    r"同一?[个项份笔件套种](?:成果|合同|项目|技术|专利|工艺|配方|软件)|是一[个项份笔件](?:成果|合同|项目|技术|东西)的|(?:一|这)[个项份笔件](?:成果|合同|项目|技术)?[^,，。;；]{0,6}分[两三四五几\d][次笔批期]|分[两三四五几\d][次笔批期](?:到|付|打|收|给)"
)
_FIRST = lazy(r"(?:预付|首款|定金|首|先|头一?[笔次批期]|第一[笔次批期])[^,，。;；]{0,6}$")
_OF_ONE = lazy(
    r"(?:[一二两三四五六首头尾末][期笔批次]|[期笔批次]款)(?:款|的)?(?:里|中|也|又|还)*(?:差|欠|少)(?:着|了)?$"
)
_THEN = lazy(
    r"(?:又|再|后来|接着|然后|随后|最后|末[笔次批期]|尾款|余款|进度款?|中期款?|验收款?|到货款?|发货款?|质保金|第?[二三四五六][笔次批期])[^,，。;；]{0,8}$"
)
_ANOTHER_ITEM = lazy(
    r"[一二两三四五六]项|[一二两三四五六]份|另(?:外)?一?[个项份]|还有一?[个项份]|第[二三四五六][个项份]"
)
_PLUS = lazy(r"\s*(?:外?加|\+)")
_YEAR = lazy(r"20\d\d年|去年|前年|上年|今年|当年|本年")
_IN_ALL = lazy(r"(?:一共|总共|合计|累计|加起来|拢共|共)(?:是|有|到账?了?|收到?了?|进账|打了?)*(?:大约|大概|约)?$")


def instalments(field: Field, free: list[Figure], body: str) -> Told | Unclear | None:
    """What the payments of one item come to, in yuan; None where the figures are items of their own."""
    free = [figure for figure in free if figure.sort is Sort.MONEY and not _is_agreed(field, figure, body)]
    if len(free) < 2 or any(figure.ranged for figure in free):
        return None
    if not _SAME_ITEM.search(body) and not _ANOTHER_ITEM.search(body) and _of_two_years(free, body):
        said = "、".join(figure.text for figure in free)
        return Unclear(f"{said}是不同年份的，请只说要算的这一年是多少")
    if not _SAME_ITEM.search(body) and not _ANOTHER_ITEM.search(body) and _joined_by_plus(free, body):
        said = "、".join(figure.text for figure in free)
        return Unclear(
            f"{said}，是加在一起算一{_piece(field)}，还是几{_piece(field)}？一{_piece(field)}的就说加起来多少"
        )
    if not _SAME_ITEM.search(body) and (_ANOTHER_ITEM.search(body) or not _one_after_the_other(free, body)):
        return None
    short = [
        f for f in find_figures(body) if f.sort is Sort.MONEY and f not in free and _OF_ONE.search(body[: f.start])
    ]
    if short:  # 一期90万二期70万，二期还差10万没到
        return Unclear(f"{short[0].text}还没到的话，请说减完的数：{field.label}一共是多少")
    in_all = [figure for figure in free if _IN_ALL.search(clause_before(figure, body))]
    parts = [figure for figure in free if figure not in in_all]
    amount = total([figure.value for figure in parts])
    if in_all and (len(in_all) > 1 or len(parts) > 1 and in_all[0].value != amount):
        return Unclear(f"您说的{'、'.join(figure.text for figure in parts)}，和{in_all[0].text}对不上，一共是多少")
    if in_all:
        return Told(in_all[0].value, in_all[0].text, in_all[0].about)
    return Told(amount, "＋".join(figure.text for figure in parts), any(figure.about for figure in parts))


def _one_after_the_other(free: list[Figure], body: str) -> bool:
    """先到100万，又到80万，最后60万."""
    first, *later = (clause_before(figure, body) for figure in free)
    return bool(_FIRST.search(first)) and all(_THEN.search(words) or _IN_ALL.search(words) for words in later)


def _joined_by_plus(free: list[Figure], body: str) -> bool:
    """技术费400万加服务费50万."""
    return all(_PLUS.match(body[one.end : other.start]) for one, other in pairwise(free))


def _piece(field: Field) -> str:
    return f"{field.many.classifier}{field.many.noun}" if field.many else ""


def _of_two_years(free: list[Figure], body: str) -> bool:
    """去年到账200万，今年到账150万: each amount with a year of its own."""
    ends = (0, *(figure.end for figure in free))
    years = [
        tuple(_YEAR.findall(clause_before(figure, body)[-(figure.start - end) :]))
        for end, figure in zip(ends, free, strict=False)
    ]
    return all(len(year) == 1 for year in years) and len(set(years)) == len(free)


def _is_agreed(field: Field, figure: Figure, body: str) -> bool:
    """合同500万，先到100万，又到80万: what it was sold for is no payment."""
    before = clause_before(figure, body)
    return only_agreed(field, figure, body) or bool(
        counts_receipts(field) and not RECEIVED.search(before) and (AGREED.search(before) or SOLD.search(before))
    )
