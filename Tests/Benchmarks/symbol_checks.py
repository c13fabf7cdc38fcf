"""Whether both sides of the benchmark of symbols make right symbols, before any is measured.

Under libqrencode's mask ours must have libqrencode's modules, and its own mask must be the one of least penalty by
segno's reckoning, since an encoder is fast that chooses without a look; the PNG files must show the same modules, and
zxing-cpp must read them.
"""
import subprocess

from measuring import require

MASKS = range(8)
# Of the list: all eight masks, segno and zxing-cpp are slow.
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
    compare(ours, libqrencode, few, chosen)
    check_choice(payloads[:LOOKED_AT], chosen)
    check_pictures(ours, payloads[:LOOKED_AT], chosen, folder)
    return checksum(modules for _, modules in chosen)


def symbols(output):
    """Mask and modules of each line."""
    return [(int(mask), modules) for mask, modules in (line.split() for line in output.splitlines())]


def compare(ours, libqrencode, few, chosen):
    """Compares modules with libqrencode's under its mask, and under ours with those that are asked for by number."""
    said = subprocess.run([libqrencode, "M", few], check=True, capture_output=True, text=True).stdout
    by_mask = [symbols(ours.output("modules", mask, payloads=few)) for mask in MASKS]
    for number, (mask, modules) in enumerate(symbols(said)):
        require(by_mask[mask][number] == (mask, modules), "symbol %d is not libqrencode's" % number)
        own = chosen[number]
        require(by_mask[own[0]][number] == own, "symbol %d is another one under its mask" % number)


def check_choice(payloads, chosen):
    """Compares mask and modules with segno's, which reckons penalties as the standard says."""
    import segno
    for number, (payload, own) in enumerate(zip(payloads, chosen)):
        peer = segno.make(payload, error="m", boost_error=False, micro=False)
        modules = "".join("%d" % module for row in peer.matrix for module in row)
        require((peer.mask, modules) == own, "symbol %d is not segno's: mask %d, not %d" % (number, own[0], peer.mask))


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
