"""How sure to be of what names no policy: what is said may be nothing, or may be said of several."""

from collections.abc import Collection

from bot.speech import has_subject, is_question, wants_sum
from bot.understanding.cues import aspect_hits
from bot.understanding.understood import SLIGHTLY, Outcome, outcome_of
from calculators.patterns import lazy
from intents.matcher import Candidate
from intents.normalise import bare

# A text without any such character, and without a name, says nothing: emoji, letters, a bare amount.
_CHINESE = lazy(r"(?![零〇一二两三四五六七八九十百千万亿元块])[\u4e00-\u9fff]")
_BEYOND_DOUBT = 0.8
_GUESSED = 0.4  # no guess is told for a remark that is less likely about a topic
_REMARK = 12  # characters
# 今年销售2亿: what an enterprise sells speaks for several awards, and for none of them alone.
_TURNOVER = lazy(
    r"(?:今年|去年|上年度?|全年|一年)*(?:销售额?|销售收入|营收|营业收入|收入|产值|卖)(?:了|是|有|到|达到|做到)?(?:大概|差不多)?[\d.零〇一二两三四五六七八九十百千几多个]+[万亿]元?"
)

# 投了一个亿给多少: the amount may be for any award.
_ONLY_AN_AMOUNT = lazy(
    r"(?:按照?|投资?|花|付|到账)?(?:了|是|有|到|下|去)*(?:大概|差不多)?[\d.零〇一二两三四五六七八九十百千几多个]+[万亿]元?(?:来?算|的话)?"
)


def outcome_unnamed(found: list[Candidate], normal: str, flat: str, called: Collection[str]) -> Outcome:
    """How sure to be of the first candidate of a text that names no policy; `called`: the topics it calls by an amount."""
    if not _CHINESE.search(flat):
        return Outcome.UNKNOWN
    if _is_one_of_several(found, called):
        return Outcome.UNSURE
    outcome = outcome_of(found)
    if outcome is not Outcome.SURE and not called and _asks_nothing(normal, flat) and found[0].score < _GUESSED:
        return Outcome.UNKNOWN
    if not called and _ONLY_AN_AMOUNT.search(normal) and not has_subject(bare(_ONLY_AN_AMOUNT.sub("", normal))):
        return Outcome.UNSURE
    if found[0].score < _BEYOND_DOUBT and _TURNOVER.search(normal) and not has_subject(_TURNOVER.sub("", flat)):
        return Outcome.UNSURE
    return outcome


def _is_one_of_several(found: list[Candidate], called: Collection[str]) -> bool:
    """五百万封顶的是哪个: several pay as much, and no other word says which of them is meant."""
    if len(found) < 2 or not {found[0].topic, found[1].topic} <= set(called):
        return False
    return found[0].score < found[1].score + SLIGHTLY


def _asks_nothing(normal: str, flat: str) -> bool:
    """另一半明年才给, 是去年买的: a remark, which goes on about something that is not said in it."""
    if len(flat) > _REMARK or is_question(normal) or wants_sum(normal) or aspect_hits(flat):
        return False
    return not flat.endswith(("不", "没", "没有"))
