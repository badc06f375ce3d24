"""Which field a figure belongs to, by the words that stand nearest to it."""

import re
from collections.abc import Mapping

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.figures import Figure, Sort
from calculators.reading.sums import is_each_beside_others, of_another_year

BREAK = lazy(r"[,，.。;；!！?？]")
PAUSE = lazy(rf"{BREAK.pattern}|\s")  # where people leave out the comma
_CLAIMED_AWARD = lazy(
    r"(?:(?:能|可以|可)(?:不能|不可以)?(?:给|拿|领|奖|补|得|有|到)?|给|拿|领|奖|补|得)到?(?:我们|我|咱)?(?:多少|个|够)?\s*$"
)
_NAME_BEFORE = lazy(r"[^\s能可会给以么就只才]{2}(?:奖励?|补[助贴])\s+$")  # 落地奖 2个亿: the award's own name
_CLAIMED_AFTER = lazy(
    r"^(?:的奖|奖励?(?:吗|么|$)|能?(?:拿|给|领|奖|补)(?:全|满|够|到手)|能全|吗|么|不(?:$|[?？])|对不|对吗)"
)
_SPENT = lazy(r"(?:投(?!产)|付|到账|采购|花|卖|买|开票|销售|营收|收入)[^给拿领奖补]*$")
_HAD_BEFORE = lazy(
    r"(?:(?:领|享受|奖|补)(?:取|励|贴|助)?(?:过|了|到)+|[拿得]过)(?:[一二两三][次回笔])?(?:奖励?|补[助贴]|省里的?|市里的?)?(?:大约|大概|约|差不多)?$"
)
_HAD_AFTER = lazy(r"^(?:的)?(?:奖励?|补[助贴])?(?:已经?|都)?(?:领|拿|享受)过")
_AWARD = lazy(r"奖|补贴")  # a field that is an award itself: 已领的奖励
_WORD = lazy(r"[\u4e00-\u9fff]")
_TIME = lazy(r"现在|目前|如今|今年|去年|上年|眼下")  # 3家现在8家能拿多少
_THEN = lazy(r"2021年(?:底|末|时|的?时候)?(?:才|只)?(?:有|是)?$")
_NOW = lazy(r"(?:现在|去年|目前|如今|今年|上年)(?:已经)?(?:有|是)?$")
_FACTOR = lazy(r"系数[^,，。;；\d]{0,6}$")
_BEFORE = lazy(r"原|以前|之前|上年|去年")
_YEAR_BEHIND = lazy(r"去年|前年|上一?年|往年")
_NOW_SAID = lazy(r"今年|现在|目前|如今|眼下")
_RUNS = lazy(r"(?:项目)?(?:今年|目前|现在|已经?|都|全部|建成|正式)*投产(?!不)")
MIN_SCORE = 30
_COUNTED_SO = 20  # for the classifier that the field is counted with


def clause_before(figure: Figure, body: str) -> str:
    """The clause before a figure."""
    return BREAK.split(body[: figure.start])[-1]


def assign(
    fields: Mapping[str, Field], figures: list[Figure], body: str, used: set[int], rivals: Mapping[str, Field]
) -> list[tuple[Figure, str]]:
    """Each figure to the field whose cue is nearest; each field one figure. Rivals may claim figures too."""
    scored = []
    every = {**rivals, **fields}
    shares = [field for field in every.values() if field.kind == "percent"]
    shares_told = bool(shares) and sum(figure.sort is Sort.PERCENT for figure in figures) >= len(shares)
    for figure in figures:
        if figure.start in used:
            continue
        for name, field in every.items():
            if not fits(field, figure) or figure.sort is Sort.BARE and field.kind == "percent" and shares_told:
                continue
            score = cue_score(field, figure, figures, body) or _score_of_the_year_behind(field, figure, figures, body)
            if score < MIN_SCORE or is_each_beside_others(field, figure, figures, body):
                continue
            if field.kind == "rate" and _FACTOR.search(body[: figure.start]):
                continue  # 2024年平均lpr,系数分别1.2和0.9
            if _is_of_then(field, figure, figures, body) or of_another_year(field, figure, body):
                continue
            if _AWARD.search(field.label) or not (is_claimed_award(figure, body) or is_had_award(figure, body)):
                scored.append((score, figure, name))
    scored = [one for one in scored if not _is_of_those_that_do_not_run(one, scored, body)]
    scored = [one for one in scored if not _is_outnamed(one, scored, every, figures, body)]
    scored.sort(key=lambda entry: -entry[0])
    taken: set[str] = set()
    spent: set[int] = set()
    pairs = []
    for _, figure, name in scored:
        if name in taken or figure.start in spent:
            continue
        taken.add(name)
        spent.add(figure.start)
        if name in fields:
            pairs.append((figure, name))
    return sorted(pairs, key=lambda pair: pair[0].start)


def _is_of_then(field: Field, figure: Figure, figures: list[Figure], body: str) -> bool:
    """2021年5家现在12家: the 5 where how many there are now is asked for."""
    if figure.sort is Sort.PERCENT:
        return not _BEFORE.search(field.label) and _is_a_year_behind(figure, figures, body)
    if figure.sort is not Sort.COUNT or any("21" in cue for cue in field.cues) or "2021" in field.ask:
        return False
    dated = _THEN.search(body[: figure.start])
    return bool(dated) and any(
        other.sort is Sort.COUNT and other.unit == figure.unit and _NOW.search(body[: other.start]) for other in figures
    )


def _is_a_year_behind(figure: Figure, figures: list[Figure], body: str) -> bool:
    """去年占到22%，今年61%: the 22%."""
    return bool(_YEAR_BEHIND.search(clause_before(figure, body))) and any(
        other.sort is Sort.PERCENT and other.start > figure.start and _NOW_SAID.search(clause_before(other, body))
        for other in figures
    )


def _score_of_the_year_behind(field: Field, figure: Figure, figures: list[Figure], body: str) -> int:
    """去年占比30%，今年45%: what names the 30% names the 45%."""
    if (
        figure.sort is not Sort.PERCENT
        or _BEFORE.search(field.label)
        or not _NOW_SAID.search(clause_before(figure, body))
    ):
        return 0
    behind = [other for other in figures if other.end <= figure.start and _is_a_year_behind(other, figures, body)]
    return cue_score(field, behind[-1], figures, body) if behind and behind[-1].sort is Sort.PERCENT else 0


def _is_outnamed(
    claim: tuple[int, Figure, str],
    claims: list[tuple[int, Figure, str]],
    fields: Mapping[str, Field],
    figures: list[Figure],
    body: str,
) -> bool:
    """总投资3亿，固投2亿: is another amount called by a cue that begins as the label of the field does?"""
    _, figure, name = claim
    field = fields[name]
    rivals = [other for _, other, named in claims if named == name and other is not figure]
    if field.kind != "money" or not rivals or _is_own(field, figure, figures, body):
        return False
    return any(_is_own(field, other, figures, body) for other in rivals)


def _is_of_those_that_do_not_run(
    claim: tuple[int, Figure, str], claims: list[tuple[int, Figure, str]], body: str
) -> bool:
    """招来五个项目，三个已经投产, where those that run are counted: the five?"""
    _, figure, name = claim
    counts = [other for _, other, named in claims if named == name and other.sort is Sort.COUNT]
    running = [other for other in counts if _RUNS.match(body[other.end :])]
    return figure in counts and len(running) == 1 and figure not in running and figure.value >= running[0].value


def _is_own(field: Field, figure: Figure, figures: list[Figure], body: str) -> bool:
    return best_cue(field, figure, figures, body)[1][:1] == field.label[:1]


def cue_score(field: Field, figure: Figure, figures: list[Figure], body: str) -> int:
    """How strongly the words around a figure say that it belongs to the field; 0 when nothing does."""
    score = best_cue(field, figure, figures, body)[0]
    own_classifier = figure.sort is Sort.COUNT and bool(figure.unit) and figure.unit == field.counter
    return score + _COUNTED_SO if score and own_classifier else score  # 1条链 8个项目


def best_cue(field: Field, figure: Figure, figures: list[Figure], body: str) -> tuple[int, str]:
    best = (0, "")
    for cue in field.cues:
        at = body.find(cue)
        while at >= 0:
            if not (cue[-1] == "投" and body.startswith("产", at + len(cue))):  # 已投产 is no 已投
                best = max(best, (_nearness(at, at + len(cue), figure, figures, body, len(cue)), cue))
            at = body.find(cue, at + 1)
    return best


def _nearness(start: int, end: int, figure: Figure, figures: list[Figure], body: str, size: int) -> int:
    number_end = figure.end - len(figure.unit)
    if end <= figure.start:
        if (
            not _TIME.match(body[start:end])
            and _has_own_noun(figure, body)
            and any(other.sort is Sort.COUNT and other.end == start for other in figures)
        ):
            return 0  # 3家链主5家链核: the noun belongs to the count before it
        gap = body[end : figure.start]
        between = [other for other in figures if end <= other.start < figure.start and other.sort is not Sort.OTHER]
        if any(other.sort == figure.sort for other in between):
            return 0
        return 100 + 12 * size - 6 * len(gap) - 40 * len(BREAK.findall(gap)) - 20 * len(between)
    if start >= number_end:
        gap = body[max(figure.end, number_end) : start] if start >= figure.end else ""
        if any(figure.end <= other.start < start and other.sort == figure.sort for other in figures):
            return 0
        if figure.sort is Sort.MONEY and any(
            0 <= other.start - end <= 1 and other.sort in (Sort.MONEY, Sort.PERCENT) for other in figures
        ):
            return 0  # 2.5个亿完成60%: the 完成 belongs to what follows it
        return 80 + 12 * size - 9 * len(gap) - 70 * len(BREAK.findall(gap))
    return 0


def _has_own_noun(figure: Figure, body: str) -> bool:
    """5家链核: a count with a word right behind it, which says of what."""
    return figure.sort is Sort.COUNT and bool(_WORD.match(body, figure.end))


def is_had_award(figure: Figure, body: str) -> bool:
    """年内领过20万: an award had before, no amount of a deal."""
    before, after = clause_before(figure, body), body[figure.end :]
    return figure.sort is not Sort.COUNT and bool(_HAD_BEFORE.search(before) or _HAD_AFTER.match(after))


def is_claimed_award(figure: Figure, body: str) -> bool:
    """给650万吗, 300万能拿全不: the award somebody hopes for, not an input."""
    if figure.sort is Sort.COUNT:
        return False
    before, after = clause_before(figure, body)[-6:], body[figure.end :][:4]
    if _CLAIMED_AWARD.search(before) and not (_NAME_BEFORE.search(before) and not _CLAIMED_AFTER.match(after)):
        return not re.search(r"[付投卖转打汇][给得]$", before)
    if _SPENT.search(before):
        return False
    around = body[max(0, figure.start - 6) : figure.end + 6]
    return bool(_CLAIMED_AFTER.match(after) and re.search(r"[给拿领奖补]", around))
