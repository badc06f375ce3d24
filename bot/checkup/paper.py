"""The report of a check-up as a PDF (A4) to hand on. Needs a Chinese font on the machine; says so where there is none."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from bot.checkup.bars import LEFT_OUT, LEGEND, UNKNOWN
from bot.checkup.report import BEST, BY_LAW, Report
from bot.checkup.words import NO_NOTICES
from bot.sheets.printing import compiled, fonts

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf(report: Report) -> bytes:
    """The report on as many pages as it takes. Raises NoFont."""
    fixed = {
        "legend": LEGEND,
        "unknown": UNKNOWN,
        "left_out": LEFT_OUT,
        "best_lead": BEST,
        "by_law": BY_LAW + NO_NOTICES,
    }
    return _printed(json.dumps({**asdict(report), **fixed}, ensure_ascii=False, default=str))


@lru_cache(maxsize=16)
def _printed(words: str) -> bytes:
    return compiled(_TEMPLATE, "pdf", {"report": words, "fonts": json.dumps(fonts())})[0]
