"""Runs the measurements: python -m benchmarks [name …]."""

import sys

from benchmarks import checkup, reply

MEASUREMENTS = {"reply": reply.run, "checkup": checkup.run}


def main() -> int:
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    for name in names:
        print(f"== {name}")
        MEASUREMENTS[name]()
    return 0


sys.exit(main())
