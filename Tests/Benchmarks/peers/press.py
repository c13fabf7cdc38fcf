#!/usr/bin/env python3
"""A sheet of 40 labels a page, A4, each with a symbol of 22 mm, a title, the code and a note.

    press.py [--read | --only-read] widget|segno CSV PDF

`--read` renders the pages afterwards and exits 1 unless they hold exactly the addresses of the list; `--only-read` does
that with a PDF that is there already.
"""
import csv
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

MILLIMETRE = 72 / 25.4
PAGE = (210 * MILLIMETRE, 297 * MILLIMETRE)
LEFT, TOP = 8 * MILLIMETRE, 21.5 * MILLIMETRE
PITCH = (48.5 * MILLIMETRE, 25.4 * MILLIMETRE)
COLUMNS, ROWS = 4, 10
SYMBOL = 22 * MILLIMETRE
MARGIN = 1.7 * MILLIMETRE
QUIET_ZONE = 4
DOTS_PER_INCH = 300
TITLE, NOTE = "10 yuan off 50", "until 2027-12-31"


def draw_widget(canvas, url, x, y):
    """Draws the symbol by reportlab's own encoder."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    drawing = Drawing(SYMBOL, SYMBOL)
    drawing.add(QrCodeWidget(url, barLevel="M", barWidth=SYMBOL, barHeight=SYMBOL, barBorder=QUIET_ZONE))
    renderPDF.draw(drawing, canvas, x, y)


def draw_segno(canvas, url, x, y):
    """Draws the symbol by segno's encoder, as one path with a rectangle for each run of dark modules."""
    import segno
    symbol = segno.make(url, error="m", boost_error=False, micro=False)
    module = SYMBOL / (len(symbol.matrix) + 2 * QUIET_ZONE)
    path = canvas.beginPath()
    for row, line in enumerate(symbol.matrix):
        bottom = y + SYMBOL - (row + QUIET_ZONE + 1) * module
        column = 0
        while column < len(line):
            if not line[column]:
                column += 1
                continue
            end = line.find(0, column)
            end = len(line) if end < 0 else end
            path.rect(x + (column + QUIET_ZONE) * module, bottom, (end - column) * module, module)
            column = end
    canvas.drawPath(path, stroke=0, fill=1)


def make(maker, rows, pdf):
    """Writes the sheet."""
    from reportlab.pdfgen.canvas import Canvas
    draw = {"widget": draw_widget, "segno": draw_segno}[maker]
    canvas = Canvas(str(pdf), pagesize=PAGE)
    for number, row in enumerate(rows):
        place = number % (COLUMNS * ROWS)
        if number and place == 0:
            canvas.showPage()
        x = LEFT + place % COLUMNS * PITCH[0]
        y = PAGE[1] - TOP - (place // COLUMNS + 1) * PITCH[1]
        draw(canvas, row["url"], x + MARGIN, y + MARGIN)
        for line, text in enumerate((TITLE, row["code"], NOTE)):
            canvas.setFont("Helvetica", 5)
            canvas.drawString(x + SYMBOL + 2 * MARGIN, y + PITCH[1] - MARGIN - (line + 1) * 8, text)
    canvas.save()


def read(pdf):
    """The texts of all symbols, rendered by poppler as a proof would be and read by zxing-cpp."""
    import zxingcpp
    from PIL import Image
    texts = Counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", pdf, Path(folder) / "page"], check=True)
        for page in sorted(Path(folder).glob("page*.pgm")):
            with Image.open(page) as picture:
                found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
            texts.update(symbol.text for symbol in found)
    return texts


def main():
    *options, maker, listing, pdf = sys.argv[1:]
    with open(listing, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if "--only-read" not in options:
        make(maker, rows, pdf)
    if options and read(pdf) != Counter(row["url"] for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
