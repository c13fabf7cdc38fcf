"""Whether both sides of the benchmark of symbols make right symbols, before any is measured.

Under libqrencode's mask ours must have libqrencode's modules, and its own mask must be the one of least penalty, since
an encoder is fast that chooses without a look. (The two choose differently at times: the standard can be read in more
ways than one.) The PNG files must show the same modules, and zxing-cpp must read them.
"""
import subprocess

from measuring import require
from penalties import penalty

MASKS = range(8)
# Of the list: all eight masks, plain reckoning and zxing-cpp are slow.
COMPARED = 1_000
LOOKED_AT = 100
PIXELS, QUIET_ZONE = 10, 4


def check(ours, libqrencode, folder):
    """Checks one build; returns the sum that a measured round of `matrix` must print."""
    payloads = ours.payloads.read_text(encoding="ascii").split()
    few = folder / "few.txt"
    few.write_text("".join("%s\n" % payload for payload in payloads[:COMPARED]), encoding="ascii")
    chosen = symbols(ours.output("modules"))
    require(len(chosen) == len(payloads), "%d symbols of %d" % (len(chosen), len(payloads)))
    by_mask = [symbols(ours.output("modules", mask, payloads=few)) for mask in MASKS]
    compare(by_mask, libqrencode, few, chosen)
    check_choice(by_mask, chosen)
    check_pictures(ours, payloads[:LOOKED_AT], chosen, folder)
    return checksum(modules for _, modules in chosen)


def symbols(output):
    """Mask and modules of each line."""
    return [(int(mask), modules) for mask, modules in (line.split() for line in output.splitlines())]


def compare(by_mask, libqrencode, few, chosen):
    """Compares modules with libqrencode's under its mask, and those of our choice with the same mask asked for."""
    said = subprocess.run([libqrencode, "M", few], check=True, capture_output=True, text=True).stdout
    for number, (mask, modules) in enumerate(symbols(said)):
        require(by_mask[mask][number] == (mask, modules), "symbol %d is not libqrencode's" % number)
        own = chosen[number]
        require(by_mask[own[0]][number] == own, "symbol %d is another one under its mask" % number)


def check_choice(by_mask, chosen):
    """The mask must be the one of least penalty, the first of equals."""
    for number in range(LOOKED_AT):
        best = min(MASKS, key=lambda mask: penalty(by_mask[mask][number][1]))
        mask, _ = chosen[number]
        require(mask == best, "symbol %d has mask %d, but %d is better" % (number, mask, best))


def check_pictures(ours, payloads, chosen, folder):
    """Reads every file by zxing-cpp, and compares its pixels with the modules."""
    import numpy
    import zxingcpp
    from PIL import Image
    ours.output("pictures", len(payloads), folder)
    for number, (payload, (_, modules)) in enumerate(zip(payloads, chosen)):
        with Image.open(folder / ("%d.png" % number)) as picture:
            require(picture.mode == "1", "picture %d has mode %s" % (number, picture.mode))
            pixels = numpy.asarray(picture)
        found = zxingcpp.read_barcodes(pixels.astype(numpy.uint8) * 255)
        require([symbol.text for symbol in found] == [payload], "picture %d is not readable" % number)
        size = round(len(modules) ** 0.5)
        dark = numpy.frombuffer(modules.encode(), numpy.uint8).reshape(size, size) == ord("1")
        wanted = numpy.kron(numpy.pad(dark, QUIET_ZONE), numpy.ones((PIXELS, PIXELS), bool))
        require(numpy.array_equal(~pixels, wanted), "picture %d shows other modules" % number)


def checksum(matrices):
    """FNV-1a of the 64-bit words of each symbol's middle row, its first column the least significant bit."""
    value = 0xCBF29CE484222325
    for modules in matrices:
        size = round(len(modules) ** 0.5)
        middle = size // 2
        row = int(modules[middle * size:(middle + 1) * size][::-1], 2)
        for word in range((size + 63) // 64):
            value = ((value ^ (row >> 64 * word & (1 << 64) - 1)) * 0x100000001B3) & (1 << 64) - 1
    return "%016x" % value
