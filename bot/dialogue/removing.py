"""Items of a list taken out: by their number, as the last one, or by their amount (300万那个去掉, 去掉最小的)."""

from decimal import Decimal

from bot.conversation import Dialogue
from bot.dialogue.items import main_path, places_of
from calculators.calculator import Fillable
from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.characters import digit, fold
from calculators.reading.figures import Sort, find_figures

_PIECE = "[个项份笔件]"
_NOUN = "(?:项目|成果|合同|交易|专利)?"
_GOES = r"(?:去掉|删掉|删除|删了?|去除|拿掉|剔除|刨掉|取消|撤了|作废|黄了|没成|退了|不算|不要)"
_OUT = r"(?:去掉|删掉|删除|删了|不要|不算|去除|拿掉|剔除|刨掉)"
_BY_NUMBER = lazy(rf"{_OUT}第([一二三四五六1-6]){_PIECE}|第([一二三四五六1-6]){_PIECE}{_NOUN}(?:就|也|先|给)*{_GOES}")
_LAST = rf"(?:(?:刚才|刚刚|最后|末)(?:说|加)?的?(?:那|这)?一?|后(?:面)?(?:那|一)){_PIECE}"
_BY_BEING_LAST = lazy(rf"{_LAST}{_NOUN}(?:就|也|先|给)*{_GOES}|{_OUT}{_LAST}")
_BY_AMOUNT = lazy(
    rf"□元?的?[那这]一?{_PIECE}{_NOUN}(?:就|也|先|给)*{_GOES}|(?:把)?{_OUT}□元?的?(?:[那这]一?{_PIECE}{_NOUN})(?:吧|了|呢|的话|[.!?])*$|"
    rf"(?:退|取消|作废|黄|没成|去掉|不算|撤|终止)(?:掉|了)?的?(?:是|就是|那个是)□元?的?[那这]一?{_PIECE}{_NOUN}(?:[.!的])*$"  # 退的是45万那项
)
_RANK = r"(?:金额|数额|数)?最([小少低大多高])的?(?:那)?(?:一)?[个项份笔件]?(?:项目|成果|合同|专利)?"
_BY_RANK = lazy(rf"(?:把)?{_OUT}{_RANK}(?:吧|呢|了|的话|[.!?])*$|{_RANK}(?:就|也|先|给)*{_GOES}")


def sounds_removed(text: str) -> bool:
    """Does a message take out an item at all?"""
    if any(figure.sort is Sort.MONEY for figure in find_figures(fold(text))):
        return bool(_BY_AMOUNT.search(_blanked(text)))
    return bool(_BY_NUMBER.search(text) or _BY_BEING_LAST.search(text) or _BY_RANK.search(text))


def removed_item(calculator: Fillable, dialogue: Dialogue, text: str) -> tuple[str, int] | None:
    """The list and the index of the item that goes; None where none does (第二项退了50万 stays)."""
    figures = [figure for figure in find_figures(fold(text)) if figure.sort is Sort.MONEY]
    for name, field in calculator.inputs.items():
        places = places_of(name, dialogue.answers) if field.many else []
        if not places:
            continue
        number = _BY_NUMBER.search(text)
        if number is not None and not figures:
            place = digit(number.group(1) or number.group(2)) - 1
            return (name, place) if place in places else None
        if not figures and _BY_BEING_LAST.search(text):
            return name, places[-1]
        rank = None if figures else _BY_RANK.search(text)
        if rank is not None:
            return _by_rank(name, field, dialogue, places, largest=rank[rank.lastindex or 1] in "大多高")
        if len(figures) == 1 and _BY_AMOUNT.search(_blanked(text)):
            told = {place: dialogue.answers.get(main_path(name, field, place)) for place in places}
            same = [place for place, one in told.items() if one is not None and one.value == figures[0].value]
            return (name, same[0]) if len(same) == 1 else None
    return None


def _by_rank(
    name: str, field: Field, dialogue: Dialogue, places: list[int], *, largest: bool
) -> tuple[str, int] | None:
    """去掉最小的: the item with the smallest amount; None where two have it, or where one is not exact."""
    values = [dialogue.answers.get(main_path(name, field, place)) for place in places]
    amounts = [told.value for told in values if told is not None and isinstance(told.value, Decimal)]
    if len(amounts) < max(len(places), 2):
        return None
    wanted = max(amounts) if largest else min(amounts)
    return (name, places[amounts.index(wanted)]) if amounts.count(wanted) == 1 else None


def _blanked(text: str) -> str:
    """The text with its one amount as □."""
    body = fold(text)
    figures = [figure for figure in find_figures(body) if figure.sort is Sort.MONEY]
    return body.replace(figures[0].text, "□", 1) if len(figures) == 1 else body
