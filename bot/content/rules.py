"""Faults of tables, of dated rates, and of rules between policies."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.load import Content
from bot.content.source import entry


def table_faults(content: Content, unread: set[str]) -> Iterator[Fault]:
    """Faults of every tier table; `unread`: ids of files that could not be read, which exist all the same."""
    for id in content.tables:
        yield from _table(content, id, unread)


def rate_faults(content: Content) -> Iterator[Fault]:
    """Faults of every dated rate."""
    for rate in content.rates.values():
        days = [quote.since for quote in rate.quotes]
        if days != sorted(set(days)):
            yield content.sources["rate", rate.id].fault(
                ("quotes",), "日期没有从早到晚排", "按日期排好，同一天只写一次"
            )


def rule_faults(content: Content, unread: set[str]) -> Iterator[Fault]:
    cards = content.cards.keys() | unread
    for rule in content.rules.values():
        source = content.sources["rule", rule.id]
        key = entry(source, "rules", rule.id)
        for place, other in enumerate(rule.policies):
            if other not in cards:
                yield source.fault(
                    (*key, "policies", place), f"规则 {rule.id} 提到没有的卡片 {other}", "改成 cards/ 里有的 id"
                )
        document = content.documents.get(rule.document)
        if document is None and "documents" not in unread:
            yield source.fault(
                (*key, "document"), f"规则 {rule.id} 的文件 {rule.document} 不存在", "改成 documents.yaml 里有的 id"
            )
        elif document and document.clauses and rule.clause not in document.clauses:
            yield source.fault(
                (*key, "clause"),
                f"规则 {rule.id} 的条款 {rule.clause} 不存在",
                "有的条款: " + " ".join(document.clauses),
            )
    for absent in content.absent.values():
        source = content.sources["absent", absent.id]
        for place, other in enumerate(absent.near):
            if other not in cards:
                yield source.fault(
                    (*entry(source, "absent", absent.id), "near", place),
                    f"{absent.id} 的 near 里没有卡片 {other}",
                    "改成 cards/ 里有的 id",
                )


def _table(content: Content, id: str, unread: set[str]) -> Iterator[Fault]:
    table, source = content.tables[id], content.sources["table", id]
    if table.policy not in content.cards.keys() | unread:
        yield source.fault(("policy",), f"没有卡片 {table.policy}", "改成 cards/ 里有的 id")
    for key, tiers in (
        (("tiers",), table.tiers),
        (("superseded", "tiers"), table.superseded.tiers if table.superseded else ()),
    ):
        marks = [tier.at for tier in tiers]
        if marks != sorted(set(marks)):
            yield source.fault(key, "档次没有从低到高排，或有重复", "按 at 从小到大排，每档一行")
        amounts = [tier.amount for tier in tiers]
        if marks == sorted(set(marks)) and amounts != sorted(amounts):
            yield source.fault(key, "高档的奖励比低档的少", "核对金额")
    if table.status == "filled" and not table.tiers:
        yield source.fault(("status",), "写了 filled，却没有档次", "填上 tiers，或改回 missing")
    if table.status == "filled" and not table.source:
        yield source.fault(("source",), "没写档次从哪里来", "写上附件的名称和来处")
    if table.status == "missing" and table.tiers:
        yield source.fault(("status",), "有档次，却写着 missing", "核对无误后改成 filled，并写上 source")
