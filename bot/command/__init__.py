"""The command `jince`: chat, ask, calc, checkup, replay, check, eval, serve; one module each.

The modules import what they need only when they run, so that a question from cold waits for nothing else.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from bot.changed import replace
from bot.command import ask, calc, chat, check, checkup, eval, replay, serve
from bot.command.arguments import CONTENT, Parser
from bot.command.refusal import Refusal, one_line
from bot.settings import SettingsError, read_settings

SUBCOMMANDS = (chat, ask, calc, checkup, replay, check, eval, serve)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command. Exit status: 0 done, 2 bad input, 1 anything else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        args = parser().parse_args(arguments)
        settings = read_settings()
        settings = replace(settings, content=(*settings.content, *args.before, *args.content))
        status: int = args.run(args, settings)
        if sys.stdout is not None:
            sys.stdout.flush()  # a reader that is gone is noticed here, not while Python ends
        return status
    except Refusal as refusal:
        print(one_line(str(refusal)), file=sys.stderr)
        return 2
    except SettingsError as error:
        print(one_line("；".join(error.faults)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The arguments of every subcommand."""
    whole = Parser("jince", description="晋策：按政策文件问答和测算")
    whole.add_argument("--content", dest="before", help="在自带内容之后再读的内容，可重复", **CONTENT)
    commands = whole.add_subparsers(required=True, metavar="命令")
    for subcommand in SUBCOMMANDS:
        one = subcommand.add_to(commands)
        one.add_argument("--content", help="在自带内容之后再读的内容，可重复", **CONTENT)
    return whole
