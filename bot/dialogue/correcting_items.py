"""Corrections of the items of a list: by their number, by their old value, all of them, or one more of them."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.asking import label_of, value_of
from bot.dialogue.correcting_unnamed import Either
from bot.dialogue.items import main_path
from calculators.calculator import Fillable, field_of
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.amounts import fits, take
from calculators.reading.characters import fold
from calculators.reading.doubtful import is_given_back
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.lists import in_a_row
from calculators.reading.parts import part_of
from calculators.reading.received import counts_receipts, is_of_receipts
from calculators.reading.replies import speaks_of_another
from calculators.reading.rows import main_of
from calculators.reading.sums import changed_by, difference
from calculators.reading.told import Told

_NUMBERS = {mark: place for place, mark in enumerate("一二三四五六七八九")}
_NUMBERED = lazy(r"(?:第|头)([一二三四五六七八九]|\d{1,2})[个项份笔件家]")
_LAST = lazy(r"(?:最后|末)(?:那)?(?:一)?[个项份笔件家]|后(?:面)?(?:那|一)[个项份笔件家]")
_BEFORE = lazy(r"前(?:面)?(?:那)?(?:一)?[个项份笔件家](?!月|年)")
_IS_NAMED = lazy(  # 第一项是320万, 刚才那份是200万, while the next one is asked for
    r"^(?:哦|噢|嗯|那|不|[,\s])*(?:(?:第|头)(?P<number>[一二三四五六七八九]|\d{1,2})[个项份笔件家]|(?:刚才|前面|上面|前|最后|后面?)的?(?:那|这)?一?[个项份笔件家])"
    r"(?:成果|项目|合同|交易|专利)?(?:其实|实际上?|应该|应当)?(?:是|到账|到了|只|才|就|付了?|有|按)"
)
_SAID_WRONG = lazy(r"[说讲写打报弄搞记输]错|不对|有误|要改|改一?下|得改")
_SAID_TOO_LITTLE = lazy(r"(?:少|漏)(?:说|报|算|写|记)了?(?:大约|大概|约)?$")
_SAID_TOO_MUCH = lazy(r"多(?:说|报|算|写|记)了?(?:大约|大概|约)?$")
_ALL_ARE = lazy(r"^(?:哦|噢|嗯|那|不|[,\s])*(?:[两三四五几\d][个项份笔件])?(?:都|全|全都)(?:应该)?是")
_OLD = lazy(r"^(?:的)?(?:那|这)(?:一)?[个项份笔件家]")
_NONE = lazy(r"(?:没|未)(?:有)?(?:到账|到|收到|付|给|打)")
_ALL = lazy(
    r"(?:[两二三四五六七八九]|\d+|每一?|各)[个项份笔件家](?:成果|项目|合同|交易)?(?:都|全|均|各)|都(?:是|应该是|改成|改为)"
)


def last_items(dialogue: Dialogue) -> dict[str, int]:
    """The index of the last item told, for each list."""
    found: dict[str, int] = {}
    for path in dialogue.answers:
        parts = path.split(".")
        if len(parts) > 1 and parts[1].isdigit():
            found[parts[0]] = max(found.get(parts[0], 0), int(parts[1]))
    return found


def said_wrong(calculator: Fillable, dialogue: Dialogue, text: str) -> str:
    """第一项说错了, and not what it is: the path of that item while another one is asked for; empty for none."""
    body, last = fold(text), last_items(dialogue)
    if not (dialogue.awaiting or "").endswith(".more") or not _SAID_WRONG.search(body):
        return ""
    name = (dialogue.awaiting or "").removesuffix(".more")
    if name not in last or any(figure.sort is not Sort.ORDINAL for figure in find_figures(_NUMBERED.sub("", body))):
        return ""
    paths = [main_path(name, calculator.inputs[name], index) for index in range(last[name] + 1)]
    index = _index(dialogue, paths, body, [])
    return paths[index] if index is not None and index < len(paths) else ""


def corrected_items(calculator: Fillable, dialogue: Dialogue, text: str) -> dict[str, Told] | str:
    """第一个改成100万, 200万那个其实是250万, 两个都是100万, 再加一个200万的: main figures of items, by path."""
    body = fold(text)
    every = find_figures(body)
    figures = [figure for figure in every if figure.sort is Sort.MONEY]
    if not figures and _NUMBERED.search(body):
        figures = [figure for figure in every if figure.sort is Sort.BARE]  # 第一个到了380
    for name, last in last_items(dialogue).items():
        field = calculator.inputs[name]
        main = main_of(field)
        if (none := _nothing(dialogue, name, field, body, last)) is not None:
            return none
        paths = [main_path(name, field, index) for index in range(last + 1)]
        if (part := _part_received(dialogue, paths, main, every, body)) is not None:
            return part
        free = [figure for figure in figures if fits(main, figure)]
        if not free or main.kind != "money":
            continue
        by_so_much = _by_so_much(dialogue, paths, main, free, body)
        if by_so_much:
            return by_so_much
        if speaks_of_another(body) and len(free) == 1 and not _other_words(field, body):
            return _one(main_path(name, field, last + 1), main, free[0], body)
        if speaks_of_another(body) and dialogue.awaiting is None and in_a_row(free, body) and field.kind != "record":
            told = {main_path(name, field, last + 1 + place): take(main, one, body) for place, one in enumerate(free)}
            return {path: one for path, one in told.items() if isinstance(one, Told)}  # 还有俩，100万和80万
        if _ALL.search(body) and len(free) == 1 and last and not _other_words(field, body):
            return {path: told for path in paths for told in _one(path, main, free[0], body).values()}
        index = _index(dialogue, paths, body, free)
        if index == last + 1 and len(free) == 1 and field.kind != "record":  # 第三项100万
            return _one(main_path(name, field, index), main, free[0], body)
        if index is not None and index <= last and (field.kind != "record" or not _other_words(field, body)):
            return _one(paths[index], main, free[-1], body)
    return {}


def _by_so_much(
    dialogue: Dialogue, paths: list[str], main: Field, figures: list[Figure], body: str
) -> dict[str, Told] | str:
    """第二项少说了50万: that item and so much more; 第二项退了50万: what is left is asked for."""
    index = _index(dialogue, paths, body, figures)
    before = dialogue.answers.get(paths[index]) if index is not None and index < len(paths) else None
    if len(figures) != 1 or before is None or not isinstance(before.value, Decimal):
        return {}
    sign = difference(figures[0], _NUMBERED.sub("", body)) or _difference_of_item(figures[0], body)
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


def _part_received(
    dialogue: Dialogue, paths: list[str], main: Field, figures: list[Figure], body: str
) -> dict[str, Told] | str | None:
    """第二项只到了八成: of what was told of that item, where the field counts what came in."""
    shares = [figure for figure in figures if figure.sort is Sort.PERCENT]
    amounts = [figure for figure in figures if figure.sort is Sort.MONEY]
    index = _index(dialogue, paths, body, [])
    before = dialogue.answers.get(paths[index]) if index is not None and index < len(paths) else None
    if len(shares) != 1 or amounts or before is None or not isinstance(before.value, Decimal) or index is None:
        return None
    if not counts_receipts(main) or not is_of_receipts(shares[0], body):
        return None
    part = part_of(before.of or before.value, shares, body)
    return {paths[index]: part} if isinstance(part, Told) else None


def names_told_item(calculator: Fillable, dialogue: Dialogue, text: str) -> bool:
    """第一项是320万, while another one is asked for: does the message set right an item that was told?"""
    found = _IS_NAMED.match(text)
    last = last_items(dialogue)
    if last and max(last.values()) > 0 and _ALL_ARE.match(text) and (dialogue.awaiting or "").endswith(".more"):
        return True
    if (
        found is None
        or not last
        or not find_figures(text[found.end() :])
        or not (dialogue.awaiting or "").endswith(".more")
    ):
        return False
    number = found["number"]
    place = 0 if number is None else _NUMBERS.get(number, int(number) - 1 if number.isdigit() else 0)
    return place <= max(last.values())


def _nothing(dialogue: Dialogue, name: str, field: Field, body: str, last: int) -> dict[str, Told] | None:
    """第二份没到账: the item is there, its amount is nothing."""
    numbers = _NUMBERED.findall(body)
    if field.kind != "money" or len(numbers) != 1 or find_figures(_NUMBERED.sub("", body)) or not _NONE.search(body):
        return None
    index = _NUMBERS.get(numbers[0], int(numbers[0]) - 1 if numbers[0].isdigit() else 0)
    return {main_path(name, field, index): Told(Decimal(0), body)} if index <= last else None


def _index(dialogue: Dialogue, paths: list[str], body: str, figures: list[Figure]) -> int | None:
    """Which item is meant: by its number, as the last one, or by its old value."""
    numbers = _NUMBERED.findall(body)
    if len(numbers) == 1:
        return _NUMBERS.get(numbers[0], int(numbers[0]) - 1 if numbers[0].isdigit() else 0)
    if _LAST.search(body):
        return len(paths) - 1
    if len(paths) == 2 and _BEFORE.search(body):
        return 0
    if len(figures) == 2 and _OLD.match(body[figures[0].end :]):
        for index, path in enumerate(paths):
            told = dialogue.answers.get(path)
            if told is not None and told.value == figures[0].value:
                return index
    return None


def _other_words(field: Field, body: str) -> bool:
    """第二个完成了4000万: words of another field of the record stand in the sentence."""
    if field.kind != "record":
        return False
    main, *others = field.fields.values()
    words = {cue for other in others for cue in (*other.cues, *other.yes) if cue not in main.cues}
    return any(word in body for word in words)


def _one(path: str, field: Field, figure: Figure, body: str) -> dict[str, Told]:
    told = take(field, figure, body)
    return {path: told} if isinstance(told, Told) else {}


def which_item(calculator: Fillable, dialogue: Dialogue, path: str, text: str) -> str:
    """到账改成100万 where several items were told: which one is meant; empty when that is clear."""
    name = path.split(".")[0]
    field = calculator.inputs[name]
    last = last_items(dialogue).get(name, 0)
    if not field.many or not last or _NUMBERED.search(text) or _LAST.search(text) or len(find_figures(text)) != 1:
        return ""
    tail = path.split(".", 2)[2:]
    told = [dialogue.answers.get(".".join([name, str(index), *tail])) for index in range(last + 1)]
    here = field_of(calculator, path)
    if here is None or here.kind != "money":
        return ""
    known = {
        index: f"第{index + 1}{field.many.classifier}{value_of(here, one)}" for index, one in enumerate(told) if one
    }
    if len(known) < 2:
        return ""
    why = Either(f"改哪一{field.many.classifier}？现在记的是{'、'.join(known.values())}")
    paths = [".".join([name, str(index), *tail]) for index in known]
    said = find_figures(text)[0].text
    why.either = tuple(f"{label_of(calculator, path, dialogue.answers)}改成{said}" for path in paths)
    return why
