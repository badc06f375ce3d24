"""Aspects (方面): which side of a policy a question is about."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Aspect(BaseModel):
    """One side of a policy; `cues` are phrases that show it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    cues: tuple[str, ...] = ()


class Aspects(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    aspects: tuple[Aspect, ...]


FILE = Path(__file__).with_name("aspects.yaml")
