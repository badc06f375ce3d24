"""The terminal: a pleasant conversation, with line editing and numbered choices."""

import contextlib
import re
import sys
import uuid
from datetime import UTC, datetime

from bot.assistant import Assistant
from bot.channels.choices import pickable
from bot.messages import MAX_TEXT, Incoming, Reply
from bot.sheets.codes import PATTERN
from bot.wording import TOO_LONG

GREETING = "晋策：直接问政策，或说“帮我算……”。有编号的可以回编号，Ctrl-D 离开。\n"


def talk(assistant: Assistant) -> int:
    """One conversation until the input ends; nothing of it is kept afterwards but the sheets (测算单) asked for."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  line editing that knows how wide Han characters are

    conversation = f"terminal:{uuid.uuid4()}"
    prompt = "您：" if sys.stdin.isatty() else ""
    print(GREETING, flush=True)
    try:
        while True:
            try:
                text = input(prompt)
            except EOFError:
                print("再见。")
                return 0
            except UnicodeDecodeError:
                print("晋策：这一行不是UTF-8文字，请再输一遍。\n", flush=True)
                continue
            if not text.strip():
                continue
            if len(text) > MAX_TEXT:
                print(f"晋策：{TOO_LONG}\n", flush=True)
                continue
            clean = text.encode("utf-8", "replace").decode()
            reply = assistant.answer(Incoming(conversation, clean, datetime.now(UTC)))
            print(shown(reply, numbers=pickable(reply, assistant.content.calculators)), flush=True)
    except KeyboardInterrupt:
        print("\n再见。")
        return 0
    finally:
        assistant.leave(conversation)


def shown(reply: Reply, *, numbers: bool) -> str:
    """A reply with its buttons as numbered choices; where a number would be taken as a figure, as words to type."""
    lines = [f"晋策：{reply.text}"]
    if reply.quick_replies and reply.kind != "choices":  # choices stand numbered in the text
        if numbers:
            lines.append("  ".join(f"[{place}] {option.label}" for place, option in enumerate(reply.quick_replies, 1)))
        else:
            lines.append("也可以回：" + "、".join(option.text for option in reply.quick_replies))
    code = re.search(PATTERN, reply.text) if reply.intent == "sheet" else None
    if code is not None:
        lines.append(f"存成文件：jince replay {code.group()} --save 单子.pdf")
    return "\n".join(lines) + "\n"
