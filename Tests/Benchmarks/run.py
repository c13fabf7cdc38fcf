#!/usr/bin/env python3
"""Measures the binary in TESSERA_BINARY against peers: `run.py [GROUP…]`.

Prints one line per benchmark, `name | ours | peer | ratio | bar | holds or below`, and exits 1 if one is below its bar
or was not measured because a side's result was wrong.
"""
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The workspace, the server and the sockets are those of the checks from outside.
sys.path.append(str(HERE.parent / "EndToEnd"))

import export  # noqa: E402
import imports  # noqa: E402
import issue  # noqa: E402
import large  # noqa: E402
import looks  # noqa: E402
import press  # noqa: E402
import redeem  # noqa: E402
import segments  # noqa: E402
import sheets  # noqa: E402
import sheets_large  # noqa: E402
import symbols  # noqa: E402
import till  # noqa: E402
from measuring import WrongResult  # noqa: E402
from support import BINARY  # noqa: E402



def print_all():
    """Sheets that are read back, and sheets at the speed of a press."""
    yield from press.run()
    yield from sheets.run()


GROUPS = {
    "issue": issue.run, "import": imports.run, "export": export.run, "segments": segments.run,
    "symbols": symbols.run, "looks": looks.run, "press": print_all, "redeem": redeem.run,
    "till": till.run,
    "press-large": sheets_large.run, "redeem-large": large.run,
}
# What is measured only if it is asked for by name: it takes too long.
BY_NAME_ONLY = {"press-large", "redeem-large"}


def measure(name):
    """Runs one group, printing each comparison as it comes; returns whether all of it holds."""
    started = time.monotonic()
    holds = True
    try:
        for comparison in GROUPS[name]():
            print(comparison, flush=True)
            holds &= comparison.holds
    except WrongResult as wrong:
        print("%s: not measured, since a result is wrong: %s" % (name, wrong), file=sys.stderr)
        holds = False
    print("%s took %.0f s" % (name, time.monotonic() - started), file=sys.stderr)
    return holds


def main():
    chosen = sys.argv[1:] or [name for name in GROUPS if name not in BY_NAME_ONLY]
    unknown = [name for name in chosen if name not in GROUPS]
    if unknown:
        sys.exit("no such group: %s; there are: %s" % (" ".join(unknown), " ".join(GROUPS)))
    if not BINARY.exists():
        sys.exit("no binary at %s: build it, or name it in TESSERA_BINARY" % BINARY)
    # A list, so that a group below its bar does not keep the others from being measured.
    sys.exit(0 if all([measure(name) for name in chosen]) else 1)


if __name__ == "__main__":
    main()
