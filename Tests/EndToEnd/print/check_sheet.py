#!/usr/bin/env python3
"""Reads every code of a printed sheet with a reader that is not ours; each must be the exported text."""
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import zxingcpp
from PIL import Image

from support import Tally, Workspace

COUNT = 1000
# What office printers and pre-press proofs are rendered at.
DOTS_PER_INCH = 300
TEXT = "https://example.org/sheet?of=codes"


def read_picture(path):
    """The texts of all QR codes in a picture."""
    with Image.open(path) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [symbol.text for symbol in found]


def read_sheet(pdf, folder):
    """The texts of all QR codes of all pages, rendered by poppler one page at a time."""
    subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", pdf, Path(folder) / "page"], check=True)
    pages = sorted(Path(folder).glob("page*.pgm"))
    return len(pages), [text for page in pages for text in read_picture(page)]


def check_sheet(tally, workspace):
    expected = Counter(row["url"] for row in workspace.issue(COUNT, batch="sheet"))
    tally.check("%d codes differ from each other" % COUNT, len(expected) == COUNT, len(expected))
    pdf = workspace.folder.parent / "sheet.pdf"
    workspace.run("batch", "print", "sheet", "-o", pdf, "--quiet")
    sound = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
    tally.check("qpdf finds the PDF sound", sound.returncode == 0, sound.stdout + sound.stderr)
    with tempfile.TemporaryDirectory() as folder:
        pages, texts = read_sheet(pdf, folder)
    found = Counter(texts)
    lost, strange = expected - found, found - expected
    tally.check(
        "all %d codes on %d pages decode to exactly the exported text" % (COUNT, pages), not lost and not strange,
        "%d lost, such as %s; %d strange, such as %s" % (
            lost.total(), next(iter(lost), None), strange.total(), next(iter(strange), None)))


def check_single(tally, workspace):
    picture = workspace.folder.parent / "one.png"
    workspace.run("qr", TEXT, "-o", picture, "--quiet")
    sound = subprocess.run(["pngcheck", "-q", picture], capture_output=True, text=True)
    tally.check("pngcheck finds the PNG sound", sound.returncode == 0, sound.stdout + sound.stderr)
    tally.check("the PNG decodes to its text", read_picture(picture) == [TEXT], read_picture(picture))
    vector = workspace.folder.parent / "one.pdf"
    workspace.run("qr", TEXT, "-o", vector, "--quiet")
    with tempfile.TemporaryDirectory() as folder:
        _, texts = read_sheet(vector, folder)
    tally.check("the PDF decodes to its text", texts == [TEXT], texts)


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        check_single(tally, workspace)
        check_sheet(tally, workspace)
    tally.exit()


main()
