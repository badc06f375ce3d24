"""`jince checkup`: every policy an enterprise may apply for."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.command.arguments import Parser
from bot.command.loading import content_of, read_input
from bot.command.refusal import Refusal
from bot.command.text import as_json
from bot.settings import Settings
from bot.strict_json import BadJson, read_json
from bot.system_faults import why_not

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands
    from bot.content.load import Content


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    checkup = commands.add_parser("checkup", help="政策体检：看全部政策能不能报")
    checkup.add_argument("--input", metavar="文件|-", help="企业情况的JSON对象；不写就列出可以写的情况")
    checkup.add_argument("--json", action="store_true", help="打印JSON")
    checkup.add_argument("--save", metavar="文件", type=Path, help="把体检报告存成 .pdf 文件")
    checkup.set_defaults(run=run)
    return checkup


def run(args: argparse.Namespace, settings: Settings) -> int:
    from bot.checkup.program import checkup_in_words, run_checkup
    from calculators.faults import InputFaults

    content = content_of(settings)
    if args.save is not None and (args.input is None or args.save.suffix.lower() != ".pdf"):
        raise Refusal("--save: 要和 --input 一起用，文件名的结尾是 .pdf")
    if args.input is None:
        for fact in content.facts.facts:
            print(f"{fact.id}: {fact.label}；{fact.accepted()}")
        return 0
    try:
        raw = read_json(read_input(args.input))
        if args.save is not None:
            _save(content, raw, args.save)
        print(as_json(run_checkup(content, raw)) if args.json else checkup_in_words(content, raw))
    except BadJson as fault:
        raise Refusal(f"--input: {fault}") from None
    except InputFaults as faults:
        raise Refusal("；".join(map(str, faults.faults[:8]))) from None
    return 0


def _save(content: "Content", raw: object, path: Path) -> None:
    from bot.checkup.kept import issue, read
    from bot.checkup.paper import pdf
    from bot.checkup.report import report_of
    from bot.sheets.printing import NoFont
    from calculators.inputs import read_inputs

    given = read_inputs(content.facts.by_id, raw, lenient=True)
    key, text = issue(content, given, datetime.now(UTC), "")
    try:
        path.write_bytes(pdf(report_of(content, read(content, key.partition(":")[2], text))))
    except NoFont as lacking:
        raise Refusal(f"--save: {lacking}") from None
    except OSError as fault:
        raise Refusal(f"--save: 写不了 {path}：{why_not(fault)}") from None
