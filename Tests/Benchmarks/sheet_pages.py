"""Random pages of a long PDF, read label by label where its manifest says that they are, by two readers."""
import csv
import os
import random
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from measuring import require

PAGES = 20
# What an office printer resolves.
DOTS_PER_INCH = 300
DOTS_PER_MILLIMETRE = DOTS_PER_INCH / 25.4


def check_random_pages(pdf, manifest, addresses):
    """Every label of some pages must hold the address of its code for both readers; `SEED=` chooses the same again."""
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    of_code = {address.rpartition("/")[2]: address for address in addresses}
    by_page = rows_by_page(manifest)
    for page in random.Random(seed).sample(sorted(by_page), min(PAGES, len(by_page))):
        for row, part in labels(pdf, page, by_page[page]):
            for reader, texts in readings(part).items():
                require(
                    texts == [of_code[row["code"]]],
                    "page %d of %s: %s reads %s for %s (SEED=%d)" % (page, pdf.name, reader, texts, row["code"], seed))


def rows_by_page(manifest):
    pages = defaultdict(list)
    with open(manifest, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            pages[int(row["page"])].append(row)
    return pages


def labels(pdf, page, rows):
    """Each row of a page with the picture of its square."""
    from PIL import Image
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page"
        number = str(page)
        subprocess.run(
            ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-singlefile", "-f", number, "-l", number, pdf, picture],
            check=True)
        with Image.open(picture.with_suffix(".pgm")) as image:
            for row in rows:
                x, y, size = (float(row[name]) for name in ("x", "y", "size"))
                edges = (x, y, x + size, y + size)
                yield row, image.crop(tuple(round(edge * DOTS_PER_MILLIMETRE) for edge in edges))


def readings(part):
    """What each reader finds in a picture."""
    import zxingcpp
    from pyzbar import pyzbar
    return {
        "zxing-cpp": [symbol.text for symbol in zxingcpp.read_barcodes(part)],
        "zbar": [symbol.data.decode() for symbol in pyzbar.decode(part, symbols=[pyzbar.ZBarSymbol.QRCODE])],
    }
