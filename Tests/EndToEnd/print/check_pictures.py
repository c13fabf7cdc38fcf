#!/usr/bin/env python3
"""Pictures of a batch in black on white, which are written without a compressor: sound, small, and the same to everybody."""
import subprocess
import sys
from pathlib import Path

import zxingcpp

from support import Tally, Workspace

sys.path.append(str(Path(__file__).resolve().parents[1] / "pages"))
import png_readers  # noqa: E402

COUNT = 40
# The last is of eight modules a step, which the others are not.
PIXELS_PER_MODULE = (10, 4, 3)
# At ten pixels a module; a compressor that searches takes some 600.
BYTES = 900


def in_black_on_white(workspace):
    """Takes the sample brand's colours away."""
    settings = workspace.folder / "tessera.yaml"
    text = settings.read_text(encoding="utf-8")
    for key, colour in {"dark": "#000000", "light": "#ffffff"}.items():
        lines = [line for line in text.splitlines() if line.startswith("  %s:" % key)]
        text = text.replace(lines[0], '  %s: "%s"' % (key, colour))
    settings.write_text(text, encoding="utf-8")


def check_folder(tally, workspace, texts, pixels, chromium):
    folder = workspace.folder.parent / ("pictures-%d" % pixels)
    workspace.run(
        "batch", "print", "pictures", "-o", folder, "--format", "png", "--no-logo", "--scale", pixels, "--quiet")
    paths = sorted(folder.glob("*.png"))
    what = "%d pixels a module" % pixels
    tally.check("%s: there is a picture of every code" % what, len(paths) == COUNT, len(paths))
    sound = subprocess.run(["pngcheck", "-q", *paths], capture_output=True, text=True)
    tally.check("%s: pngcheck finds them sound" % what, sound.returncode == 0, sound.stdout + sound.stderr)
    readers = {
        "the standard": png_readers.by_the_standard, "Pillow": png_readers.by_pillow,
        "libpng": png_readers.by_libpng, "Chromium": chromium}
    read, differing = [], []
    for path in paths:
        pictures = {name: reader(path) for name, reader in readers.items()}
        first = pictures["the standard"]
        differing += ["%s by %s" % (path.name, name) for name, one in pictures.items()
                      if one.shape != first.shape or (one != first).any()]
        read += [found.text for found in zxingcpp.read_barcodes((first * 255).astype("uint8"))]
    tally.check("%s: the standard, Pillow, libpng and Chromium see the same pixels" % what, not differing, differing[:3])
    tally.check("%s: zxing-cpp reads every code once, as exported" % what, sorted(read) == sorted(texts), read[:3])
    if pixels == PIXELS_PER_MODULE[0]:
        mean = sum(path.stat().st_size for path in paths) / COUNT
        tally.check("%s: %.0f bytes in the mean" % (what, mean), mean <= BYTES, mean)


def check_readers(tally, folder):
    """A reader that takes anything would agree with all others."""
    good = sorted(folder.glob("*.png"))[0].read_bytes()
    bad = folder / "bad.png"
    bad.write_bytes(good[:-20] + bytes([good[-20] ^ 1]) + good[-19:])
    for name, reader in {"the standard": png_readers.by_the_standard, "libpng": png_readers.by_libpng}.items():
        try:
            reader(bad)
            refused = False
        except png_readers.Wrong:
            refused = True
        tally.check("a reader by %s refuses a file with a wrong bit" % name, refused)


def main():
    tally = Tally()
    with Workspace.temporary() as workspace, png_readers.chromium() as chromium:
        in_black_on_white(workspace)
        texts = [row["url"] for row in workspace.issue(COUNT, batch="pictures")]
        for pixels in PIXELS_PER_MODULE:
            check_folder(tally, workspace, texts, pixels, chromium)
        check_readers(tally, workspace.folder.parent / ("pictures-%d" % PIXELS_PER_MODULE[0]))
    tally.exit()


main()
