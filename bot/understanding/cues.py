"""Which aspects (方面) a question names in so many words."""

import re
from functools import lru_cache

from bot.content.talk import aspects
from bot.speech import has_subject
from calculators.patterns import lazy
from intents.normalise import bare

_COUNT = lazy(r"多少(?:万|亿|个)?[户家吨台亩平座套种项条批人名位次届]")  # asks for a number, not for money

_OF_WHAT = lazy(
    r"多少(?![钱万元块亿奖补资几人给个才呢啊呀吧吗了合来的能可就算够都是要会到拿领又呗嘛哦和跟]|$)[\u4e00-\u9fff]"
)  # 占多少地: of that, not money
_GIVES = lazy(r"[给奖补拿领发得贴][^,.]{0,2}$")
_THERE_ARE = lazy(r"(?<![能会可该共奖补贴助励金钱款])有$")  # 高企有多少 likewise
_WHERE = ("在哪办", "去哪办")
_HELD = lazy(r"[的了过]")  # 培训在哪办的: where it was held, not where to go
_FORMAL = lazy(  # what formal questions are made of, and says nothing of what is asked
    r"根据|按照|依照|按|文件|说明|给出|计算|核算|方法|方式|怎样|介绍|列出|告知|详细|具体|主要|内容|包括|包含|分别|规定|应当|需要|须|满足|具备|享受|适用|支持|资金|范围|对象|"
    r"相关|有关|情况|工作|何种|何|由|其|所|以及|及|与|为|否|单位|区别|差别|不同|差异|不一样|一样|对比|比较|有|或|各|以|内|哪|每"
)


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    owner = {bare(cue): aspect.id for aspect in aspects().values() for cue in aspect.cues}
    return re.compile("|".join(sorted(map(re.escape, owner), key=len, reverse=True))), owner


def aspect_hits(flat: str) -> list[str]:
    """The aspects whose words a bare text uses; the longest words first."""
    pattern, owner = _cues()
    hits = (
        hit
        for hit in pattern.finditer(flat)
        if not (hit.group() in _WHERE and _HELD.match(flat, hit.end()))
        and (
            hit.group() not in ("多少", "多少万")
            or not (
                _COUNT.match(flat, hit.start())
                or _OF_WHAT.match(flat, hit.start())
                and not _GIVES.search(flat, 0, hit.start())
                or hit.group() == "多少"
                and _THERE_ARE.search(flat, 0, hit.start())
            )
        )
    )
    found = sorted((hit.group() for hit in hits), key=len, reverse=True)
    return list(dict.fromkeys(owner[cue] for cue in found))


def says_no_more(rest: str) -> bool:
    """Is an aspect all that is asked? `rest`: a bare question without the names of policies."""
    pattern, _ = _cues()
    return not has_subject(_FORMAL.sub("", pattern.sub("", rest)))
