"""Label sheets at the speed of a press: `batch print` of codes in black ink, without logo and without reading back.

Ours: the whole command, from its start to the closed file and its manifest, with the title, the code and a note beside
each symbol. Peer: segno drawn by reportlab in memory, symbols only, its start not counted, 40 a page as ours.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from measuring import ROUNDS, Skipped, at_most, in_turns, ratio, require
from sheet_pages import check_random_pages
from support import BINARY, OFFER, Workspace

PEERS = Path(__file__).resolve().parent / "peers"
PER_PAGE = 40
DOTS_PER_INCH = 300
# Of prints of 0.1 and 0.6 seconds, in which starting still weighs.
FLAT_ROUNDS = 9
SOME, MANY, FEW, MOST = 1_000, 10_000, 30_000, 100_000
LEVEL = "M"
PLAIN = ("--check", "none", "--no-logo", "--level", LEVEL, "--dpi", DOTS_PER_INCH, "--ink", "k")
# The brand's logo once, and the level that carries it.
WITH_LOGO = ("--check", "none", "--ink", "k")

# Goals that were set beforehand.
SPEED_BAR = 300
LOGO_MEGABYTES = 45
CORES_BAR = 1.7
# Flat, but for noise: each of many codes costs no more than each of few, what starting costs left out.
FLAT_BAR = 0.9

# Starts a command and prints its exit code, its seconds, those of processors, and the KiB of its memory at the peak.
# The kernel counts the memory of whoever starts a program as the program's, so a small process starts it.
LAUNCHER = """
import os, sys, time
started = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
print(os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


@dataclass(frozen=True)
class Printed:
    """What one print took."""

    seconds: float
    processor_seconds: float
    peak_megabytes: float
    megabytes: float


class Batches:
    """A workspace with batches of several sizes, and the sheets made of them."""

    def __init__(self, folder):
        self.folder = folder
        self.workspace = Workspace(folder / "brand")
        self.workspace.initialise()

    def issue(self, count):
        """Issues a batch that is named by its size."""
        self.workspace.run(
            "batch", "issue", "--offer", OFFER, "--count", count, "--profile", "short", "--id", name(count), "--quiet")

    def addresses(self, count):
        """The addresses of a batch, in order."""
        listing = self.folder / ("%s.csv" % name(count))
        if not listing.exists():
            self.workspace.run("batch", "export", name(count), "-o", listing, "--quiet")
        lines = listing.read_text(encoding="utf-8-sig").splitlines()
        column = lines[0].split(",").index("url")
        return [line.split(",")[column] for line in lines[1:]]

    def sheet(self, count):
        return self.folder / ("%s.pdf" % name(count))

    def manifest(self, count):
        return self.folder / ("%s.pdf.manifest.csv" % name(count))

    def print(self, count, options=PLAIN, cores=None):
        """Prints a batch onto new sheets."""
        pdf = self.sheet(count)
        for old in (pdf, self.manifest(count)):
            old.unlink(missing_ok=True)
        command = [BINARY, "batch", "print", name(count), "-o", pdf, "--quiet", "--workspace", self.workspace.folder]
        command = (["taskset", "-c", cores] if cores else []) + [*map(str, command), *map(str, options)]
        launched = [sys.executable, "-S", "-c", LAUNCHER, *command]
        done = subprocess.run(launched, check=True, capture_output=True, text=True)
        code, seconds, processor_seconds, peak = map(float, done.stdout.split())
        require(code == 0, "`%s` exits %d: %s" % (" ".join(command), code, done.stderr))
        return Printed(seconds, processor_seconds, peak * 1024 / 1e6, pdf.stat().st_size / 1e6)

    def check(self, count):
        """Every page must be there, the first and last show their addresses, and the manifest has every code."""
        pdf, pages = self.sheet(count), -(-count // PER_PAGE)
        said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
        require(re.search(r"Pages:\s+%d$" % pages, said, re.MULTILINE), "%s has not %d pages" % (pdf.name, pages))
        with open(self.manifest(count), encoding="utf-8-sig") as file:
            rows = sum(1 for _ in file) - 1
        require(rows == count, "the manifest of %s has %d codes" % (pdf.name, rows))
        addresses = self.addresses(count)
        for page in (1, pages):
            wanted = addresses[(page - 1) * PER_PAGE:page * PER_PAGE]
            require(texts(pdf, page) == sorted(wanted), "page %d of %s shows other codes" % (page, pdf.name))


def name(count):
    return "codes-%d" % count


def texts(pdf, page):
    """What zxing-cpp reads on a page."""
    import zxingcpp
    from PIL import Image
    number = str(page)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page"
        subprocess.run(
            ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-singlefile", "-f", number, "-l", number, pdf, picture],
            check=True)
        with Image.open(picture.with_suffix(".pgm")) as image:
            return sorted(symbol.text for symbol in zxingcpp.read_barcodes(image))


def peer_rate(payloads):
    """Codes a second of segno and reportlab, of as many as a turn has time for: each costs the same."""
    said = subprocess.run(
        [sys.executable, PEERS / "pybench.py", "segno-reportlab", "sheet", payloads, LEVEL, str(SOME), "1"],
        check=True, capture_output=True, text=True).stdout
    fields = said.split("\t")
    require(int(fields[4]) == SOME, "the peer drew %s codes" % fields[4])
    return float(fields[5])


def speed(batches):
    payloads = batches.folder / "addresses.txt"
    payloads.write_text("".join("%s\n" % address for address in batches.addresses(SOME)), encoding="utf-8")
    rates = in_turns({
        "ours": lambda: MANY / batches.print(MANY).seconds,
        "peer": lambda: peer_rate(payloads)})
    return ratio(
        "%d codes on A4 sheets, to segno and reportlab" % MANY, "codes/s", SPEED_BAR, rates["ours"], rates["peer"])


def flat(batches, count):
    """What one more code costs among few and among many, in processor time.

    Of 1,000 codes all take less than starting varies by, so the few are those from there to 30,000.
    """
    counts = (SOME, FEW, count)
    # On one processor where that can be told: two that work side by side wait for each other's memory. In turns, and the
    # least of each: what comes on top is other work's.
    rounds = [
        [batches.print(codes, cores=first_processors(1)).processor_seconds for codes in counts]
        for _ in range(FLAT_ROUNDS)]
    seconds = dict(zip(counts, map(min, zip(*rounds))))
    few, many = ((seconds[more] - seconds[less]) / (more - less) for less, more in ((SOME, FEW), (FEW, count)))
    return ratio(
        "codes for a second of processor time, %d to %d, and %d to %d" % (FEW, count, SOME, FEW), "codes/s",
        FLAT_BAR, [1 / many], [1 / few])


def first_processors(count):
    """What `taskset` is told to run on so many processors; nothing where it cannot."""
    known = sorted(os.sched_getaffinity(0))
    return ",".join(map(str, known[:count])) if shutil.which("taskset") and len(known) >= count else None


def cores(batches):
    """The same print on one processor and on two."""
    label = "sheets of %d codes, two processors to one" % MOST
    one, two = first_processors(1), first_processors(2)
    if not two:
        return Skipped(label, "it takes taskset and two processors")
    rates = in_turns({
        "two": lambda: MOST / batches.print(MOST, cores=two).seconds,
        "one": lambda: MOST / batches.print(MOST, cores=one).seconds})
    return ratio(label, "codes/s", CORES_BAR, rates["two"], rates["one"])


def memory():
    """A folder in memory where there is one, for the peer writes to memory, too; else the usual one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def run():
    with tempfile.TemporaryDirectory(prefix="tessera-", dir=memory()) as folder:
        batches = Batches(Path(folder))
        for count in (SOME, MANY, FEW, MOST):
            batches.issue(count)
        for count in (SOME, MANY, MOST):
            batches.print(count)
            batches.check(count)
        yield speed(batches)
        yield flat(batches, MOST)
        yield cores(batches)
        printed = batches.print(MOST, WITH_LOGO)
        batches.check(MOST)
        check_random_pages(batches.sheet(MOST), batches.manifest(MOST), batches.addresses(MOST))
        yield at_most("sheets of %d codes with the brand's logo" % MOST, "MB", printed.megabytes, LOGO_MEGABYTES)
