"""Finding every fault in the content at once: faults of single files, and faults between them."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.content.awards import award_faults
from bot.content.cards import card_faults
from bot.content.conditions import condition_faults
from bot.content.faults import Fault
from bot.content.load import Content, read_all
from bot.content.rules import rate_faults, rule_faults, table_faults


def check(folders: Iterable[Path] = (), today: date | None = None) -> tuple[Content | None, list[Fault]]:
    """Reads the content and looks for every fault; the list is empty when all is well."""
    content, faults = read_all(folders)
    if content is not None:
        unread = {fault.file.stem for fault in faults}  # their ids exist all the same
        across = _across(content, unread, today or date.today())
        faults = faults + [fault for fault in across if not _follows(fault, faults)]
    return content, sorted(set(faults))


def _follows(fault: Fault, read: list[Fault]) -> bool:
    """Is it only what a misspelt key inside of it leaves behind?"""
    return any(other.file == fault.file and other.key.startswith(f"{fault.key}.") for other in read)


def _across(content: Content, unread: set[str], today: date) -> Iterator[Fault]:
    yield from card_faults(content, unread, today)
    yield from award_faults(content)
    yield from table_faults(content, unread)
    yield from rate_faults(content)
    yield from rule_faults(content, unread)
    yield from condition_faults(content, unread)
