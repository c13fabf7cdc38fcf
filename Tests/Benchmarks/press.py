"""A label sheet of 1,000 different codes as PDF, against two Python ways to make one.

Ours: `batch print`, which draws the labels with the brand's logo and text, and reads every symbol of the finished pages
back before it keeps the file. Peers: reportlab's own QrCodeWidget, and segno drawn by reportlab, on the same
40 labels a page with the same text and without a logo. They trust their result; a third comparison has segno's sheet
read back by poppler and zxing-cpp, as ours is.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import compare, rate, require
from support import Workspace

COUNT = 1000
PEER = Path(__file__).resolve().parent / "peers/press.py"

# Encoding in Python takes 10 ms a symbol and more; a native encoder that does not win clearly has a fault,
# although it alone draws logos and reads all back. Measured 5.
WIDGET_BAR = 2.0
# Segno encodes faster, and trusts the result: the promise is that being sure costs no more than trusting. Measured 1.8.
SEGNO_BAR = 1.0
# The same work on both sides: to draw, to render and to read. Measured 2.8.
CHECKED_BAR = 1.5


class Sheets:
    """One batch and the sheets made of it."""

    def __init__(self, folder):
        self.folder = folder
        self.workspace = Workspace(folder / "brand")
        self.workspace.initialise()
        self.expected = {row["url"] for row in self.workspace.issue(COUNT, batch="sheet")}
        self.listing = folder / "sheet.csv"

    def print_ours(self):
        pdf = self.folder / "ours.pdf"
        for old in (pdf, self.folder / "ours.pdf.manifest.csv"):
            old.unlink(missing_ok=True)
        return rate(COUNT, lambda: self.workspace.run("batch", "print", "sheet", "-o", pdf, "--quiet"))

    def print_peer(self, maker, *options):
        command = [sys.executable, PEER, *options, maker, self.listing, self.folder / (maker + ".pdf")]
        return rate(COUNT, lambda: subprocess.run(command, check=True))

    def check(self):
        """Every sheet must hold every code, read by a reader that is of neither side."""
        self.print_ours()
        self.print_peer("widget")
        self.print_peer("segno")
        for name in ("ours", "widget", "segno"):
            pdf = self.folder / (name + ".pdf")
            done = subprocess.run([sys.executable, PEER, "--only-read", name, self.listing, pdf])
            require(done.returncode == 0, "%s.pdf does not hold exactly the %d codes" % (name, COUNT))


def run():
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        sheets = Sheets(Path(folder))
        require(len(sheets.expected) == COUNT, "the batch has %d different codes" % len(sheets.expected))
        sheets.check()
        name = "sheet of %d read-back labels against " % COUNT
        yield compare(
            name + "reportlab's widget, not read", "labels", WIDGET_BAR, sheets.print_ours,
            lambda: sheets.print_peer("widget"), rounds=1)
        yield compare(
            name + "segno, not read", "labels", SEGNO_BAR, sheets.print_ours, lambda: sheets.print_peer("segno"))
        yield compare(
            name + "segno, read back", "labels", CHECKED_BAR, sheets.print_ours,
            lambda: sheets.print_peer("segno", "--read"))
