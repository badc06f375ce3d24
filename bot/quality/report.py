"""The report of a run: shares, confusions, wrong but confident answers, times, failures."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bot.quality.run import Row, Run, share

T = TypeVar("T")
NO_POLICY = "(不在资料里)"
_OUTCOMES = {"choices": "(反问是哪一项)", "fallback": "(说不知道)", "notice": "(当成闲聊)", "ask": "(问话)"}


def report(run: Run, failures: int | None = None) -> str:
    """The whole report; at most `failures` failures are listed."""
    lines = [
        f"答对 {counted(run.rows)}",
        f"第一项政策对 {_about(run.rows)}",
        f"用时 中位数 {run.median():.2f} 毫秒，99% 在 {run.time(0.99):.2f} 毫秒以内",
        *_section("按说法", _grouped(run.rows, lambda row: row.style or "(没写)")),
        *_section("按政策", _grouped(run.rows, lambda row: row.wanted[0] if row.wanted else NO_POLICY)),
        *_section("认错的（应当 → 答成）", _confusions(run.rows)),
        *_section("答错还很肯定的", _confident(run.rows)),
        *_failures([row for row in run.rows if not row.right], failures),
    ]
    return "\n".join(lines)


def counted(rows: Iterable[Row]) -> str:
    """The share of right rows with its numbers: 95.0%（38/40）."""
    every = list(rows)
    return f"{share(every):.1%}（{sum(row.right for row in every)}/{len(every)}）"


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The rows by key, the largest group first."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def _about(rows: Iterable[Row]) -> str:
    asked = [row for row in rows if row.wanted]
    right = sum(row.about for row in asked)
    return f"{right / len(asked):.1%}（{right}/{len(asked)}）" if asked else "没有要求政策的问题"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield f"\n{title}"
    yield from told or ["  没有"]


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> Iterator[str]:
    for name, group in grouped(rows, key).items():
        yield f"  {name}  {counted(group)}"


def _confusions(rows: Iterable[Row]) -> Iterator[str]:
    pairs = Counter((" 或 ".join(row.wanted), _got(row)) for row in rows if not row.about)
    for (wanted, got), count in pairs.most_common():
        yield f"  {count}次  {wanted} → {got}"


def _got(row: Row) -> str:
    """The policy that came first, or what was done instead."""
    if row.kind == "choices" or not row.got:
        return _OUTCOMES.get(row.kind, f"({row.kind}，没有政策)")
    return row.got[0]


def _confident(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.confident:
            yield f"  {row.id}  {row.text}  把握 {row.confidence:.2f}：{'；'.join(row.faults)}"


def _failures(failed: list[Row], most: int | None) -> Iterator[str]:
    shown = failed if most is None else failed[:most]
    yield f"\n没答对的 {len(failed)} 个" + (f"，列出 {len(shown)} 个" if len(shown) < len(failed) else "")
    for row in shown:
        yield f"  {row.id}  [{row.style}] {row.text}"
        yield from (f"      {fault}" for fault in row.faults)
        yield f"      答的是：{_opening(row.reply)}"


def _opening(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
