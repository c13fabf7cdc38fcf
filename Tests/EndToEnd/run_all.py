#!/usr/bin/env python3
"""Runs the end-to-end checks against the binary in TESSERA_BINARY.

    run_all.py [NAME…]     all of them, or those whose path contains one of the names

Each check is a program of its own that prints one line per finding and exits 1 if one failed.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

from support import BINARY

HERE = Path(__file__).resolve().parent
# The quick ones first, the torture last.
CHECKS = [
    "redemption/self_test.py",
    "readme.py",
    "http/hostile.py",
    "http/one_key.py",
    "http/fuzz.py",
    "observing/scrape.py",
    "observing/logs.py",
    "storage/full_disk.py",
    "webhooks/deliver.py",
    "print/check_sheet.py",
    "pages/browser.py",
    "redemption/run.py",
]


def run(check):
    """Runs one check; its findings go straight to the terminal."""
    print(check, flush=True)
    started = time.monotonic()
    environment = dict(os.environ, PYTHONPATH=str(HERE), PYTHONDONTWRITEBYTECODE="1")
    code = subprocess.run([sys.executable, HERE / check], env=environment).returncode
    print("  %s in %.0f s\n" % ("passed" if code == 0 else "FAILED", time.monotonic() - started), flush=True)
    return code == 0


def main():
    chosen = [check for check in CHECKS if not sys.argv[1:] or any(name in check for name in sys.argv[1:])]
    if not chosen:
        sys.exit("no such check; there are: %s" % " ".join(CHECKS))
    if not BINARY.exists():
        sys.exit("no binary at %s: build it, or name it in TESSERA_BINARY" % BINARY)
    failed = [check for check in chosen if not run(check)]
    print("%d of %d end-to-end checks passed" % (len(chosen) - len(failed), len(chosen)))
    sys.exit(1 if failed else 0)


main()
