"""`jince replay`: a calculation sheet (测算单) computed anew with today's cards, or saved as a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.command.arguments import Parser
from bot.command.loading import content_of, store_of
from bot.command.refusal import Refusal
from bot.settings import Settings
from bot.system_faults import why_not

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    replay = commands.add_parser("replay", help="按现在的卡片重算一张测算单")
    replay.add_argument("code", metavar="编号", help="测算单的编号，例如 7K3M9-QX24D")
    replay.add_argument("--save", metavar="文件", type=Path, help="把单子原样存成 .pdf 或 .png 文件")
    replay.set_defaults(run=run)
    return replay


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Exit status: 0 the same amount, 1 another one, 2 no such sheet."""
    from bot.sheets.codes import read_code
    from bot.sheets.issuing import key_of
    from bot.sheets.replay import replay
    from bot.sheets.sheet import parse_sheet

    code = read_code(args.code)
    if code is None:
        raise Refusal(f"{args.code[:40]}: 不是测算单的编号；编号是10位字母和数字，例如 7K3M9-QX24D")
    store = store_of(settings.database)
    try:
        held = store.load(key_of(code))
    finally:
        store.close()
    if held is None:
        raise Refusal(f"{code}: 没有这张测算单，可能已经删掉；单子和对话存在一起，看看 JINCE_DATABASE 对不对")
    if args.save is not None:
        _save(held[0], code, args.save)
    done = replay(content_of(settings), parse_sheet(held[0]))
    print(done.text)
    return 0 if done.same else 1


def _save(kept: str, code: str, path: Path) -> None:
    from bot.sheets.printing import FORMATS, NoFont, printed

    form = path.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise Refusal(f"--save: {path.name} 的结尾要是 .pdf 或 .png")
    try:
        path.write_bytes(printed(kept, code, form))
    except NoFont as lacking:
        raise Refusal(f"--save: {lacking}") from None
    except OSError as fault:
        raise Refusal(f"--save: 写不了 {path}：{why_not(fault)}") from None
