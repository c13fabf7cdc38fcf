"""1,000,000 codes in one PDF: the memory is that of a part of them, and each costs what it costs among 1,000."""
import tempfile
from pathlib import Path

import sheets
from measuring import at_most

COUNT = 1_000_000

# A goal that was set beforehand.
PEAK_MEGABYTES = 200


def run():
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        batches = sheets.Batches(Path(folder))
        for count in (sheets.SOME, sheets.FEW, COUNT):
            batches.issue(count)
        printed = batches.print(COUNT)
        batches.check(COUNT)
        yield at_most("sheets of %d codes, memory at its peak" % COUNT, "MB", printed.peak_megabytes, PEAK_MEGABYTES)
        yield sheets.flat(batches, COUNT)
