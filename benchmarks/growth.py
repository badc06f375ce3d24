"""How reply time and memory grow with the number of example questions: each size in a process of its own.

Wanted: ten times the examples cost at most three times the time, and 100,000 stay under 5 ms a reply.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.clock import resident, timed
from benchmarks.generated import grown, questions
from bot.content.load import load
from bot.conversation import Conversation
from bot.engine import Engine

SIZES = (1_000, 10_000, 100_000)
ASKED = 500


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            command = [sys.executable, "-m", "benchmarks.growth", str(size)]
            settings = {**os.environ, "JINCE_CACHE": folder}
            subprocess.run(command, check=True, env=settings)  # builds and keeps
            subprocess.run(command, check=True, env=settings)  # starts from what was kept


def _measure(size: int) -> None:
    content = grown(load(), size)
    began = time.perf_counter()
    engine = Engine(content)
    ready = time.perf_counter() - began
    asked = questions(content, ASKED)
    right = [card in engine.respond(Conversation(), text)[0].policies[:1] for text, card in asked]
    times = timed(lambda text: engine.respond(Conversation(), text), [text for text, _ in asked])
    print(
        f"{len(engine.understanding.samples):>7} examples, {len(content.cards):>4} cards: one reply {times.told()};"
        f" right card {statistics.mean(right):.1%}; resident {resident(os.getpid())} MB; matcher ready in {ready:.1f} s",
        flush=True,
    )


if __name__ == "__main__":
    _measure(int(sys.argv[1]))
