"""Moves (对话动作): cancel, back, help, thanks … recognised only when the whole message is one."""

import re
from pathlib import Path

from intents.lists import read_list
from intents.normalise import bare

_FILE = Path(__file__).with_name("moves.yaml")
_MOVES = read_list(_FILE)["moves"]
_SAYS: dict[str, str] = {}
_MATCHES: list[tuple[str, str]] = []
for _form in (str.lower, lambda phrase: bare(phrase.lower())):  # first as written: bare, 好的谢谢 is only 好的
    for _move in _MOVES:
        for _phrase in _move["says"]:
            _SAYS.setdefault(_form(str(_phrase)), _move["id"])
for _move in _MOVES:
    for _pattern in _move.get("matches", ()):
        _MATCHES.append((str(_pattern), _move["id"]))

_ANY = re.compile(
    "|".join(f"({pattern})" for pattern, _ in _MATCHES)
)  # the group tells which; none has groups of its own

_PIECES = re.compile(r"[,.!?;~\s]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# Words around a move that change nothing: 再上一步, 那就继续吧, 我还是取消.
_AROUND = re.compile(r"^(?:那就|那|就|我们?|咱们?|还是|请|先|再|帮我|给我|你)+|(?:吧|呗|啊|呀|了吧|一下|哈|嘛|好了)+$")
_KEPT = ("help", "profile", "why", "meaning", "human", "insult")  # in these the words around make another question


_POLITE = ("thanks", "greet", "bye", "praise", "agree")  # said in one breath, the first of these names the message
_FIRM = ("cancel", "resume", "back", "restart", "forget", "another", "repeat", "example", "wait", "detail")


def find_move(normal: str) -> str | None:
    """The move that a normalised message is, or None."""
    if len(normal) > 40:
        return None
    whole = _one_move(normal)
    if whole is not None:
        return whole
    moves = []
    for piece in filter(None, _PIECES.split(normal)):
        move = _one_move(piece) or _trimmed(piece)
        if move is None:
            return None
        moves.append(move)
    if not moves:
        return None
    firm = [move for move in moves if move in _FIRM]
    if len(set(firm)) == 1 and all(move in _POLITE or move in _FIRM for move in moves):
        return firm[0]  # 好,继续; 我不算了,谢谢
    if all(move in _POLITE for move in moves):
        return min(moves, key=_POLITE.index)
    return None


def _trimmed(piece: str) -> str | None:
    """The move without the words around it: 再上一步."""
    core = _AROUND.sub("", _AROUND.sub("", piece))
    move = _one_move(core) if core and core != piece else None
    return None if move in _KEPT else move


def is_listed(normal: str) -> bool:
    """Is a message one of the listed phrases, with nothing of its own in it (没明白)?"""
    return _EDGES.sub("", normal) in _SAYS


def _one_move(normal: str) -> str | None:
    trimmed = _EDGES.sub("", normal)
    stripped = bare(normal)
    if normal.strip() in _SAYS:
        return _SAYS[normal.strip()]
    for form in dict.fromkeys((trimmed, stripped)):
        if form in _SAYS:
            return _SAYS[form]
        found = _ANY.fullmatch(form) if form else None
        if found is not None and found.lastindex is not None:
            return _MATCHES[found.lastindex - 1][1]
    return None
