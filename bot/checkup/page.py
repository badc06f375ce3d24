"""The report of a check-up as a web page: what can be had at a glance, then every policy with its clause."""

from collections.abc import Iterable, Sequence

from bot.checkup.chart import chart
from bot.checkup.kept import PATH
from bot.checkup.markup import Markup, tag
from bot.checkup.report import BEST, BY_EFFORT, BY_LAW, BY_MONEY, Item, Report, Row, Section
from bot.checkup.words import NO_NOTICES

_HEAD = Markup(
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
    '<title>政策体检报告 · 晋策</title><link rel="icon" href="/static/icon.svg" type="image/svg+xml">'
    '<link rel="stylesheet" href="/static/report.css"><script src="/static/report.js" defer></script></head>'
)


def page(report: Report, order: str = BY_MONEY) -> str:
    """The whole page; every word escaped. `order`: the one the report is in."""
    body = tag(
        "main",
        _top(report),
        _glance(report),
        _drawn(report, order),
        _best(report.best),
        *map(_section, report.sections),
        _unfit(report.unfit),
        _told(report.told),
        tag("footer", tag("p", BY_LAW, NO_NOTICES), tag("p", f"报告编号 {report.code}")),
    )
    return "<!doctype html>\n" + tag("html", _HEAD, tag("body", body), lang="zh-CN")


def _top(report: Report) -> Markup:
    return tag(
        "header",
        tag("p", tag("a", "← 回到对话", href="/"), class_="back"),
        tag("h1", "政策体检报告"),
        tag("p", f"{report.made}体检，一共看了{report.looked_at}项政策", class_="made"),
        tag("p", report.changed, class_="changed") if report.changed else None,
        tag(
            "p",
            tag("a", "下载PDF", href=f"{PATH}{report.code}.pdf", class_="button"),
            tag("button", "打印", type="button", id="print", hidden=""),
            class_="actions",
        ),
    )


def _glance(report: Report) -> Markup:
    jumps = [tag("li", tag("a", tag("b", str(count)), name, href=f"#{id}")) for id, name, count in report.counts]
    if report.total:
        total = tag("p", tag("small", "现在能拿，合计"), tag("strong", report.total), class_="total")
        more = tag("p", report.more, class_="more") if report.more else None
    else:
        total, more = tag("p", tag("strong", report.more), class_="total none"), None
    return tag("section", total, more, tag("ul", *jumps, class_="counts"), class_="glance", aria_label="一眼看完")


def _drawn(report: Report, order: str) -> Markup | None:
    if not report.bars:
        return None
    orders = tag("p", *_orders(report.code, order), class_="order")
    return tag("section", tag("h2", "各能拿多少"), orders, chart(report.bars), id="chart")


def _orders(code: str, order: str) -> Iterable[Markup]:
    for key, name in ((BY_MONEY, "按金额排"), (BY_EFFORT, "按省事排")):
        where = f"{PATH}{code}" + (f"?order={key}" if key else "")
        yield tag("a", name, href=f"{where}#chart", aria_current="true" if key == order else None)


def _best(lines: Sequence[str]) -> Markup | None:
    if not lines:
        return None
    listed = tag("ul", *(tag("li", line) for line in lines), class_="plain")
    return tag("section", tag("h2", "怎么选最划算"), tag("p", BEST, class_="lead"), listed, id="best")


def _section(section: Section) -> Markup:
    lead = tag("p", section.lead, class_="lead")
    return tag("section", tag("h2", section.title), lead, *map(_item, section.items), id=section.id)


def _item(item: Item) -> Markup:
    note = tag("small", item.note) if item.note else None
    return tag(
        "article",
        tag("h3", item.title),
        tag("p", tag("b", item.sum) if item.sum else None, note, class_="sum") if item.sum or note else None,
        tag("dl", *map(_row, item.rows)) if item.rows else None,
        tag("p", f"依据：{item.source}", class_="source"),
    )


def _row(row: Row) -> Markup:
    return tag("div", tag("dt", row.name), tag("dd", row.said))


def _unfit(rows: Sequence[Row]) -> Markup | None:
    if not rows:
        return None
    lines = [tag("li", tag("b", row.name), f"：{row.said}") for row in rows]
    return tag("section", tag("h2", "不适合"), tag("ul", *lines, class_="plain"), id="unfit")


def _told(rows: Sequence[Row]) -> Markup:
    return tag("section", tag("h2", "按您说的这些情况看的"), tag("dl", *map(_row, rows), class_="told"), id="told")
