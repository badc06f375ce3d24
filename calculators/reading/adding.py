"""Several figures that make one amount: 先付了100万，后来又付了200万; and those that must not be added up."""

from collections.abc import Mapping
from itertools import pairwise

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.cues import MIN_SCORE, clause_before, cue_score
from calculators.reading.doubtful import is_given_back
from calculators.reading.figures import Figure, Sort
from calculators.reading.options import mentioned_options
from calculators.reading.sums import ONE_MORE, all_together, in_times, is_of_each, of_another_year, row_in_times
from calculators.reading.told import Reading

_ROW = lazy(r"\s*(?:、|,|，|和|与|跟|及|加)\s*")  # 采购两笔，1200万和1500万
_AGAIN = lazy(r"^(?:又|再|后来|然后|接着|最后)[^\u4e00-\u9fff]*(?:又|再|加|是|追加)*$")  # and no word of another field
_YEAR = lazy(r"20\d\d年|去年|前年|上年|今年|当年|本年")


def add_up(
    every: Mapping[str, Field],
    fields: Mapping[str, Field],
    figures: list[Figure],
    body: str,
    reading: Reading,
    used: set[int],
) -> None:
    """先付了100万，后来又付了200万; 每人2万，一共150人: several figures that make one."""
    for name, field in fields.items():
        if field.kind == "money" and name not in reading.told:
            _listed(name, field, figures, body, reading, used)
            continue
        if field.kind != "money":
            continue
        money = [figure for figure in figures if figure.sort is Sort.MONEY]
        row = money if len(money) > 1 and in_times(money, body) else row_in_times(money, body)
        own = [
            figure
            for figure in figures
            if figure.sort is Sort.COUNT
            or figure.text == reading.told[name].said
            or figure.start not in used
            and figure.sort is Sort.MONEY
            and not of_another_year(field, figure, body)
            and (_goes_on(field, figure, figures, body) or figure in row)
        ]
        together = all_together(field, own, body)
        if together is None and _of_several_years(own, body):
            reading.unclear[name] = _which_of_the_years(field, own)
            reading.told.pop(name)
            used.update(figure.start for figure in own)
            continue
        if together is None and is_of_each(field, [figure for figure in own if figure.sort is Sort.MONEY], body):
            reading.unclear[name] = f"{reading.told.pop(name).said}是每个的数，一共是多少"
        elif together is not None and (both := _of_two_choices(every, own, body)):
            reading.unclear[name] = f"您说了{both}，各是各的，请先说其中一样"
            reading.told.pop(name)
            used.update(figure.start for figure in own)
        elif together is not None:
            reading.told[name] = together
            used.update(figure.start for figure in own)


def _listed(name: str, field: Field, figures: list[Figure], body: str, reading: Reading, used: set[int]) -> None:
    """付了两笔，一笔60万，一笔80万: payments listed behind the words of the field, each a clause of its own."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY and figure.start not in used]
    in_row = all(_ROW.fullmatch(body[one.end : other.start]) for one, other in pairwise(amounts))
    if len(amounts) < 2 or not in_row and not all(ONE_MORE.search(body[: figure.start]) for figure in amounts):
        return
    counted = [f for f in figures if f.sort is Sort.COUNT and f.value == len(amounts) and f.end <= amounts[0].start]
    if not any(cue in clause_before(figure, body) for figure in counted for cue in field.cues):
        return
    together = all_together(field, amounts, body)
    if together is not None:
        reading.told[name] = together
        used.update(figure.start for figure in amounts)


def _goes_on(field: Field, figure: Figure, figures: list[Figure], body: str) -> bool:
    """采购额先3000万，又2000万: does a figure that no field took continue the row of payments?"""
    if is_given_back(figure, body):
        return False
    again = _AGAIN.search(clause_before(figure, body))
    return bool(again or ONE_MORE.search(body[: figure.start])) or cue_score(field, figure, figures, body) >= MIN_SCORE


def _of_two_choices(fields: Mapping[str, Field], figures: list[Figure], body: str) -> str:
    """装备1100万，新材料250万: amounts of two options of one choice, by their names; empty when they are not."""
    for field in fields.values():
        if field.kind != "choice":
            continue
        ends = (0, *(figure.end for figure in figures))
        pieces = [body[end : figure.start] for end, figure in zip(ends, figures, strict=False)]
        named = [options[-1] for piece in pieces if (options := mentioned_options(field, piece))]
        if len(set(named)) > 1:
            return "和".join(field.options[key].label for key in dict.fromkeys(named))
    return ""


def _of_several_years(figures: list[Figure], body: str) -> bool:
    """2024年付了60万，2025年付了80万: each amount with a year of its own."""
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    ends = (0, *(figure.end for figure in amounts))
    years = [_YEAR.findall(body[end : figure.start]) for end, figure in zip(ends, amounts, strict=False)]
    return len(amounts) > 1 and all(years) and len({year[-1] for year in years}) == len(amounts)


def _which_of_the_years(field: Field, figures: list[Figure]) -> str:
    """What is asked of amounts of several years: of which year, or of what is not counted by the year whether together."""
    if "投资" not in field.label:
        return "您说了几个年份的数，要算哪一年的？请只说那一年的"
    said = "、".join(figure.text for figure in figures if figure.sort is Sort.MONEY)
    return f"{said}，是加起来的一个数，还是各算各的？加起来的就说一共多少，各算各的就说每个各多少"
