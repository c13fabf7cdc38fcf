#!/usr/bin/env python3
"""Sees that the judge of histories finds every planted violation, before anything is believed of it."""
import io
import sys
import unittest
from pathlib import Path

from support import Tally

# It asserts a time, which on a busy machine says nothing of the judge.
TIMED = "test_large_is_fast"


def cases(suite):
    """The tests of a suite, whatever is nested in it."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


sys.path.insert(0, str(Path(__file__).resolve().parent / "peer"))
loaded = unittest.defaultTestLoader.loadTestsFromName("test_check_history")
judged = unittest.TestSuite(test for test in cases(loaded) if not test.id().endswith(TIMED))
words = io.StringIO()
result = unittest.TextTestRunner(words).run(judged)
tally = Tally()
tally.check("check_history finds every planted violation", result.wasSuccessful(), words.getvalue())
tally.check("of which there are forty and more", result.testsRun >= 40, str(result.testsRun))
tally.exit()
