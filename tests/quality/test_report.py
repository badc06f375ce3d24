"""The report of a run, the run kept as a file, and the comparison of two runs."""

from pathlib import Path

import pytest

from bot.messages import Reply
from bot.quality.comparison import compare
from bot.quality.question import Question
from bot.quality.report import report
from bot.quality.run import NoRun, Run, ask_all, read_run, save

QUESTIONS = [
    Question("q1", "高企奖多少", ("answer",), ("cz-hightech",), must=("20万",), style="short"),
    Question("q2", "技术中心奖多少", ("answer",), ("cz-tech-center",), style="short"),
    Question("q3", "深圳高企奖多少", ("fallback",), must_not=("万",), style="near-miss"),
    Question("q4", "你们是干啥的", ("notice",), style="move"),
]
REPLIES = {
    "高企奖多少": Reply(kind="answer", text="奖20万元", policies=("cz-hightech",), confidence=0.9),
    "技术中心奖多少": Reply(
        kind="choices", text="哪一项？", policies=("cz-hightech", "cz-tech-center"), confidence=0.3
    ),
    "深圳高企奖多少": Reply(kind="answer", text="奖20万元", policies=("cz-hightech",), confidence=0.8),
    "你们是干啥的": Reply(kind="notice", text="我是晋策"),
}


def run_with(content: str = "v1", **changed: Reply) -> Run:
    replies = REPLIES | {question.text: changed[question.id] for question in QUESTIONS if question.id in changed}
    return ask_all(QUESTIONS, lambda text: replies.get(text, REPLIES["你们是干啥的"]), content)


def section(text: str, title: str) -> list[str]:
    """The indented lines below a title."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(title)) + 1
    end = next((number for number in range(start, len(lines)) if not lines[number].startswith("  ")), len(lines))
    return [line.strip() for line in lines[start:end]]


def test_the_report_tells_shares_by_style_and_policy() -> None:
    told = report(run_with())
    assert told.startswith("答对 50.0%（2/4）\n第一项政策对 50.0%（1/2）\n")
    assert section(told, "按说法") == ["short  50.0%（1/2）", "near-miss  0.0%（0/1）", "move  100.0%（1/1）"]
    assert section(told, "按政策") == [
        "(不在资料里)  50.0%（1/2）",
        "cz-hightech  100.0%（1/1）",
        "cz-tech-center  0.0%（0/1）",
    ]


def test_the_report_tells_confusions_confident_mistakes_and_failures() -> None:
    told = report(run_with(q2=Reply(kind="answer", text="5万元", policies=("cz-hightech",), confidence=0.7)))
    assert section(told, "认错的") == ["1次  cz-tech-center → cz-hightech"]
    sure = section(told, "答错还很肯定的")
    assert [line.split()[0] for line in sure] == ["q2", "q3"]
    assert "0.80" in sure[1]
    assert "不该有 万" in sure[1]
    failed = section(told, "没答对的 2 个")
    assert failed[0] == "q2  [short] 技术中心奖多少"
    assert "答的是：奖20万元" in failed
    assert section(told, "认错的") != section(report(run_with()), "认错的")
    assert "反问" in section(report(run_with()), "认错的")[0]


def test_fewer_failures_are_listed_when_asked_for() -> None:
    told = report(run_with(), 1)
    assert "没答对的 2 个，列出 1 个" in told
    assert [line for line in section(told, "没答对的") if line.startswith("q")] == ["q2  [short] 技术中心奖多少"]


def test_a_kept_run_is_the_same_run(tmp_path: Path) -> None:
    run = run_with()
    save(run, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == run


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"content": "v", "rows": [{"id": 1}]}', "hello"])
def test_a_file_that_holds_no_run_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoRun, match="run.json.*jince eval --json"):
        read_run(path)


def test_a_comparison_tells_what_got_better_and_what_got_worse() -> None:
    mended = run_with(
        "v2", q2=Reply(kind="answer", text="5万元", policies=("cz-tech-center",)), q4=REPLIES["深圳高企奖多少"]
    )
    told = compare(mended, run_with())
    assert "v1 → v2" in told
    assert "总的 50.0%（2/4） → 50.0%（2/4），+0.0个百分点" in told
    assert section(told, "变对了 1 个") == ["q2  技术中心奖多少"]
    (worse,) = section(told, "变错了 1 个")
    assert worse.startswith("q4  你们是干啥的：回复是 answer")
    assert "short 50.0%（1/2） → 100.0%（2/2），+50.0个百分点" in section(told, "各说法的变化")


def test_only_questions_in_the_same_words_are_compared() -> None:
    run = run_with()
    other = run.model_copy(update={"rows": (run.rows[0], run.rows[1].model_copy(update={"text": "另一句"}))})
    assert "两次都问了 1 个；只在这次 3 个，只在上次 1 个" in compare(run, other)
    assert "变对了" not in compare(run, other.model_copy(update={"rows": ()}))
