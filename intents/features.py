"""What a text is compared by: characters, pairs of characters, words, pairs of sounds."""

from collections.abc import Callable

from intents.pinyin import sounds

# Weight of a feature by its kind, the first letter of its name: character, pair, word, pair of sounds, edges.
BASES = {"c": 0.35, "b": 1.0, "w": 1.1, "p": 0.75, "^": 0.4, "$": 0.4}


def features(text: str, words: Callable[[str], list[str]]) -> dict[str, float]:
    """Weighted features of a bare text (see normalise.bare)."""
    found: dict[str, float] = {}
    if not text:
        return found
    for mark in text:
        found["c" + mark] = BASES["c"]
    for first, second in zip(text, text[1:], strict=False):
        found["b" + first + second] = BASES["b"]
    for word in words(text):
        if len(word) > 1:
            found["w" + word] = BASES["w"]
    heard = sounds(text)
    for before, after in zip(heard, heard[1:], strict=False):
        found[f"p{before} {after}"] = BASES["p"]
    found["^" + text[0]] = BASES["^"]
    found["$" + text[-1]] = BASES["^"]
    return found
