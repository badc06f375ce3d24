"""How long a start from cold takes: a process of its own each time, imports and jieba included."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

READY = "from bot.content.load import load; from bot.understanding import Understanding; Understanding(load())"
ASK = "from bot.command import main; main(['ask', '链主认定奖多少'])"
RUNS = 7


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "JINCE_CACHE": folder}
        settings.pop("PYTHONDONTWRITEBYTECODE", None)  # as `make run` leaves it: compiled once, not at every start
        wall, processor = _spent(READY, settings)
        print(f"very first start, everything built anew: {wall:.2f} s (processor {processor:.2f} s)")
        for name, code in (("content loaded and matcher ready", READY), ("jince ask", ASK), ("python alone", "")):
            _spent(code, settings)  # what it compiles for good, it compiles now
            spent = [_spent(code, settings) for _ in range(RUNS)]
            walls, processors = zip(*spent, strict=True)
            print(
                f"{name} from cold: median {statistics.median(walls):.2f} s, min {min(walls):.2f},"
                f" max {max(walls):.2f} (processor: median {statistics.median(processors):.2f} s); {RUNS} runs"
            )


def _spent(code: str, settings: dict[str, str]) -> tuple[float, float]:
    """Seconds of wall time and of processor time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=settings)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
