#!/usr/bin/env python3
"""Draws the three pictures of the gauntlet, the same in every run: `pictures.py FOLDER`.

A portrait of soft mid tones, a landscape of strong contrast, and a colourful illustration on a dark ground.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 240
Y, X = np.mgrid[0:SIDE, 0:SIDE] / (SIDE - 1.0)


def smooth(low, high, value):
    """Goes from 0 to 1 between two values."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def lay(picture, colour, cover):
    """Lays a colour (one, or one a pixel) on a picture where it covers."""
    return picture * (1 - cover[..., None]) + np.asarray(colour, float) * cover[..., None]


def mix(one, other, share):
    """A colour for each pixel between two."""
    return np.asarray(one, float) * (1 - share[..., None]) + np.asarray(other, float) * share[..., None]


def ellipse(x, y, wide, high, soft=0.06):
    """1 inside an ellipse, 0 outside."""
    return 1 - smooth(1 - soft, 1 + soft, np.hypot((X - x) / wide, (Y - y) / high))


def portrait():
    """A head before a soft ground, lit from the left."""
    picture = mix((176, 190, 196), (98, 112, 128), smooth(0, 1.2, np.hypot(X - 0.2, Y - 0.15)))
    picture = lay(picture, (58, 40, 34), ellipse(0.5, 0.44, 0.28, 0.35))
    picture = lay(picture, (62, 78, 104), ellipse(0.5, 1.08, 0.46, 0.32))
    picture = lay(picture, (196, 148, 124), ellipse(0.5, 0.74, 0.1, 0.14))
    skin = mix((236, 198, 174), (158, 108, 88), smooth(0.36, 0.72, X))
    picture = lay(picture, skin, ellipse(0.5, 0.48, 0.2, 0.27))
    picture = lay(picture, (70, 48, 40), ellipse(0.5, 0.24, 0.21, 0.1) * smooth(0.36, 0.24, Y))
    for side in (-1, 1):
        picture = lay(picture, (244, 238, 230), ellipse(0.5 + side * 0.083, 0.45, 0.042, 0.022, 0.2))
        picture = lay(picture, (44, 40, 44), ellipse(0.5 + side * 0.083, 0.45, 0.02, 0.021, 0.2))
        picture = lay(picture, (70, 48, 40), ellipse(0.5 + side * 0.085, 0.395, 0.055, 0.012, 0.3))
    picture = lay(picture, (150, 100, 82), 0.7 * ellipse(0.525, 0.545, 0.022, 0.05, 0.5))
    return lay(picture, (164, 72, 74), ellipse(0.5, 0.63, 0.07, 0.022, 0.2))


def landscape():
    """A low sun between dark mountains, over water."""
    picture = mix((84, 150, 214), (255, 226, 178), smooth(0, 0.62, Y))
    picture = lay(picture, (255, 244, 200), 1 - smooth(0.07, 0.3, np.hypot(X - 0.66, Y - 0.4)))
    picture = lay(picture, (255, 252, 236), ellipse(0.66, 0.4, 0.085, 0.085))
    far = 0.52 - 0.13 * np.exp(-((X - 0.3) / 0.16) ** 2) - 0.06 * np.sin(9 * X + 1) * X
    picture = lay(picture, (92, 104, 148), smooth(far - 0.004, far + 0.004, Y))
    near = 0.66 - 0.36 * np.clip(1 - np.abs(X - 0.16) / 0.34, 0, 1) - 0.2 * np.clip(1 - np.abs(X - 0.95) / 0.22, 0, 1)
    picture = lay(picture, (26, 38, 44), smooth(near - 0.004, near + 0.004, Y))
    water = mix((250, 214, 160), (36, 74, 120), smooth(0.68, 1.0, Y))
    waves = 0.5 + 0.5 * np.sin(150 * Y ** 2 + 4 * np.sin(11 * X))
    water = lay(water, (255, 246, 220), waves * np.exp(-((X - 0.66) / 0.11) ** 2))
    return lay(picture, water, smooth(0.675, 0.685, Y))


def illustration():
    """Balloons and stars over a hill at night."""
    picture = mix((18, 20, 58), (58, 32, 96), smooth(0, 1, Y))
    for number in range(26):
        x, y = (0.137 + number * 0.618034) % 1, (0.071 + number * 0.754878) % 0.7
        picture = lay(picture, (255, 250, 214), ellipse(x, y, 0.008 + 0.004 * (number % 3), 0.012, 0.5))
    picture = lay(picture, (248, 236, 190), ellipse(0.84, 0.17, 0.09, 0.09) * (1 - ellipse(0.8, 0.145, 0.08, 0.08)))
    for x, y, size, one, other in ((0.36, 0.36, 0.22, (244, 92, 68), (255, 214, 92)),
                                   (0.72, 0.56, 0.14, (64, 196, 170), (240, 246, 232)),
                                   (0.13, 0.66, 0.09, (255, 142, 190), (120, 110, 240))):
        across = (X - x) / size
        stripes = 0.5 + 0.5 * np.sign(np.sin(9 * across / np.sqrt(np.clip(1.15 - ((Y - y) / size) ** 2, 0.2, 2))))
        shade = mix(one, other, stripes) * (1 - 0.3 * smooth(0, 1, across))[..., None]
        picture = lay(picture, shade, ellipse(x, y, size, size * 1.1, 0.03))
        picture = lay(picture, (150, 96, 54), (np.abs(X - x) < size * 0.16) * (np.abs(Y - y - size * 1.4) < size * 0.13) * 1.0)
    hill = 0.9 - 0.07 * np.sin(4.4 * X + 0.6)
    return lay(picture, (20, 84, 72), smooth(hill - 0.004, hill + 0.004, Y))


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for draw in (portrait, landscape, illustration):
        pixels = np.clip(np.rint(draw()), 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / (draw.__name__ + ".jpg"), quality=82, optimize=True)


if __name__ == "__main__":
    main()
