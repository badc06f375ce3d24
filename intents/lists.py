"""The word lists of this package: YAML of our own, parsed once for the same bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

from intents import kept


def read_list(path: Path) -> dict[str, Any]:
    """The whole file as plain data."""
    raw = path.read_bytes()
    name = f"list-{path.stem}-{hashlib.sha256(raw).hexdigest()[:16]}.json"
    held = kept.read_json(name)
    if held is None:
        held = _parsed(raw)
        kept.write_json(name, held)
        kept.forget_old(f"list-{path.stem}-*.json")
    return held


def _parsed(raw: bytes) -> dict[str, Any]:
    """YAML as JSON would hold it, read by libyaml where it is built in (ten times as fast)."""
    import yaml  # takes longer than everything else here: only for a file that has changed

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = json.loads(json.dumps(yaml.load(raw, Loader=loader)))  # noqa: S506  both loaders are safe
    return found
