#!/usr/bin/env python3
"""Sees that the judge of histories finds every planted violation, before anything is believed of it."""
import subprocess
import sys
from pathlib import Path

from support import Tally

tally = Tally()
peer = Path(__file__).resolve().parent / "peer"
done = subprocess.run(
    [sys.executable, "-B", "-m", "unittest", "test_check_history"], cwd=peer, capture_output=True, text=True)
tally.check("check_history finds every planted violation", done.returncode == 0, done.stderr)
tally.exit()
