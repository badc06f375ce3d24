"""The conversation in a terminal, through a real one: keys go in, what is shown comes out."""

import os
import re
import select
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.terminal import shown
from bot.messages import QuickReply, Reply

CHAT = [sys.executable, "-m", "bot.command", "chat"]
TAKE_TERMINAL = (  # makes it the one whose Ctrl-C it hears
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
GIVE_UP = 60  # seconds without the text waited for: the test fails


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.ours, theirs = os.openpty()
        self.seen = self.all = ""
        self._raw = b""  # the beginning of a character whose end is still to come

        self.process = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *CHAT],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)

    def wait_for(self, text: str) -> str:
        """What was shown up to and with the text; a later call looks behind it."""
        assert self._comes(text, GIVE_UP), f"{text!r} did not come, but {self.seen!r}"
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def interrupt(self, text: str) -> None:
        """Presses Ctrl-C until the text comes: Python may overlook one that falls between two keys."""
        for _ in range(GIVE_UP // 3):
            self.type("\x03")
            if self._comes(text, 3):
                return
        raise AssertionError(f"{text!r} did not come, but {self.seen!r}")

    def _comes(self, text: str, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > end or not self._more():
                return False
        return True

    def _more(self) -> bool:
        if not select.select([self.ours], [], [], 1)[0]:
            return True
        try:
            piece = os.read(self.ours, 65536)
        except OSError:
            return False  # the other end is closed
        self._raw += piece
        text = self._raw.decode("utf-8", "ignore")
        self._raw = self._raw[len(text.encode()) :]
        self.seen += text
        self.all += text
        return bool(piece)

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def status(self) -> int:
        while self._more() and self.process.poll() is None:
            pass
        return self.process.wait(GIVE_UP)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.ours)


def left_behind(database: str) -> set[bytes]:
    """What the store's files still hold of the conversation."""
    held = b"".join(path.read_bytes() for path in Path(database).parent.iterdir())
    return {said for said in (b"terminal:", "成果转化".encode(), "300万".encode()) if said in held}


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "kept.sqlite3")


@pytest.fixture
def environment(database: str) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return given | {"LANG": "C.UTF-8", "TERM": "xterm", "JINCE_DATABASE": database}


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Terminal]:
    opened = Terminal(environment)
    opened.wait_for("您：")
    yield opened
    opened.close()


def test_a_whole_calculation_with_edited_lines_and_numbered_choices(terminal: Terminal, database: str) -> None:
    terminal.type("帮我算成果转化补贴\x7f助\r")  # backspace takes away one whole character
    assert "帮我算成果转化补" in terminal.wait_for("晋策：")
    asked = terminal.wait_for("您：")
    assert "到账" in asked
    terminal.type("30百\x7f\x7f\x7f300万\x01\x1b[C\x1b[C\x1b[C\x1b[C\r")  # and the cursor moves by characters
    more = terminal.wait_for("您：")
    assert "[1] 没有了" in more
    assert "[2] 还有" in more
    terminal.type("1\r")
    assert "15万元" in terminal.wait_for("您：")
    terminal.type("\x1b[A\x1b[A\x1b[A\r")  # three lines up in what was typed
    assert "到账" in terminal.wait_for("您：")
    terminal.type("\x04")
    terminal.wait_for("再见。")
    assert terminal.status() == 0
    assert left_behind(database) == set()


def test_ctrl_c_in_the_middle_of_a_line_leaves_cleanly(terminal: Terminal) -> None:
    terminal.type("帮我算")
    terminal.wait_for("帮我算")
    terminal.interrupt("再见。")
    assert terminal.status() == 0
    assert "Traceback" not in terminal.all


def test_piped_input_is_answered_line_by_line(environment: dict[str, str], database: str) -> None:
    said = "帮我算成果转化补助\n\n   \n300万\n".encode() + b"\xff\xfe\n" + "没有了\n".encode()
    done = subprocess.run(CHAT, input=said, capture_output=True, env=environment, timeout=GIVE_UP)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert done.stderr == b""
    assert "能拿15万元" in shown
    assert "您：" not in shown
    assert shown.endswith("再见。\n")
    assert left_behind(database) == set()


def test_a_sheet_outlives_the_conversation_unless_forgotten(environment: dict[str, str], database: str) -> None:
    def chat(*says: str) -> str:
        said = "\n".join(says).encode()
        return subprocess.run(CHAT, input=said, capture_output=True, env=environment, timeout=GIVE_UP).stdout.decode()

    said = ("帮我算成果转化补助", "300万", "没有了", "测算单")
    found = re.search(r"jince replay (\S+) --save", chat(*said))
    assert found is not None
    chat(*said, "忘记我")
    with closing(sqlite3.connect(database)) as kept:  # that of the second visit is gone
        assert kept.execute("select key from conversation").fetchall() == [(f"sheet:{found.group(1)}",)]


# ---- how a reply looks

YES_NO = (QuickReply(label="是", text="是的"), QuickReply(label="不是", text="不是"))


def test_buttons_are_numbered_where_a_number_picks_them() -> None:
    reply = Reply(kind="ask", text="投产了吗？", quick_replies=YES_NO)
    assert shown(reply, numbers=True) == "晋策：投产了吗？\n[1] 是  [2] 不是\n"


def test_buttons_are_words_where_a_number_would_be_a_figure() -> None:
    reply = Reply(kind="ask", text="系数是多少？", quick_replies=(QuickReply(label="不知道", text="不知道"),))
    assert shown(reply, numbers=False) == "晋策：系数是多少？\n也可以回：不知道\n"


def test_choices_that_stand_in_the_text_are_not_repeated() -> None:
    reply = Reply(kind="choices", text="您问的是：\n1. 甲\n2. 乙", quick_replies=YES_NO)
    assert shown(reply, numbers=True) == f"晋策：{reply.text}\n"


def test_a_reply_without_buttons_is_its_text() -> None:
    assert shown(Reply(kind="answer", text="好的。\n第二行"), numbers=False) == "晋策：好的。\n第二行\n"
