"""The word lists of this package: YAML of our own, read by libyaml where it is built in (ten times as fast)."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_list(path: Path) -> Any:
    """The whole file as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  both loaders are safe
