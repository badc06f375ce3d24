"""Passages (答案原文): which of a few answer texts speaks of what a question asks about.

Compared by pairs of sounds, so that a slip of the input method still finds its passage. What many of the passages
say tells little, what one of them says tells much.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.pinyin import sound_codes, sound_points

_STRANGE = 0.5  # what a pair that no passage holds counts for
_END = "\n"
_MARK = 21  # bits of a character
_KEY = 16  # bits of a passage's place


class Passages:
    """Answer texts by key, compared with questions."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._keys = list(texts)
        owners = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts.values()])
        spoken = _pairs("".join(text + _END for text in texts.values()))
        inside = (spoken >> _MARK != ord(_END)) & (spoken & ((1 << _MARK) - 1) != ord(_END))
        held = np.sort((spoken[inside] << _KEY) | owners[: len(spoken)][inside])
        held = held[_firsts(held)]
        starts = np.flatnonzero(_firsts(held >> _KEY))
        pairs, counts = held[starts] >> _KEY, np.diff(starts, append=len(held))
        self._holders: list[int] = (held & ((1 << _KEY) - 1)).tolist()
        self._ends: list[int] = [*starts.tolist(), len(held)]
        self._weights: list[float] = self._weight(counts).tolist()
        self._places = dict(zip(pairs.tolist(), range(len(pairs)), strict=True))
        self._strange = _STRANGE * float(self._weight(np.zeros(1))[0])

    def _weight(self, counts: NDArray[Any]) -> NDArray[np.float64]:
        """What a pair counts for that so many passages hold."""
        return np.square(np.log((len(self._keys) + 1) / (counts + 0.5)))

    def spoken_of(self, question: str) -> dict[str, float]:
        """How much of what a bare question says each passage says too, 0..1; those that say nothing of it left out."""
        found: dict[int, float] = {}
        whole = 0.0
        for pair in {before << _MARK | after for before, after in pairwise(map(ord, sound_codes(question)))}:
            place = self._places.get(pair)
            if place is None:
                whole += self._strange
                continue
            weight = self._weights[place]
            whole += weight
            for key in self._holders[self._ends[place] : self._ends[place + 1]]:
                found[key] = found.get(key, 0.0) + weight
        return {self._keys[key]: share / whole for key, share in found.items()}


def _firsts(ascending: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which numbers are the first of their kind (np.unique would load all of masked arrays)."""
    return np.diff(ascending, prepend=-1) > 0


def _pairs(text: str) -> NDArray[np.int64]:
    heard = sound_points(text).astype(np.int64)
    return (heard[:-1] << _MARK) | heard[1:]
