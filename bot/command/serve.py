"""`jince serve`: the web chat, the HTTP API and the channels."""

import argparse
import contextlib
import gc
import signal
import socket
import sys
from typing import TYPE_CHECKING

from bot.command.arguments import Parser, port
from bot.command.loading import assistant_of
from bot.command.refusal import Refusal
from bot.settings import Settings
from bot.system_faults import why_not

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from uvicorn import Server

    from bot.command.arguments import Subcommands


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    serve = commands.add_parser("serve", help="启动服务")
    serve.add_argument(
        "--host", metavar="地址", default="127.0.0.1", help="在哪个地址上等，默认只有本机；0.0.0.0 是都等"
    )
    serve.add_argument("--port", metavar="端口", type=port, default=8080, help="默认8080")
    serve.set_defaults(run=run)
    return serve


def run(args: argparse.Namespace, settings: Settings) -> int:
    from bot.redaction import set_up_logging
    from bot.server import application

    with _listening(args.host, args.port) as listening:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # asked to stop is no failure
        set_up_logging(settings)
        app = application(assistant_of(settings, settings.database), settings)
        host = f"[{args.host}]" if ":" in args.host else args.host
        print(f"晋策在 http://{host}:{listening.getsockname()[1]} 等您，按 Ctrl-C 停止", flush=True)
        server = server_of(app)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    return 0 if server.started else 1


def server_of(app: "Starlette") -> "Server":
    """The HTTP server of an application; all that is loaded by now counts as loaded for good."""
    from uvicorn import Config, Server

    gc.collect()
    gc.freeze()  # a collection that walked through it would hold up a reply by 50 ms
    # Who calls is told by the conversation's key, never by an address that a proxy passes on.
    return Server(
        Config(
            app,
            access_log=False,
            log_config=None,  # its lines, tracebacks too, go where secrets are starred out
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=10,
        )
    )


def _listening(host: str, port: int) -> socket.socket:
    """Takes the port before anything else is done, so that a taken one is told at once."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as fault:
        found = isinstance(fault, OSError) and (fault.errno or 0) > 0  # else the name means no address
        why = why_not(fault).partition(" (")[0] if isinstance(fault, OSError) and found else "不是主机名"
        raise Refusal(f"--host/--port: 用不了 {host}:{port}：{why}；换一个地址或端口，例如 --port 8081") from None
