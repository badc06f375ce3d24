"""An item of a list changed by so much (第二项少说了50万), or to a share of it (第二项只到了八成)."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.which_item import NUMBERED, index_meant
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.doubtful import is_given_back
from calculators.reading.figures import Figure, Sort
from calculators.reading.parts import part_of
from calculators.reading.received import counts_receipts, is_of_receipts
from calculators.reading.sums import changed_by, difference
from calculators.reading.told import Told

_SAID_TOO_LITTLE = lazy(r"(?:少|漏)(?:说|报|算|写|记)了?(?:大约|大概|约)?$")
_SAID_TOO_MUCH = lazy(r"多(?:说|报|算|写|记)了?(?:大约|大概|约)?$")


def by_so_much(
    dialogue: Dialogue, paths: list[str], main: Field, figures: list[Figure], body: str
) -> dict[str, Told] | str:
    """第二项少说了50万: that item and so much more; 第二项退了50万: what is left is asked for."""
    index = index_meant(dialogue, paths, body, figures)
    before = dialogue.answers.get(paths[index]) if index is not None and index < len(paths) else None
    if len(figures) != 1 or before is None or not isinstance(before.value, Decimal):
        return {}
    sign = difference(figures[0], NUMBERED.sub(lambda item: "," * len(item.group()), body)) or _difference_of_item(
        figures[0], body
    )
    if is_given_back(figures[0], body):
        return f"{figures[0].text}要减掉的话，请说减完的数：{main.label}最后是多少"
    after = changed_by(before.value, figures[0], sign) if sign else None
    return {} if after is None else {paths[index or 0]: Told(after, figures[0].text, figures[0].about)}


def _difference_of_item(figure: Figure, body: str) -> int:
    """第二项少说了50万, 最后一项多报了50万: with the item in the same clause."""
    before = body[: figure.start]
    if _SAID_TOO_LITTLE.search(before):
        return 1
    return -1 if _SAID_TOO_MUCH.search(before) else 0


def part_received(
    dialogue: Dialogue, paths: list[str], main: Field, figures: list[Figure], body: str
) -> dict[str, Told] | str | None:
    """第二项只到了八成: of what was told of that item, where the field counts what came in."""
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT]
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    index = index_meant(dialogue, paths, body, [])
    before = dialogue.answers.get(paths[index]) if index is not None and index < len(paths) else None
    if len(shares) != 1 or amounts or before is None or not isinstance(before.value, Decimal) or index is None:
        return None
    if not counts_receipts(main) or not is_of_receipts(shares[0], body):
        return None
    part = part_of(before.of or before.value, shares, body)
    return {paths[index]: part} if isinstance(part, Told) else None
