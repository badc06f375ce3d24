"""Words: jieba's cutting over a dictionary of our own, made of jieba's common words and the names in the content.

Cut by rjieba, jieba's twin in Rust: the same words, many times as fast (tests/intents/test_segment.py compares them).
"""

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import rjieba

_COMMON = 300  # of jieba's 350,000 words the frequent ones are enough, and start six times as fast
_NAME_FREQUENCY = 20_000
_CHINESE = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.%&+]+")

rjieba.clear()  # of the tokenizer it makes when imported, which nobody asks: 16 MB


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
        self._tokenizer = rjieba.Jieba.empty()
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
