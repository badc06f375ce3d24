"""The command `jince`: what it prints, what it refuses in one line, and its exit status."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.command.ask import _row
from bot.command.refusal import Refusal
from bot.content.load import Content
from bot.messages import MAX_TEXT

Run = Callable[..., Any]
REFERRAL = '[{"fixed_investment":80000000,"completed_investment":"80000000","in_production":true}]'


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""

    def put(raw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return put


# ---- ask


def test_ask_prints_one_reply(jince: Run) -> None:
    done = jince("ask", "链主认定奖多少")
    assert (done.status, done.error) == (0, "")
    assert "100万元" in done.out
    assert "9.1(1)" in done.out


def test_ask_json_prints_one_reply_object(jince: Run) -> None:
    done = jince("ask", "链主认定奖多少", "--json")
    assert done.status == 0
    (line,) = done.out.splitlines()
    reply = json.loads(line)
    assert (reply["kind"], reply["policies"][0]) == ("answer", "sx-chain-recognition")
    assert "链主" in line  # shown as characters, not as \u escapes


def test_ask_keeps_nothing(jince: Run, tmp_path: Path) -> None:
    jince("ask", "帮我算成果转化补助")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [[], ["你好", "--batch", "x"], [""], [" \n\t"], ["长" * (MAX_TEXT + 1)], ["甲", "乙"]]
)
def test_ask_without_exactly_one_question_is_refused(jince: Run, arguments: list[str]) -> None:
    jince("ask", *arguments).refused()


BATCH = b"""\xef\xbb\xbf{"text": "\xe9\x93\xbe\xe4\xb8\xbb\xe8\xae\xa4\xe5\xae\x9a\xe5\xa5\x96\xe5\xa4\x9a\xe5\xb0\x91", "id": 7, "x": {"y": [1.50, null]}}

{"text": "300\xe4\xb8\x87", "reply": "overwritten"}
"""


def test_batch_answers_each_line_in_a_fresh_conversation_and_echoes_it(
    jince: Run, said: Callable[[bytes], None], tmp_path: Path
) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_bytes(BATCH)
    done = jince("ask", "--batch", str(file))
    assert (done.status, done.error) == (0, "")
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["x"], first["reply"]["kind"]) == (7, {"y": [1.5, None]}, "answer")
    assert second["text"] == "300万"
    assert second["reply"] == json.loads(jince("ask", "300万", "--json").out)
    said(BATCH)
    assert jince("ask", "--batch", "-").out == done.out


def test_a_bad_line_ends_a_batch_and_is_named_by_its_number(jince: Run, said: Callable[[bytes], None]) -> None:
    said('{"text": "你好"}\n\nhello\n{"text": "再见"}\n'.encode())
    done = jince("ask", "--batch", "-")
    assert done.status == 2
    assert len(done.out.splitlines()) == 1
    (error,) = done.error.splitlines()
    assert "第3行" in error


@pytest.mark.parametrize(
    "line",
    [
        b"hello",
        b"[]",
        b"{}",
        b'{"text": 5}',
        b'{"text": " "}',
        b'{"text": "\xff"}',
        b'{"text": "a", "x": NaN}',
        b'{"text": "a", "x": 1e400}',
        b'{"a":' * 100_000,
    ],
)
def test_a_line_that_is_no_question_is_refused(line: bytes) -> None:
    with pytest.raises(Refusal, match="第7行.*text"):
        _row(line, 7)


def test_lone_surrogates_in_a_batch_do_no_harm(jince: Run, said: Callable[[bytes], None]) -> None:
    said(b'{"text": "\\ud800\xe9\x93\xbe\xe4\xb8\xbb", "k": "\\udfff"}')
    done = jince("ask", "--batch", "-")
    assert (done.status, done.error) == (0, "")
    assert json.loads(done.out)["reply"]["text"]


# ---- calc


@pytest.mark.parametrize(
    ("arguments", "amount"),
    [
        (["tech-transfer", "received_amounts=[3000000]"], "150000.00"),
        (["tech-transfer", 'received_amounts=["3000000.01", 1]'], "150000.05"),
        (["chain-recognition", "role=leader"], "1000000.00"),
        (["chain-recognition", "role=链核"], "500000.00"),
        (["chain-recognition", 'role="core"'], "500000.00"),
        (["hightech", "newly_recognised=true"], "200000.00"),
        (["chain-referral", f"projects={REFERRAL}"], "800000.00"),
        (["leader-new-partners", "partners_base=1", "partners_now=003"], "1000000.00"),
        (["sred-provincial"], "300000.00"),
    ],
)
def test_calc_takes_values_as_people_type_them(jince: Run, arguments: list[str], amount: str) -> None:
    done = jince("calc", *arguments, "--json")
    assert (done.status, done.error) == (0, "")
    (line,) = done.out.splitlines()
    result = json.loads(line)
    assert (result["calculator"], result["amount"]) == (arguments[0], amount)


def test_calc_in_words_names_amount_steps_and_clause(jince: Run) -> None:
    done = jince("calc", "tech-transfer", "received_amounts=[3000000]")
    assert done.status == 0
    for part in ("科技成果转化补助", "15万元", "300万元 × 5%", "8.3", "转账凭证"):
        assert part in done.out


def test_calc_reads_its_input_from_a_file_or_standard_input(
    jince: Run, said: Callable[[bytes], None], tmp_path: Path
) -> None:
    raw = f'{{"projects": {REFERRAL}}}'.encode()
    file = tmp_path / "in.json"
    file.write_bytes(raw)
    done = jince("calc", "chain-referral", "--input", str(file))
    assert json.loads(done.out)["amount"] == "800000.00"
    said(raw)
    assert jince("calc", "chain-referral", "--input", "-").out == done.out


def test_calc_alone_lists_every_calculator_with_its_inputs(jince: Run, content: Content) -> None:
    done = jince("calc")
    assert done.status == 0
    for calculator in content.calculators.values():
        assert f"{calculator.id}  {calculator.title}" in done.out
        for name in calculator.inputs:
            assert f"    {name}" in done.out
    listed = json.loads(jince("calc", "--json").out)
    assert [entry["id"] for entry in listed] == list(content.calculators)
    assert all(entry["inputs"]["additionalProperties"] is False for entry in listed)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nope"], ["nope", "tech-transfer"]),
        (["role=leader"], ["role=leader", "tech-transfer"]),
        (["x" * 5000], ["tech-transfer"]),
        (["tech\ntransfer\r\x1b[31m"], ["tech-transfer"]),
        (["chain-recognition"], ["role", "leader", "core"]),
        (["chain-recognition", "rolle=leader"], ["rolle", "role"]),
        (["chain-recognition", "role=boss"], ["role", "boss", "leader", "core"]),
        (["chain-recognition", "role"], ["role", "键=值"]),
        (["chain-recognition", "=leader"], ["键=值"]),
        (["chain-recognition", "role=leader", "role=core"], ["role", "两次"]),
        (["chain-recognition", "role="], ["role", "leader"]),
        (["tech-transfer", "received_amounts=300"], ["received_amounts", "列表"]),
        (["tech-transfer", "received_amounts=[1,"], ["received_amounts", "JSON"]),
        (["tech-transfer", "received_amounts=[NaN]"], ["received_amounts", "NaN"]),
        (["tech-transfer", 'received_amounts=[{"a":1,"a":2}]'], ["received_amounts", "两次"]),
        (["tech-transfer", "received_amounts=[-1]"], ["received_amounts.0", "不小于0"]),
        (["tech-transfer", "received_amounts=[1e400]"], ["received_amounts.0", "10^15"]),
        (["tech-transfer", "received_amounts=[1e15]"], ["received_amounts.0", "10^15"]),
        (["tech-transfer", f"received_amounts=[{'9' * 5000}]"], ["received_amounts"]),
        (["chain-talent", "paid_amount=NaN"], ["paid_amount", "金额"]),
        (["chain-talent", "paid_amount=Infinity"], ["paid_amount", "金额"]),
        (["chain-talent", "paid_amount=true"], ["paid_amount", "金额"]),
        (["chain-talent", "paid_amount=三百万"], ["paid_amount", "金额"]),
        (["hightech", "newly_recognised=yes"], ["newly_recognised", "true"]),
        (["hightech", "newly_recognised=1"], ["newly_recognised", "true"]),
        (["zone-cultivation", "chain_share_percent=100.01"], ["chain_share_percent", "100"]),
        (["--input", "x.json"], ["--input"]),
        (["hightech", "newly_recognised=true", "--input", "-"], ["--input"]),
        (["hightech", "--input", "no/such/file"], ["no/such/file"]),
        (["hightech", "--input", "."], ["--input"]),
        (["hightech", "--nope"], ["--nope"]),
    ],
)
def test_calc_refuses_bad_input_naming_the_field_and_what_is_accepted(
    jince: Run, arguments: list[str], told: list[str]
) -> None:
    line = jince("calc", *arguments).refused()
    assert all(word in line for word in told), line
    assert len(line) <= 900


@pytest.mark.parametrize(
    "raw", [b"", b"null", b"[]", b"{", b"\xff\xfe{\x00}\x00", b'{"newly_recognised": NaN}', b" " * (1 << 20) + b"{}"]
)
def test_calc_refuses_input_that_is_no_object(jince: Run, said: Callable[[bytes], None], raw: bytes) -> None:
    said(raw)
    jince("calc", "hightech", "--input", "-").refused()


def test_several_faults_stand_in_one_line(jince: Run) -> None:
    line = jince("calc", "leader-partner-rate", "rate_now_percent=-5", "x=1").refused()
    for name in ("rate_before_percent", "rate_now_percent", "total_amount", "x"):
        assert name in line


# ---- the command as a whole


@pytest.mark.parametrize(
    "arguments",
    [[], ["nope"], ["--nope"], ["chat", "extra"], ["check", "--json"], ["ask", "--batch"], ["calc", "--input"]],
)
def test_arguments_it_does_not_know_are_refused(jince: Run, arguments: list[str]) -> None:
    assert "--help" in jince(*arguments).refused()


@pytest.mark.parametrize("port", ["-1", "65536", "http", "8080.0", "²", ""])
def test_a_port_that_is_none_is_refused(jince: Run, port: str) -> None:
    line = jince("serve", f"--port={port}").refused()
    assert "65535" in line


def test_help_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    from bot.command import main

    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for name in ("chat", "ask", "calc", "check", "serve", "--content"):
        assert name in shown


@pytest.mark.parametrize("command", ["", "chat", "ask", "calc", "checkup", "replay", "check", "eval", "serve"])
def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    from bot.command import main

    with pytest.raises(SystemExit):
        main([*filter(None, [command]), "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith(f"用法：{' '.join(filter(None, ['jince', command]))} ")
    assert not [word for word in ("usage", "positional", "options", "show this") if word in shown]


def test_every_fault_of_the_settings_stands_in_one_line(jince: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINCE_RATE_LIMIT", "many")
    monkeypatch.setenv("JINCE_DATABSE", "x")
    line = jince("calc").refused()
    assert "JINCE_RATE_LIMIT" in line
    assert "JINCE_DATABSE" in line


@pytest.mark.parametrize("database", ["no database", "folder"])
def test_a_database_that_cannot_be_opened_is_refused(
    jince: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: str
) -> None:
    path = tmp_path / database
    if database == "folder":
        path.mkdir()
    else:
        path.write_text("x" * 5000, encoding="utf-8")
    monkeypatch.setenv("JINCE_DATABASE", str(path))
    assert "JINCE_DATABASE" in jince("chat").refused()


def test_a_password_that_a_driver_quotes_is_not_told(jince: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINCE_DATABASE", "postgresql://app:gehe%im@127.0.0.1:1/app")
    refused = jince("chat").refused()
    assert "JINCE_DATABASE" in refused and "gehe" not in refused


# ---- content


def folder_with(tmp_path: Path, name: str, text: str) -> Path:
    """A content folder with one card that overrides a built-in one."""
    import policies

    card = (Path(policies.__file__).parent / "cards" / "cz-hightech.yaml").read_text(encoding="utf-8")
    folder = tmp_path / name
    (folder / "cards").mkdir(parents=True)
    (folder / "cards" / "cz-hightech.yaml").write_text(card.replace("新认定高新技术企业奖励", text), encoding="utf-8")
    return folder


def test_content_given_before_and_after_the_command_is_all_read_in_order(jince: Run, tmp_path: Path) -> None:
    first, second = folder_with(tmp_path, "一", "第一个"), folder_with(tmp_path, "二", "第二个")
    assert "第一个" in jince("--content", str(first), "calc").out
    assert "第二个" in jince("calc", "--content", str(second)).out
    assert "第二个" in jince("--content", str(first), "calc", "--content", str(second)).out
    assert "第一个" in jince("calc", "--content", str(second), "--content", str(first)).out


def test_content_of_the_settings_is_read_before_that_of_the_command(
    jince: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = folder_with(tmp_path, "一", "第一个"), folder_with(tmp_path, "二", "第二个")
    monkeypatch.setenv("JINCE_CONTENT", str(first))
    assert "第一个" in jince("calc").out
    assert "第二个" in jince("calc", "--content", str(second)).out


@pytest.mark.parametrize("place", ["no/such/folder", "a file"])
def test_content_that_is_no_folder_is_refused(jince: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    assert "--content" in jince("ask", "你好", "--content", str(tmp_path / place)).refused()


def test_content_with_a_fault_is_refused_and_check_lists_every_fault(jince: Run, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "坏", "新认定高新技术企业奖励")
    card = folder / "cards" / "cz-hightech.yaml"
    card.write_text(card.read_text(encoding="utf-8") + "\nnonsense: 1\nid: twice\n", encoding="utf-8")
    assert "jince check" in jince("ask", "你好", "--content", str(folder)).refused()
    done = jince("check", "--content", str(folder))
    assert done.status == 1
    assert "cz-hightech.yaml" in done.out
    assert "nonsense" in done.out
    assert "id" in done.out


def test_check_of_the_built_in_content_finds_nothing(jince: Run, content: Content) -> None:
    done = jince("check")
    assert (done.status, done.error) == (0, "")
    assert content.version in done.out


# ---- bytes, pipes and surroundings


def test_bytes_that_are_no_utf8_are_answered_or_refused_but_never_a_breakdown(program: Run, jince: Run) -> None:
    """They arrive as lone surrogates."""
    done = program("ask", "链主认定奖多少".encode() + b"\xff\xfe")
    assert (done.status, done.error) == (0, "")
    assert "role" in jince("calc", "chain-recognition", "role=\udcff\udcfe").refused()
    jince("calc", "\udcff\udcfe").refused()
    jince("\udcff").refused()
    jince("ask", "--batch", "\udcff").refused()


def test_a_reader_that_leaves_early_is_no_breakdown(environment: dict[str, str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "bot.command", "calc", "hightech", "newly_recognised=true"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    error = running.stderr.read()
    running.stderr.close()
    assert (running.wait(60), error) == (1, b"")


@pytest.mark.parametrize("arguments", [["ask", "--batch", "-"], ["calc", "hightech", "--input", "-"]])
def test_closed_standard_input_is_refused(jince: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "标准输入" in jince(*arguments).refused()


def test_output_is_utf8_wherever_it_runs(program: Run) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "链主" in program("calc", "chain-recognition", "role=leader", **plain).out


def test_stopping_it_by_hand_is_no_breakdown(jince: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.command.calc.content_of", stopped)
    done = jince("calc")
    assert (done.status, done.out, done.error.strip()) == (1, "", "")
