"""`jince serve` in a process of its own that starts in a fifth of the time: forked from one that has only imported it.

What a server knows it has read anew; that the command itself starts and stops is seen in tests/command/test_serve.py.
"""

import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(
    [
        "bot.command.serve",
        "bot.server",
        "bot.engine",
        "bot.channels.telegram.attachments",
        "bot.channels.wechat",
        "bot.stores.sqlite",
        "uvicorn",
    ]
)


def start_server(port: int, given: dict[str, str]) -> BaseProcess:
    """Starts `jince serve` on a port, with these settings."""
    server = _forking.Process(target=_serve, args=(port, given))
    server.start()
    return server


def _serve(port: int, given: dict[str, str]) -> None:
    from bot.command import main

    os.environ.update(given)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    sys.exit(main(["serve", "--port", str(port)]))
