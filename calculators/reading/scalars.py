"""Single fields told in a sentence: amounts by their cues, flags, parts, and what comes from the rooms beside."""

from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.patterns import lazy
from calculators.reading.adding import add_up
from calculators.reading.agreed import without_agreed
from calculators.reading.among import part_among
from calculators.reading.amounts import all_fall_short, counted_alike, falls_short, take, told_as_rise, was_awarded
from calculators.reading.cues import BREAK, assign, clause_before
from calculators.reading.doubtful import is_surcharge
from calculators.reading.factors import read_factors
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.flags import mentioned_flag
from calculators.reading.in_passing import mentioned_choice, mentioned_marks
from calculators.reading.lists import read_list
from calculators.reading.multiples import read_multiples
from calculators.reading.none_told import NONE_AT_ALL, denies_default, read_none
from calculators.reading.parts import share_of, share_paid
from calculators.reading.ranks import is_rank, told_rank
from calculators.reading.rises import last_year_and_this, read_rises, without_what_it_rose_from
from calculators.reading.sums import each_in_yuan
from calculators.reading.told import Reading, Told, known_value, put
from calculators.reading.wholes import adds_to_a_share, of_the_total, set_aside, spent_of_more, told_part, whole_of_all

_AMONG = lazy(r"(?:其中|里面|当中)(?:还|也)?(?:有)?$")
_DATED = lazy(r"(20\d\d)年[^,，。;；\d]{0,6}$")
_FORMER = lazy(r"(?:企业|项目)?(?:是|都|也)*(?:去年|前年|上年|往年|以前)")


def read_scalars(
    fields: Mapping[str, Field],
    body: str,
    reading: Reading,
    used: set[int],
    given: Mapping[str, Given],
    item: Mapping[str, int],
    rivals: Mapping[str, Field] | None = None,
) -> None:
    """Every single field and list of plain values that the text tells; rivals may claim figures too."""
    figures = [figure for figure in find_figures(body) if not NONE_AT_ALL.match(body, figure.start)]
    figures = each_in_yuan([figure for figure in figures if figure.start not in used], body)
    for name, field in fields.items():
        if field.kind == "yes_no":
            verdict = mentioned_flag(field, body)
            if verdict is not None:
                reading.told[name] = Told(verdict, body)
        elif field.kind == "choice":
            mentioned_choice(name, field, body, reading)
        elif field.kind == "marks":
            mentioned_marks(name, field, body, reading, used, figures)
        elif is_rank(field) and (place := told_rank(field, body)) is not None:
            reading.told[name] = place
        elif denies_default(field, body):
            reading.told[name] = Told(field.default_value, body)
    figures = without_what_it_rose_from(fields.values(), figures, body)
    figures = [figure for figure in figures if not is_surcharge(figure, body)]
    parts = set_aside(fields, figures, body, used)
    last_year_and_this(fields, figures, body, reading, used)
    single = {name: field for name, field in fields.items() if field.many is None and name not in reading.told}
    amounts = [field for field in fields.values() if field.kind == "money"]
    if len(amounts) == 1:
        figures = without_agreed(amounts[0], figures, body)
    bases = {field.related for field in fields.values()}
    for figure, name in assign(single, figures, body, used, rivals or {}):
        if name in bases and told_as_rise(body, figure):
            continue  # 比2021年新增6户
        base = (
            known_value(reading.told[fields[name].related or ""].value)
            if fields[name].related in reading.told
            else given.get(fields[name].related or "")
        )
        if fields[name].related in fields and base is None and told_as_rise(body, figure):
            continue  # 今年净增了8户 is not how many there are; what it rose from may be told further on
        put(
            reading,
            name,
            take(fields[name], figure, body, base=Decimal(base) if isinstance(base, Decimal | int) else None),
            used,
            figure,
        )
    of_the_total(fields, figures, body, reading, used)
    spent_of_more(fields, figures, body, reading, used)
    part_among(single, figures, body, reading, used)
    _without_those_short(fields, figures, body, reading)
    _of_several_years(single, figures, body, reading)
    _by_two_amounts(single, figures, body, reading, used)
    read_factors(single, figures, body, reading, used)
    _by_classifier(single, figures, body, reading, used)
    read_none(single, body, reading)
    read_rises(fields, figures, body, reading, used)
    read_multiples(fields, body, reading, given)
    add_up(fields, single, figures, body, reading, used)
    for name, field in single.items():
        if field.kind == "money" and (paid := share_paid(field, figures, body)) is not None:
            reading.told.pop(name, None)
            put(reading, name, paid.told, used, paid.whole)
    for name, field in fields.items():
        if field.many and field.kind != "marks":
            read_list(name, field, body, reading, used, figures, item.get(name, 0))
        if field.whole and name not in reading.told:
            told_part(name, field, body, reading, given, parts)
        elif field.whole and adds_to_a_share(field, parts, figures, body):
            reading.unclear[name] = "您说了几成，又说了一笔，加起来是多少"
            reading.told.pop(name)
    whole_of_all(fields, find_figures(body), body, reading, given)


def _without_those_short(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading) -> None:
    """去年18家,其中3家不到500万; 两家链主,奖过一家: how many of them count has to be asked."""
    for figure in figures:
        short = falls_short(figure, body)
        awarded = was_awarded(figure, body)
        former = not awarded and _AMONG.search(body[: figure.start]) and _FORMER.match(body[figure.end :])
        if not short and not former and not awarded or all_fall_short(figure, body):
            continue
        before = [other for other in figures if counted_alike(other, figure) and other.end <= figure.start]
        for name, field in fields.items():
            told = reading.told.get(name)
            if former and "今年" not in field.ask:
                continue
            if field.kind == "count" and told is not None and before and told.said == before[-1].text:
                reading.unclear[name] = (
                    f"够不上的{figure.text}不算进去，请直接说{field.label}里够得上的有多少"
                    if short
                    else f"以前年度的{figure.text}不算进去，请直接说{field.label}里今年的有多少"
                    if former
                    else f"奖过的{figure.text}不再奖，请直接说{field.label}里这次要算的有多少"
                )
                reading.told.pop(name)
                break


def _of_several_years(fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading) -> None:
    """2023年认定一条，2024年认定两条: how many in all has to be asked."""
    bases = {field.related for field in fields.values()}
    for name, field in fields.items():
        if field.kind != "count" or field.related or name in bases or name not in reading.told:
            continue
        own = [figure for figure in figures if figure.sort is Sort.COUNT and figure.unit == field.counter]
        own = [figure for figure in own if _DATED.search(body[: figure.start])]
        years = {found.group(1) for figure in own if (found := _DATED.search(body[: figure.start]))}
        if len(own) > 1 and len(years) == len(own):
            said = "、".join(figure.text for figure in own)
            reading.unclear[name] = f"您说了不止一年的，{said}，要算的{field.label}一共有多少"
            reading.told.pop(name)


def _by_two_amounts(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """全区营收300亿，主导产业链营收120亿: the one percentage of a calculation that takes no amounts itself."""
    percents = [name for name, field in fields.items() if field.kind == "percent"]
    if len(percents) != 1 or percents[0] in reading.told or any(field.kind == "money" for field in fields.values()):
        return
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY and figure.start not in used]
    share = share_of(amounts, body)
    if share is not None:
        reading.told[percents[0]] = share
        used.update(figure.start for figure in amounts)


def _by_classifier(
    fields: Mapping[str, Field], figures: list[Figure], body: str, reading: Reading, used: set[int]
) -> None:
    """链有三条: a count without a noun behind it, in the classifier of one field alone."""
    for name, field in fields.items():
        own = [figure for figure in figures if figure.sort is Sort.COUNT and figure.unit == field.counter]
        alone = [other.counter for other in fields.values()].count(field.counter) == 1 and field.counter != "个"
        if not alone or name in reading.told or len(own) != 1 or own[0].start in used:
            continue
        before = clause_before(own[0], body)
        if BREAK.match(body[own[0].end :] or ",") and set(before) & set(field.label) - set("的有是"):
            put(reading, name, take(field, own[0], body), used, own[0])
