#!/usr/bin/env python3
"""Draws the symbols that a gauntlet of readers is run on: `symbols.py FOLDER`, with the binary in TESSERA_BINARY.

Three logos (round on white, a wide wordmark, dark with fine detail), each hiding 10 to 30 percent of its symbol, and three
pictures as the ground (a portrait of soft tones, a landscape, an illustration on a dark ground; `pictures.py` drew them), on
six codes of 44 characters. `symbols.py FOLDER logos` or `pictures` draws one kind only. `FOLDER/manifest.tsv` lists file,
payload, modules, quiet zone and group. What is refused is said on stderr and left out.
"""
import json
import os
import random
import string
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOGOS = ("badge", "wordmark", "dark")
PERCENTS = (10, 15, 20, 25, 30)
PICTURES = ("portrait", "landscape", "illustration")
CODES = 6
# Characters that codes are made of here, in the upper case of every printed link.
LETTERS = string.ascii_uppercase + string.digits
START = "HTTPS://Q.QINGQUAN.EXAMPLE/V/"
QUIET_ZONE = 4


def payload(number):
    """A link of 44 characters, the same in every run."""
    letters = random.Random(number)
    return START + "".join(letters.choice(LETTERS) for _ in range(44 - len(START)))


def draw(folder, group, number, *options):
    """Draws one symbol; returns its line of the manifest, or None where it was refused."""
    text = payload(number)
    name = "%s-%d.png" % (group.replace(" ", "-"), number)
    ended = subprocess.run(
        [os.environ["TESSERA_BINARY"], "qr", text, "-o", str(folder / name), "--scale", "12", "--json", "--force",
         *options],
        capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        print("%s: %s" % (group, ended.stderr.strip()), file=sys.stderr)
        return None
    symbol = json.loads(ended.stdout)["files"][0]["symbol"]
    return "\t".join([name, text, str(symbol["modules"]), str(QUIET_ZONE), group])


def groups(kind):
    """Every group with the options that draw it."""
    if kind != "pictures":
        for logo in LOGOS:
            for percent in PERCENTS:
                yield ("%s %d" % (logo, percent), "--logo", str(HERE / "logos" / (logo + ".svg")), "--logo-area",
                       str(percent))
    if kind != "logos":
        for picture in PICTURES:
            yield "picture " + picture, "--picture", str(HERE / "pictures" / (picture + ".jpg"))


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for group, *options in groups(sys.argv[2] if len(sys.argv) > 2 else None):
        drawn = [draw(folder, group, number, *options) for number in range(CODES)]
        # A group of fewer codes would be compared with others of six.
        if all(drawn):
            lines += drawn
    (folder / "manifest.tsv").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
