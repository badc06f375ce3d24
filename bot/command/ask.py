"""`jince ask`: one question, or a file of them; and why it is answered so."""

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from bot.command.arguments import Parser
from bot.command.loading import assistant_of, content_of, opened
from bot.command.refusal import Refusal
from bot.command.text import as_json, clean
from bot.messages import MAX_TEXT
from bot.settings import Settings
from bot.system_faults import why_not

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    ask = commands.add_parser("ask", help="问一句")
    ask.add_argument("text", nargs="?", help="要问的话")
    ask.add_argument("--json", action="store_true", help="打印一个Reply对象")
    ask.add_argument("--why", action="store_true", help="说明为什么这样答")
    ask.add_argument("--batch", metavar="文件|-", help="每行一个带text的JSON对象，逐个回答")
    ask.set_defaults(run=run)
    return ask


def run(args: argparse.Namespace, settings: Settings) -> int:
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
        return _why(clean(args.text), settings)
    reply = assistant_of(settings, "memory", once=True).once(clean(args.text))
    print(as_json(reply.model_dump(mode="json")) if args.json else reply.text)
    return 0


def _why(text: str, settings: Settings) -> int:
    from bot.conversation import Conversation
    from bot.engine import Engine
    from bot.quality.why import Noting, why

    content = content_of(settings)
    noting = Noting(content)
    reply, _ = Engine(content, noting, once=True).respond(Conversation(), text)
    print(f"{reply.text}\n\n{why(noting, text, reply)}")
    return 0


def _batch(name: str, settings: Settings) -> int:
    assistant = assistant_of(settings, "memory")
    try:
        source = opened(name)
    except OSError as fault:
        raise Refusal(f"--batch: 读不了 {name}：{why_not(fault)}；要一个可读的文件，或 - 表示标准输入") from None
    with source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            row = _row(line, number)
            reply = assistant.once(clean(row["text"]))
            print(as_json({**row, "reply": reply.model_dump(mode="json")}), flush=name == "-")
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
