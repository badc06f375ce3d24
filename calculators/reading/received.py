"""What came in of an amount agreed on: 合同800万，到账一半; 还有一份1200万，只到了六成; 合同800万 and not a word of what came in."""

from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.money import total
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.cues import best_cue, clause_before
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.parts import part_of
from calculators.reading.told import Told, Unclear

RECEIVED = lazy(r"到账|到手|收到|收了|进账|入账|打过来|打进|打到|到了")
AGREED = lazy(r"合同|交易额|成交")
_CONTRACT = lazy(r"协议|订单|签|总价")
OF_A_CONTRACT = lazy(r"元?(?:左右|上下)?的?[^,，。;；\d的]{0,8}(?:合同|协议|订单|单子)")  # 一个600万的合同
SOLD = lazy(r"卖|转让|作价|总价|价款|签")  # what one item was sold for, where what came in of it is told as well
_SHARE_BEFORE = lazy(  # 先到三成, 只付了一半, 回款六成
    rf"(?:{RECEIVED.pattern}|到|来|收|回款?|付款?|给|打款?)(?:了|过来|给我们)?(?:大约|大概|约|差不多|其中|有|是|的|只|才|就|也)*$"
)
_SHARE_AFTER = lazy(
    r"^(?:的(?:钱|款))?(?:上个?月|这个?月|本月|今年|去年|年初|前几天|昨天|已经?|都|也|才|刚|先)*(?:到账|到位|到了|到手|收到|进账|入账|打过来|打进来|付了|给了)"
)
_NOT_YET = lazy(r"^(?:的(?:钱|款))?(?:还|都|尚|暂时)*(?:没|未)")
_YET_TO_COME = lazy(
    r"(?:以后|之后|后|明年|下个?月|年底)(?:才|再|要|会|能)*(?:付款?|给|打款?|到账?|收)(?:大约|大概|约)?$"
)  # 验收后付一半
_NONE_BEFORE = lazy(r"(?:没|未|没有|等着?|准备|快要?|将要?|就要)(?:全|都|收|能)*$")
_HOW_MUCH = lazy(r"(?:了|的)?(?:是|有)?(?:多少|几)")  # 不知道到账多少
_ROUGHLY = lazy(r"大概|大约|差不多|估计|约")
_OWN = lazy(rf"(?:{RECEIVED.pattern})(?:大约|大概|约|差不多|一共|有|是)*$")  # said of the amount right behind it
_IN_SHARES = lazy(r"入股|折股|换股")  # 作价入股500万: no money came in
_IN_PARTS = lazy(  # 480万分四年付，今年先到120万: the whole of what came in only in part
    r"元?的?[,，]?(?:是|要|按|说好|约定)*分(?:[两二三四五六七八九十几\d]+)?[年期次笔批][^,，。;；\d]{0,6}[,，。;；].*?"
    r"(?:(?:先|已|才|只|刚|今年|去年|目前|现在|[头首第][一二]?[年期次笔批])[^,，。;；\d]{0,6}(?:到|打|付|收|给|来)[^,，。;；\d]{0,4}[\d一二三四五六七八九十百]"
    r"|[头首第][一二]?[年期次笔批][^,，。;；\d]{0,4}[\d一二三四五六七八九十百][^,，。;；]{0,6}(?:到|收|付|打))"
)
_AGAIN = lazy(r"又|再|后来|后面|接着|然后|随后|第?[二三四五][期批次笔]|尾款|余款|进度款?|中期")
_LISTED_CONTRACTS = lazy(
    r"(?:签了?[^,，。;；\d]{0,6}|(?<!推广)(?:合同|协议)(?:额|金额|价)?)(?:[两二三四五六七八九\d][份个项笔])?(?:[^,，。;；\d]{0,4}(?:合同|协议|单子))?(?:[,，:：]|各|分别)(?:是|为)*$"
)
_ROW = lazy(r"(?:、|,|，|和|与|跟|及|[,，]?(?:另|还有)?一[份个项笔])+")
_OF_ANOTHER = lazy(r"[a-dA-D甲乙丙丁](?:项目|合同|成果)?(?:才|只|也|先)*(?:到|付|收|打|来)")  # A到账500万B到账一半
_NEAR = 3  # characters between a share and the amount that says it exactly


def counts_receipts(field: Field) -> bool:
    """Does a field count what came in?"""
    return any(map(RECEIVED.search, field.cues))


def is_received(figure: Figure, body: str) -> bool:
    """到账300: is it said right before a figure that it came in?"""
    return bool(_OWN.search(clause_before(figure, body)))


def came_in_without_unit(field: Field, figures: list[Figure], body: str) -> bool:
    """合同三百万，打过来一百五: is what came in told by a figure that lacks its unit?"""
    return counts_receipts(field) and any(
        figure.sort is Sort.BARE and RECEIVED.search(clause_before(figure, body)) for figure in figures
    )


def only_agreed(field: Field, figure: Figure, body: str) -> bool:
    """合同800万, and not a word of what came in: no figure for a field that counts what came in."""
    before, after = clause_before(figure, body), body[figure.end :]
    agreed = bool(AGREED.search(before) or _CONTRACT.search(before) or OF_A_CONTRACT.match(after))
    agreed = agreed or is_listed_as_agreed(figure, body)
    no_money = (agreed or _IN_SHARES.search(before + after[:4])) and not came_in(body)
    return counts_receipts(field) and bool(no_money or in_parts(figure, body))


def is_listed_as_agreed(figure: Figure, body: str) -> bool:
    """签了两份合同，500万和300万: the contracts are spoken of right before a row of amounts."""
    if _LISTED_CONTRACTS.search(body[: figure.start]):
        return True
    before = [other for other in find_figures(body) if other.sort is Sort.MONEY and other.end <= figure.start]
    joined = before and _ROW.fullmatch(body[before[-1].end : figure.start])
    return bool(joined) and is_listed_as_agreed(before[-1], body)


def in_parts(figure: Figure, body: str) -> bool:
    """480万分四年付，今年先到120万: a price that came in only in part."""
    return bool(_IN_PARTS.match(body[figure.end :]))


def came_in(body: str) -> bool:
    """Does a sentence say that money came in? 还没到账 says that none did."""
    return any(
        not _NONE_BEFORE.search(body[: found.start()]) and not _HOW_MUCH.match(body[found.end() :])
        for found in RECEIVED.finditer(body)
    )


def shares_received(field: Field, free: list[Figure], figures: list[Figure], body: str) -> dict[int, Told | Unclear]:
    """合同800万，到账一半: what was received, told as a share of the amount before it; by the place of that amount."""
    told: dict[int, Told | Unclear] = {}
    if not counts_receipts(field):
        return told
    for share in figures:
        if share.sort is not Sort.PERCENT or not is_of_receipts(share, body):
            continue
        whole = _whole_of(share, figures, body)
        if whole is None or whole not in free:
            continue
        said = [f for f in figures if f.sort is Sort.MONEY and 0 <= f.start - share.end <= _NEAR]
        if said:  # 到账是一半多点，320万
            told[whole.start] = take(field, said[0], body)
            continue
        told[whole.start] = _share(field, whole, share, told.get(whole.start), figures, body)
    return told


def _whole_of(share: Figure, figures: list[Figure], body: str) -> Figure | None:
    """The amount before a share; where there is none, the one agreed on behind it: 先付了三成，合同总价900万."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    before = [
        figure
        for figure in amounts
        if figure.end <= share.start and not _OF_ANOTHER.search(body[figure.end : share.start])
    ]
    behind = [f for f in amounts if AGREED.search(said := clause_before(f, body)) or SOLD.search(said)]
    return before[-1] if before else behind[0] if len(behind) == len(amounts) == 1 else None


def _share(
    field: Field, whole: Figure, share: Figure, before: Told | Unclear | None, figures: list[Figure], body: str
) -> Told | Unclear:
    if _received_itself(field, whole, figures, body):
        return Unclear(f"{whole.text}是总共该到的，还是已经到账的？{field.label}一共是多少")
    if whole.ranged:
        return Unclear(f"总数您说的是个范围，{field.label}是多少")
    part = part_of(whole.value, [share], body)
    assert part is not None  # a share always is a part
    if isinstance(part, Told):
        roughly = whole.about or bool(_ROUGHLY.search(clause_before(share, body)))  # 大概到了三分之一
        part = replace(part, about=part.about or roughly)
    return _added(before, part, share, body)


def is_of_receipts(share: Figure, body: str) -> bool:
    """到了六成, 六成已到账: is a share said of what came in?"""
    after = body[share.end :]
    if _YET_TO_COME.search(clause_before(share, body)):
        return False
    return bool(_SHARE_BEFORE.search(clause_before(share, body)) or _SHARE_AFTER.match(after) or _NOT_YET.match(after))


def _received_itself(field: Field, whole: Figure, figures: list[Figure], body: str) -> bool:
    """到账1200万，…一半: is the amount itself said to have come in?"""
    before = clause_before(whole, body)
    if AGREED.search(before) or SOLD.search(before):
        return False
    others = [figure.end for figure in figures if figure.end <= whole.start]
    own = body[max(others, default=0) : whole.start]
    return bool(_OWN.search(own)) or bool(RECEIVED.search(best_cue(field, whole, figures, own)[1]))


def _added(first: Told | Unclear | None, then: Told | Unclear, share: Figure, body: str) -> Told | Unclear:
    """先到三成，后来又到了两成: both of the same contract; 到了六成，还有四成没到: the same said twice."""
    if first is None or isinstance(first, Unclear) or isinstance(then, Unclear):
        return then if first is None else first
    if first.value == then.value:
        return first
    if not _AGAIN.search(clause_before(share, body)) or not isinstance(first.value, Decimal):
        return Unclear(f"{first.said}和{then.said}，到账的一共是多少")
    if not isinstance(then.value, Decimal):
        return Unclear("到账的一共是多少")
    return replace(then, value=total([first.value, then.value]), said=f"{first.said}＋{then.said}")
