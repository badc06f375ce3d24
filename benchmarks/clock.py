"""Times and memory. Wall time is what a user waits; processor time does not depend on what else the machine does."""

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


class Times(NamedTuple):
    """Milliseconds of every call."""

    wall: list[float]
    processor: list[float]

    def told(self) -> str:
        return (
            f"median {statistics.median(self.wall):.2f} ms, p99 {percentile(self.wall, 0.99):.2f} ms"
            f" (processor: median {statistics.median(self.processor):.2f} ms,"
            f" p99 {percentile(self.processor, 0.99):.2f} ms)"
        )


def timed(call: Callable[[str], object], texts: Iterable[str]) -> Times:
    """Calls with each text in turn."""
    times = Times([], [])
    for text in texts:
        began, worked = time.perf_counter(), time.process_time()
        call(text)
        times.processor.append((time.process_time() - worked) * 1000)
        times.wall.append((time.perf_counter() - began) * 1000)
    return times


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def resident(pid: int) -> int:
    """Resident memory of a process in MB; 0 where the system does not tell."""
    path = Path(f"/proc/{pid}/status")
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0
