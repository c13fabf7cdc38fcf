"""Previewing a segment over 1,000,000 members: a radius and two attributes, and a rule that no index serves.

Peer: one coupon looked up by its primary key, by the same server over the same kind of connection. What is promised is
that a preview takes less than twenty such look-ups where an index applies, and no more than one scan where none does: as
much as counting everybody.
"""
import csv
import http.client
import json
import random
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import postgres
from measuring import Skipped, compare, require
from support import Tally, Workspace

COUNT = 1_000_000
CITIES = {"SH01": (31.2274, 121.4923), "BJ01": (39.89855, 116.39772), "GZ01": (23.1229, 113.2698),
          "CD01": (30.6697, 104.0539), "XA01": (34.2611, 108.9423)}
# Around a shop: a city of some fifty kilometres.
SPREAD_DEGREES = 0.12

NEAR = "within(3 km, store SH01) and gender = female and tier >= vip"
SCANNED = "language = zh-Hans and gender = female and tier >= vip"
EVERYBODY = "has(phone) or not has(phone)"

# Twenty look-ups; and one scan, with a tenth for the clock.
INDEXED_BAR, SCAN_BAR = 1 / 20, 0.9
# As many requests a round: the median of the rounds is taken.
LOOKUPS, PREVIEWS, SCANS = 400, 40, 3


def write_list(path, count):
    """Members around five shops, the same every time."""
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member_id", "phone", "gender", "tier", "latitude", "longitude", "datum", "joined_at",
                         "marketing_consent", "language"])
        for number in range(count):
            latitude, longitude = chance.choice(list(CITIES.values()))
            writer.writerow([
                "B%07d" % number, "+8613%09d" % number, chance.choice("FM"), chance.choice(["member"] * 4 + ["vip"]),
                "%.5f" % chance.gauss(latitude, SPREAD_DEGREES), "%.5f" % chance.gauss(longitude, SPREAD_DEGREES),
                "WGS84", "2025-%02d-01T12:00:00+08:00" % chance.randint(1, 12), chance.choice(["yes", "no"]), "zh-Hans"])


class Asker:
    """A connection that is kept, with the owner's token."""

    def __init__(self, workspace, server):
        self.connection = http.client.HTTPConnection(server.host, server.port)
        token = (workspace.folder / "keys/owner.token").read_text(encoding="utf-8").strip()
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}

    def ask(self, method, path, body=None):
        self.connection.request(method, path, body=json.dumps(body) if body else None, headers=self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        require(answer.status == 200, "%s %s: %d %s" % (method, path, answer.status, text[:300]))
        return json.loads(text)

    def preview(self, expression):
        return self.ask("POST", "/v1/segments/preview", {"expression": expression})

    def rate(self, count, work):
        """How many a second: of single requests, one after the other."""
        started = time.perf_counter()
        for _ in range(count):
            work()
        return count / (time.perf_counter() - started)


@contextmanager
def filled(storage, count):
    """A server over a list, and the code of one coupon."""
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder, Workspace.temporary(storage) as workspace:
        path = Path(folder) / "members.csv"
        write_list(path, count)
        report = json.loads(workspace.run("member", "import", path, "--json", "--quiet"))
        require(report["added"] == count, "the report says %s" % report)
        code = workspace.issue(1, batch="segments")[0]["code"]
        with workspace.serving(Tally()) as server:
            yield Asker(workspace, server), code


def measure(engine, storage, count):
    with filled(storage, count) as (asker, code):
        near, scanned = asker.preview(NEAR), asker.preview(SCANNED)
        require(near["cost"]["access"] == "cells" and scanned["cost"]["access"] == "scan", "%s, %s" % (near, scanned))
        require(0 < near["members"] < scanned["members"] < count, "%s, %s" % (near, scanned))

        def lookups():
            return asker.rate(LOOKUPS, lambda: asker.ask("GET", "/v1/coupons/" + code))

        yield compare(
            "preview of a radius and two attributes, %s" % engine, "previews", INDEXED_BAR,
            lambda: asker.rate(PREVIEWS, lambda: asker.preview(NEAR)), lookups)
        yield compare(
            "preview without an index, against a count of everybody, %s" % engine, "previews", SCAN_BAR,
            lambda: asker.rate(SCANS, lambda: asker.preview(SCANNED)),
            lambda: asker.rate(SCANS, lambda: asker.preview(EVERYBODY)))


def run(count=COUNT):
    yield from measure("SQLite", None, count)
    try:
        with postgres.cluster() as address:
            yield from measure("PostgreSQL", address, count)
    except postgres.Unavailable as reason:
        yield Skipped("preview of a radius and two attributes, PostgreSQL", str(reason))
