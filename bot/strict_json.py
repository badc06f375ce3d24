"""JSON from outside, read strictly: UTF-8, no NaN, no repeated keys, decimals exact."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any


class BadJson(ValueError):
    """Not JSON we take; the message says why, in words."""


def read_json(raw: bytes) -> Any:
    """The value of a JSON text; numbers with a point become Decimal. Raises BadJson."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadJson("要UTF-8编码的JSON") from None
    try:
        return json.loads(text, parse_float=_decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except BadJson:
        raise
    except (ValueError, RecursionError):
        raise BadJson("不是合法的JSON") from None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise BadJson(f"{text[:20]} 不是能用的数") from None


def _refuse(name: str) -> None:
    raise BadJson(f"{name} 不是JSON里的数")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise BadJson("同一个键写了两次")
        result[key] = value
    return result
