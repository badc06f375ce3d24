"""The report of a check-up as a page: what can be had at a glance, then every policy with its clause. Printable."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.checkup import words
from bot.checkup.chart import bars, chart
from bot.checkup.kept import PATH, KeptCheckup
from bot.checkup.markup import Markup, tag
from bot.checkup.program import picture_of
from bot.content.load import Content
from calculators.fields import describe
from calculators.money import spoken
from policies.card import Card
from policies.checkup import Claim, Near, Picture, Unfit, Unsettled

BY_EFFORT = "effort"
REVIEWED = "条件都对得上，最后由主管部门审核。"


def page(content: Content, kept: KeptCheckup, order: str = "", pdf: bool = False) -> str:
    """The whole page. `order` BY_EFFORT puts what asks least first; `pdf`: there is a PDF to link to."""
    seen = in_order(picture_of(content, kept.facts), order)
    parts = Parts(content)
    body = tag(
        "main",
        _head(content, kept, pdf),
        _glance(seen),
        _drawn(seen, kept, order),
        _best(seen),
        _section("now", "现在能拿", REVIEWED, map(parts.claim, seen.claims)),
        _section(
            "table",
            "要看附表才知道",
            "别的条件都对得上，差的那一条在资料没有的附表里。",
            map(parts.claim, seen.doubtful),
        ),
        _section("near", "差一点", "补上下面的，就能报。", map(parts.near, seen.near)),
        _section(
            "open",
            "说不准",
            "还要知道下面的情况，回到对话里说“继续体检”就接着问。",
            map(parts.unsettled, seen.unsettled),
        ),
        _section(
            "unfit",
            "不适合",
            "每项一行，写的是为什么。",
            [_list("plain", map(parts.unfit, seen.unfit))] if seen.unfit else [],
        ),
        _told(content, kept),
        tag(
            "footer",
            tag("p", f"金额按政策文件和您说的情况算，以主管部门审核为准。{words.NO_NOTICES}"),
            tag("p", f"报告编号 {kept.code}"),
        ),
    )
    return "<!doctype html>\n" + tag("html", _meta(), tag("body", body), lang="zh-CN")


def in_order(seen: Picture, order: str) -> Picture:
    """By money as it comes, or what asks least first."""
    if order != BY_EFFORT:
        return seen
    return replace(
        seen,
        claims=tuple(sorted(seen.claims, key=lambda claim: claim.effort)),
        doubtful=tuple(sorted(seen.doubtful, key=lambda claim: claim.effort)),
        near=tuple(sorted(seen.near, key=lambda near: len(near.missed))),
    )


def _meta() -> Markup:
    return tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'),
        tag("title", "政策体检报告 · 晋策"),
        Markup('<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'),
        Markup('<link rel="stylesheet" href="/static/report.css"><script src="/static/report.js" defer></script>'),
    )


def _head(content: Content, kept: KeptCheckup, pdf: bool) -> Markup:
    made = f"{kept.made.year}年{kept.made.month}月{kept.made.day}日"
    changed = None
    if kept.content != content.version:
        changed = tag("p", "体检以后政策内容更新过，这里按现在的内容重新算。", class_="changed")
    return tag(
        "header",
        tag("p", tag("a", "← 回到对话", href="/"), class_="back"),
        tag("h1", "政策体检报告"),
        tag("p", f"{made}体检，一共看了{len(content.inquiries['checkup'].cards)}项政策", class_="made"),
        changed,
        tag(
            "p",
            tag("a", "下载PDF", href=f"{PATH}{kept.code}.pdf", class_="button") if pdf else None,
            tag("button", "打印", type="button", id="print", hidden=""),
            class_="actions",
        ),
    )


def _glance(seen: Picture) -> Markup:
    certain, possible = seen.bundle.worth
    counts = (
        ("now", "现在能拿", len(seen.claims)),
        ("table", "要看附表", len(seen.doubtful)),
        ("near", "差一点", len(seen.near)),
        ("open", "说不准", len(seen.unsettled)),
        ("unfit", "不适合", len(seen.unfit)),
    )
    jumps = [tag("li", tag("a", tag("b", str(count)), name, href=f"#{id}")) for id, name, count in counts if count]
    if certain:
        total = tag("p", tag("small", "现在能拿，合计"), tag("strong", spoken(certain)), class_="total")
    else:
        total = tag("p", tag("strong", words.total_line(seen)), class_="total none")
    more = (
        tag("p", f"另有要补数或看附表才能算的，上限合计{spoken(possible)}。", class_="more")
        if certain and possible
        else None
    )
    return tag("section", total, more, tag("ul", *jumps, class_="counts"), class_="glance", aria_label="一眼看完")


def _drawn(seen: Picture, kept: KeptCheckup, order: str) -> Markup | None:
    shown = bars(seen)
    if not shown:
        return None
    return tag(
        "section",
        tag("h2", "各能拿多少"),
        tag("p", *_orders(kept.code, order), class_="order"),
        chart(shown),
        id="chart",
    )


def _orders(code: str, order: str) -> Iterable[Markup | str]:
    for key, name in (("", "按金额排"), (BY_EFFORT, "按省事排")):
        where = f"{PATH}{code}" + (f"?order={key}" if key else "")
        yield tag("a", name, href=f"{where}#chart", aria_current="true" if key == order else None)


def _best(seen: Picture) -> Markup | None:
    if not seen.bundle.lost:
        return None
    lines = [tag("li", words.lost_line(lost, seen)) for lost in seen.bundle.lost]
    intro = "有的奖励几项里只能选一项。合计按下面的选法算，是钱最多的一种。"
    return tag("section", tag("h2", "怎么选最划算"), tag("p", intro, class_="lead"), _list("plain", lines), id="best")


def _section(id: str, title: str, lead: str, items: Iterable[Markup]) -> Markup | None:
    held = tuple(items)
    if not held:
        return None
    return tag("section", tag("h2", title), tag("p", lead, class_="lead"), *held, id=id)


def _list(kind: str, items: Iterable[Markup]) -> Markup:
    return tag("ul", *items, class_=kind)


def _told(content: Content, kept: KeptCheckup) -> Markup:
    rows = []
    for name, value in kept.facts.items():
        field = content.facts.by_id[name]
        rows.append(tag("div", tag("dt", field.label), tag("dd", describe(field, value))))
    return tag("section", tag("h2", "按您说的这些情况看的"), tag("dl", *rows, class_="told"), id="told")


class Parts:
    """One policy as an item of its section."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def claim(self, claim: Claim) -> Markup:
        lines: list[tuple[str, str]] = [("差的一条", f"{one.text}（{one.clause}）") for one in claim.open]
        if claim.result is not None:
            lines += [("怎么算的", f"{step.label}（{step.clause}）") for step in claim.result.steps]
        if claim.needs:
            lines.append(("要算还差", "、".join(claim.needs)))
        lines += [("报的时候还要", f"{one.text}（{one.clause}）") for one in claim.premises]
        return self._item(claim.card, _sum(claim), lines, _effort(claim.effort), words.next_step(claim.card))

    def near(self, near: Near) -> Markup:
        lines = []
        for miss in near.missed:
            lines.append(("还差", f"{miss.said}（{miss.condition.clause}）"))
            lines += [("怎么补", miss.mend)] if miss.mend else []
        stake = near.card.stake
        return self._item(near.card, stake.words if stake else "不直接给钱", lines, f"差{len(near.missed)}条")

    def unsettled(self, entry: Unsettled) -> Markup:
        labels = "、".join(self.content.facts.by_id[name].label for name in entry.lacking)
        stake = entry.card.stake.words if entry.card.stake else ""
        return self._item(entry.card, stake, [("还要知道", labels)], "")

    def unfit(self, entry: Unfit) -> Markup:
        where = f"（{entry.clause}）" if entry.clause else ""
        return tag("li", tag("b", entry.card.title), f"：{entry.reason}{where}")

    def _item(self, card: Card, sum: str, lines: Sequence[tuple[str, str]], note: str, step: str = "") -> Markup:
        rows = [tag("div", tag("dt", name), tag("dd", said)) for name, said in lines]
        if step:
            rows.append(tag("div", tag("dt", "下一步"), tag("dd", step)))
        return tag(
            "article",
            tag("h3", card.title),
            tag("p", tag("b", sum), tag("small", note) if note else None, class_="sum") if sum or note else None,
            tag("dl", *rows) if rows else None,
            tag("p", f"依据：{self._source(card)}", class_="source"),
        )

    def _source(self, card: Card) -> str:
        document = self.content.document_of(card.id)
        number = f"（{document.number}）" if document.number else ""
        clause = f"第{card.clause}条" if card.clause else ""
        return f"{document.title}{number}{clause}"


def _sum(claim: Claim) -> str:
    if claim.amount is not None:
        return spoken(claim.amount)
    if claim.at_most is not None:
        return f"最高{spoken(claim.at_most)}"
    return claim.stake.words if claim.stake else words.no_amount(claim)


def _effort(effort: int) -> str:
    return f"还要备{effort}样" if effort else ""
