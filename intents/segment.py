"""Words: jieba over a dictionary of our own, made of jieba's common words and the names in the content."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

# jieba takes setuptools where it finds it, only to open a file: a tenth of a second at every start
_SETUPTOOLS = "pkg_resources"
_LOADED = _SETUPTOOLS in sys.modules
sys.modules.setdefault(_SETUPTOOLS, None)  # type: ignore[arg-type]
import jieba  # noqa: E402

if not _LOADED:
    del sys.modules[_SETUPTOOLS]

_COMMON = 300  # of jieba's 350,000 words the frequent ones are enough, and start six times as fast
_NAME_FREQUENCY = 20_000
_CHINESE = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.%&+]+")

jieba.setLogLevel(60)


def common_words() -> dict[str, int]:
    """jieba's own frequent words with their frequency."""
    found: dict[str, int] = {}
    path = Path(jieba.__file__).with_name("dict.txt")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            if len(word) > 1 and int(count) >= _COMMON or len(word) == 1 and int(count) >= 20:
                found[word] = int(count)
    return found


class Segmenter:
    """A private jieba tokenizer: nothing global is touched, no file of jieba's cache is trusted."""

    def __init__(self, words: dict[str, int]) -> None:
        tokenizer = jieba.Tokenizer()
        frequency: dict[str, int] = dict(words)
        for word in words:
            for end in range(1, len(word)):
                frequency.setdefault(word[:end], 0)
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequency, sum(words.values()), True
        self._tokenizer = tokenizer

    @classmethod
    def with_names(cls, names: Iterable[str], words: dict[str, int] | None = None) -> "Segmenter":
        known = dict(words if words is not None else common_words())
        for name in names:
            if 2 <= len(name) <= 8:
                known[name] = max(known.get(name, 0), _NAME_FREQUENCY)
        return cls(known)

    def words(self, text: str) -> list[str]:
        """The words of a bare text, without unknown-word guessing (it tears names apart)."""
        return [word for run in _CHINESE.findall(text) for word in self._tokenizer.lcut(run, HMM=False)]
