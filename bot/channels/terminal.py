"""The terminal: a pleasant conversation, with line editing and numbered choices."""

import contextlib
import sys
import uuid
from datetime import UTC, datetime

from bot.assistant import Assistant
from bot.messages import Incoming, Reply

GREETING = "晋策：直接问政策，或说“帮我算……”。回序号可以选，Ctrl-D 离开。"


def talk(assistant: Assistant) -> int:
    """One conversation until the input ends; nothing of it is kept afterwards."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  line editing that knows how wide Han characters are

    conversation = f"terminal:{uuid.uuid4()}"
    prompt = "您：" if sys.stdin.isatty() else ""
    print(GREETING)
    try:
        while True:
            try:
                text = input(prompt)
            except EOFError:
                print("再见。")
                return 0
            except UnicodeDecodeError:
                print("晋策：这一行不是UTF-8文字，请再输一遍。")
                continue
            if not text.strip():
                continue
            clean = text.encode("utf-8", "replace").decode()
            print(shown(assistant.answer(Incoming(conversation, clean, datetime.now(UTC)))))
    except KeyboardInterrupt:
        print("\n再见。")
        return 0
    finally:
        assistant.forget(conversation)


def shown(reply: Reply) -> str:
    """A reply with its buttons as numbered choices."""
    lines = [f"晋策：{reply.text}"]
    if reply.quick_replies and reply.kind != "choices":
        lines.append("  ".join(f"[{place}] {option.label}" for place, option in enumerate(reply.quick_replies, 1)))
    return "\n".join(lines) + "\n"
