"""What is derived from the content, kept on disk (intents/kept.py) under a hash of everything it was derived from."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

import intents
from intents import kept
from intents.index import Index, Sample

T = TypeVar("T")
_FORMAT = 3
_OTHERS = 4  # one file of another folder is kept beside so many of this content
_PATIENCE = 60.0  # seconds to wait for another process that builds the same; building takes a tenth of it
_ARRAYS = tuple(field.name for field in fields(Index) if field.name not in ("vocabulary", "topics", "rare"))


def derived(name: str, key: str, derive: Callable[[], dict[str, T]]) -> dict[str, T]:
    """What was derived earlier from exactly this `key` by this code, as JSON holds it; else derived now and kept."""
    file = f"{name}-{_hash_of(key)}.json"
    found = kept.read_json(file)
    if found is not None:
        return found
    made = derive()
    kept.write_json(file, made)
    kept.forget_old(f"{name}-*.json")
    return made


@lru_cache(maxsize=1)
def _code_hash() -> str:
    """A hash of the code that makes what is kept: features, index and classifier, and which texts are learnt."""
    digest = hashlib.sha256(str(_FORMAT).encode())
    bot = Path(__file__).parents[1]
    learnt = (bot / "understanding" / f"{name}.py" for name in ("examples", "parts", "part_words"))
    making = (*learnt, bot / "content" / "tables_told.py", Path(__file__))
    for path in (*sorted(Path(intents.__file__).parent.glob("*")), *making):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def load_parsed() -> dict[str, Any]:
    """The content files parsed last time, by the hash of their bytes."""
    return kept.read_json(f"content-{_FORMAT}.json") or {}


def save_parsed(files: dict[str, Any], earlier: dict[str, Any]) -> None:
    """Keeps these parsed files, and some of those parsed earlier: of a folder that is read now and then."""
    others = [key for key in earlier if key not in files][-(len(files) // _OTHERS) :]
    kept.write_json(f"content-{_FORMAT}.json", {key: earlier[key] for key in others} | files)


def _hash_of(key: str) -> str:
    return hashlib.sha256((_code_hash() + key).encode()).hexdigest()[:16]


def _name(key: str) -> Path:
    return kept.folder() / f"index-{_hash_of(key)}.npz"


def index(key: str, build: Callable[[], tuple[list[Sample], Index]]) -> tuple[list[Sample], Index]:
    """The examples and the matcher built earlier for exactly this content; else built now and kept."""
    held = load_index(key)
    if held is not None:
        return held
    with _alone(_name(key).with_suffix(".lock")):
        held = load_index(key)  # by the process that was waited for
        if held is None:
            held = build()
            save_index(key, *held)
    return held


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Waits while another process holds this lock file, so that what both need is built once.

    The lock of a process that dies is free at once; nobody waits longer than `_PATIENCE`, nor where there are no locks.
    """
    try:
        import fcntl  # not on Windows

        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = path.open("wb")
    except (ImportError, OSError):
        yield
        return
    with file:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.05)
            except OSError:  # a file system without locks
                break
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def load_index(key: str) -> tuple[list[Sample], Index] | None:
    """The examples and the matcher built earlier for exactly this content, or None."""
    try:
        with _name(key).open("rb") as file, np.load(file, allow_pickle=False) as data:
            names, topics, texts, units = (
                bytes(data[name]).decode().split("\n") for name in ("names", "topics", "texts", "units")
            )
            owners = map(topics.__getitem__, data["topic_of"].tolist())
            samples = list(map(Sample, texts, owners, map(units.__getitem__, data["unit_of"].tolist())))
            index = Index(
                vocabulary={name: place for place, name in enumerate(names)},
                topics=topics,
                rare=float(data["rare"]),
                **{name: data[name] for name in _ARRAYS},
            )
            return samples, index
    except Exception:  # whatever is wrong with a kept file, the matcher is built anew
        return None


def _text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def save_index(key: str, samples: Sequence[Sample], index: Index) -> None:
    path = _name(key)
    units = {unit: place for place, unit in enumerate(dict.fromkeys(sample.unit for sample in samples))}
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(
            draft,
            names=_text(index.vocabulary),
            topics=_text(index.topics),
            texts=_text(sample.text for sample in samples),
            units=_text(units),
            unit_of=np.array([units[sample.unit] for sample in samples], np.int32),
            rare=np.float64(index.rare),
            **{name: getattr(index, name) for name in _ARRAYS},
        )
        draft.replace(path)
        kept.forget_old("index-*.npz")
    except OSError:
        return
