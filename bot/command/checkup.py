"""`jince checkup`: every policy an enterprise may apply for."""

import argparse
from typing import TYPE_CHECKING

from bot.command.arguments import Parser
from bot.command.loading import content_of, read_input
from bot.command.refusal import Refusal
from bot.command.text import as_json
from bot.settings import Settings
from bot.strict_json import BadJson, read_json

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    checkup = commands.add_parser("checkup", help="政策体检：看全部政策能不能报")
    checkup.add_argument("--input", metavar="文件|-", help="企业情况的JSON对象；不写就列出可以写的情况")
    checkup.add_argument("--json", action="store_true", help="打印JSON")
    checkup.set_defaults(run=run)
    return checkup


def run(args: argparse.Namespace, settings: Settings) -> int:
    from bot.checkup.program import checkup_in_words, run_checkup
    from calculators.faults import InputFaults

    content = content_of(settings)
    if args.input is None:
        for fact in content.facts.facts:
            print(f"{fact.id}: {fact.label}；{fact.accepted()}")
        return 0
    try:
        raw = read_json(read_input(args.input))
        print(as_json(run_checkup(content, raw)) if args.json else checkup_in_words(content, raw))
    except BadJson as fault:
        raise Refusal(f"--input: {fault}") from None
    except InputFaults as faults:
        raise Refusal("；".join(map(str, faults.faults[:8]))) from None
    return 0
