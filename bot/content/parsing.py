"""Strict YAML: duplicate keys, floats and odd tags are faults; every key keeps its line.

Plain scalars are read by four rules only: whole numbers, true/false, null, text. So `no` stays text,
a date stays text, and a figure with a decimal point has to be quoted (a float is not exact).
"""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.content.faults import Fault
from bot.content.source import Key, Source

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[+-]?\d+\Z")
_FLOAT = re.compile(r"[+-]?(\d+\.\d*|\.\d+|\d+(\.\d*)?[eE][+-]?\d+|\.inf|\.nan)\Z", re.I)
_PLAIN = frozenset(
    "tag:yaml.org,2002:" + name
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)


def read_source(path: Path) -> Source:
    """Reads one YAML file; what is wrong with it stands in `faults`."""
    source = Source(path)
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as error:
        source.faults.append(Fault(path, 0, "(整个文件)", f"读不了：{error}", "检查文件权限和UTF-8编码"))
        return source
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = getattr(error, "problem", None) or str(error)
        source.faults.append(Fault(path, line, "(整个文件)", f"不是合法的YAML: {problem}", "检查缩进、引号和冒号"))
        return source
    if node is not None:
        try:
            source.data = _value(source, node, ())
        except RecursionError:
            source.faults.append(Fault(path, 1, "(整个文件)", "套得太深，或自己引用自己", "删掉 & 和 *，减少层数"))
    return source


def _value(source: Source, node: yaml.Node, key: Key) -> Any:
    source.lines[key] = node.start_mark.line + 1
    if node.tag not in _PLAIN:
        source.faults.append(source.fault(key, f"不认识的标签 {node.tag}", "删掉 ! 开头的标签，直接写内容"))
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, key)
    if isinstance(node, yaml.SequenceNode):
        return [_value(source, child, (*key, place)) for place, child in enumerate(node.value)]
    return _scalar(source, node, key)


def _mapping(source: Source, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name_node, child in node.value:
        name = str(name_node.value)
        here = (*key, name)
        if not isinstance(name_node, yaml.ScalarNode):
            source.lines[here] = name_node.start_mark.line + 1
            source.faults.append(source.fault(here, "键不是文本", "写成 键：值"))
            continue
        if name in result:
            source.lines[here] = name_node.start_mark.line + 1
            source.faults.append(source.fault(here, "这个键写了两次", f"删掉一个 {name}"))
            continue
        result[name] = _value(source, child, here)
        source.lines[here] = name_node.start_mark.line + 1
    return result


def _scalar(source: Source, node: yaml.Node, key: Key) -> Any:
    text = str(node.value)
    if getattr(node, "style", None):
        return text
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        source.faults.append(
            source.fault(key, f"{text} 是浮点数，不精确", f'加引号写成 "{text}", 或写成 5%、30万 这样的文字')
        )
        return text
    return {"true": True, "false": False, "null": None, "~": None, "": None}.get(text, text)
