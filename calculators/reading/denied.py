"""Figures denied or not reached, before the one that holds: 不是200万是230万; 到不了60，是59; 没到1000万，只有980万."""

from dataclasses import replace

from calculators.patterns import lazy
from calculators.reading.figure import Figure, Sort

_NOT_SO = lazy(r"(?:(?<!是)不是|并非|到不了|达不到|没有?达到|没到|不到|够不上|够不到|不足|不够)\s*$")
_EXACTLY = lazy(  # 两百万出头，具体203.7万
    r"(?:左右|出头|多一?点|一点|吧|的样子)*\s*[,，。;；]?\s*(?:具体|准确|确切|精确|实际|准数|确数)(?:地说|来说|的数|数|点)?(?:应该)?(?:就)?(?:是|为)?\s*"
)
_BUT = lazy(r"\s*[,，。;；]?\s*(?:也|其实|实际)?(?:就是|才是|只是|而是|应该是|是|只有|才|也就|就)?(?:有|到)?\s*")


def without_denied(figures: list[Figure], body: str) -> list[Figure]:
    """The figures of a folded text; one that the next takes the place of goes, and the next stands where it stood."""
    kept: list[Figure] = []
    for figure in figures:
        if kept and _is_denied(kept[-1], figure, body):
            figure = replace(figure, start=kept.pop().start)
        kept.append(figure)
    return kept


def _is_denied(figure: Figure, after: Figure, body: str) -> bool:
    sorts = {figure.sort, after.sort}
    alike = len(sorts) == 1 or Sort.BARE in sorts and not sorts & {Sort.OTHER, Sort.ORDINAL}
    between = body[figure.end : after.start]
    if alike and figure.about and _EXACTLY.fullmatch(between):
        return True
    return alike and bool(_NOT_SO.search(body[: figure.start]) and between and _BUT.fullmatch(between))
