"""What a whole sentence tells of a calculator's fields, asked for or not.

Every figure is given to the field whose cue words stand nearest to it; a figure that nothing claims is
left over and never guessed into a field.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from calculators.fields import Field
from calculators.inputs import Given
from calculators.patterns import lazy
from calculators.reading.agreed import keep_agreed
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.cues import is_claimed_award, is_had_award
from calculators.reading.doubtful import is_surcharge, leave_given_back, leave_paid_in_shares
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.had import read_had
from calculators.reading.joined import in_a_row
from calculators.reading.lists import close_list, put_rows
from calculators.reading.none_told import NONE_AT_ALL
from calculators.reading.other_money import blanked, other_money
from calculators.reading.parts import is_remainder, part_of
from calculators.reading.received import came_in_without_unit, only_agreed
from calculators.reading.records import read_record
from calculators.reading.rows import equal_rows
from calculators.reading.scalars import read_scalars
from calculators.reading.sums import all_together, each_in_yuan, is_of_each
from calculators.reading.told import Reading, Told, Unclear, put
from calculators.reading.unpaid import read_unpaid
from calculators.reading.wholes import is_done_share

_DONE_SINCE = lazy(  # 先完成了4000万,…现在全投完了: the part told first has become the whole
    r"(?:现在|目前|如今|眼下|后来)(?:已经|已|也|又)?(?:全部|全|都)(?:部|都)?[^,，。;；没未]{0,4}(?:完|齐|清)"
)


def read_sentence(
    fields: Mapping[str, Field],
    text: str,
    *,
    given: Mapping[str, Given] | None = None,
    item: Mapping[str, int] | None = None,
    bare: str | None = None,
) -> Reading:
    """Values that the sentence states for any of the fields.

    `item` says which item of each list is meant where the sentence does not (default: the first); `bare` is
    the path of the field that a lone figure without cue words means.
    """
    whole = fold(text)
    others = other_money(fields, whole)
    body = blanked(whole, others)
    reading = Reading()
    used: set[int] = set()
    given = given or {}
    read_had(fields, body, reading, used, given)
    read_unpaid(fields, body, reading, used)
    plain = {name: field for name, field in fields.items() if field.kind != "record" and not field.had}
    for name, field in fields.items():
        if field.kind == "record" and field.many:
            read_record(name, field, body, reading, used, (item or {}).get(name, 0), plain, given)
    read_scalars(plain, body, reading, used, given, item or {})
    figures = find_figures(body)
    reading.left = [
        figure
        for figure in figures
        if figure.start not in used
        and figure.sort not in (Sort.OTHER, Sort.ORDINAL)
        and not is_claimed_award(figure, body)
        and not is_surcharge(figure, body)
        and not NONE_AT_ALL.match(body, figure.start)
    ]
    if bare:
        _bare(fields, bare, body, reading, used, item or {})
        _remainder(fields, bare, body, reading, item or {})
    keep_agreed(fields, body, reading)
    leave_paid_in_shares(fields, figures, reading, body)
    leave_given_back(figures, reading, _labels_of_money(fields, reading), body)
    if _DONE_SINCE.search(body):
        _grown(fields, body, reading)
    if others:  # what is kept of what was said is all of it
        reading.left += [one.figure for one in others]
        reading.told = {
            path: replace(told, said=whole) if told.said == body else told for path, told in reading.told.items()
        }
    return reading


def _labels_of_money(fields: Mapping[str, Field], reading: Reading) -> dict[str, str]:
    """The label of each field of money that was told, by its path."""
    leaves = {path: fields[path.split(".")[0]] for path in reading.told if not path.endswith(".more")}
    leaves = {path: field.fields.get(path.split(".")[-1], field) for path, field in leaves.items()}
    return {path: field.label for path, field in leaves.items() if field.kind == "money"}


def _grown(fields: Mapping[str, Field], body: str, reading: Reading) -> None:
    """Parts told first that have become their whole since."""
    for path in list(reading.told):
        head, _, name = path.rpartition(".")
        field = fields[path.split(".")[0]]
        part = field.fields.get(name) if field.kind == "record" else field
        whole = reading.told.get(f"{head}.{part.whole}" if head else str(part.whole)) if part else None
        if whole is not None:
            reading.told[path] = replace(whole, said=body)


def _bare(
    fields: Mapping[str, Field], bare: str, body: str, reading: Reading, used: set[int], item: Mapping[str, int]
) -> None:
    """A lone figure without cue words goes to the calculator's main field."""
    head, _, rest = bare.partition(".")
    field = fields[head]
    target = field.fields[rest] if rest else field
    index = item.get(head, 0)
    path = f"{head}.{index}.{rest}" if rest else f"{head}.{index}" if field.many else head
    lone = [
        figure
        for figure in each_in_yuan(reading.left, body)
        if fits(target, figure)
        and figure.sort is not Sort.BARE
        and not is_claimed_award(figure, body)
        and not is_had_award(figure, body)
        and not only_agreed(target, figure, body)
        and not came_in_without_unit(target, find_figures(body), body)
    ]
    if path in reading.told or path in reading.unclear:
        return
    if len(lone) != 1:
        if field.many and not rest and in_a_row(lone, body):
            for place, figure in enumerate(lone):
                put(reading, f"{head}.{index + place}", take(target, figure, body), used, figure)
                reading.left.remove(figure)
            close_list(head, field, body, reading, index + len(lone), len(lone), used, find_figures(body))
        return
    equal = equal_rows(field, lone[0], body, find_figures(body)) if field.many else None
    if equal is not None:
        put_rows(head, field, rest, equal, reading, used, lone[0], index)
        return
    told = _of_each(target, lone[0], body) or take(target, lone[0], body)
    put(reading, path, told, used, lone[0])
    if isinstance(told, Told):
        reading.left = [figure for figure in reading.left if figure.start != lone[0].start]
        close_list(head, field, body, reading, index + 1, 1, used, find_figures(body))


def _of_each(field: Field, figure: Figure, body: str) -> Told | Unclear | None:
    """培训120人，每人8000: so much for each of them; None where the figure is no amount of each."""
    if not is_of_each(field, [figure], body):
        return None
    counts = [other for other in find_figures(body) if other.sort is Sort.COUNT]
    return all_together(field, [*counts, figure], body) or Unclear(f"{figure.text}是每个的数，一共是多少")


def _remainder(fields: Mapping[str, Field], bare: str, body: str, reading: Reading, item: Mapping[str, int]) -> None:
    """项目8000万，还剩1500万没投, 1.2亿，完成九成: the part, against the main figure told without a word of its own."""
    head, _, main = bare.partition(".")
    whole = reading.told.get(f"{head}.{item.get(head, 0)}.{main}")
    figures = find_figures(body)
    missing = [figure for figure in figures if is_remainder(figure, body)]
    if whole is None or not isinstance(whole.value, Decimal):
        return
    for name, field in fields[head].fields.items():
        path = f"{head}.{item.get(head, 0)}.{name}"
        if field.whole != main or path in reading.told:
            continue
        shares = [f for f in figures if f.sort is Sort.PERCENT and is_done_share(field, f, figures, body)]
        meant = missing or shares
        part = part_of(whole.value, meant, body) if len(meant) == 1 else None
        if isinstance(part, Told):
            reading.told[path] = part
        elif part is not None:
            reading.unclear[path] = part.why
