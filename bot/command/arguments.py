"""Arguments: their types, and argparse's complaints in Chinese."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.command.refusal import Refusal

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction["Parser"]

CONTENT: dict[str, Any] = {"action": "append", "type": Path, "metavar": "文件夹", "default": []}


class Parser(argparse.ArgumentParser):
    """Refuses bad arguments with one line, and explains itself in Chinese."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "add_help": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def format_help(self) -> str:
        return "用法：" + super().format_help().removeprefix("usage: ")

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


def port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} 不是端口；要0到65535的整数，0表示随便一个空的")
    return int(text)


def count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError(f"{text} 不是个数；要0以上的整数")
    return int(text)
