"""Parts told against their whole in a sentence: 全部建成投产, 付了六成, 还有1000万没投; 总投资6亿，投了4亿."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.cues import MIN_SCORE, clause_before, cue_score, is_claimed_award, is_had_award
from calculators.reading.figures import Figure, Sort
from calculators.reading.parts import added_shares, is_remainder, part_of, without_the_rest
from calculators.reading.replies import says_all
from calculators.reading.told import Reading, Told, Unclear, known_value, put

_PREPAID = lazy(r"(?:首付|预付|先付)(?:款|了|的)*$")
_WHOLE = 100
_IN_ALL = lazy(r"总|计划|一共|合同|采购额")
_SPENT_SO_FAR = lazy(
    r"(?:已经?|现在|目前|到现在|实际|先)*(?:投|付|花|完成|到位)(?:资|入|进去)?了(?:大约|大概|约|差不多)?$"
)
_ONLY_SO_FAR = lazy(r"(?:只|才|先|刚|目前|现在)(?:投|付|花|完成)(?:资|入|进去)?了(?:大约|大概|约|差不多)?$")


def set_aside(fields: Mapping[str, Field], figures: list[Figure], body: str, used: set[int]) -> list[Figure]:
    """付了六成, 还有1000万没投: figures that tell a part by its whole, and are no amount of their own."""
    if not any(field.whole for field in fields.values()):
        return []
    percents = any(field.kind in ("percent", "rate", "factor") for field in fields.values())
    aside = [
        figure
        for figure in figures
        if is_remainder(figure, body) or figure.sort is Sort.PERCENT and not percents and figure.start not in used
    ]
    used.update(figure.start for figure in aside if figure.sort is Sort.MONEY)
    return aside


def told_part(
    name: str, field: Field, body: str, reading: Reading, given: Mapping[str, Given], figures: list[Figure]
) -> None:
    """A part told against its whole, told now or before: 全部建成投产, 付了六成, 还有1000万没投."""
    figures = without_the_rest(figures, body)
    if len(figures) > 1 and all(figure.sort is Sort.PERCENT for figure in figures):
        figures = [one] if (one := added_shares(figures, body)) else figures
    told = reading.told.get(field.whole or "")
    whole = known_value(told.value) if told else given.get(field.whole or "")
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT and figure.value < _WHOLE]
    if (
        isinstance(whole, Decimal)
        and said_all(field, body)
        and any(is_done_share(field, figure, figures, body) for figure in shares)
    ):
        reading.told.pop(name, None)  # 一批1500万付清，一批900万付了三成
        reading.unclear[name] = f"有付清的，有只到{shares[0].text}的，{field.label}一共是多少"
    elif told is not None and said_all(field, body):
        reading.told[name] = replace(told, said=body)
    elif isinstance(whole, Decimal) and whole and said_all(field, body):
        reading.told[name] = Told(whole, body)
    elif isinstance(whole, Decimal) and len(figures) == 1 and name not in reading.told:
        figure = figures[0]
        said = is_done_share(field, figure, figures, body) or _PREPAID.search(body[: figure.start])
        if figure.sort is Sort.PERCENT and not said:
            return
        part = part_of(whole, figures, body)
        if isinstance(part, Unclear):
            reading.unclear[name] = part.why
        elif part is not None:
            reading.told[name] = part


def is_done_share(field: Field, figure: Figure, figures: list[Figure], body: str) -> bool:
    """完成六成, 1亿投了一半: is a share said of what was done or paid?"""
    spent = figure.sort is Sort.PERCENT and _SPENT_SO_FAR.search(clause_before(figure, body))
    return bool(spent) or cue_score(field, figure, figures, body) >= MIN_SCORE


def whole_of_all(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, given: Mapping[str, Given]
) -> None:
    """9亿的项目全投完了: the one amount was heard as the part, and is the whole as well."""
    if sum(figure.sort is Sort.MONEY and not is_had_award(figure, body) for figure in figures) != 1:
        return
    for name, field in fields.items():
        whole = field.whole or ""
        untold = whole in fields and whole not in reading.told and whole not in given
        if name in reading.told and untold and said_all(field, body):
            reading.told[whole] = reading.told[name]


def of_the_total(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """总投资6亿，投了4亿: done of what was told as the total."""
    for name, field in fields.items():
        whole = reading.told.get(field.whole or "")
        if name in reading.told or whole is None or not isinstance(whole.value, Decimal):
            continue
        total = next((figure for figure in figures if figure.text == whole.said), None)
        if total is None:
            continue
        in_all = _IN_ALL.search(clause_before(total, body))
        done = [
            figure
            for figure in figures
            if figure.start not in used
            and figure.sort is Sort.MONEY
            and figure.high <= whole.value
            and (_SPENT_SO_FAR if in_all else _ONLY_SO_FAR).search(clause_before(figure, body))
        ]
        if len(done) == 1:
            put(reading, name, take(field, done[0], body), used, done[0])


def spent_of_more(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """项目8000万，投了5000万: what was spent so far was taken for the total, and the total stands beside it."""
    for name, field in fields.items():
        told = reading.told.get(field.whole or "")
        if name in reading.told or told is None or not isinstance(told.value, Decimal):
            continue
        spent = next((figure for figure in figures if figure.text == told.said), None)
        if spent is None or not _SPENT_SO_FAR.search(clause_before(spent, body)):
            continue
        totals = [
            figure
            for figure in figures
            if figure.start not in used
            and figure.sort is Sort.MONEY
            and figure.low > told.value
            and not is_claimed_award(figure, body)
            and not is_had_award(figure, body)
        ]
        if len(totals) == 1:
            put(reading, field.whole or "", take(fields[field.whole or ""], totals[0], body), used, totals[0])
            put(reading, name, take(field, spent, body), used, spent)


def adds_to_a_share(field: Field, shares: list[Figure], figures: list[Figure], body: str) -> bool:
    """先付了三成，后来又付了一千万: neither figure is all of it."""
    paid = [figure for figure in shares if cue_score(field, figure, figures, body) >= MIN_SCORE]
    return len(paid) == 1 and bool(re.search(r"又|后来|再|另外", body[paid[0].end :]))


def said_all(field: Field, body: str) -> bool:
    """全部建成投产, 都付清了: the part is as large as the whole."""
    if not says_all(body) or re.search(r"(?:没|未)(?:有)?(?:全|都)", body):
        return False
    return any(cue in body for cue in field.cues) or bool(
        re.search(r"全部|全都|[投建]完|付清|全付|全投|全进去|投满", body)
    )
