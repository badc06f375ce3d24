"""One form for every way of typing: width, case, traditional characters, emoji, blanks, dialect."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from opencc import OpenCC

from intents.lists import read_list
from intents.marks import Marks

_WORDS = read_list(Path(__file__).with_name("words.yaml"))
_SAME: dict[str, str] = _WORDS["same"]
_SAME_PATTERN = re.compile("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
_FILLERS = re.compile("|".join(sorted(map(re.escape, _WORDS["fillers"]), key=len, reverse=True)))
_ENGLISH: dict[str, str] = _WORDS["english"]
_ENGLISH_PATTERN = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True)) + r")\b", re.ASCII
)
_HAVE = re.compile(r"有没(?!有)(?=[\u4e00-\u9fff]|$)")
_LETTERS = re.compile(r"[a-z]{3}|r&?d")
_BLANKS = re.compile(r"\s+")
# 高 企 奖 励: words typed with a blank behind every character; figures and answers in a row (一 二 三, 是 否 是) stay.
_SPACED = re.compile(
    r"(?<!\S)(?:(?![零〇一二两三四五六七八九十百千万亿是否有无没对])[\u4e00-\u9fff] ){3,}[\u4e00-\u9fff](?!\S)"
)
_PUNCTUATION = str.maketrans(
    {
        "，": ",",
        "。": ".",
        "？": "?",
        "！": "!",
        "；": ";",
        "：": ":",
        "（": "(",
        "）": ")",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "【": "[",
        "】": "]",
    }
)
_NOT_WORD = re.compile(r"[^\w%.&+\-]+|_")
_EDGE_DOTS = re.compile(r"(?<!\d)[.\-+]+|[.\-+]+(?!\d)")
_KEEP_SYMBOLS = "℃%‰¥￥℅"
KEPT = 16384  # texts normalised before: within one reply the same one is, several times


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("tw2s")  # characters only: tw2sp also swaps words, 新增 for 添加, 批次 for 批量, 資料 for 数据


@lru_cache(maxsize=1)
def _plain_converter() -> OpenCC:
    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters to simplified; simplified text stays as it is."""
    if text.isascii() or _plain_converter().convert(text) == text:
        return text
    return str(_converter().convert(text))


@lru_cache(maxsize=KEPT)
def normalise(text: str) -> str:
    """What everything works on: simplified, half-width, lower case, without emoji; punctuation kept, plain."""
    kept = unicodedata.normalize("NFKC", text).translate(_WITHOUT_NOISE)
    plain = _BLANKS.sub(" ", simplify(kept).lower().translate(_PUNCTUATION)).strip()
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), plain) if " " in plain else plain


def _is_noise(mark: str) -> bool:
    if mark.isascii() or mark in _KEEP_SYMBOLS:
        return not mark.isprintable() and not mark.isspace()
    return unicodedata.category(mark) in ("So", "Sk", "Cs", "Cf", "Co", "Cn", "Cc", "Mn", "Me")


_WITHOUT_NOISE = Marks(lambda mark: "" if _is_noise(mark) else mark)


@lru_cache(maxsize=KEPT)
def bare(normal: str) -> str:
    """A normalised text for matching: dialect words in standard form, fillers, punctuation and blanks gone."""
    text = _ENGLISH_PATTERN.sub(lambda found: _ENGLISH[found.group()], normal) if _LETTERS.search(normal) else normal
    text = _SAME_PATTERN.sub(lambda found: _SAME[found.group()], text)
    text = _HAVE.sub("有没有", text)
    text = _FILLERS.sub("", text) or text
    return _EDGE_DOTS.sub("", _NOT_WORD.sub("", text))
