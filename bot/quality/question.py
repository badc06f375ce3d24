"""A question set (问题集): one JSON object a line, each a question with what its reply must be."""

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from bot.content.faults import Fault
from bot.messages import Kind
from bot.system_faults import why_not

KINDS: tuple[str, ...] = get_args(Kind)
_TEXTS = ("id", "text", "style", "note")
_LISTS = ("policies", "kinds", "must", "must_not")
_NEEDED = ("id", "text")


@dataclass(frozen=True)
class Question:
    """A question with what its reply must be. `policies`, `kinds`: any of them will do; if there are none, every one."""

    id: str
    text: str
    kinds: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    must: tuple[str, ...] = ()  # patterns, each found in the reply
    must_not: tuple[str, ...] = ()  # patterns, none found in the reply
    style: str = ""
    note: str = ""


class BadQuestions(Exception):
    """Question sets that cannot be used; every fault found is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def read_questions(paths: Iterable[Path], known: Collection[str]) -> list[Question]:
    """All questions of the files. `known`: the ids of the policies there are. Raises BadQuestions."""
    found: list[Question] = []
    faults: list[Fault] = []
    places: dict[str, tuple[Path, int]] = {}
    for path in paths:
        before = len(found), len(faults)
        for number, line in _lines(path, faults):
            values, wrong = _parse(line, known)
            name = values.get("id")
            if isinstance(name, str) and name in places:
                first, at = places[name]
                wrong.append(("id", f"{name} 在 {first}:{at} 已经用过", "换一个没用过的id"))
            elif isinstance(name, str):
                places[name] = path, number
            faults += [Fault(path, number, *fault) for fault in wrong]
            if not wrong:
                found.append(Question(**values))
        if (len(found), len(faults)) == before:
            faults.append(Fault(path, 0, "(整个文件)", "一个问题也没有", "每行写一个带 id、text 的JSON对象"))
    if faults:
        raise BadQuestions(faults)
    return found


def _lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    try:
        raw = path.read_bytes()
    except OSError as fault:
        faults.append(Fault(path, 0, "(整个文件)", f"读不了：{why_not(fault)}", "给一个可读的文件"))
        return
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            faults.append(Fault(path, number, "(整行)", "不是UTF-8", "存成UTF-8编码"))
            continue
        if text:
            yield number, text


Wrong = tuple[str, str, str]  # key, what is wrong, what would be right


def _parse(line: str, known: Collection[str]) -> tuple[dict[str, Any], list[Wrong]]:
    """The keys of a question with their values, and everything that is wrong with them."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}, [("(整行)", "不是JSON", '写成 {"id": "…", "text": "…", "kinds": ["answer"]}')]
    if not isinstance(row, dict):
        return {}, [("(整行)", "不是JSON对象", "用 { } 括起来")]
    wrong = [*_missing(row)]
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key in _TEXTS:
            wrong += _text_faults(key, value)
            values[key] = value
        elif key in _LISTS:
            faults = [*_list_faults(key, value, known)]
            wrong += faults
            values[key] = () if faults else tuple(value)
        else:
            wrong.append((key, "不认识的键", f"可用: {', '.join(_TEXTS + _LISTS)}"))
    return values, wrong


def _missing(row: dict[str, Any]) -> Iterator[Wrong]:
    for key in _NEEDED:
        if key not in row:
            yield key, "缺少这个键", "补上它"


def _text_faults(key: str, value: Any) -> Iterator[Wrong]:
    if not isinstance(value, str):
        yield key, f"{_shown(value)} 不是文本", "加引号写成文本"
    elif key in _NEEDED and not value.strip():
        yield key, "是空的", "写上内容"


def _list_faults(key: str, value: Any, known: Collection[str]) -> Iterator[Wrong]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        yield key, f"{_shown(value)} 不是文本的列表", '写成 ["甲", "乙"]'
        return
    for item in value:
        if key == "kinds" and item not in KINDS:
            yield key, f"没有 {item} 这种回复", f"可用: {', '.join(KINDS)}"
        if key == "policies" and item not in known:
            near = difflib.get_close_matches(item, known, 3)
            yield key, f"没有政策 {item}", f"相近的: {', '.join(near)}" if near else "用 policies/cards/ 里的文件名"
        if key in ("must", "must_not"):
            yield from _pattern_faults(key, item)


def _pattern_faults(key: str, pattern: str) -> Iterator[Wrong]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield key, f"{pattern[:60]} 不是正则表达式：{error}", "改对；原样的 ( ) [ ] * + ? . 前面加反斜杠"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:40]
