"""`jince chat`: a conversation in the terminal."""

import argparse
import contextlib
from typing import TYPE_CHECKING

from bot.command.arguments import Parser
from bot.command.loading import assistant_of
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    chat = commands.add_parser("chat", help="在终端里聊")
    chat.set_defaults(run=run)
    return chat


def run(args: argparse.Namespace, settings: Settings) -> int:
    from bot.channels.terminal import talk

    assistant = assistant_of(settings, settings.database)
    with contextlib.closing(assistant.store):
        return talk(assistant)
