"""A sheet as a web page; it needs no font on the server."""

from collections.abc import Iterable
from html import escape

from bot.sheets.issuing import path_of
from bot.sheets.sheet import Line, Sheet

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}测算单</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/paper.css">
</head>
<body>
<main>
<header><h1>测算单</h1><p>晋策 · 编号 {code}</p></header>
<h2>{title}</h2>
<p class="amount">{headline}</p>
{body}
<footer><p>{issued} 测算 · 内容版本 {content}</p>
<p>按公开文件和填报的数测算，供参考；能不能拿、拿多少，以主管部门审核为准。</p></footer>
</main>
<nav><a href="{path}.pdf" download>下载PDF</a><a href="{path}.png" download>下载图片</a><a href="/">再问一句</a></nav>
</body>
</html>
"""


def page(sheet: Sheet, code: str) -> str:
    """The whole page; every word of the sheet escaped."""
    parts = (
        _listed("适用的上限和规则", sheet.limits),
        _table("填报的情况", sheet.told, "填报的数"),
        _table("怎么算的", sheet.steps, "条款"),
        _listed("前提", sheet.assumptions),
        _listed("没定的", sheet.unknown),
        _listed("下一步", (sheet.next,) if sheet.next else ()),
        _listed("依据", (*sheet.documents, *sheet.cautions)),
    )
    words = {name: escape(getattr(sheet, name)) for name in ("title", "headline", "issued", "content")}
    return _PAGE.format(body="\n".join(filter(None, parts)), code=code, path=path_of(code), **words)


def _listed(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h3>{title}</h3><ul>{items}</ul></section>" if items else ""


def _table(title: str, lines: Iterable[Line], beside: str) -> str:
    rows = "".join(f'<tr><th scope="row">{escape(line.text)}</th><td>{escape(line.beside)}</td></tr>' for line in lines)
    head = f'<tr><th scope="col">{title}</th><th scope="col">{beside}</th></tr>'
    return (
        f"<section><h3>{title}</h3><table><thead>{head}</thead><tbody>{rows}</tbody></table></section>" if rows else ""
    )
