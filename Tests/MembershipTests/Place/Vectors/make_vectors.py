"""Makes polygons.json, and adds BD-09 to geo.json, without Tessera's code.

    pip install coord-convert==0.2.1 shapely==2.*
    python make_vectors.py
"""

import json
import math
import pathlib
import random

import shapely
from coord_convert import transform

HERE = pathlib.Path(__file__).parent


def add_baidu() -> None:
    """Positions in BD-09, which coord-convert makes of GCJ-02 everywhere on earth."""
    path = HERE / "geo.json"
    vectors = json.loads(path.read_text())
    for point in vectors["points"]:
        latitude, longitude = point["wgs84"]
        east, north = transform.gcj2bd(*transform.wgs2gcj(longitude, latitude))
        point["bd09"] = [round(north, 10), round(east, 10)]
    path.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n")


def star(random: random.Random, east: float, north: float, radius: float, corners: int) -> list:
    """A ring whose corners lie around a centre in order, at random distances: it never crosses itself."""
    angles = sorted(random.uniform(0, 2 * math.pi) for _ in range(corners))
    ring = []
    for angle in angles:
        length = radius * random.uniform(0.3, 1)
        ring.append([round(east + length * math.cos(angle), 6), round(north + length * math.sin(angle), 6)])
    return ring + ring[:1]


def make_polygons() -> None:
    """Random polygons with holes, and of random points whether shapely finds them in the polygon."""
    rng = random.Random(20260401)
    made = []
    while len(made) < 40:
        east, north = rng.uniform(-150, 150), rng.uniform(-60, 60)
        rings = [star(rng, east, north, 20, rng.randint(5, 30))]
        if rng.random() < 0.7:
            rings.append(star(rng, east, north, 5, rng.randint(4, 9)))
        polygon = shapely.Polygon(rings[0], rings[1:])
        if not polygon.is_valid or not shapely.Polygon(rings[0]).contains(shapely.Polygon(rings[-1]).centroid):
            continue
        points = []
        for _ in range(50):
            point = [round(east + rng.uniform(-21, 21), 6), round(north + rng.uniform(-21, 21), 6)]
            points.append(point + [int(polygon.covers(shapely.Point(point)))])
        made.append({"rings": rings, "points": points})
    (HERE / "polygons.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    add_baidu()
    make_polygons()
