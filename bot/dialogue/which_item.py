"""Which item of a list a message means: by its number, as the last or the one before, or by its old value."""

from bot.conversation import Dialogue
from bot.dialogue.items import main_path
from calculators.calculator import Fillable
from calculators.patterns import lazy
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Figure, Sort, find_figures

NUMBERED = lazy(r"(?:第|头)([一二三四五六七八九]|\d{1,2})[个项份笔件家]")
LAST = lazy(r"(?:最后|末)(?:那)?(?:一)?[个项份笔件家]|后(?:面)?(?:那|一)[个项份笔件家]")
_BEFORE = lazy(r"前(?:面)?(?:那)?(?:一)?[个项份笔件家](?!月|年)")
_IS_NAMED = lazy(  # 第一项是320万, 刚才那份是200万, while the next one is asked for
    r"^(?:哦|噢|嗯|那|不|[,\s])*(?:(?:第|头)(?P<number>[一二三四五六七八九]|\d{1,2})[个项份笔件家]|(?:刚才|前面|上面|前|最后|后面?)的?(?:那|这)?一?[个项份笔件家])"
    r"(?:成果|项目|合同|交易|专利)?(?:其实|实际上?|应该|应当)?(?:是|到账|到了|只|才|就|付了?|有|按)"
)
_SAID_WRONG = lazy(r"[说讲写打报弄搞记输]错|不对|有误|要改|改一?下|得改")
_ALL_ARE = lazy(r"^(?:哦|噢|嗯|那|不|[,\s])*(?:[两三四五几\d][个项份笔件])?(?:都|全|全都)(?:应该)?是")
_OLD = lazy(r"^(?:的)?(?:那|这)(?:一)?[个项份笔件家]")


def last_items(dialogue: Dialogue) -> dict[str, int]:
    """The index of the last item told, for each list."""
    found: dict[str, int] = {}
    for path in dialogue.answers:
        parts = path.split(".")
        if len(parts) > 1 and parts[1].isdigit():
            found[parts[0]] = max(found.get(parts[0], 0), int(parts[1]))
    return found


def names_told_item(dialogue: Dialogue, text: str) -> bool:
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
    place = 0 if number is None else digit(number) - 1
    return place <= max(last.values())


def said_wrong(calculator: Fillable, dialogue: Dialogue, text: str) -> str:
    """第一项说错了, and not what it is: the path of that item while another one is asked for; empty for none."""
    body, last = fold(text), last_items(dialogue)
    if not (dialogue.awaiting or "").endswith(".more") or not _SAID_WRONG.search(body):
        return ""
    name = (dialogue.awaiting or "").removesuffix(".more")
    if name not in last or any(figure.sort is not Sort.ORDINAL for figure in find_figures(NUMBERED.sub("", body))):
        return ""
    paths = [main_path(name, calculator.inputs[name], index) for index in range(last[name] + 1)]
    index = index_meant(dialogue, paths, body, [])
    return paths[index] if index is not None and index < len(paths) else ""


def index_meant(dialogue: Dialogue, paths: list[str], body: str, figures: list[Figure]) -> int | None:
    """Which item is meant: by its number, as the last one, or by its old value."""
    numbers = NUMBERED.findall(body)
    if len(numbers) == 1:
        return digit(numbers[0]) - 1
    if LAST.search(body):
        return len(paths) - 1
    if len(paths) == 2 and _BEFORE.search(body):
        return 0
    if len(figures) == 2 and _OLD.match(body[figures[0].end :]):
        for index, path in enumerate(paths):
            told = dialogue.answers.get(path)
            if told is not None and told.value == figures[0].value:
                return index
    return None
