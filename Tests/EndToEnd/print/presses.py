"""What printers and presses make of a PDF, by two programs that share no code, and what must hold of their dots."""
import csv
import subprocess
import tempfile
from pathlib import Path

import numpy
import zxingcpp
from PIL import Image

MILLIMETRES_PER_INCH = 25.4
# The light margin around a symbol.
QUIET_MODULES = 4
# The manifest's micrometres are this much of a dot at 600 dpi, rounded up.
PLACE_TOLERANCE_DOTS = 0.05
PLATE_DOTS_PER_INCH = 300
# Fine enough to measure a bar to some micrometres.
MICROSCOPE_DOTS_PER_INCH = 4800
# A plate below this, of 255, prints nothing.
VISIBLE_INK = 3

GHOSTSCRIPT = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]


def manifest(pdf):
    """The rows of the list beside a PDF: which code stands where."""
    with open(pdf.with_name(pdf.name + ".manifest.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def poppler_dots(pdf, dots_per_inch, folder):
    """The pages as a printer's dots, dark ones true, by poppler."""
    subprocess.run(
        ["pdftoppm", "-mono", "-aaVector", "no", "-r", str(dots_per_inch), pdf, Path(folder) / "poppler"], check=True)
    return read_pages(folder, "poppler-*.pbm")


def ghostscript_dots(pdf, dots_per_inch, folder):
    """The same by Ghostscript."""
    output = "-sOutputFile=%s/ghostscript-%%03d.pbm" % folder
    subprocess.run([*GHOSTSCRIPT, "-sDEVICE=pbmraw", "-r%d" % dots_per_inch, output, pdf], check=True)
    return read_pages(folder, "ghostscript-*.pbm")


PROGRAMS = {"poppler": poppler_dots, "Ghostscript": ghostscript_dots}


def read_pages(folder, pattern):
    pages = []
    for path in sorted(Path(folder).glob(pattern)):
        with Image.open(path) as picture:
            pages.append(~numpy.asarray(picture.convert("1")))
    return pages


def cut_out(pages, row, dots_per_inch):
    """The dots of a symbol's square, quiet zone included, or `None` if it is not in whole dots on the page."""
    exact = numpy.array([float(row[name]) for name in ("x", "y", "size")]) * dots_per_inch / MILLIMETRES_PER_INCH
    left, top, side = whole = numpy.rint(exact).astype(int)
    if abs(exact - whole).max() > PLACE_TOLERANCE_DOTS:
        return None
    square = pages[int(row["page"]) - 1][top:top + side, left:left + side]
    return square if square.shape == (side, side) else None


def dots_per_module(square):
    """How many dots a side of each module has in every row and column, or `None` if modules differ.

    The quiet zone says how many there should be; then the symbol must be its modules, each magnified as much.
    """
    rows, columns = numpy.flatnonzero(square.any(axis=1)), numpy.flatnonzero(square.any(axis=0))
    if not rows.size:
        return None
    margins = {rows[0], len(square) - 1 - rows[-1], columns[0], len(square) - 1 - columns[-1]}
    dots, rest = divmod(int(rows[0]), QUIET_MODULES)
    symbol = square[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    if len(margins) > 1 or rest or not dots or len(symbol) % dots:
        return None
    modules = symbol[dots // 2::dots, dots // 2::dots]
    is_size = len(modules) >= 21 and len(modules) % 4 == 1
    return dots if is_size and numpy.array_equal(modules.repeat(dots, axis=0).repeat(dots, axis=1), symbol) else None


def widened(square):
    """The same dots but for one bar, which is a dot too wide: what a careless renderer makes of modules."""
    middle = len(square) // 2
    edge = middle + int(numpy.flatnonzero((square[:, middle:] != square[:, middle - 1:-1]).any(axis=0))[0])
    wrong = square.copy()
    wrong[:, edge] = square[:, edge - 1]
    return wrong


def bar_gain_micrometres(pdf, dots_per_inch, dots):
    """By how much the bars of the first symbol's timing pattern are wider than a module, on the mean.

    The sheet is made for printers of `dots_per_inch`, with `dots` a side of each module.
    """
    row = manifest(pdf)[0]
    scale = MICROSCOPE_DOTS_PER_INCH / MILLIMETRES_PER_INCH
    left, top, side = (round(float(row[name]) * scale) for name in ("x", "y", "size"))
    module = dots * MICROSCOPE_DOTS_PER_INCH / dots_per_inch
    size = round(side / module) - 2 * QUIET_MODULES
    with tempfile.TemporaryDirectory() as folder:
        corner = ["-x", str(left), "-y", str(top + round((QUIET_MODULES + 6.5) * module)), "-W", str(side), "-H", "1"]
        subprocess.run(["pdftoppm", "-gray", "-r", str(MICROSCOPE_DOTS_PER_INCH), "-f", "1", "-l", "1", *corner,
                        "-singlefile", pdf, Path(folder) / "row"], check=True)
        with Image.open(Path(folder) / "row.pgm") as picture:
            dark = numpy.asarray(picture)[0] < 128
    # From the light module after one finder to that before the other: bars are every second module.
    first, last = (round((QUIET_MODULES + column) * module) for column in (7.5, size - 7.5))
    bars = (size - 15) // 2
    return (dark[first:last].sum() / bars - module) / MICROSCOPE_DOTS_PER_INCH * MILLIMETRES_PER_INCH * 1000


def read_symbol(square):
    """The text of the one symbol in a square of dots, or `None`."""
    grey = numpy.where(square, 0, 255).astype(numpy.uint8)
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if len(found) == 1 else None


def separate(pdf, folder):
    """Has Ghostscript separate a PDF: a picture for each page and plate."""
    output = "-sOutputFile=%s/plates-%%03d.tif" % folder
    subprocess.run([*GHOSTSCRIPT, "-sDEVICE=tiffsep", "-r%d" % PLATE_DOTS_PER_INCH, output, pdf], check=True)


def plate_name(path):
    return path.name[path.name.index("(") + 1:path.name.rindex(")")]


def printing_plates(folder):
    """The plates that print anywhere on the separated pages."""
    printing = set()
    for path in Path(folder).glob("plates-*(*).tif"):
        with Image.open(path) as plate:
            if 255 - plate.convert("L").getextrema()[0] >= VISIBLE_INK:
                printing.add(plate_name(path))
    return printing


def plates(pdf, folder):
    """In how many symbols each plate of the separated pages prints."""
    dots_per_millimetre = PLATE_DOTS_PER_INCH / MILLIMETRES_PER_INCH
    printed = {}
    for row in manifest(pdf):
        left, top, side = (round(float(row[name]) * dots_per_millimetre) for name in ("x", "y", "size"))
        for path in Path(folder).glob("plates-%03d(*).tif" % int(row["page"])):
            with Image.open(path) as plate:
                darkest = plate.convert("L").crop((left, top, left + side, top + side)).getextrema()[0]
            if 255 - darkest >= VISIBLE_INK:
                name = plate_name(path)
                printed[name] = printed.get(name, 0) + 1
    return printed


def prints_only(plate, printed, count):
    """Whether every symbol is printed by this plate, and none by another one too."""
    return printed == {plate: count}
