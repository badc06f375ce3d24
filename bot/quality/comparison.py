"""Two runs beside each other: what became right, what became wrong, and the difference by style."""

from collections.abc import Iterable, Iterator

from bot.quality.report import counted, grouped
from bot.quality.run import Row, Run, share


def compare(now: Run, before: Run) -> str:
    """What changed since the run that was kept. Only questions asked in the same words are compared."""
    held = {(row.id, row.text): row for row in before.rows}
    pairs = [(row, held[row.id, row.text]) for row in now.rows if (row.id, row.text) in held]
    lines = [
        f"和保存的成绩比（内容版本 {before.content} → {now.content}）",
        f"两次都问了 {len(pairs)} 个；只在这次 {len(now.rows) - len(pairs)} 个，只在上次 {len(before.rows) - len(pairs)} 个",
    ]
    if pairs:
        lines.append(_change("总的", pairs))
        lines += _listed("变对了", (row for row, old in pairs if row.right and not old.right))
        lines += _listed("变错了", (row for row, old in pairs if old.right and not row.right))
        lines += ["\n各说法的变化", *_by_style(pairs)]
    return "\n".join(lines)


def _change(name: str, pairs: list[tuple[Row, Row]]) -> str:
    now, before = [row for row, _ in pairs], [old for _, old in pairs]
    difference = (share(now) - share(before)) * 100
    return f"{name} {counted(before)} → {counted(now)}，{difference:+.1f}个百分点"


def _by_style(pairs: list[tuple[Row, Row]]) -> Iterator[str]:
    old = {row.id: before for row, before in pairs}
    for style, rows in grouped((row for row, _ in pairs), lambda row: row.style or "(没写)").items():
        yield _change(f"  {style}", [(row, old[row.id]) for row in rows])


def _listed(title: str, rows: Iterable[Row]) -> Iterator[str]:
    every = list(rows)
    yield f"\n{title} {len(every)} 个"
    for row in every:
        yield f"  {row.id}  {row.text}" + (f"：{'；'.join(row.faults)}" if row.faults else "")
