"""Choices and tiers told in passing: 我们是链主, 评上省级; 领过20%和40%的, 以前没领过."""

import re
from decimal import Decimal

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.cues import BREAK
from calculators.reading.figures import Figure, Sort
from calculators.reading.flags import is_between
from calculators.reading.marks import NEVER, can_be_a_tier, is_denied, marks_by_order, names_mark
from calculators.reading.options import is_complement, mentioned_options, names_an_award, risen_to
from calculators.reading.told import Reading, Told

_IN_A_ROW = lazy(r"(?:档|那档)?(?:、|和|跟|与|及|还有)(?:那|这)?")  # between tiers that share what is said of them
_WHOSE = lazy(r"(?:我们?|咱们?|俺们?|本|家|作为|省级|省里的?)*")
_AMOUNT_OF_ONES_OWN = lazy(  # not the award's: 链主奖100万
    r"(?!(?:认定|评定|评优|遴选)|[^\d]{0,8}(?:奖|补|给|拿|领))[^,，。;；]{0,14}?[\d一二三四五六七八九十百千两几][^,，。;；]{0,4}[万亿w元]"
)


def mentioned_choice(name: str, field: Field, body: str, reading: Reading) -> None:
    """A choice told in passing needs one of the field's cue words next to it: 我们是链主, 评上省级."""
    if is_between(field, body):
        return  # 省级小巨人: which level that is, no document says
    found = mentioned_options(field, body)
    if field.cues:
        found = [key for key in found if _beside(field, key, body)]
    elif is_complement(field):
        found = [key for key in found if not _only_the_awards_name(field, key, body)]
    if len(found) == 1:
        reading.told[name] = Told(found[0], body)


def _only_the_awards_name(field: Field, key: str, body: str) -> bool:
    """链主评优的奖励: every time the option is named, it is the award that is meant."""
    words = (field.options[key].label, *field.options[key].words)
    ends = [found.end() for word in words for found in re.finditer(re.escape(word.lower()), body)]
    return any(names_an_award(body, end) for end in ends)


def _beside(field: Field, key: str, body: str) -> bool:
    option = field.options[key]
    for word in sorted((option.label, *option.words), key=len, reverse=True):
        for found in re.finditer(re.escape(word.lower()), body):
            before, after = body[: found.start()], body[found.end() :]
            if re.match(r"(?:政府|财政|的)?(?:奖|补|给|资金|层面|这块)", after):
                continue  # 市级奖励: who pays, not what one is
            cues = [re.escape(cue) for cue in field.cues if cue in body]
            if key not in ("none", "other") and (
                _stands_alone(before, after) or _is_subject(before, after) or risen_to(before)
            ):
                return True
            if any(re.search(cue + r"(?:了|的|家|为|成|上|个|过|省级|是|当|算|作)?$", before) for cue in cues):
                return True
            if any(re.match(r"(?:的|级|认定的?|那个)?" + cue, after) for cue in cues):
                return True
    return False


def _is_subject(before: str, after: str) -> bool:
    """链主产业链营收60亿, 链核企业今年做到5亿: an option that a clause with an amount begins with."""
    return bool(_WHOSE.fullmatch(BREAK.split(before)[-1])) and bool(_AMOUNT_OF_ONES_OWN.match(after))


def _stands_alone(before: str, after: str) -> bool:
    """链主企业，产业链营收120亿: an option that is a whole clause, with nothing but 我们, 省级 or 企业 about it."""
    first, last = BREAK.split(before)[-1], BREAK.split(after)[0]
    return bool(_WHOSE.fullmatch(first) and re.fullmatch(r"(?:企业|公司|单位|的)*", last))


def mentioned_marks(
    name: str, field: Field, body: str, reading: Reading, used: set[int], figures: list[Figure]
) -> None:
    """Tiers told in passing: 领过20%和40%的, 以前没领过."""
    sort = Sort.PERCENT if field.marks_unit == "percent" else Sort.MONEY
    hits = [
        figure
        for figure in figures
        if figure.start not in used
        and (figure.sort is sort or names_mark(field, figure))
        and any(_is_mark(figure, cue, figures, body) for cue in field.cues if cue in body)
    ]
    hits = [figure for figure in hits if can_be_a_tier(field, figure, body)]
    listed = [row for row in _rows(hits, body) if is_denied(row[-1], body)]  # 20、40、60都没领过
    values = tuple(
        figure.value for figure in hits if not is_denied(figure, body) and not any(figure in row for row in listed)
    )
    none = any({figure.value for figure in row} == set(field.marks) for row in listed)
    if not hits and (by_order := _tiers_by_order(field, body)) is not None:
        if by_order:  # else the other tiers are asked for
            reading.told[name] = Told(by_order, body)
    elif values or none or (not hits and NEVER.search(body)):
        reading.told[name] = Told(values, body)
        used.update(figure.start for figure in hits)


def _tiers_by_order(field: Field, body: str) -> tuple[Decimal, ...] | None:
    """领过第一档了, 最低那档没领过: tiers called by their place, beside one of the field's words."""
    pieces = [piece for piece in BREAK.split(body) if any(cue in piece for cue in field.cues)]
    told = [marks for piece in pieces if (marks := marks_by_order(field, piece)) is not None]
    return told[0] if len(told) == 1 else None


def _rows(hits: list[Figure], body: str) -> list[list[Figure]]:
    """Tiers named in a row: 20、40和60."""
    rows: list[list[Figure]] = []
    for figure in hits:
        if rows and _IN_A_ROW.fullmatch(body[rows[-1][-1].end : figure.start]):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _is_mark(figure: Figure, cue: str, figures: list[Figure], body: str) -> bool:
    """20%领过, 领过20%和40%; not the 40% of 占比40% 领过20%, where the cue has a figure of its own."""
    before, after = body[: figure.start], body[figure.end : figure.end + 12]
    if re.search(re.escape(cue) + r"[^,，。]{0,8}$", before):
        return True
    found = re.search(r"^[^,，。;；]{0,10}?" + re.escape(cue), after)
    if found is None:
        return False
    end = figure.end + found.end()
    own = [f for f in figures if f.sort is figure.sort and end <= f.start and not BREAK.search(body[end : f.start])]
    return " " not in found.group() and not own
