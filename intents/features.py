"""What a text is compared by: characters, pairs of characters, words, pairs of sounds, what is spoken of."""

from collections.abc import Callable
from itertools import combinations, pairwise
from operator import add

from intents.pinyin import sounds
from intents.senses import senses

# Weight of a feature by its kind, the first letter of its name: character, pair, word, pair of sounds, edges, sense, two senses together.
BASES = {"c": 0.35, "b": 1.0, "w": 1.1, "p": 0.75, "^": 0.4, "$": 0.4, "s": 0.7, "t": 0.5}
_CHARACTER, _PAIR = "c".__add__, "b".__add__


def features(text: str, words: Callable[[str], list[str]]) -> dict[str, float]:
    """Weighted features of a bare text (see normalise.bare)."""
    found: dict[str, float] = {}
    if not text:
        return found
    found |= dict.fromkeys(map(_CHARACTER, text), BASES["c"])
    found |= dict.fromkeys(map(_PAIR, map(add, text, text[1:])), BASES["b"])
    found |= dict.fromkeys(["w" + word for word in words(text) if len(word) > 1], BASES["w"])
    found |= dict.fromkeys([f"p{before} {after}" for before, after in pairwise(sounds(text))], BASES["p"])
    meant = senses(text)
    if meant:
        found |= dict.fromkeys(["s" + sense for sense in meant], BASES["s"])
        found |= dict.fromkeys([f"t{one} {other}" for one, other in combinations(meant, 2)], BASES["t"])
    found["^" + text[0]] = BASES["^"]
    found["$" + text[-1]] = BASES["^"]
    return found
