"""Importing 1,000,000 members, against `sqlite3 .import` of the same CSV into a plain table with the same indexes.

Ours: one command, from the file to sealed members, found by phone and OpenID, with consents and audit. Peer: the same rows in
the clear in one table with the keys that ours has: the member's id, the phone, the OpenID.
"""
import csv
import json
import random
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from measuring import compare, rate, require
from support import Workspace, has_command

COUNT = 1_000_000
COLUMNS = ["member_id", "name", "phone", "wechat_openid", "gender", "home_store", "joined_at", "source",
           "marketing_consent", "language"]
STORES = ["SH01", "SH02", "BJ01", "GZ01", "SZ01", "CD01"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"

# A fifth is what was promised. Ours seals four values a member and keeps three keyed hashes of each, which the peer does not.
BAR = 0.2


def write_list(path, count):
    """A list of members that nobody is, the same every time."""
    chance = random.Random(6)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(count):
            writer.writerow([
                "B%07d" % number, "".join(chance.choices(NAMES, k=3)), "+8613%09d" % number,
                "o" + "".join(chance.choices(LETTERS, k=27)), chance.choice("FM"), chance.choice(STORES),
                "2025-%02d-%02dT%02d:%02d:00+08:00" % (
                    chance.randint(1, 12), chance.randint(1, 28), chance.randint(8, 21), chance.randint(0, 59)),
                chance.choice(["till", "weibo", "packaging"]), chance.choice(["yes", "no"]), "zh-Hans"])


def import_ours(path, count, check=False):
    """Imports into a fresh workspace and returns the rate."""
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        workspace = Workspace(Path(folder) / "brand")
        workspace.initialise()
        report = {}

        def work():
            report.update(json.loads(workspace.run("member", "import", path, "--json", "--quiet")))

        measured = rate(count, work)
        require(report["added"] == report["rows"] == count, "the report says %s" % report)
        if check:
            check_ours(workspace, path, Path(folder) / "back.jsonl")
        return measured


def check_ours(workspace, path, back):
    """What was imported must be what the list says, phone by phone, and be found again as unchanged."""
    workspace.run("member", "export", "-o", back, "--purpose", "audit", "--quiet")
    with open(path, encoding="utf-8", newline="") as listing, open(back, encoding="utf-8") as lines:
        for row, member in zip(csv.DictReader(listing), map(json.loads, lines), strict=True):
            require(all(row[name] == member[name] for name in ("member_id", "name", "phone", "wechat_openid")),
                    "%s came back as %s" % (row, member))
    again = json.loads(workspace.run("member", "import", path, "--json", "--quiet"))
    require(again["unchanged"] == again["rows"], "the list again says %s" % again)


def import_peer(path, count, check=False):
    """Imports into a fresh file and returns the rate."""
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        database = Path(folder) / "plain.db"
        script = [
            "PRAGMA journal_mode = WAL;", "PRAGMA synchronous = FULL;",
            "CREATE TABLE member (member_id TEXT PRIMARY KEY, %s);" % ", ".join(
                name + " TEXT" for name in COLUMNS[1:]),
            "CREATE UNIQUE INDEX phone ON member (phone);", "CREATE UNIQUE INDEX openid ON member (wechat_openid);",
            ".import --csv --skip 1 %s member" % path,
        ]
        measured = rate(count, lambda: subprocess.run(
            ["sqlite3", database], input="\n".join(script), text=True, check=True, stdout=subprocess.DEVNULL))
        if check:
            found = sqlite3.connect(database).execute("SELECT count(*), count(DISTINCT phone) FROM member").fetchone()
            require(found == (count, count), "the peer has %s" % (found,))
        return measured


def run(count=COUNT):
    require(has_command("sqlite3"), "there is no sqlite3 on this machine")
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        small, path = Path(folder) / "small.csv", Path(folder) / "members.csv"
        write_list(small, count // 50)
        import_ours(small, count // 50, check=True)
        import_peer(small, count // 50, check=True)
        write_list(path, count)
        yield compare(
            "import %d members" % count, "members", BAR, lambda: import_ours(path, count),
            lambda: import_peer(path, count))
