"""Question sets: what is read, and every fault of bad ones at once with file, line and key."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.content.load import Content
from bot.messages import Reply
from bot.quality.judging import judge
from bot.quality.question import BadQuestions, Question, read_questions

KNOWN = ("cz-hightech", "cz-tech-center", "sx-chain-park")


def written(folder: Path, *rows: Any, name: str = "set.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def faults(*paths: Path) -> list[str]:
    with pytest.raises(BadQuestions) as bad:
        read_questions(paths, KNOWN)
    return [str(fault) for fault in bad.value.faults]


def test_a_question_is_read_with_what_its_reply_must_be(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "text": "高企奖多少",
        "policies": ["cz-hightech"],
        "kinds": ["answer", "ask"],
        "must": ["20\\s*万"],
        "must_not": ["50万"],
        "style": "short",
        "note": "13",
    }
    path = written(tmp_path, row, "", {"id": "q2", "text": "你好"})
    assert read_questions([path], KNOWN) == [
        Question(
            "q1", "高企奖多少", ("answer", "ask"), ("cz-hightech",), ("20\\s*万",), ("50万",), style="short", note="13"
        ),
        Question("q2", "你好"),
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes('\ufeff{"id": "q1", "text": "甲"}\r\n{"id": "q2", "text": "乙\u2028丙"}\r\n'.encode())
    assert [question.text for question in read_questions([path], KNOWN)] == ["甲", "乙\u2028丙"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("hello", ["整行", "不是JSON"]),
        ("[1]", ["整行", "对象"]),
        ("{" * 5000, ["整行", "不是JSON"]),
        ({"text": "甲"}, ["id", "缺少"]),
        ({"id": "q"}, ["text", "缺少"]),
        ({"id": "q", "text": "  "}, ["text", "空"]),
        ({"id": 5, "text": "甲"}, ["id", "5", "文本"]),
        ({"id": "q", "text": "甲", "kinds": "answer"}, ["kinds", "列表"]),
        ({"id": "q", "text": "甲", "kinds": ["anwser"]}, ["kinds", "anwser", "answer, ask"]),
        ({"id": "q", "text": "甲", "policies": ["cz-hitech"]}, ["policies", "cz-hitech", "cz-hightech"]),
        ({"id": "q", "text": "甲", "policies": ["xyz"]}, ["policies", "xyz", "policies/cards"]),
        ({"id": "q", "text": "甲", "must": ["(20"]}, ["must", "(20", "正则"]),
        ({"id": "q", "text": "甲", "must_not": [20]}, ["must_not", "列表"]),
        ({"id": "q", "text": "甲", "polices": []}, ["polices", "不认识", "policies"]),
    ],
)
def test_a_bad_line_is_told_with_file_line_key_and_mend(tmp_path: Path, row: Any, told: list[str]) -> None:
    path = written(tmp_path, {"id": "first", "text": "好的一行"}, "", row)
    (fault,) = faults(path)
    assert fault.startswith(f"{path}:3")
    assert all(word in fault for word in told), fault


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    first = written(tmp_path, {"id": "q1", "text": "甲"}, "x", {"id": "q2", "kinds": ["no"]}, name="1.jsonl")
    second = written(tmp_path, {"id": "q1", "text": "乙"}, name="2.jsonl")
    (tmp_path / "3.jsonl").write_bytes(b'{"id": "q\xff"}\n')
    empty = written(tmp_path, "", name="4.jsonl")
    found = faults(first, second, tmp_path / "3.jsonl", empty, tmp_path / "no.jsonl")
    places = [(f"{first}:2", "JSON"), (f"{first}:3", "text"), (f"{first}:3", "kinds"), (f"{second}:1", "1.jsonl:1")]
    places += [(f"{tmp_path / '3.jsonl'}:1", "UTF-8"), (str(empty), "一个问题也没有"), ("no.jsonl", "读不了")]
    assert len(found) == len(places), found
    for place, word in places:
        assert any(fault.startswith(place) or place in fault for fault in found if word in fault), (place, word)


def test_the_example_of_the_docs_is_a_question_and_every_key_is_told(content: Content, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "question-sets.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)
    (question,) = read_questions([written(tmp_path, example)], content.cards)
    assert judge(question, Reply(kind="answer", text="奖20 万元", policies=("cz-hightech",))).right
    keys = {field.name for field in fields(Question)}
    assert set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE)) == keys
