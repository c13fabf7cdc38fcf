"""Exporting 1,000,000 members, against `sqlite3 -csv` selecting the same columns in the clear.

Ours: the whole command, from its start to the finished file, with names, notes and identities decrypted, formulas
neutralised, and the audit entry on disk. Peer: the `sqlite3` program on a plain table that holds the same cells, in the order
of its primary key. TESSERA_EXPORT_MEMBERS makes it fewer, for a first look.
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import at_most, in_turns, ratio, require
from sheets import LAUNCHER
from support import BINARY, Workspace

COUNT = int(os.environ.get("TESSERA_EXPORT_MEMBERS", 1_000_000))
SEED = 20261128
ROUNDS = 3
# What a list for a call centre has, and everything there is.
USUAL = "member_id,name,phone,gender,home_store,tier,cell,joined_at,source,marketing_consent,language,note"
WHOLE = ("member_id,name,phone,wechat_openid,card_number,gender,home_store,tier,cell,joined_at,source,"
         "marketing_consent,language,note")
PURPOSE = ("--purpose", "transfer")

# A fifth of the peer's rate, as was set beforehand; it decrypts nothing, looks up no identity, and neutralises nothing.
SPEED_BAR = 0.2
CSV_MEGABYTES = 150
XLSX_MEGABYTES = 300

STORES = ["SH01", "SH02", "BJ01", "BJ02", "GZ01", "SZ01", "CD01", "XA01"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建文辉力子欣怡浩宇"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def member(number, draw):
    """A row in the shape of the sample list: three quarters with an OpenID, a few with a note that needs quotes."""
    name = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))
    openid = "o" + "".join(draw.choices(LETTERS, k=27)) if draw.random() < 0.71 else ""
    place = ("%.5f,%.5f,wgs84" % (30 + draw.random(), 120 + draw.random())) if draw.random() < 0.6 else ",,"
    joined = "2025-%02d-%02dT%02d:%02d:00+08:00" % (
        draw.randint(1, 12), draw.randint(1, 28), draw.randint(8, 22), draw.randint(0, 59))
    note = '"likes oolong, ""no sugar"""' if draw.random() < 0.02 else ""
    return ",".join([
        "Q%07d" % number, name, "+861%010d" % (3_000_000_000 + 6 * number + draw.randint(0, 5)), openid,
        draw.choice(("F", "M", "F", "M", "")), draw.choice(STORES), place, joined,
        draw.choice(("packaging", "till", "shelf", "friend")), draw.choice(("yes", "yes", "yes", "no", "")),
        draw.choice(("zh-Hans", "zh-Hans", "en")), note])


def write_list(path):
    draw = random.Random(SEED)
    with open(path, "w", encoding="utf-8") as file:
        file.write("member_id,name,phone,wechat_openid,gender,home_store,latitude,longitude,datum,joined_at,source,"
                   "marketing_consent,language,note\n")
        for number in range(COUNT):
            file.write(member(number, draw) + "\n")


class Lists:
    """A workspace full of members, and a plain database of the same."""

    def __init__(self, folder):
        self.folder = folder
        self.plain = folder / "plain.db"
        kept = os.environ.get("TESSERA_EXPORT_WORKSPACE")
        self.workspace = Workspace(Path(kept) if kept else folder / "brand")
        if not self.workspace.folder.exists():
            self.fill()
        self.fill_plain()

    def fill(self):
        self.workspace.initialise()
        listing = self.folder / "members.csv"
        write_list(listing)
        # Longer than a command may usually take.
        command = [BINARY, "member", "import", listing, "--workspace", self.workspace.folder, "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        listing.unlink()

    def fill_plain(self):
        """Puts the cells of a whole list into a table, which so has them by another program than ours."""
        listing = self.folder / "whole.csv"
        self.export(listing, WHOLE)
        columns = ", ".join("%s TEXT%s" % (name, " PRIMARY KEY" if name == "member_id" else "") for name in WHOLE.split(","))
        script = "CREATE TABLE member (%s) WITHOUT ROWID;\n.import --csv --skip 1 '%s' member\n" % (columns, listing)
        subprocess.run(["sqlite3", self.plain], input=script, text=True, check=True)
        # The apostrophe that keeps a number from being a formula is ours.
        subprocess.run(
            ["sqlite3", self.plain, "UPDATE member SET phone = substr(phone, 2) WHERE phone LIKE '''%'"], check=True)
        listing.unlink()

    def export(self, path, columns, *options):
        """Exports; returns its seconds and the megabytes of its memory at the peak."""
        path.unlink(missing_ok=True)
        command = [BINARY, "member", "export", "-o", path, "--columns", columns, *PURPOSE, *options, "--quiet",
                   "--workspace", self.workspace.folder]
        return launched(command)

    def export_csv(self, columns):
        return self.export(self.folder / "ours.csv", columns, "--no-bom")

    def select(self, columns):
        """The peer's turn; returns its seconds."""
        query = "SELECT %s FROM member ORDER BY member_id" % columns
        script = 'exec sqlite3 -csv -header "$0" "$1" > "$2"'
        return launched(["sh", "-c", script, self.plain, query, self.folder / "peer.csv"])[0]


def launched(command):
    """Runs a command that writes nothing to stdout; returns its seconds and the megabytes of its memory at the peak."""
    done = subprocess.run([sys.executable, "-c", LAUNCHER, *map(str, command)], capture_output=True, text=True)
    status, seconds, _, kibibytes = done.stdout.split()
    require(status == "0", "%s: %s" % (" ".join(map(str, command)), done.stderr))
    return float(seconds), int(kibibytes) / 1000


def check(lists, columns):
    """Both lists must have the same cells, apart from the apostrophe before numbers."""
    lists.export_csv(columns)
    lists.select(columns)
    rows = 0
    with open(lists.folder / "ours.csv", encoding="utf-8", newline="") as ours, open(
            lists.folder / "peer.csv", encoding="utf-8", newline="") as peer:
        for left, right in zip(csv.reader(ours), csv.reader(peer), strict=True):
            require([cell.removeprefix("'") for cell in left] == right, "%s differs from %s" % (left, right))
            rows += 1
    require(rows == COUNT + 1, "%d rows" % rows)


def measure(lists, name, columns):
    peaks = []

    def ours():
        seconds, peak = lists.export_csv(columns)
        peaks.append(peak)
        return COUNT / seconds

    rates = in_turns({"ours": ours, "peer": lambda: COUNT / lists.select(columns)}, ROUNDS)
    yield ratio("export: csv of %s, to sqlite3 -csv" % name, "members/s", SPEED_BAR, rates["ours"], rates["peer"])
    yield at_most("export: csv of %s, memory at the peak" % name, "MB", max(peaks), CSV_MEGABYTES)


def run():
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        lists = Lists(Path(folder))
        for name, columns in (("usual columns with phones", USUAL), ("all columns", WHOLE)):
            check(lists, columns)
            yield from measure(lists, name, columns)
        seconds, peak = lists.export(Path(folder) / "ours.xlsx", USUAL)
        print("xlsx of %d members in %.1f s" % (COUNT, seconds), file=sys.stderr)
        yield at_most("export: xlsx of usual columns, memory at the peak", "MB", peak, XLSX_MEGABYTES)
