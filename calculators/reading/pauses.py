"""Blanks typed where a comma is left out: 固投1.2亿 都投完了 已投产 has three clauses."""

from calculators.patterns import lazy

_UNIT = r"[万亿元千百块个家户条项笔份台套年月号日级档成倍]"
_PAUSE = lazy(  # between two words, or behind a figure with its unit: not 3000 万, 总投资 5000万, 3 个, 2024 年
    rf"(?<=[\u4e00-\u9fff%]) (?=[\u4e00-\u9fff])|(?<=[\da-z]) (?=[\u4e00-\u9fff])(?!{_UNIT})"
    r"|(?<=[万亿元%]) (?=\d)"
)


def with_commas(text: str) -> str:
    """The text with a comma for each blank that stands between clauses; every character stays where it was."""
    return _PAUSE.sub(",", text) if " " in text else text
