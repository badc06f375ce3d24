"""What is derived from the content, kept on disk under a hash of everything it was derived from.

Only plain arrays and JSON are read back, never pickles; a folder that cannot be written is no fault.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import intents
from intents.matcher import Index, Sample
from intents.segment import common_words

_FORMAT = 1
_KEEP = 6


def folder() -> Path:
    """Where derived data is kept: $JINCE_CACHE, else the user's cache folder."""
    named = os.environ.get("JINCE_CACHE")
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jince"


def words() -> dict[str, int]:
    """jieba's common words, filtered once."""
    path = folder() / f"words-{_code_hash()}.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        found = common_words()
        _write(path, json.dumps(found, ensure_ascii=False).encode())
        return found


def _code_hash() -> str:
    digest = hashlib.sha256(str(_FORMAT).encode())
    for path in sorted(Path(intents.__file__).parent.glob("*")):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _name(samples: Sequence[Sample]) -> Path:
    digest = hashlib.sha256(_code_hash().encode())
    for sample in samples:
        digest.update("\0".join(sample).encode())
        digest.update(b"\1")
    return folder() / f"index-{digest.hexdigest()[:16]}.npz"


def load_index(samples: Sequence[Sample]) -> Index | None:
    """The matcher built earlier for exactly these examples, or None."""
    path = _name(samples)
    try:
        with np.load(path, allow_pickle=False) as data:
            names = bytes(data["names"]).decode().split("\n")
            topics = bytes(data["topics"]).decode().split("\n")
            return Index(
                {name: place for place, name in enumerate(names)},
                data["idf"],
                float(data["rare"]),
                data["starts"],
                data["ids"],
                data["weights"],
                topics,
                data["topic_of"],
                data["raw"],
                data["norms"],
                data["linear"].astype(np.float32),
                data["bias"],
            )
    except (OSError, ValueError, KeyError):
        return None


def save_index(samples: Sequence[Sample], index: Index) -> None:
    path = _name(samples)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(
            draft,
            names=np.frombuffer("\n".join(index.vocabulary).encode(), np.uint8),
            topics=np.frombuffer("\n".join(index.topics).encode(), np.uint8),
            idf=index.idf,
            rare=np.float32(index.rare),
            starts=index.starts,
            ids=index.ids,
            weights=index.weights,
            topic_of=index.topic_of,
            raw=index.raw,
            norms=index.norms,
            linear=index.linear.astype(np.float16),
            bias=index.bias,
        )
        draft.replace(path)
        for old in sorted(path.parent.glob("index-*.npz"), key=lambda p: p.stat().st_mtime)[:-_KEEP]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        return
