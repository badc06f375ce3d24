"""What somebody had of an award already (今年领过100万), told of a field that is never asked for."""

from collections.abc import Mapping
from enum import Enum

from calculators.fields import Field
from calculators.inputs import Given
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.told import Reading, put

_HAD = lazy(
    r"(?:(?:(?<!没)(?<!未)(?<!没有)(?<![能要想可])(?:领|拿|享受|申领|得|补|奖|发|批|拨)(?:到|走|取)?(?:过|了|的是?)|领到|拿到|到手)"
    r"(?:这个|这项|这笔|这|那)?[^\d,，。;；领拿付投]{0,6}?(?:的)?(?:奖励?|补[助贴]|钱|款)?(?:了|过)?|"
    r"(?:已经?|都|先)(?:领|拿|享受|补|奖|发|批|拨)(?:了|到|过)?)"
    r"(?:一笔|一次)?(?:大概|大约|约|差不多|一共|总共)?$"
)
_HAD_AFTER = lazy(r"^(?:块钱?)?(?:已经|都)?(?:领|拿)(?:到手)?(?:过|走)?了")
_DENIED = lazy(r"(?:没有?|未|不(?![过止仅光]))[^\d]{0,3}$")
_SUPPORT = lazy(r"补[助贴]|奖|领|拿|享受")
_BREAK = lazy(r"[,，。;；!！?？]|\.(?!\d)")
_THIS = lazy(r"今年|本年|这一年|当年|同一?年|年初|年内|上半年|下半年|[一二三四]季度|这个月")
_OTHER = lazy(r"去年|前年|往年|上一?年度?(?!初)|前[几两]年|早几年|大前年|以前年度|明年")
_EARLIER = lazy(r"(?:之|以|先|从)前|曾经?|过去|早先|当初|原来")
_NUMBERED = lazy(r"(?:20)?\d\d年")


class When(Enum):
    """When an award was had, as somebody says."""

    THIS_YEAR = "this_year"
    ANOTHER = "another"  # 去年, 往年
    UNSAID = "unsaid"  # 之前, 2023年: who knows which year that is


def had_amount(body: str) -> Figure | None:
    """The one amount that was had of an award; None where none or several were."""
    found = [figure for figure in find_figures(body) if figure.sort is Sort.MONEY and _is_had(figure, body)]
    return found[0] if len(found) == 1 else None


def when_had(figure: Figure, body: str) -> When:
    """The year of it, by its own clause, else by the one before."""
    own, *before = reversed(_BREAK.split(body[: figure.start])[-2:])
    for clause in (own, *before):
        if clause != own and any(other.sort is Sort.MONEY for other in find_figures(clause)):
            break  # 今年付了300万,领过20万: that clause speaks of something else
        if _EARLIER.search(clause) or _NUMBERED.search(clause):
            return When.UNSAID
        if _OTHER.search(clause):
            return When.ANOTHER
        if _THIS.search(clause):
            return When.THIS_YEAR
    return When.UNSAID


def read_had(
    fields: Mapping[str, Field], body: str, reading: Reading, used: set[int], given: Mapping[str, Given]
) -> None:
    """What was had, where it counts; an amount of another or an unsaid year is nobody else's either.

    Where it was told before, the year need not be said again (说错了,领过200万).
    """
    name = next((name for name, field in fields.items() if field.had), None)
    figure = had_amount(body) if name else None
    if name is None or figure is None:
        return
    used.add(figure.start)
    when = when_had(figure, body)
    if fields[name].had == "ever" or when is When.THIS_YEAR or when is When.UNSAID and name in given:
        put(reading, name, take(fields[name], figure, body), used, figure)


def _is_had(figure: Figure, body: str) -> bool:
    clause = _BREAK.split(body[: figure.start])[-1]
    had = _HAD.search(clause)
    if had and _DENIED.search(clause[: had.start()]):
        return False
    return bool(had or _SUPPORT.search(clause) and _HAD_AFTER.match(body[figure.end :]))
