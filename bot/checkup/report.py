"""A check-up report as a value: every word that the page and the PDF show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone

from bot.changed import replace
from bot.checkup import words
from bot.checkup.bars import Bar, bars
from bot.checkup.kept import KeptCheckup
from bot.checkup.program import picture_of
from bot.content.load import Content
from calculators.fields import describe
from calculators.money import spoken
from policies.card import Card
from policies.checkup import Claim, Near, Picture, Unsettled

BEIJING = timezone(timedelta(hours=8))
BY_MONEY, BY_EFFORT = "", "effort"
CHANGED = "体检以后政策内容更新过，这里按现在的内容重新算。"
BEST = "有的奖励几项里只能选一项。合计按下面的选法算，是钱最多的一种。"
BY_LAW = "金额按政策文件和您说的情况算，供参考；能不能拿、拿多少，以主管部门审核为准。"


@dataclass(frozen=True)
class Row:
    """A name and what is said beside it."""

    name: str
    said: str


@dataclass(frozen=True)
class Item:
    """One policy: what it brings, what there is to say, and the document behind it."""

    title: str
    sum: str
    note: str
    rows: tuple[Row, ...]
    source: str


@dataclass(frozen=True)
class Section:
    """Policies of one kind: 现在能拿, 差一点 …"""

    id: str
    title: str
    lead: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Report:
    """Everything on it, in words."""

    code: str
    made: str  # 2026年11月22日
    changed: str  # said where the content is another one than on that day
    looked_at: int  # policies
    total: str  # 70万元; empty where no amount is certain
    more: str  # a sentence: what may come on top, or that there is nothing
    counts: tuple[tuple[str, str, int], ...]  # section, its name, how many
    bars: tuple[Bar, ...]
    best: tuple[str, ...]  # what is chosen instead of what, and why
    sections: tuple[Section, ...]
    unfit: tuple[Row, ...]  # the policy and why not
    told: tuple[Row, ...]  # what the enterprise is


def report_of(content: Content, kept: KeptCheckup, order: str = BY_MONEY) -> Report:
    """The report of a kept check-up, by the cards of today."""
    seen = _in_order(picture_of(content, kept.facts), order)
    certain, possible = seen.bundle.worth
    on_top = f"另有要补数或看附表才能算的，上限合计{spoken(possible)}。" if possible else ""
    day = kept.made.astimezone(BEIJING)
    fields = content.facts.by_id
    return Report(
        code=kept.code,
        made=f"{day.year}年{day.month}月{day.day}日",
        changed="" if kept.content == content.version else CHANGED,
        looked_at=len(content.inquiries["checkup"].cards),
        total=spoken(certain) if certain else "",
        more=on_top if certain else words.total_line(seen),
        counts=_counts(seen),
        bars=bars(seen),
        best=tuple(words.lost_line(lost, seen) for lost in seen.bundle.lost),
        sections=_sections(content, seen),
        unfit=tuple(Row(one.card.title, one.reason + _in_brackets(one.clause)) for one in seen.unfit),
        told=tuple(Row(fields[name].label, describe(fields[name], value)) for name, value in kept.facts.items()),
    )


def _in_order(seen: Picture, order: str) -> Picture:
    """By money as it comes, or what asks least first."""
    if order != BY_EFFORT:
        return seen
    return replace(
        seen,
        claims=tuple(sorted(seen.claims, key=lambda claim: claim.effort)),
        doubtful=tuple(sorted(seen.doubtful, key=lambda claim: claim.effort)),
        near=tuple(sorted(seen.near, key=lambda near: len(near.missed))),
    )


def _counts(seen: Picture) -> tuple[tuple[str, str, int], ...]:
    every = (
        ("now", "现在能拿", len(seen.claims)),
        ("table", "要看附表", len(seen.doubtful)),
        ("near", "差一点", len(seen.near)),
        ("open", "说不准", len(seen.unsettled)),
        ("unfit", "不适合", len(seen.unfit)),
    )
    return tuple(one for one in every if one[2])


def _sections(content: Content, seen: Picture) -> tuple[Section, ...]:
    def section(id: str, title: str, lead: str, items: Iterable[Item]) -> Section:
        return Section(id, title, lead, tuple(items))

    every = (
        section(
            "now", "现在能拿", "能核对的条件都满足，最后由主管部门审核。", (_claim(content, one) for one in seen.claims)
        ),
        section(
            "table",
            "要看附表才知道",
            "别的条件都满足，还差的要看资料里没有的东西。",
            (_claim(content, one) for one in seen.doubtful),
        ),
        section("near", "差一点", "补上下面的，就能报。", (_near(content, one) for one in seen.near)),
        section(
            "open",
            "说不准",
            "还要知道下面的情况；回到对话里说“继续体检”就接着问。",
            (_unsettled(content, one) for one in seen.unsettled),
        ),
    )
    return tuple(one for one in every if one.items)


# ---- one policy


def _claim(content: Content, claim: Claim) -> Item:
    rows = [Row("还差的一条", one.text + _in_brackets(one.clause)) for one in claim.open]
    if claim.result is not None:
        rows += [Row("怎么算的", step.label + _in_brackets(step.clause)) for step in claim.result.steps]
    if claim.needs:
        rows.append(Row("要算还差", "、".join(claim.needs)))
    rows += [Row("报的时候还要", one.text + _in_brackets(one.clause)) for one in claim.premises]
    step = words.next_step(claim.card)
    rows += [Row("下一步", step)] if step else []
    return _item(content, claim.card, _sum(claim), f"还要备{claim.effort}样" if claim.effort else "", rows)


def _near(content: Content, near: Near) -> Item:
    rows = []
    for miss in near.missed:
        rows.append(Row("还差", miss.said + _in_brackets(miss.condition.clause)))
        rows += [Row("怎么补", miss.mend)] if miss.mend else []
    stake = near.card.stake
    return _item(content, near.card, stake.words if stake else "", f"差{len(near.missed)}条", rows)


def _unsettled(content: Content, entry: Unsettled) -> Item:
    labels = "、".join(content.facts.by_id[name].label for name in entry.lacking)
    stake = entry.card.stake
    return _item(content, entry.card, stake.words if stake else "", "", [Row("还要知道", labels)])


def _item(content: Content, card: Card, sum: str, note: str, rows: Sequence[Row]) -> Item:
    document = content.document_of(card.id)
    clause = f"第{card.clause}条" if card.clause else ""
    return Item(card.title, sum, note, tuple(rows), document.title + _in_brackets(document.number or "") + clause)


def _sum(claim: Claim) -> str:
    if claim.amount is not None:
        return spoken(claim.amount)
    if claim.at_most is not None:
        return f"最高{spoken(claim.at_most)}"
    return claim.stake.words if claim.stake else words.no_amount(claim)


def _in_brackets(text: str) -> str:
    return f"（{text}）" if text else ""
