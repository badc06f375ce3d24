"""What pydantic finds wrong with a file, as faults with line, key and mend."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from bot.content.faults import Fault
from bot.content.source import Source


def validation_faults(source: Source, error: ValidationError) -> list[Fault]:
    """pydantic's findings as faults with line, key and mend."""
    faults = []
    for item in error.errors():
        key = _key(item["loc"])
        wrong, mend = _words(item)
        faults.append(source.fault(key, wrong, mend))
    return faults


def without_unknown_keys(data: Any, error: ValidationError) -> Any:
    """A copy of the data of a file without the keys that pydantic did not know."""
    kept = deepcopy(data)
    for item in error.errors():
        if item["type"] == "extra_forbidden":
            *above, last = _key(item["loc"])
            holder = kept
            for part in above:
                holder = holder[part]
            holder.pop(last, None)
    return kept


def _key(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The place in the file: pydantic also names the shape or the sort of rule it tried, which is no key."""
    return tuple(part for before, part in zip((None, *place), place, strict=False) if not _is_tag(before, part))


def _is_tag(before: str | int | None, part: str | int) -> bool:
    """`rate` may be a key; it is a tag where a shape begins, as `any` is where a rule begins."""
    if part in ("one", "any", "all"):
        return isinstance(before, int) or before in ("test", "when")
    return part in _TAGS and (isinstance(before, int) or before in ("yes", "no"))


_TAGS = {
    "fixed",
    "rate",
    "per_unit",
    "highest_tier",
    "adding_tiers",
    "staged_rate",
    "factor_product",
    "rate_steps",
    "branch",
}


def _words(item: Any) -> tuple[str, str]:
    kind, given = item["type"], item.get("input")
    if kind == "extra_forbidden":
        return "不认识的键", "检查拼写，或删掉它(可用的键见 docs/adding-a-policy.md)"
    if kind == "missing":
        return "缺少这个键", "补上它"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return f"不认识的奖补形状 {given.get('shape') if isinstance(given, dict) else given!r}", "可用: " + ", ".join(
            sorted(_TAGS)
        )
    if kind == "value_error":
        return str(item["msg"]).removeprefix("Value error, "), "照提示改写"
    told = given if isinstance(given, str | int) else type(given).__name__
    if kind == "literal_error":
        return f"没有 {told} 这个值", f"可用: {item['ctx']['expected']}"
    return f"{told} 不是要求的类型", f"改成{_WANTED.get(kind, '要求的类型')}"


_WANTED = {
    "string_type": "一段文本",
    "tuple_type": "列表 [甲, 乙]",
    "dict_type": "键: 值",
    "mapping_type": "键: 值",
    "model_type": "键: 值",
    "model_attributes_type": "键: 值",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "int_type": "整数",
    "int_parsing": "整数",
}
