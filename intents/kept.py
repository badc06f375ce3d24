"""What takes long to work out, kept on disk from one start to the next: never trusted, never needed.

Only arrays and JSON are read back, never pickles; a folder that cannot be written is no fault.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEEP = 6


def folder() -> Path:
    """Where it is kept: $JINCE_CACHE, else the user's cache folder."""
    named = os.environ.get("JINCE_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jince"


def read_json(name: str) -> dict[str, Any] | None:
    """The object kept under a file name; None where there is none, or whatever is wrong with it."""
    try:
        found = json.loads((folder() / name).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_json(name: str, data: dict[str, Any]) -> None:
    """Keeps an object under a file name."""
    write(folder() / name, json.dumps(data, ensure_ascii=False).encode())


def write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        return


def forget_old(pattern: str) -> None:
    """Deletes all but the latest few files of a kind."""
    with suppress(OSError):
        for old in sorted(folder().glob(pattern), key=lambda path: path.stat().st_mtime)[:-_KEEP]:
            old.unlink(missing_ok=True)
