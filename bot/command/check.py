"""`jince check`: every fault of the content at once."""

import argparse
import sys
from typing import TYPE_CHECKING

from bot.command.arguments import Parser
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    check = commands.add_parser("check", help="检查内容")
    check.set_defaults(run=run)
    return check


def run(args: argparse.Namespace, settings: Settings) -> int:
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
