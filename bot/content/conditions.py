"""Faults in the facts about an enterprise and in the conditions that look at them."""

from collections.abc import Iterator
from decimal import Decimal

from bot.content.faults import Fault
from bot.content.load import Content
from bot.content.source import Key, Source
from calculators.award import Award
from policies.card import Card
from policies.comparison import Compared, Rule
from policies.fact import Fact, Facts


def condition_faults(content: Content, unread: set[str]) -> Iterator[Fault]:
    """Unknown facts, options or groups, limits on what has no figure, a stake that is in no rule."""
    if "facts" not in unread:
        for card in content.cards.values():
            yield from _conditions(card, content.facts, content.sources["card", card.id])
        yield from _facts(content)
    for card in content.cards.values():
        if card.stake and card.award and card.stake.amount not in _amounts(card.award):
            source = content.sources["card", card.id]
            yield source.fault(
                ("stake", "amount"), f"{card.stake.amount:f}元不是这项奖励里的金额", "写 award 里的上限或定额"
            )


def _facts(content: Content) -> Iterator[Fault]:
    facts, source = content.facts, content.sources.get(("facts", "facts"))
    if source is None:
        return
    for place, fact in enumerate(facts.facts):
        if fact.group and fact.group not in facts.group_by_id:
            groups = ", ".join(facts.group_by_id)
            yield source.fault(("facts", place, "group"), f"没有分组 {fact.group}", f"groups 里有: {groups}")
        if fact.group and fact.kind != "yes_no":
            yield source.fault(("facts", place, "kind"), "一起问的只能是是否题", "去掉 group, 或改成 yes_no")
        if not fact.ask or not fact.why or not fact.means:
            yield source.fault(("facts", place), f"{fact.id} 缺 ask、why 或 means", "三样都写上")
    for place, rule in enumerate(facts.implies):
        yield from _rule(rule.when, facts, source, ("implies", place, "when"))
        for id, value in rule.then.items():
            known = facts.by_id.get(id)
            if known is None:
                yield source.fault(("implies", place, "then", id), f"没有情况 {id}", "改成 facts 里有的 id")
            elif value not in _choices(known):
                can = ", ".join(_choices(known)) or "只能是选项或是否"
                yield source.fault(("implies", place, "then", id), f"{id} 没有 {value}", f"可用: {can}")


def _conditions(card: Card, facts: Facts, source: Source) -> Iterator[Fault]:
    for place, condition in enumerate(card.conditions):
        for name in ("test", "when"):
            rule = getattr(condition, name)
            if rule is not None:
                yield from _rule(rule, facts, source, ("conditions", place, name))
        if condition.when is not None and condition.test is None and condition.strength != "must":
            yield source.fault(("conditions", place, "when"), "有 when 没有 test", "写上 test, 或把 when 删掉")
    if card.raised is not None and card.raised.when is not None:
        yield from _rule(card.raised.when, facts, source, ("raised", "when"))
    if card.moot is not None:
        yield from _rule(card.moot.when, facts, source, ("moot", "when"))
    if card.award:
        yield from _from_facts(card.award, facts, source)


def _from_facts(award: Award, facts: Facts, source: Source) -> Iterator[Fault]:
    for name, origin in award.from_facts.items():
        if name not in award.inputs:
            yield source.fault(
                ("award", "from_facts", name), f"没有字段 {name}", "inputs 里有: " + ", ".join(award.inputs)
            )
        named = origin.values() if isinstance(origin, dict) else (origin,) if isinstance(origin, str) else ()
        for id in named:
            if id not in facts.by_id:
                yield source.fault(("award", "from_facts", name), f"没有情况 {id}", "改成 facts.yaml 里有的 id")


def _rule(rule: Rule, facts: Facts, source: Source, key: Key) -> Iterator[Fault]:
    if not isinstance(rule, Compared):
        for place, part in enumerate(rule.parts):
            yield from _rule(part, facts, source, (*key, "any" if hasattr(rule, "any") else "all", place))
        return
    fact = facts.by_id.get(rule.fact)
    if fact is None:
        yield source.fault((*key, "fact"), f"没有情况 {rule.fact}", "facts.yaml 里有: " + ", ".join(facts.by_id))
        return
    limits = [limit for limit in (rule.at_least, rule.over, rule.at_most) if limit is not None]
    if len(limits) + bool(rule.among) != 1:
        yield source.fault(key, "要正好写一个比较", "among, at_least, over, at_most 里只写一个")
    choices = _choices(fact)
    if limits and choices:
        yield source.fault(key, f"{rule.fact} 不是数，不能比大小", "用 among")
    for value in rule.among:
        if value not in choices:
            yield source.fault(
                (*key, "among"), f"{rule.fact} 没有 {value}", "可用: " + (", ".join(choices) or "比大小")
            )


def _choices(fact: Fact) -> tuple[str, ...]:
    """What `among` and `then` may name of a fact; nothing for a figure."""
    return tuple(fact.options) if fact.kind == "choice" else ("yes", "no") if fact.kind == "yes_no" else ()


def _amounts(award: Award) -> set[Decimal]:
    """Every amount that stands in an award's data."""
    found: set[Decimal] = set()
    todo: list[object] = [award.model_dump()["pays"]]
    while todo:
        value = todo.pop()
        if isinstance(value, Decimal):
            found.add(value)
        elif isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list | tuple):
            todo += value
    return found
