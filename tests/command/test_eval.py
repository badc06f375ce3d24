"""`jince eval` and `jince ask --why`: what they print, keep and compare, and what they refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROWS = [
    {
        "id": "r1",
        "text": "高企奖多少",
        "policies": ["cz-hightech"],
        "kinds": ["answer"],
        "must": ["20万"],
        "style": "short",
    },
    {"id": "r2", "text": "链主认定奖多少", "policies": ["cz-hightech"], "kinds": ["answer"], "style": "formal"},
    {"id": "r3", "text": "asdkjh qwpeoi", "policies": [], "kinds": ["fallback"], "style": "noise"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_a_set_is_scored(jince: Run, questions: Path) -> None:
    done = jince("eval", str(questions))
    assert (done.status, done.error) == (0, "")
    assert done.out.startswith("答对 66.7%（2/3）")
    for part in ("按说法", "按政策", "cz-hightech → sx-chain-recognition", "答错还很肯定的", "没答对的 1 个", "r2"):
        assert part in done.out


def test_a_run_is_kept_and_compared_with(jince: Run, questions: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    assert jince("eval", str(questions), "--json", str(kept)).status == 0
    assert [row["id"] for row in json.loads(kept.read_text(encoding="utf-8"))["rows"]] == ["r1", "r2", "r3"]
    same = jince("eval", str(questions), "--compare", str(kept)).out
    assert "变对了 0 个" in same
    assert "变错了 0 个" in same
    text = questions.read_text(encoding="utf-8").replace(json.dumps(ROWS[1]["text"]), json.dumps("高企奖励多少钱"))
    questions.write_text(text.replace('["20\\u4e07"]', '["30\\u4e07"]'), encoding="utf-8")
    changed = jince("eval", str(questions), "--compare", str(kept), "--failures", "0").out
    assert "两次都问了 2 个；只在这次 1 个，只在上次 1 个" in changed
    assert "变错了 1 个\n  r1" in changed
    assert "列出 0 个" in changed


def test_bad_lines_are_all_told_with_their_place(jince: Run, questions: Path) -> None:
    with questions.open("a", encoding="utf-8") as file:
        file.write('\nhello\n{"id": "r1", "text": "又一个", "kinds": ["anwser"]}\n')
    done = jince("eval", str(questions))
    assert (done.status, done.out) == (2, "")
    lines = done.error.splitlines()
    for line, number in zip(lines, (4, 5, 5), strict=True):
        assert line.startswith(f"{questions}:{number}: "), line
    assert f"{questions}:1" in lines[2], "where the id was used first"
    assert "anwser" in done.error
    assert "Traceback" not in done.error


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--leave-one-out"),
        (["{set}", "--leave-one-out"], "二选一"),
        (["{set}", "--policy", "cz-hightech"], "--policy"),
        (["--leave-one-out", "--policy", "nope"], "nope"),
        (["--leave-one-out", "--failures", "3"], "--failures"),
        (["--leave-one-out", "--json", "x"], "--json"),
        (["--leave-one-out", "--compare", "x"], "--compare"),
        (["{set}", "--failures", "-1"], "--failures"),
        (["{set}", "--failures", "many"], "many"),
        (["{set}", "--compare", "no/such/file"], "no/such/file"),
        (["{set}", "--compare", "{set}"], "jince eval --json"),
        (["{set}", "--json", "no/such/folder/run.json"], "--json"),
        (["no/such/set.jsonl"], "no/such/set.jsonl"),
        (["."], "读不了"),
    ],
)
def test_bad_arguments_are_refused_before_anything_is_asked(
    jince: Run, questions: Path, arguments: list[str], told: str
) -> None:
    line = jince("eval", *(argument.format(set=questions) for argument in arguments)).refused()
    assert told in line


def test_examples_of_one_policy_are_left_out(
    jince: Run, few_examples: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.quality.leaving_out.PARTS", 1)  # all at once: what is printed matters here
    done = jince("eval", "--leave-one-out", "--policy", few_examples[1])
    assert (done.status, done.error) == (0, "")
    assert done.out.startswith("抽掉以后还能找到自己卡片的例句 ")
    assert "要求至少 90%" in done.out


def test_why_prints_the_reply_and_its_reasons(jince: Run) -> None:
    done = jince("ask", "--why", "链主认定奖多少")
    assert (done.status, done.error) == (0, "")
    assert done.out.startswith(jince("ask", "链主认定奖多少").out)
    for part in ("为什么这样答", "候选", "第一名为什么赢", "sx-chain-recognition.yaml"):
        assert part in done.out


@pytest.mark.parametrize("arguments", [["--json"], ["--batch", "x"]])
def test_reasons_are_for_people_only(jince: Run, arguments: list[str]) -> None:
    text = [] if "--batch" in arguments else ["你好"]
    assert "--why" in jince("ask", *text, "--why", *arguments).refused()
