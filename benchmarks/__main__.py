"""Runs the measurements: python -m benchmarks [name …]."""

import importlib
import sys

MEASUREMENTS = ("accuracy", "growth", "start", "reply", "channels", "checkup")


def main() -> int:
    names = sys.argv[1:] or MEASUREMENTS
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    for name in names:
        print(f"== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").run()
    return 0


sys.exit(main())
