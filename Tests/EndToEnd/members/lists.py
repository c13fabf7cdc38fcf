#!/usr/bin/env python3
"""Lists as other programs write them, hostile ones, and an import that is killed.

Every form of the sample list must give the answers of the plain one, row by row; what is refused must leave nothing.
"""
import csv
import datetime
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl

from support import BINARY, Tally, Workspace

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "templates/workspace/data/members.csv"
# A list of 2 GB is refused with far less memory than this; a debug binary alone takes some 100 MB.
MOST_KILOBYTES = 400_000
KILLS = 4
LONG_LIST_ROWS = 6_000


def sample_rows():
    with open(SAMPLE, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_text(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def write_workbook(rows, path, title="List"):
    """All texts, as a careful person would have them; strings go into the shared table."""
    book = openpyxl.Workbook()
    book.active.title = "Notes" if title == "Second" else title
    sheet = book.create_sheet(title) if title == "Second" else book.active
    for number, row in enumerate(rows, 1):
        # An empty text is no cell at all; what begins with = must stay a text.
        for column, value in enumerate(row, 1):
            if value:
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s"
    book.save(path)


def fates(workspace, path, *options):
    """Imports a list and returns the report and each row's fate; rows are counted, since lines may differ."""
    listing = workspace.folder.parent / "fates.csv"
    done = workspace.attempt("member", "import", path, "--json", "--report", listing, "--force", *options)
    report = json.loads(done.stdout) if done.stdout else {}
    with open(listing, encoding="utf-8-sig", newline="") as file:
        rows = [row[1:] for row in csv.reader(file)][1:]
    return done.returncode, report, rows


def check_forms(tally, folder):
    """The sample in every form against the plain file."""
    rows = sample_rows()
    forms = {
        "semicolons": as_text(rows, ";").encode(), "tabs, UTF-8 with mark": as_text(rows, "\t").encode("utf-8-sig"),
        "UTF-16": as_text(rows).encode("utf-16"), "UTF-16BE without mark": as_text(rows).encode("utf-16-be"),
        "UTF-16LE without mark, tabs": as_text(rows, "\t").encode("utf-16-le"),
        "GB18030": as_text(rows).encode("gb18030"),
    }
    with Workspace.temporary() as workspace:
        code, plain, expected = fates(workspace, SAMPLE, "--dry-run")
        tally.check("the sample ends with 1 for its two refused rows", code == 1 and plain["refused"] == 2, plain)
        for name, content in forms.items():
            path = folder / "list.csv"
            path.write_bytes(content)
            _, report, found = fates(workspace, path, "--dry-run")
            tally.check("%s: the same answers (%s)" % (name, report.get("encoding")), found == expected,
                        [pair for pair in zip(found, expected) if pair[0] != pair[1]][:2])
        for title, options in (("List", []), ("Second", ["--sheet", "Second"])):
            path = folder / "list.xlsx"
            write_workbook(rows, path, title)
            _, report, found = fates(workspace, path, "--dry-run", *options)
            tally.check("openpyxl's workbook, sheet %s: the same answers" % title, found == expected,
                        [pair for pair in zip(found, expected) if pair[0] != pair[1]][:2])
        lines = folder / "list.jsonl"
        lines.write_text("".join(
            json.dumps({name: value for name, value in zip(rows[0], row) if value}, ensure_ascii=False) + "\n"
            for row in rows[1:]))
        _, report, found = fates(workspace, lines, "--dry-run")
        tally.check("JSON lines: the same answers", found == expected,
                    [pair for pair in zip(found, expected) if pair[0] != pair[1]][:2])
        tally.check("a dry run leaves no member", workspace.attempt("member", "show", "Q000001").returncode == 66)


def check_cells(tally, folder):
    """Numbers, dates and yes or no in a workbook."""
    for system in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        book = openpyxl.Workbook()
        book.epoch = system
        book.active.append(["member_id", "name", "phone", "joined_at", "marketing_consent", "card_number"])
        book.active.append(["A1", "王小明", 8613800138000, datetime.datetime(2026, 2, 3, 9, 5), True, 12345678])
        book.active.append(["A2", "李雷", 13800138001.0, datetime.date(1999, 12, 31), False, None])
        book.active.append(["A3", "韩", 86138001380012345678, datetime.datetime(2026, 2, 3), None, None])
        path = folder / "cells.xlsx"
        book.save(path)
        with Workspace.temporary() as workspace:
            _, report, _ = fates(workspace, path)
            year = system.year
            tally.check("%d: rows with numbers are taken" % year, report["added"] == 3, report)
            tally.check("%d: a number that was rounded is a finding" % year, [
                (finding["line"], finding["field"], finding["reason"]) for finding in report["findings"]
            ] == [(4, "phone", "inexact_number")], report)
            out = folder / "back.jsonl"
            workspace.run("member", "export", "-o", out, "--purpose", "audit", "--force")
            back = {row["member_id"]: row for row in map(json.loads, out.read_text().splitlines())}
            tally.check("%d: phones are exact" % year, [back[name].get("phone") for name in ("A1", "A2", "A3")] == [
                "+8613800138000", "+8613800138001", None], back)
            tally.check("%d: dates are those of the cells, in the store's zone" % year, [
                back[name]["joined_at"] for name in ("A1", "A2", "A3")] == [
                "2026-02-03T01:05:00Z", "1999-12-30T16:00:00Z", "2026-02-02T16:00:00Z"], back)
            tally.check("%d: yes and no are consent" % year, [
                back[name]["marketing_consent"] for name in ("A1", "A2")] == ["yes", "no"], back)


def bomb(path):
    """A workbook whose sheet unpacks to 2 GB of nothing."""
    book = openpyxl.Workbook()
    book.active.append(["member_id", "name"])
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, content)
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(parts["xl/worksheets/sheet1.xml"].split(b"</sheetData>")[0])
            for _ in range(2_000):
                sheet.write(b" " * 1_000_000)


def hostile(folder):
    """Files that nobody should send, with a word that the answer must have."""
    heading = b"member_id,name\nA1,Li\n"
    files = {
        "long.csv": (None, "longer than"), "quote.csv": (heading + b'A2,"never closed\nA3,x\n', "never closed"),
        "bomb.xlsx": (None, "times its size"), "csv.xlsx": (heading, "is none"),
        "old.xls.xlsx": (b"\xd0\xcf\x11\xe0" + bytes(600), "Excel 97"),
        "locked.xlsx": (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        "cut.xlsx": (None, "cannot be unpacked"), "zip.csv": (b"PK\x03\x04" + bytes(60), "named .xlsx"),
    }
    for name, (content, word) in files.items():
        path = folder / name
        if name == "long.csv":
            with open(path, "wb") as file:
                file.write(heading + b"A2,")
                piece = b"x" * (1 << 20)
                for _ in range(2_048):
                    file.write(piece)
        elif name == "bomb.xlsx":
            bomb(path)
        elif name == "cut.xlsx":
            book = openpyxl.Workbook()
            book.active.append(["member_id", "name"])
            book.save(path)
            path.write_bytes(path.read_bytes()[:2_000])
        else:
            path.write_bytes(content)
        yield path, word
        path.unlink()


def check_hostile(tally, folder):
    with Workspace.temporary() as workspace:
        for path, word in hostile(folder):
            done = workspace.attempt("member", "import", path)
            said = done.stderr.decode(errors="replace")
            tally.check("%s: exit 65, and why" % path.name, done.returncode == 65 and word in said,
                        "%d %s" % (done.returncode, said))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        tally.check("no more than %d MB of memory" % (MOST_KILOBYTES // 1000), peak < MOST_KILOBYTES, peak)
        tally.check("nothing was written", workspace.attempt("member", "show", "A1").returncode == 66)
        workspace.check_doctor(tally)


def state(workspace, folder):
    """All members as they are told to other systems."""
    out = folder / "state.jsonl"
    workspace.run("member", "export", "-o", out, "--purpose", "audit", "--force")
    return out.read_text()


def check_killed(tally, folder, seed):
    """Kills an import of a workbook again and again, and starts it again."""
    chance = random.Random(seed)
    rows = [["member_id", "name", "phone", "joined_at", "marketing_consent"]] + [
        ["K%05d" % number, "王%d" % number, "+861380%07d" % number, "2026-01-01T10:00:00+08:00",
         chance.choice(["yes", "no", ""])] for number in range(LONG_LIST_ROWS)]
    path = folder / "killed.xlsx"
    write_workbook(rows, path)
    with Workspace.temporary() as undisturbed, Workspace.temporary() as workspace:
        started = time.monotonic()
        undisturbed.run("member", "import", path)
        whole = time.monotonic() - started
        for _ in range(KILLS):
            process = subprocess.Popen(
                [BINARY, "member", "import", path, "--workspace", workspace.folder], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.3, 1.0) * whole)
            process.send_signal(signal.SIGKILL)
            process.wait()
        code, report, found = fates(workspace, path)
        tally.check("after %d kills (seed %d) the list is taken" % (KILLS, seed), code == 0, report)
        total = sum(report[name] for name in ("added", "updated", "unchanged", "refused"))
        tally.check("and the report adds up", total == report["rows"] == LONG_LIST_ROWS == len(found), report)
        tally.check("and the state is that of an import that was not killed",
                    state(workspace, folder) == state(undisturbed, folder))
        workspace.check_doctor(tally)


def main():
    tally = Tally()
    seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
    with Workspace.temporary() as workspace:
        folder = workspace.folder.parent
        check_hostile(tally, folder)
        check_forms(tally, folder)
        check_cells(tally, folder)
        check_killed(tally, folder, seed)
    tally.exit()


if __name__ == "__main__":
    sys.exit(main())
