"""What a text is compared by: characters, pairs of characters, words, pairs of sounds."""

from collections.abc import Callable

from intents.pinyin import sounds

_CHARACTER, _PAIR, _WORD, _SOUND, _EDGE = 0.35, 1.0, 1.1, 0.75, 0.4


def features(text: str, words: Callable[[str], list[str]]) -> dict[str, float]:
    """Weighted features of a bare text (see normalise.bare)."""
    found: dict[str, float] = {}
    if not text:
        return found
    for mark in text:
        found["c" + mark] = _CHARACTER
    for first, second in zip(text, text[1:], strict=False):
        found["b" + first + second] = _PAIR
    for word in words(text):
        if len(word) > 1:
            found["w" + word] = _WORD
    heard = sounds(text)
    for before, after in zip(heard, heard[1:], strict=False):
        found[f"p{before} {after}"] = _SOUND
    found["^" + text[0]] = _EDGE
    found["$" + text[-1]] = _EDGE
    return found
