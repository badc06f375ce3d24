"""Three or four awards named in a row, and one thing asked of them all (三项同问一件事): 引荐、落地、集聚各封顶多少."""

from collections.abc import Callable

from bot.speech import is_question
from bot.understanding.halves import MARKS, Asked
from bot.understanding.understood import Outcome, Understood
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from intents.normalise import bare

_FEWEST, _MOST = 3, 4  # names; two are a pair
_SHORTEST, _LONGEST = 2, 14  # characters of a name
_BETWEEN = lazy(r"[、,;]|和|跟|与|以及|还有")
_OF_ALL = lazy(
    r"[、,\s]*(?:[这那]?(?:[三四34]|几)[个样项种笔块](?:奖励?|补[助贴]|政策|钱)?|(?:[在市省里的长治]*)(?:各|分别|一共|总共|合计|加起来|都))"
)
_NO_PART_OF_IT = lazy(
    r"各自?|分别|一共|总共|合计|加起来|都(?!能|可以)|[这那]?(?:[三四34]|几)[个样项种笔块](?:奖励?|补[助贴]|政策|钱)?"
)


def several_of(understand: Callable[[str], Understood], text: str) -> tuple[Asked, ...] | None:
    """What is asked of each award named, in the order they are named; None unless a card surely answers each."""
    tail = _OF_ALL.search(text)
    if tail is None or not is_question(text[tail.start() :]) or _brings_figures(text):
        return None
    names = [name.strip(MARKS) for name in _BETWEEN.split(text[: tail.start()]) if name.strip(MARKS)]
    if not _FEWEST <= len(names) <= _MOST or any(not _is_name(name) for name in names):
        return None
    *_, last = names
    names[-1], _, of_each = last.partition("的")  # 链主、链核、链上企业的条件分别是什么
    asked = of_each + _NO_PART_OF_IT.sub("", text[tail.start() :]).strip(MARKS)
    found = [_asked(understand(name + asked)) for name in names]
    parts = {(one.policy, one.unit): one for one in found if one is not None}
    every = tuple(parts.values())
    return every if None not in found and len({one.policy for one in every}) > 1 else None


def _brings_figures(text: str) -> bool:
    """Figures are of one sum."""
    return any(figure.sort in (Sort.MONEY, Sort.PERCENT) for figure in find_figures(text))


def _is_name(text: str) -> bool:
    return _SHORTEST <= len(bare(text)) <= _LONGEST and not is_question(text)


def _asked(understood: Understood) -> Asked | None:
    sort, _, id = (understood.topic or "").partition(":")
    likely = understood.outcome in (Outcome.SURE, Outcome.LIKELY)
    if sort != "policy" or not likely or understood.foreign is not None:
        return None
    return Asked(id, understood.unit, understood.flat, None, understood.text)
