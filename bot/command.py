"""The command `jince`: chat, ask, calc, check, eval, serve."""

import argparse
import contextlib
import json
import math
import os
import re
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bot.messages import MAX_TEXT
from bot.settings import Settings, SettingsError, read_settings
from bot.strict_json import BadJson, read_json

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.content.load import Content

MAX_INPUT = 1 << 20


class Refusal(Exception):
    """Bad input: one line for standard error, exit status 2."""


class Parser(argparse.ArgumentParser):
    """Refuses bad arguments with one line."""

    def error(self, message: str) -> "Any":
        for english, chinese in _SAID_BY_ARGPARSE:
            message = re.sub(english, chinese, message)
        raise Refusal(f"{message}；用法见 {self.prog} --help")


_SAID_BY_ARGPARSE = (
    (r"^the following arguments are required: (.+)$", r"还缺 \1"),
    (r"^unrecognized arguments: (.+)$", r"没有这样的参数: \1"),
    (r"^argument (\S+): ", r"\1: "),
    (r"invalid choice: (.+) \(choose from (.+)\)$", r"没有 \1；可用: \2"),
    (r"expected one argument$", "后面要跟一个值"),
    (r"ambiguous option: (\S+) could match (.+)$", r"\1 不明确，可以是 \2"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command. Exit status: 0 done, 2 bad input, 1 anything else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        args = _parser().parse_args(arguments)
        settings = read_settings()
        settings = replace(settings, content=(*settings.content, *args.before, *args.content))
        status: int = args.run(args, settings)
        if sys.stdout is not None:
            sys.stdout.flush()  # a reader that is gone is noticed here, not while Python ends
        return status
    except Refusal as refusal:
        print(_one_line(str(refusal)), file=sys.stderr)
        return 2
    except SettingsError as error:
        print(_one_line("；".join(error.faults)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 1


def _one_line(text: str) -> str:
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return clean if len(clean) <= 900 else clean[:899] + "…"


def _parser() -> argparse.ArgumentParser:
    parser = Parser("jince", description="晋策：按政策文件问答和测算")
    again: dict[str, Any] = {"action": "append", "type": Path, "metavar": "文件夹", "default": []}
    parser.add_argument("--content", dest="before", help="在自带内容之后再读的内容，可重复", **again)
    commands = parser.add_subparsers(required=True, metavar="命令")

    chat = commands.add_parser("chat", help="在终端里聊")
    chat.set_defaults(run=_chat)

    ask = commands.add_parser("ask", help="问一句")
    ask.add_argument("text", nargs="?", help="要问的话")
    ask.add_argument("--json", action="store_true", help="打印一个Reply对象")
    ask.add_argument("--why", action="store_true", help="说明为什么这样答")
    ask.add_argument("--batch", metavar="文件|-", help="每行一个带text的JSON对象，逐个回答")
    ask.set_defaults(run=_ask)

    calc = commands.add_parser("calc", help="算一项")
    calc.add_argument("id", nargs="?", help="测算项；不写就列出全部")
    calc.add_argument("values", nargs="*", metavar="键=值", help="输入")
    calc.add_argument("--input", metavar="文件|-", help="从文件或标准输入读JSON输入")
    calc.add_argument("--json", action="store_true", help="打印一个Result对象")
    calc.set_defaults(run=_calc)

    checkup = commands.add_parser("checkup", help="政策体检：看全部政策能不能报")
    checkup.add_argument("--input", metavar="文件|-", help="企业情况的JSON对象；不写就列出可以写的情况")
    checkup.add_argument("--json", action="store_true", help="打印JSON")
    checkup.set_defaults(run=_checkup)

    check = commands.add_parser("check", help="检查内容")
    check.set_defaults(run=_check)

    score = commands.add_parser("eval", help="用问题集打分")
    score.add_argument("files", nargs="*", type=Path, metavar="文件", help="问题集，每行一个JSON对象")
    score.add_argument("--json", type=Path, metavar="文件", help="把成绩存下来")
    score.add_argument("--compare", type=Path, metavar="文件", help="和存下来的成绩比")
    score.add_argument("--failures", type=_count, metavar="个数", help="最多列出几个没答对的")
    score.add_argument("--leave-one-out", action="store_true", help="例句抽掉以后还找不找得到自己的卡片")
    score.add_argument("--policy", metavar="政策", help="只抽这张卡片的例句")
    score.set_defaults(run=_eval)

    serve = commands.add_parser("serve", help="启动服务")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8080)
    serve.set_defaults(run=_serve)
    for command in (chat, ask, calc, checkup, check, score, serve):
        command.add_argument("--content", help="在自带内容之后再读的内容，可重复", **again)
    return parser


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} 不是端口；要0到65535的整数，0表示随便一个空的")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError(f"{text} 不是个数；要0以上的整数")
    return int(text)


def _content(settings: Settings) -> "Content":
    from bot.content.faults import ContentError
    from bot.content.load import load

    try:
        return load(settings.content)
    except ContentError as error:
        raise Refusal("内容有错，先用 jince check 看全部：" + str(error.faults[0])) from None


def _assistant(settings: Settings, database: str) -> "Assistant":
    from bot.assistant import Assistant
    from bot.stores import open_store

    content = _content(settings)
    try:
        store = open_store(database)
    except Exception as fault:  # whatever a driver raises: the way out is the same
        raise Refusal(f"JINCE_DATABASE: 打不开 {database.split('@')[-1]}：{fault}") from None
    return Assistant(content, store)


def _read(name: str) -> bytes:
    """A file or standard input, bounded."""
    try:
        with _opened(name) as file:
            raw = file.read(MAX_INPUT + 1)
    except OSError as fault:
        raise Refusal(f"--input: 读不了 {name}：{fault.strerror}；要一个可读的文件，或 - 表示标准输入") from None
    if len(raw) > MAX_INPUT:
        raise Refusal(f"--input: {name} 太大，最多{MAX_INPUT}字节")
    return raw


def _opened(name: str) -> IO[bytes]:
    """A file, or standard input for `-`. Raises OSError."""
    if name != "-":
        return open(name, "rb")
    if sys.stdin is None:
        raise OSError(0, "标准输入是关着的")
    return sys.stdin.buffer


# ---- chat


def _chat(args: argparse.Namespace, settings: Settings) -> int:
    from bot.channels.terminal import talk

    assistant = _assistant(settings, settings.database)
    with contextlib.closing(assistant.store):
        return talk(assistant)


# ---- ask


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    if (args.text is None) == (args.batch is None):
        raise Refusal("ask: 要一句话，或 --batch 文件，二选一")
    if args.why and (args.json or args.batch is not None):
        raise Refusal("ask: --why 是给人看的，不能和 --json、--batch 一起用")
    if args.batch is not None:
        return _batch(args.batch, settings)
    if not args.text.strip():
        raise Refusal("ask: 话是空的；要一句想问的话")
    if len(args.text) > MAX_TEXT:
        raise Refusal(f"ask: 话太长；最多{MAX_TEXT}个字")
    if args.why:
        return _why(_clean(args.text), settings)
    reply = _assistant(settings, "memory").once(_clean(args.text))
    print(_json(reply.model_dump(mode="json")) if args.json else reply.text)
    return 0


def _why(text: str, settings: Settings) -> int:
    from bot.conversation import Conversation
    from bot.engine import Engine
    from bot.quality.why import Noting, why

    content = _content(settings)
    noting = Noting(content)
    reply, _ = Engine(content, noting).respond(Conversation(), text)
    print(f"{reply.text}\n\n{why(noting, text, reply)}")
    return 0


def _clean(text: str) -> str:
    """Bytes that were no UTF-8 on the command line arrive as lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def _batch(name: str, settings: Settings) -> int:
    assistant = _assistant(settings, "memory")
    try:
        source = _opened(name)
    except OSError as fault:
        raise Refusal(f"--batch: 读不了 {name}：{fault.strerror}；要一个可读的文件，或 - 表示标准输入") from None
    with source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            row = _row(line, number)
            reply = assistant.once(_clean(row["text"]))
            print(_json({**row, "reply": reply.model_dump(mode="json")}), flush=name == "-")
    return 0


def _row(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        raise Refusal(f"--batch: 第{number}行不是JSON；每行一个带 text 的JSON对象") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise Refusal(f"--batch: 第{number}行没有 text；要非空文本")
    return row


def _finite(text: str) -> float:
    """A number that can be written back as JSON."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# ---- calc


def _calc(args: argparse.Namespace, settings: Settings) -> int:
    from calculators.calculator import calculate
    from calculators.faults import InputFaults

    content = _content(settings)
    if args.id is None:
        if args.input is not None:
            raise Refusal("calc: --input 前要写测算项；只写 calc 看全部")
        _list_calculators(content, args.json)
        return 0
    calculator = content.calculators.get(args.id)
    if calculator is None:
        raise Refusal(f"{args.id[:40]}: 没有这个测算项；可用: {', '.join(content.calculators)}")
    raw = _calc_input(args)
    try:
        result = calculate(calculator, raw)
    except InputFaults as faults:
        raise Refusal("；".join(map(str, faults.faults[:8]))) from None
    if args.json or args.input is not None:
        print(_json(result.as_json()))
    else:
        print(_in_words(calculator.title, result))
    return 0


def _checkup(args: argparse.Namespace, settings: Settings) -> int:
    from bot.checkup.program import checkup_in_words, run_checkup
    from calculators.faults import InputFaults

    content = _content(settings)
    if args.input is None:
        for fact in content.facts.facts:
            print(f"{fact.id}: {fact.label}；{fact.accepted()}")
        return 0
    try:
        raw = read_json(_read(args.input))
        print(_json(run_checkup(content, raw)) if args.json else checkup_in_words(content, raw))
    except BadJson as fault:
        raise Refusal(f"--input: {fault}") from None
    except InputFaults as faults:
        raise Refusal("；".join(map(str, faults.faults[:8]))) from None
    return 0


def _calc_input(args: argparse.Namespace) -> Any:
    if args.input is not None and args.values:
        raise Refusal("calc: 键=值 和 --input 只能用一种")
    if args.input is not None:
        try:
            return read_json(_read(args.input))
        except BadJson as fault:
            raise Refusal(f"--input: {fault}") from None
    values: dict[str, Any] = {}
    for pair in args.values:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Refusal(f"{pair[:40]}: 要写成 键=值")
        if name in values:
            raise Refusal(f"{name[:40]}: 写了两次；每个键一次")
        values[name] = _value(name, text)
    return values


def _value(name: str, text: str) -> Any:
    """JSON where it is JSON (numbers, true, lists), else the text itself."""
    try:
        return read_json(_clean(text).encode())
    except BadJson as fault:
        if text[:1] in ("[", "{"):
            raise Refusal(f"{name[:40]}: {fault}；列表和对象要写成JSON，例如 [3000000]") from None
        return text


def _list_calculators(content: "Content", as_json: bool) -> None:
    if as_json:
        print(_json([{"id": c.id, "title": c.title, "inputs": c.json_schema()} for c in content.calculators.values()]))
        return
    for calculator in content.calculators.values():
        print(f"{calculator.id}  {calculator.title}")
        for name, field in calculator.inputs.items():
            print(f"    {name}{'' if field.required else ' (可省)'}: {field.label}；{field.accepted()}")
            for inner, inner_field in field.fields.items():
                print(
                    f"        {inner}{'' if inner_field.required else ' (可省)'}: {inner_field.label}；{inner_field.accepted()}"
                )


def _in_words(title: str, result: Any) -> str:
    from bot.wording import headline

    lines = [f"【{title}】{headline(result)}"]
    lines += [f"  {step.label}（{step.clause}）" for step in result.steps]
    lines += [f"  限制：{text}" for text in result.limits]
    lines += [f"  前提：{text}" for text in result.assumptions]
    lines += [f"  没定：{text}" for text in result.unknown]
    return "\n".join(lines)


# ---- check


def _check(args: argparse.Namespace, settings: Settings) -> int:
    from bot.content.check import check

    content, faults = check(settings.content)
    for fault in faults:
        print(fault)
    if faults or content is None:
        print(f"{len(faults)} 处要改", file=sys.stderr)
        return 1
    missing = [table.id for table in content.tables.values() if table.status == "missing"]
    print(f"内容没有问题：{len(content.cards)}张卡片，{len(content.calculators)}个测算项，版本 {content.version}")
    if missing:
        print(f"还没有填的附表：{', '.join(missing)}（拿到附件后填 policies/tables/）")
    from bot.understanding import Understanding

    Understanding(content)  # builds what is kept on disk, so that the first question need not wait
    return 0


# ---- eval


def _eval(args: argparse.Namespace, settings: Settings) -> int:
    if bool(args.files) == args.leave_one_out:
        raise Refusal("eval: 要问题集文件，或 --leave-one-out，二选一")
    if args.policy is not None and not args.leave_one_out:
        raise Refusal("eval: --policy 只和 --leave-one-out 一起用")
    if args.leave_one_out and (args.json or args.compare or args.failures is not None):
        raise Refusal("eval: --json、--compare、--failures 要和问题集文件一起用")
    content = _content(settings)
    return _leave_one_out(content, args.policy) if args.leave_one_out else _score(args, content)


def _score(args: argparse.Namespace, content: "Content") -> int:
    from bot.conversation import Conversation
    from bot.engine import Engine
    from bot.quality.comparison import compare
    from bot.quality.question import BadQuestions, read_questions
    from bot.quality.report import report
    from bot.quality.run import NoRun, ask_all, read_run, save

    try:
        before = read_run(args.compare) if args.compare else None
        questions = read_questions(args.files, content.cards)
    except NoRun as fault:
        raise Refusal(f"--compare: {fault}") from None
    except OSError as fault:
        raise Refusal(f"--compare: 读不了 {args.compare}：{fault.strerror}；要 jince eval --json 写出的文件") from None
    except BadQuestions as bad:
        for found in bad.faults:
            print(found, file=sys.stderr)
        return 2
    engine = Engine(content)
    run = ask_all(questions, lambda text: engine.respond(Conversation(), text)[0], content.version)
    print(report(run, args.failures))
    if before is not None:
        print(f"\n{compare(run, before)}")
    if args.json is not None:
        try:
            save(run, args.json)
        except OSError as fault:
            raise Refusal(f"--json: 写不了 {args.json}：{fault.strerror}；要一个能写的地方") from None
    return 0


def _leave_one_out(content: "Content", policy: str | None) -> int:
    from bot.quality.leaving_out import leave_out, told
    from bot.understanding import Understanding

    if policy is not None and policy not in content.cards:
        raise Refusal(f"--policy: 没有政策 {policy[:40]}；用 policies/cards/ 里的文件名")
    rows = leave_out(Understanding(content), policy)
    print(told(rows) if rows else "这张卡片没有例句")
    return 0


# ---- serve


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    import uvicorn

    from bot.redaction import set_up_logging
    from bot.server import application

    with _listening(args.host, args.port) as listening:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # asked to stop is no failure
        set_up_logging(settings)
        app = application(_assistant(settings, settings.database), settings)
        host = f"[{args.host}]" if ":" in args.host else args.host
        print(f"晋策在 http://{host}:{listening.getsockname()[1]} 等您，按 Ctrl-C 停止", flush=True)
        server = uvicorn.Server(
            uvicorn.Config(
                app, access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=10
            )
        )
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    return 0 if server.started else 1


def _listening(host: str, port: int) -> socket.socket:
    """Takes the port before anything else is done, so that a taken one is told at once."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as fault:
        why = str(getattr(fault, "strerror", None) or "不是主机名").partition(" (")[0]
        raise Refusal(f"--host/--port: 用不了 {host}:{port}：{why}；换一个地址或端口，例如 --port 8081") from None


if __name__ == "__main__":
    sys.exit(main())
