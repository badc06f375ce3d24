"""How much a sentence can tell of some fields at most, before any of them is read: most sentences tell nothing."""

from collections import defaultdict
from collections.abc import Mapping

from calculators.fields import Field
from calculators.reading.characters import fold
from calculators.reading.figures import find_figures


class Mentions:
    """The words of a set of fields, by the characters they begin with."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        # 没领过 tells every field that is nothing unless told
        self._always = {name for name, field in fields.items() if _has_default(field)}
        self._words: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, field in fields.items():
            for word in field.words:
                self._words[word[:1]].append((word, name))

    def most_told(self, text: str) -> int:
        """So many fields it can tell: every figure may tell one, so may a field's own words."""
        body = fold(text)
        spoken = set(self._always)
        for at, mark in enumerate(body):
            for word, name in self._words.get(mark, ()):
                if body.startswith(word, at):
                    spoken.add(name)
        return len(find_figures(body)) + len(spoken)


def _has_default(field: Field) -> bool:
    return any(one.has_default for one in (field, *field.fields.values()))
