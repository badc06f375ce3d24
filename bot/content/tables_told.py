"""Words that hold only while a table is missing, or only once it is filled in: 【缺 table-4：…】, 【有 table-4：…】.

A text says both; which one is told goes by the tables at hand. With several tables, 有 needs them all; 缺 is told while
any is missing. Inside 有, {table-4} stands for the tiers of that table.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.source import Key
from calculators.money import spoken
from calculators.patterns import lazy
from policies.table import TierTable

_SPAN = lazy(r"【(缺|有) +([\w-]+(?: +[\w-]+)*)：([^【】]*)】")
_TIERS = lazy(r"\{([\w-]+)\}")
_MARK = lazy(r"【\s*[缺有]")
Faulty = Callable[[Key, str, str], None]  # where, what is wrong, how to mend it


def has_marks(data: Any) -> bool:
    """Is there anything to decide in the data of a file?"""
    if isinstance(data, str):
        return "【" in data
    values = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    return any(map(has_marks, values))


def as_held(data: Any, tables: Mapping[str, TierTable], faulty: Faulty, key: Key = ()) -> Any:
    """The data with every text as it is told with these tables; an item of a list that says nothing any more goes."""
    if isinstance(data, str):
        return _told(data, tables, key, faulty) if "【" in data else data
    if isinstance(data, Mapping):
        return {name: as_held(value, tables, faulty, (*key, name)) for name, value in data.items()}
    if isinstance(data, list):
        held = [as_held(value, tables, faulty, (*key, place)) for place, value in enumerate(data)]
        return [new for new, old in zip(held, data, strict=True) if new != "" or old == ""]
    return data


def _told(text: str, tables: Mapping[str, TierTable], key: Key, faulty: Faulty) -> str:
    def chosen(sort: str, ids: list[str], words: str) -> str:
        unknown = [id for id in (*ids, *_TIERS.findall(words)) if id not in tables]
        if unknown:
            faulty(key, f"没有附表 {', '.join(unknown)}", "写 tables/ 里有的 id")
            return ""
        missing = any(tables[id].status == "missing" for id in ids)
        if (sort == "缺") != missing:
            return ""
        return _TIERS.sub(lambda found: _tiers_of(tables[found.group(1)]), words)

    told = _SPAN.sub(lambda found: chosen(found.group(1), found.group(2).split(), found.group(3)), text)
    if _MARK.search(told):
        faulty(key, "【缺 …】或【有 …】没写完整，或一个套着一个", "写成 【缺 附表的id：要说的话】")
    return told


def _tiers_of(table: TierTable) -> str:
    """到1100万元奖17万元，到1.1亿元奖37万元."""
    return "，".join(f"到{spoken(tier.at)}奖{spoken(tier.amount)}" for tier in table.tiers)
