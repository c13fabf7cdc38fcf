#!/usr/bin/env python3
"""Prints batches for printers and presses: whole dots, the right plates, refusals, and prints that are stopped."""
import contextlib
import json
import os
import subprocess
import tempfile

import presses
from stopping import check_stopping, content, differences
from support import Tally, Workspace

COUNT = 60
# Label printers, most office printers, and good ones.
RESOLUTIONS = (203, 300, 600)
REDUCTION_MICROMETRES = 20
SPOT = "PANTONE 485 C"
# What a microscope of 4,800 dots an inch may be wrong by.
GAIN_TOLERANCE_MICROMETRES = 3
# A debug binary reads some hundred codes a second back.
STOPPED = {"sheet.pdf": 1200, "pictures.zip": 800, "pictures": 600}

USAGE, BAD_INPUT, MISSING_INPUT, CANNOT_CREATE = 64, 65, 66, 73

# 24 labels on A4, as many as fit.
LABELS = """name: mine
paper: { width_mm: 210, height_mm: 297 }
margins: { left_mm: 7.25, top_mm: 12.9, right_mm: 7.25, bottom_mm: 12.9 }
columns: 3
rows: 8
pitch: { horizontal_mm: 66, vertical_mm: 33.9 }
label: { width_mm: 63.5, height_mm: 33.9 }
symbol_mm: 29
caption: { place: beside, lines: [title, code, note], text_mm: 3.2 }
cut_marks: none
"""


def print_sheet(workspace, name, *options):
    pdf = workspace.folder.parent / ("%s.pdf" % name)
    workspace.run("batch", "print", "pressed", "-o", pdf, "--check", "none", "--quiet", *options)
    return pdf


def judge_dots(pdf, dots_per_inch, render, texts):
    """What is wrong with the dots of a sheet, the dots of a module, and one of its symbols."""
    with tempfile.TemporaryDirectory() as folder:
        pages = render(pdf, dots_per_inch, folder)
    faults, sizes, square = [], set(), None
    for row in presses.manifest(pdf):
        square = presses.cut_out(pages, row, dots_per_inch)
        if square is None:
            faults.append("%s is not in whole dots on page %s" % (row["code"], row["page"]))
            continue
        dots = presses.dots_per_module(square)
        sizes.add(dots)
        if dots is None:
            faults.append("%s has modules that are not equal" % row["code"])
        if presses.read_symbol(square) != texts[row["code"]]:
            faults.append("%s reads %s" % (row["code"], presses.read_symbol(square)))
    if len(sizes) > 1:
        faults.append("symbols differ in the dots of a module: %s" % sizes)
    return faults, sizes, square


def check_dots(tally, workspace, texts):
    orders = [(dots, 0) for dots in RESOLUTIONS] + [(RESOLUTIONS[-1], REDUCTION_MICROMETRES)]
    for dots_per_inch, reduction in orders:
        pdf = print_sheet(
            workspace, "dots-%d-%d" % (dots_per_inch, reduction), "--ink", "k", "--no-logo", "--dpi", dots_per_inch,
            "--bar-width-reduction", reduction)
        codes = [row["code"] for row in presses.manifest(pdf)]
        tally.check("the list at %d dpi has every code once, in order" % dots_per_inch, codes == list(texts), codes[:3])
        for program, render in presses.PROGRAMS.items():
            faults, sizes, square = judge_dots(pdf, dots_per_inch, render, texts)
            dots = "/".join(map(str, sizes))
            tally.check("%d dpi, %d µm narrower, by %s: modules of %s whole dots, every text as exported" % (
                dots_per_inch, reduction, program, dots), not faults, "%d such as %s" % (len(faults), faults[:3]))
        if not faults:
            check_judge(tally, square)
            gain = presses.bar_gain_micrometres(pdf, dots_per_inch, *sizes)
            tally.check("bars are %d µm narrower than modules" % reduction,
                        abs(gain + reduction) <= GAIN_TOLERANCE_MICROMETRES, "%.1f µm wider" % gain)


def check_judge(tally, square):
    wrong = presses.widened(square)
    tally.check("the judge of dots refuses a bar that is a dot wider", presses.dots_per_module(wrong) is None)


def check_plates(tally, workspace):
    printed = {}
    for name, options in {
        "black": ("--ink", "k", "--no-logo"), "spot": ("--ink", "spot:" + SPOT, "--no-logo"), "brand": (),
    }.items():
        pdf = print_sheet(workspace, name, *options)
        with tempfile.TemporaryDirectory() as folder:
            presses.separate(pdf, folder)
            printed[name] = presses.plates(pdf, folder)
    for name, plate in {"black": "Black", "spot": SPOT}.items():
        tally.check("only the plate %s prints in symbols that are ordered so" % plate,
                    presses.prints_only(plate, printed[name], COUNT), printed[name])
    tally.check("the judge of plates refuses the brand's colours, which print by %s" % ", ".join(printed["brand"]),
                printed["brand"] and not presses.prints_only("Black", printed["brand"], COUNT), printed["brand"])


def check_inks(tally, workspace):
    for name, ink in {"black": "k", "process": "cmyk:100,60,0,20", "spot": "spot:" + SPOT}.items():
        pdf = workspace.folder.parent / ("ink-%s.pdf" % name)
        workspace.run("qr", "HTTPS://Q.EXAMPLE/INK", "-o", pdf, "--ink", ink)
        with tempfile.TemporaryDirectory() as folder:
            presses.separate(pdf, folder)
            printing = presses.printing_plates(folder)
        page, = json.loads(workspace.run("qr", "check", pdf, "--json"))["check"]["pages"]
        tally.check("`qr check` names the plates that Ghostscript prints, %s" % ", ".join(sorted(printing)),
                    set(page["inks"]) == printing, page["inks"])


@contextlib.contextmanager
def unwritable(folder):
    """A folder in which nobody can make a file, or `None`: only a read-only disk keeps root from it."""
    folder.mkdir(mode=0o500)
    if os.geteuid() != 0:
        yield folder
        return
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tessera", folder], capture_output=True)
    try:
        yield folder if mount.returncode == 0 else None
    finally:
        if mount.returncode == 0:
            subprocess.run(["umount", "-l", folder], check=True)


def check_refusal(tally, workspace, folder, name, output, options, status, word):
    """A print that must be refused with this status and this word, and write nothing."""
    before = content(folder)
    done = workspace.attempt("batch", "print", "pressed", "-o", output, "--check", "none", *options)
    said = done.stderr.decode(errors="replace").strip()
    tally.check("%s ends with %d and says why" % (name, status), done.returncode == status and word in said,
                "%d: %s" % (done.returncode, said))
    wrong = differences(content(folder), before)
    tally.check("%s: nothing is written" % name, not wrong, wrong)


def check_refusals(tally, workspace):
    folder = workspace.folder.parent / "refused"
    folder.mkdir()
    sheets = workspace.folder / "templates" / "sheets"
    sheets.mkdir(parents=True, exist_ok=True)
    (sheets / "backwards.yaml").write_text(LABELS.replace("horizontal_mm: 66", "horizontal_mm: -66"))
    (sheets / "over-the-edge.yaml").write_text(LABELS.replace("rows: 8", "rows: 9"))
    (folder / "there.pdf").write_text("a print that somebody needs")
    (folder / "file").write_text("no folder")
    new = folder / "new.pdf"
    for name, output, options, status, word in [
        ("a file that is there", folder / "there.pdf", (), CANNOT_CREATE, "--force"),
        ("an ink that is none", new, ("--ink", "nonsense"), USAGE, "--ink"),
        ("half a millimetre off every bar", new, ("--bar-width-reduction", "500"), BAD_INPUT, "bar"),
        ("7 dpi", new, ("--dpi", "7"), BAD_INPUT, "7"),
        ("a sheet that nobody knows", new, ("--sheet", "nowhere"), MISSING_INPUT, "a4-4x10"),
        ("a pitch below nothing", new, ("--sheet", "backwards"), BAD_INPUT, "pitch.horizontal_mm"),
        ("a label beyond the paper", new, ("--sheet", "over-the-edge"), BAD_INPUT, "row 9"),
        ("a sheet outside its folder", new, ("--sheet", "../../tessera"), MISSING_INPUT, "sheet"),
        ("a kind of file that is none", folder / "new.docx", (), USAGE, "new.docx"),
        ("a file for a folder", folder / "file" / "new.pdf", (), CANNOT_CREATE, "new.pdf"),
        ("a file where a folder of pictures is to be", folder / "file", ("--format", "png"), CANNOT_CREATE, "file"),
    ]:
        check_refusal(tally, workspace, folder, name, output, options, status, word)
    name = "a folder that cannot be written"
    with unwritable(folder / "locked") as locked:
        if locked is None:
            tally.skip(name, "it needs the right to mount")
            return
        check_refusal(tally, workspace, folder, name, locked / "new.pdf", (), CANNOT_CREATE, "new.pdf")


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        texts = {row["code"]: row["url"] for row in workspace.issue(COUNT, batch="pressed")}
        check_dots(tally, workspace, texts)
        check_plates(tally, workspace)
        check_inks(tally, workspace)
        check_refusals(tally, workspace)
        check_stopping(tally, workspace, STOPPED)
    tally.exit()


main()
