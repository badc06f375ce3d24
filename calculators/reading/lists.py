"""Items of a list told in one sentence: 一个到账300万，一个到账600万; 分别投了4000万、6000万."""

import re

from calculators.fields import Field
from calculators.money import plain
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import digit
from calculators.reading.cues import MIN_SCORE, best_cue, clause_before, is_claimed_award, is_had_award
from calculators.reading.doubtful import is_of_each_year
from calculators.reading.figures import Figure, Sort
from calculators.reading.instalments import instalments
from calculators.reading.joined import OF_ALL, continues, leads_to
from calculators.reading.parts import is_still_out
from calculators.reading.received import (
    AGREED,
    RECEIVED,
    SOLD,
    came_in_without_unit,
    is_received,
    only_agreed,
    shares_received,
)
from calculators.reading.replies import speaks_of_another
from calculators.reading.rows import Rows, equal_rows, main_of
from calculators.reading.told import Reading, Told, Unclear, put

_SEVERAL = lazy(r"[二两三四五六七八九十\d][个项份笔件]|第[一二三\d]|另|一[个项份笔件].*一[个项份笔件]")

_REALLY = lazy(
    r"第([一二三四五六1-6])[个项份笔件](?:成果|合同|交易|专利)?(?:其实|实际上?|应该)(?:是|只|才|到账?|收到|有|了)*(?:大概|约)?$"
)
_CONTRACT = lazy(r"(?:合同|协议)(?:额|金额|价|总价|上?写?的?)?(?:是|签了?|为|一共|总共|约|大约)*$")
_POINTED_AT = lazy(r"[这那](?:个|笔|部分)?$")
_LEAST_AMOUNT = 10  # 到账2 may be how many times
_SURELY_YUAN = 100_000  # 到账1,500,000: nobody counts that in 万
_OF_OTHER_YEARS = lazy(r"(?:其中|(?<!不)(?:包括|包含|含着?))[^。;；]{0,14}(?:去年|前年|上年|以前年度|往年)")


def read_list(
    name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure], first: int
) -> None:
    """A list of plain values told in one sentence: 两个成果，一个到账300万，一个到账600万."""
    free = [
        figure
        for figure in figures
        if figure.start not in used
        and fits(field, figure)
        and (figure.sort is not Sort.BARE or field.kind == "money" and _is_amount(figure, figures, body))
        and not is_still_out(figure, body)
        and not _is_said_again(figure, figures, body)
    ]
    if _OF_OTHER_YEARS.search(body) and (before := [figure for figure in free if figure.sort is Sort.MONEY]):
        reading.unclear[f"{name}.{first}"] = "里面有以前年度的，请只说要算的这一年是多少"
        used.update(figure.start for figure in before)
        return
    by_the_year = field.many is not None and field.many.yearly
    if yearly := [figure for figure in free if not by_the_year and is_of_each_year(figure, body)]:
        reading.unclear[f"{name}.{first}"] = f"{yearly[0].text}是每年的，到现在{field.label}一共是多少"
        used.update(figure.start for figure in free)
        return
    set_right = _set_right(free, body)
    free = [figure for figure in free if figure not in set_right.values()]
    shares = shares_received(field, free, figures, body)
    claimed = [figure for figure in free if figure.start in shares or figure in _received(field, free, figures, body)]
    of_one = None if shares else instalments(field, free, body)
    if of_one is not None:
        put(reading, f"{name}.{first}", of_one, used, free[0])
        used.update(figure.start for figure in free)
        return
    if not claimed and came_in_without_unit(field, figures, body):
        lacking = [figure for figure in figures if figure.sort is Sort.BARE and is_received(figure, body)]
        if len(lacking) == 1 and lacking[0].value >= _LEAST_AMOUNT:
            reading.unclear[f"{name}.{first}"] = (
                f"到账的{lacking[0].text}没说单位，是不是{plain(lacking[0].value)}万元？请说一遍"
            )
    if claimed:
        chain = [figure for figure in free if figure in claimed or continues(figure, claimed, figures, body)]
    else:
        chain = []
    if len(chain) == 1 and OF_ALL.match(body[chain[0].end :]):
        chain = [figure for figure in free if figure in chain or leads_to(figure, chain[0], free, body)]
    chain = [figure for figure in chain if not is_claimed_award(figure, body) and not is_had_award(figure, body)]
    equal = equal_rows(field, chain[0], body, figures) if len(chain) == 1 else None
    if equal is not None:
        each = shares.get(chain[0].start)  # 三份合同，每份300万，到了一半
        put_rows(name, field, "", each if isinstance(each, Unclear) else equal, reading, used, chain[0], first)
        if isinstance(each, Told) and isinstance(equal, Rows):
            reading.told |= {f"{name}.{first + place}": each for place in range(len(equal.figures))}
        return
    used.update(figure.start for place, figure in enumerate(chain) if place in set_right)
    for place, figure in enumerate([set_right.get(place, figure) for place, figure in enumerate(chain)]):
        told = shares.get(figure.start) or take(field, figure, body)
        put(reading, f"{name}.{first + place}", told, used, figure)
    close_list(name, field, body, reading, first + len(chain), len(chain), used, figures)


def _is_amount(figure: Figure, figures: list[Figure], body: str) -> bool:
    """到账1,500,000, 今年到账300: a number without a unit that can only be an amount."""
    if figure.value >= _SURELY_YUAN:
        return True
    others = any(other.sort is Sort.MONEY for other in figures)
    return not others and figure.value >= _LEAST_AMOUNT and is_received(figure, body)


def _is_said_again(figure: Figure, figures: list[Figure], body: str) -> bool:
    """打了一百六十万，能按这一百六十万报吗: the same amount, pointed at."""
    before = [other for other in figures if other.end <= figure.start and other.value == figure.value]
    return bool(before and _POINTED_AT.search(body[: figure.start]))


def _set_right(free: list[Figure], body: str) -> dict[int, Figure]:
    """…、405万，其中第三项其实只到了180万: what an item really is, by its index."""
    found = {}
    for figure in free[1:]:
        named = _REALLY.search(clause_before(figure, body))
        if named:
            found[digit(named.group(1)) - 1] = figure
    return found


def put_rows(
    name: str,
    field: Field,
    inner: str,
    rows: Rows | Unclear,
    reading: Reading,
    used: set[int],
    amount: Figure,
    first: int,
) -> None:
    """两个成果各300万: the one amount for each of them; or why it cannot be split."""
    tail = f".{inner}" if inner else ""
    if isinstance(rows, Unclear):
        put(reading, f"{name}.{first}{tail}", rows, used, amount)
        return
    for place, figure in enumerate(rows.figures):
        put(reading, f"{name}.{first + place}{tail}", take(main_of(field), figure), used, figure)
    if rows.closed:
        reading.told[f"{name}.more"] = Told(False, amount.text)


def _received(field: Field, free: list[Figure], figures: list[Figure], body: str) -> list[Figure]:
    """The figures that the field's cues claim; of 合同额500万，到账300万 only what was received."""
    cues = {figure.start: best_cue(field, figure, figures, body) for figure in free}
    claimed = [figure for figure in free if cues[figure.start][0] >= MIN_SCORE]
    claimed = [figure for figure in claimed if not only_agreed(field, figure, body)]
    if came_in_without_unit(field, figures, body):
        return [figure for figure in claimed if not AGREED.search(clause_before(figure, body))]
    if any(RECEIVED.search(cues[figure.start][1]) for figure in claimed):
        claimed = [figure for figure in claimed if not AGREED.search(cues[figure.start][1])]
        claimed = [figure for figure in claimed if not _only_in_the_contract(figure, body)]
        received = [figure for figure in claimed if RECEIVED.search(cues[figure.start][1])]
        sold = [figure for figure in claimed if SOLD.search(_own_words(figure, figures, body))]
        if sold and not _SEVERAL.search(body):
            claimed = [figure for figure in claimed if figure in received and figure not in sold] or claimed
    return claimed


def _own_words(figure: Figure, figures: list[Figure], body: str) -> str:
    """The words of its clause before a figure, without those of an amount before it: 卖了300万到账200万."""
    before = [other.end for other in figures if other.end <= figure.start and other.sort is Sort.MONEY]
    said = clause_before(figure, body)
    return said[max(0, len(said) - (figure.start - max(before, default=0))) :]


def _only_in_the_contract(figure: Figure, body: str) -> bool:
    """我们卖了个专利，合同500万: the words right before the amount are of the contract, though others are near."""
    return bool(_CONTRACT.search(clause_before(figure, body)))


def close_list(
    name: str, field: Field, body: str, reading: Reading, count: int, added: int, used: set[int], figures: list[Figure]
) -> None:
    """我们有一个成果 / 两项合同: as many as were told, so nobody has to ask for more."""
    if not field.many or not added:
        return
    for figure in figures:
        if figure.sort is not Sort.COUNT or figure.start in used:
            continue
        after = body[figure.end :]
        named = re.match(r"(?:科技|技术|知识产权|推广|产业链|招商)?" + re.escape(field.many.noun), after)
        # 两个专利，一个500万一个700万: as many as were told, whatever they are called.
        if (named or added == count > 1 and figure.unit in "个项份笔件") and int(figure.value) == count:
            used.add(figure.start)
            reading.told[f"{name}.more"] = Told(False, body)
    only = re.search(
        r"(?:就|只)[\u4e00-\u9fff]{0,3}?(?:一|两|三|1|2|3)[个项份笔件]|只有(?:这)?(?:一|两|三)?[个项份笔件]|只此|没有别的|没别的",
        body,
    )
    if only and not speaks_of_another(body[only.start() :]):
        reading.told[f"{name}.more"] = Told(False, body)
