"""Secrets never reach a log: whatever a library writes, they are starred out of the finished line."""

import logging
from collections.abc import Iterable
from dataclasses import fields

from bot.settings import Settings


class Redacting(logging.Formatter):
    """Formats as usual, then stars out every secret, tracebacks included."""

    def __init__(self, secrets: frozenset[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        return starred(super().format(record), self._secrets)


def starred(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret starred out."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def secrets_of(settings: Settings) -> frozenset[str]:
    """The values of the settings that are kept out of their repr; a database address may hold a password."""
    hidden = {str(getattr(settings, one.name)) for one in fields(settings) if not one.repr}
    _, sign, rest = settings.database.partition("://")
    password = rest.rpartition("@")[0].partition(":")[2] if sign else ""
    return frozenset(secret for secret in hidden | {password} if len(secret) >= 3)


def set_up_logging(settings: Settings) -> None:
    """Logs to standard error, redacted; HTTP clients, whose lines carry addresses with tokens, only warn."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets_of(settings)))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in ("httpx", "httpcore", "aiohttp"):
        logging.getLogger(name).setLevel(logging.WARNING)
