"""Passages (答案原文): which of a few answer texts speaks of what a question asks about.

Compared by pairs of sounds, so that a slip of the input method still finds its passage. What many of the passages
say tells little, what one of them says tells much.
"""

import math
from collections.abc import Mapping

from intents.pinyin import sound_codes

_STRANGE = 0.5  # what a pair that no passage holds counts for


class Passages:
    """Answer texts by key, compared with questions."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._holders: dict[str, list[str]] = {}
        for key, text in texts.items():
            for pair in _pairs(text):
                self._holders.setdefault(pair, []).append(key)
        self._all = len(texts)

    def spoken_of(self, question: str) -> dict[str, float]:
        """How much of what a bare question says each passage says too, 0..1; those that say nothing of it left out."""
        found: dict[str, float] = {}
        whole = 0.0
        for pair in _pairs(question):
            holders = self._holders.get(pair, ())
            weight = math.log((self._all + 1) / (len(holders) + 0.5)) ** 2
            if not holders:
                whole += weight * _STRANGE
                continue
            whole += weight
            for key in holders:
                found[key] = found.get(key, 0.0) + weight
        return {key: value / whole for key, value in found.items()}


def _pairs(text: str) -> set[str]:
    heard = sound_codes(text)
    return {heard[at : at + 2] for at in range(len(heard) - 1)}
