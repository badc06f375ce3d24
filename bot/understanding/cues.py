"""Which aspects (方面) a question names in so many words."""

import re
from functools import lru_cache

from bot.content.talk import aspects
from intents.normalise import bare

_COUNT = re.compile(r"多少(?:万|亿|个)?[户家吨台亩平座套种项条批人名位次届]")  # asks for a number, not for money


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
        if hit.group() not in ("多少", "多少万") or not _COUNT.match(flat, hit.start())
    )
    found = sorted((hit.group() for hit in hits), key=len, reverse=True)
    return list(dict.fromkeys(owner[cue] for cue in found))
