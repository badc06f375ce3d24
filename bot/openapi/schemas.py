"""JSON Schemas of what the API answers."""

from typing import Any

_MONEY = {"type": ["string", "null"], "pattern": r"^\d+\.\d{2,}$"}
RESULT: dict[str, Any] = {
    "type": "object",
    "required": [
        "calculator",
        "status",
        "amount",
        "currency",
        "range",
        "steps",
        "limits",
        "assumptions",
        "unknown",
        "policies",
    ],
    "properties": {
        "calculator": {"type": "string"},
        "status": {"enum": ["computed", "ceiling", "per_unit", "not_eligible", "table_missing"]},
        "amount": {"type": ["string", "null"], "pattern": r"^\d+\.\d{2}$", "description": "元, 两位小数"},
        "currency": {"const": "CNY"},
        "range": {
            "type": ["array", "null"],
            "items": {"type": "string", "pattern": r"^\d+\.\d{2}$"},
            "minItems": 2,
            "maxItems": 2,
        },
        "steps": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["label", "amount", "clause"],
                "properties": {"label": {"type": "string"}, "amount": _MONEY, "clause": {"type": "string"}},
            },
        },
        **{
            name: {"type": "array", "items": {"type": "string"}}
            for name in ("limits", "assumptions", "unknown", "policies")
        },
    },
}
ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["error", "faults"],
    "properties": {
        "error": {"type": "string"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "problem", "accepted"],
                "properties": {
                    "field": {"type": "string"},
                    "problem": {"type": "string"},
                    "accepted": {"type": "string"},
                },
            },
        },
    },
}
SUMMARY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "place", "summary", "document"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string"},
        "place": {"type": "string"},
        "summary": {"type": "string"},
        "calculator": {"type": ["string", "null"]},
        "document": {"type": "string"},
        "number": {"type": ["string", "null"]},
        "clause": {"type": ["string", "null"]},
    },
}


_MONEY_TEXT: dict[str, Any] = {"type": ["string", "null"], "description": "元，两位小数的文本"}
_ENTRY: dict[str, Any] = {
    "type": "object",
    "required": ["policy", "title"],
    "properties": {"policy": {"type": "string"}, "title": {"type": "string"}},
}
_CLAIM: dict[str, Any] = {
    "type": "object",
    "required": [*_ENTRY["required"], "amount", "at_most", "words", "needs", "premises", "clause"],
    "properties": {**_ENTRY["properties"], "amount": _MONEY_TEXT, "at_most": _MONEY_TEXT, "words": {"type": "string"}},
}
_LISTS = {
    "claimable": ("现在能报", _CLAIM),
    "needs_table": ("要看附表才知道", _CLAIM),
    "within_reach": ("差一点", _ENTRY),
    "not_for_you": ("不适合", _ENTRY),
    "cannot_say": ("还说不准", _ENTRY),
}
CHECKUP: dict[str, Any] = {
    "type": "object",
    "required": [*_LISTS, "bundle", "currency", "content"],
    "properties": {
        **{name: {"type": "array", "description": said, "items": item} for name, (said, item) in _LISTS.items()},
        "bundle": {"type": "object", "description": "只能选一项的怎么选最划算"},
        "currency": {"const": "CNY"},
        "content": {"type": "string", "description": "内容版本"},
    },
}
_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
POLICY: dict[str, Any] = {
    "type": "object",
    "required": [*SUMMARY["required"], "names", "sections", "conditions", "open", "related", "validity"],
    "properties": {
        **SUMMARY["properties"],
        "names": _TEXTS | {"description": "别名"},
        "sections": {
            "type": "object",
            "description": "按方面的回答",
            "additionalProperties": {
                "type": "object",
                "required": ["text", "clause"],
                "properties": {"text": {"type": "string"}, "clause": {"type": ["string", "null"]}},
            },
        },
        "conditions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "clause"],
                "properties": {"text": {"type": "string"}, "clause": {"type": "string"}},
            },
        },
        "open": _TEXTS | {"description": "文件没写明的"},
        "related": _TEXTS | {"description": "相关政策"},
        "validity": {"type": "object"},
        "caution": {"type": ["string", "null"]},
    },
}
CALCULATOR: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "summary", "policies", "inputs"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string"},
        "summary": {"type": "string"},
        "policies": _TEXTS,
        "inputs": {"type": "object", "description": "输入的JSON Schema"},
    },
}
