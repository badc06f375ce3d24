"""Text as it comes in and goes out."""

import json
from typing import Any


def clean(text: str) -> str:
    """Bytes that were no UTF-8 on the command line arrive as lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def as_json(value: Any) -> str:
    """One line of JSON, Han characters as they are."""
    return json.dumps(value, ensure_ascii=False)
