"""Words: jieba's cutting over a dictionary of our own, made of jieba's common words and the names in the content.

Cut by rjieba, jieba's twin in Rust: the same words, many times as fast (tests/intents/test_segment.py compares them).
"""

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rjieba import Jieba

_COMMON = 300  # of jieba's 350,000 words the frequent ones are enough, and start six times as fast
_NAME_FREQUENCY = 20_000
_CHINESE = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.%&+]+")


def _empty() -> "Jieba":
    """A tokenizer that knows no word. Imported without its package, which makes one of 350,000 words: 0.2 s, 16 MB."""
    name = "rjieba.rjieba"
    if name not in sys.modules and (spec := find_spec("rjieba")) is not None:
        sys.modules["rjieba"] = module_from_spec(spec)  # its __init__ is not run
        import_module(name)
        del sys.modules["rjieba"]
    made: Jieba = import_module(name).Jieba.empty()
    return made


def common_words() -> dict[str, int]:
    """jieba's own frequent words with their frequency."""
    found: dict[str, int] = {}
    spec = find_spec("jieba")  # only its dictionary is read
    assert spec is not None and spec.origin is not None
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            if len(word) > 1 and int(count) >= _COMMON or len(word) == 1 and int(count) >= 20:
                found[word] = int(count)
    return found


class Segmenter:
    """A private tokenizer: nothing global is touched."""

    def __init__(self, words: dict[str, int]) -> None:
        self._tokenizer = _empty()
        for word, frequency in words.items():
            self._tokenizer.add_word(word, frequency, None)

    @classmethod
    def with_names(cls, names: Iterable[str], words: dict[str, int] | None = None) -> "Segmenter":
        known = dict(words if words is not None else common_words())
        for name in names:
            if 2 <= len(name) <= 8:
                known[name] = max(known.get(name, 0), _NAME_FREQUENCY)
        return cls(known)

    def words(self, text: str) -> list[str]:
        """The words of a bare text, without unknown-word guessing (it tears names apart)."""
        return [word for run in _CHINESE.findall(text) for word in self._tokenizer.cut(run, hmm=False)]
