"""`jince eval`: question sets scored and compared, and example questions left out."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.command.arguments import Parser, count
from bot.command.loading import content_of
from bot.command.refusal import Refusal
from bot.settings import Settings
from bot.system_faults import why_not

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands
    from bot.content.load import Content
    from bot.quality.run import Run


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    score = commands.add_parser("eval", help="用问题集打分")
    score.add_argument("files", nargs="*", type=Path, metavar="文件", help="问题集，每行一个JSON对象")
    score.add_argument("--json", type=Path, metavar="文件", help="把成绩存下来")
    score.add_argument("--compare", type=Path, metavar="文件", help="和存下来的成绩比")
    score.add_argument("--failures", type=count, metavar="个数", help="最多列出几个没答对的")
    score.add_argument("--leave-one-out", action="store_true", help="例句抽掉以后还找不找得到自己的卡片")
    score.add_argument("--policy", metavar="政策", help="只抽这张卡片的例句")
    score.set_defaults(run=run)
    return score


def run(args: argparse.Namespace, settings: Settings) -> int:
    if bool(args.files) == args.leave_one_out:
        raise Refusal("eval: 要问题集文件，或 --leave-one-out，二选一")
    if args.policy is not None and not args.leave_one_out:
        raise Refusal("eval: --policy 只和 --leave-one-out 一起用")
    if args.leave_one_out and (args.json or args.compare or args.failures is not None):
        raise Refusal("eval: --json、--compare、--failures 要和问题集文件一起用")
    content = content_of(settings)
    return _leave_one_out(content, args.policy) if args.leave_one_out else _score(args, content)


def _score(args: argparse.Namespace, content: "Content") -> int:
    from bot.conversation import Conversation
    from bot.engine import Engine
    from bot.quality.comparison import compare
    from bot.quality.question import BadQuestions, read_questions
    from bot.quality.report import report
    from bot.quality.run import ask_all, save

    before = _kept(args.compare) if args.compare is not None else None
    if args.json is not None:
        _check_writable(args.json)
    try:
        questions = read_questions(args.files, content.cards)
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
        save(run, args.json)
    return 0


def _kept(path: Path) -> "Run":
    """The run kept in a file. Raises Refusal."""
    from bot.quality.run import NoRun, read_run

    try:
        return read_run(path)
    except NoRun as fault:
        raise Refusal(f"--compare: {fault}") from None
    except OSError as fault:
        raise Refusal(f"--compare: 读不了 {path}：{why_not(fault)}；要 jince eval --json 写出的文件") from None


def _check_writable(path: Path) -> None:
    """Known before a thousand questions are asked. Raises Refusal."""
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Refusal(f"--json: 写不了 {path}；要一个已有的文件夹里、能写的文件")


def _leave_one_out(content: "Content", policy: str | None) -> int:
    from bot.quality.leaving_out import leave_out, told
    from bot.understanding import Understanding

    if policy is not None and policy not in content.cards:
        raise Refusal(f"--policy: 没有政策 {policy[:40]}；用 policies/cards/ 里的文件名")
    rows = leave_out(Understanding(content), policy)
    print(told(rows) if rows else "这张卡片没有例句")
    return 0
