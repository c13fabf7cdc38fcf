#!/usr/bin/env python3
"""Runs the end-to-end checks against the binary in TESSERA_BINARY.

    run_all.py [NAME…]     all of them, or those whose path contains one of the names

Each check is a program of its own that prints one line per finding and exits 1 if one failed.
"""
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from support import BINARY

HERE = Path(__file__).resolve().parent
# The quick ones first, the long ones last.
CHECKS = [
    "redemption/self_test.py",
    "readme.py",
    "http/hostile.py",
    "http/one_key.py",
    "http/fuzz.py",
    "observing/scrape.py",
    "observing/logs.py",
    "storage/full_disk.py",
    "members/exports.py",
    "members/lists.py",
    "members/balances.py",
    "offline/status_lists.py",
    "webhooks/deliver.py",
    "print/check_sheet.py",
    "print/check_pictures.py",
    "print/check_press.py",
    "pages/browser.py",
    "pages/console.py",
    "pages/till.py",
    "pages/till_offline.py",
    "till/leases.py",
    "till/terminal_day.py",
    "till/torture.py",
    "redemption/run.py",
]


def run(check, output=None):
    """Runs one check; its findings go straight to the terminal, or to a pipe. Returns whether it passed, and what it said."""
    started = time.monotonic()
    environment = dict(os.environ, PYTHONPATH=str(HERE), PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(
        [sys.executable, HERE / check], env=environment, stdout=output, stderr=output and subprocess.STDOUT, text=True,
        errors="replace")
    passed = done.returncode == 0
    end = "  %s in %.0f s\n" % ("passed" if passed else "FAILED", time.monotonic() - started)
    return passed, (done.stdout or "") + end


def run_one_by_one(checks):
    """Runs checks where a person watches one."""
    for check in checks:
        print(check, flush=True)
        passed, words = run(check)
        print(words, flush=True)
        yield check, passed


def run_side_by_side(checks):
    """Runs checks two at once, since most of them wait for something; says all of one when it ends."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {pool.submit(run, check, subprocess.PIPE): check for check in checks}
        for future in as_completed(running):
            passed, words = future.result()
            print(running[future] + "\n" + words, flush=True)
            yield running[future], passed


def main():
    chosen = [check for check in CHECKS if not sys.argv[1:] or any(name in check for name in sys.argv[1:])]
    if not chosen:
        sys.exit("no such check; there are: %s" % " ".join(CHECKS))
    if not BINARY.exists():
        sys.exit("no binary at %s: build it, or name it in TESSERA_BINARY" % BINARY)
    way = run_one_by_one if len(chosen) == 1 or os.cpu_count() == 1 else run_side_by_side
    failed = [check for check, passed in way(chosen) if not passed]
    print("%d of %d end-to-end checks passed" % (len(chosen) - len(failed), len(chosen)))
    if failed:
        sys.exit("failed: " + " ".join(failed))


main()
