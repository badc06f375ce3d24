"""Moves (对话动作): cancel, back, help, thanks … recognised only when the whole message is one."""

import re
from pathlib import Path

from intents.lists import read_list
from intents.normalise import bare

_FILE = Path(__file__).with_name("moves.yaml")
_MOVES = read_list(_FILE)["moves"]
_SAYS: dict[str, str] = {}
_MATCHES: list[tuple[re.Pattern[str], str]] = []
for _form in (str.lower, lambda phrase: bare(phrase.lower())):  # first as written: bare, 好的谢谢 is only 好的
    for _move in _MOVES:
        for _phrase in _move["says"]:
            _SAYS.setdefault(_form(str(_phrase)), _move["id"])
for _move in _MOVES:
    for _pattern in _move.get("matches", ()):
        _MATCHES.append((re.compile(_pattern), _move["id"]))

_PIECES = re.compile(r"[,.!?;~\s]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


_POLITE = ("thanks", "greet", "bye", "praise", "agree")  # said in one breath, the first of these names the message


def find_move(normal: str) -> str | None:
    """The move that a normalised message is, or None."""
    if len(normal) > 40:
        return None
    whole = _one_move(normal)
    if whole is not None:
        return whole
    pieces = [piece for piece in _PIECES.split(normal) if piece]
    if len(pieces) < 2:
        return None
    moves = [_one_move(piece) for piece in pieces]
    if all(move in _POLITE for move in moves):
        return min((move for move in moves if move), key=_POLITE.index)
    return None


def _one_move(normal: str) -> str | None:
    trimmed = _EDGES.sub("", normal)
    stripped = bare(normal)
    if normal.strip() in _SAYS:
        return _SAYS[normal.strip()]
    for form in dict.fromkeys((trimmed, stripped)):
        if form in _SAYS:
            return _SAYS[form]
        for pattern, move in _MATCHES:
            if form and pattern.fullmatch(form):
                return move
    return None
