"""Four programs that read PNG files, none of which shares its code with the others' reading of them."""
import base64
import contextlib
import ctypes
import ctypes.util
import struct
import zlib

import numpy
from PIL import Image
from playwright.sync_api import sync_playwright

from views import ARGUMENTS, CHROMIUM

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Grey pixels at least as light as this are light.
MIDDLE = 128


class Wrong(Exception):
    """A reader refuses a file."""


def chunks(data):
    """The chunks of a file, whose checksums must be right."""
    if not data.startswith(SIGNATURE):
        raise Wrong("no PNG file")
    place = len(SIGNATURE)
    while place < len(data):
        length, = struct.unpack(">I", data[place:place + 4])
        name, body = data[place + 4:place + 8], data[place + 8:place + 8 + length]
        checksum, = struct.unpack(">I", data[place + 8 + length:place + 12 + length])
        if zlib.crc32(name + body) != checksum:
            raise Wrong("%s has a wrong checksum" % name)
        yield name, body
        place += 12 + length


def by_the_standard(path):
    """Reads one bit of grey a pixel, without filters or interlacing, as ISO/IEC 15948 says."""
    found, data = {}, b""
    for name, body in chunks(path.read_bytes()):
        found[name] = body
        data += body if name == b"IDAT" else b""
    width, height, *kind = struct.unpack(">IIBBBBB", found[b"IHDR"])
    if kind != [1, 0, 0, 0, 0] or b"IEND" not in found:
        raise Wrong("another kind of PNG: %s" % kind)
    unpacker = zlib.decompressobj()
    rows = unpacker.decompress(data)
    size = 1 + (width + 7) // 8
    if not unpacker.eof or unpacker.unused_data or len(rows) != height * size:
        raise Wrong("%d bytes of data for %d rows of %d" % (len(rows), height, size))
    table = numpy.frombuffer(rows, numpy.uint8).reshape(height, size)
    if table[:, 0].any():
        raise Wrong("a row is filtered")
    return numpy.unpackbits(table[:, 1:], axis=1)[:, :width].astype(bool)


def by_pillow(path):
    with Image.open(path) as picture:
        return numpy.asarray(picture.convert("L")) >= MIDDLE


class Image16(ctypes.Structure):
    """libpng's png_image, which its simplified interface fills in."""

    _fields_ = [
        ("opaque", ctypes.c_void_p), ("version", ctypes.c_uint32), ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32), ("format", ctypes.c_uint32), ("flags", ctypes.c_uint32),
        ("colours", ctypes.c_uint32), ("trouble", ctypes.c_uint32), ("message", ctypes.c_char * 64)]


def by_libpng(path):
    """By libpng itself, as one byte of grey a pixel; a warning is trouble, too."""
    libpng = ctypes.CDLL(ctypes.util.find_library("png16"))
    image = Image16(version=1)
    begun = libpng.png_image_begin_read_from_file(ctypes.byref(image), str(path).encode())
    image.format = 0
    pixels = ctypes.create_string_buffer(max(image.width * image.height, 1))
    ended = begun and libpng.png_image_finish_read(ctypes.byref(image), None, pixels, 0, None)
    if not ended or image.trouble:
        raise Wrong(image.message.decode())
    return numpy.frombuffer(pixels.raw, numpy.uint8).reshape(image.height, image.width) >= MIDDLE


READ_IN_PAGE = """async (url) => {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const data = context.getImageData(0, 0, picture.width, picture.height).data;
    let rows = "";
    for (let place = 0; place < data.length; place += 4) rows += data[place] >= 128 ? "1" : "0";
    return [picture.width, picture.height, rows];
}"""


@contextlib.contextmanager
def chromium():
    """A reader by the browser, as long as it is open."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()

        def read(path):
            data = base64.b64encode(path.read_bytes()).decode()
            width, height, rows = page.evaluate(READ_IN_PAGE, "data:image/png;base64," + data)
            return numpy.frombuffer(rows.encode(), numpy.uint8).reshape(height, width) == ord("1")

        yield read
        browser.close()
