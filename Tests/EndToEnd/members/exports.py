#!/usr/bin/env python3
"""Exported lists as others read them: Python's csv, SQLite, openpyxl and LibreOffice see the same cells, and no formula.

What should be in a cell is told by the export as JSON lines, which Python's json reads.
"""
import contextlib
import csv
import datetime
import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import openpyxl

from support import BINARY, Tally, Workspace

COLUMNS = ["member_id", "name", "phone", "wechat_openid", "card_number", "gender", "home_store", "tier", "cell",
           "joined_at", "source", "marketing_consent", "language", "note"]
PURPOSE = ["--purpose", "transfer"]
# OWASP's signs with the full-width ones.
SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# Names and notes that have made trouble for somebody; spaces at the ends and controls do not survive an import.
TROUBLE = [
    ("=1+1", '=HYPERLINK("http://x.example","y")'), ("+8613800138000", "+1"), ("-1", "-2+3"), ("@SUM(A1:A9)", "@x"),
    ("\uff1d1+1", "\uff0b1"), ("'=1", "'' two"), ("'t Hooft", "it's"), ('say "yes"', "a,b;c\td"),
    ("王小明", "第一行\n第二行"), ("😀 家", "𠮷野家"), ("_x0041_", "a_x000D_b"), ("0012", "1E5"), ("TRUE", "2026-01-02"),
    ("<b>&amp;", "]]>"), ("e\u0301", "\u200fabc"), ("A" * 60, "note" * 100), ("{=1}", "|cmd"),
]
SOFFICE_SECONDS = 240


def fill(workspace):
    """Takes in the sample list, and members whose names are traps."""
    workspace.attempt("member", "import", workspace.folder / "data/members.csv")
    listing = workspace.folder.parent / "trouble.csv"
    with open(listing, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member_id", "name", "phone", "home_store", "joined_at", "marketing_consent", "note"])
        for number, (name, note) in enumerate(TROUBLE):
            # Two of them far away in time and with milliseconds.
            joined = "1931-02-28T23:59:59Z" if number == 0 else "2024-02-29T12:34:56.789Z"
            # As any list that was made safe for spreadsheets has them: an import takes the apostrophe off.
            writer.writerow(
                ["Z%05d" % number, neutral(name), "+86139%08d" % number, "SH01", joined, "yes", neutral(note)])
    done = workspace.attempt("member", "import", listing)
    if done.returncode != 0:
        raise SystemExit(done.stdout.decode() + done.stderr.decode())


def export(workspace, name, *options, columns=COLUMNS):
    """Exports and returns the file and what the command reports."""
    path = workspace.folder.parent / "lists" / name
    chosen = ["--columns", ",".join(columns)] if columns else []
    report = workspace.run("member", "export", "-o", path, *chosen, *PURPOSE, *options, "--json")
    return path, json.loads(report)


def reference(workspace):
    """Every member as JSON tells them, a row of texts in the order of `COLUMNS`."""
    path, report = export(workspace, "all.jsonl")
    with open(path, encoding="utf-8") as file:
        members = [json.loads(line) for line in file]
    return [[member.get(column, "") for column in COLUMNS] for member in members], report


def neutral(cell):
    """A cell as a csv shows it: an apostrophe before what a spreadsheet would run."""
    return "'" + cell if cell.lstrip("'").startswith(SIGNS) else cell


def differences(found, wanted):
    """The first cells that differ, with their places."""
    if len(found) != len(wanted):
        return ["%d rows instead of %d" % (len(found), len(wanted))]
    return [(row, column, one, other) for row, (left, right) in enumerate(zip(found, wanted))
            for column, (one, other) in enumerate(zip(left, right)) if one != other][:3] or [
        (row, left, right) for row, (left, right) in enumerate(zip(found, wanted)) if len(left) != len(right)][:3]


def agree(tally, name, found, wanted):
    wrong = differences(found, wanted)
    tally.check(name, not wrong, wrong)


def python_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def check_csv(tally, workspace, rows):
    wanted = [COLUMNS] + [[neutral(cell) for cell in row] for row in rows]
    for name, option, mark in (("plain.csv", "--no-bom", b""), ("marked.csv", "--bom", b"\xef\xbb\xbf")):
        path, _ = export(workspace, name, option)
        cells = python_csv(path)
        agree(tally, "%s: Python's csv reads every cell" % name, cells, wanted)
        signs = [cell for row in cells for cell in row if cell.startswith(SIGNS)]
        tally.check("%s: no cell begins as a formula does" % name, not signs, signs[:3])
        tally.check("%s: the mark of UTF-8 is there if asked for" % name, path.read_bytes().startswith(mark + b"member"))
        tally.check("%s: only its owner reads it" % name, stat.S_IMODE(path.stat().st_mode) == 0o600)
        database = path.with_suffix(".db")
        done = subprocess.run(
            ["sqlite3", database, ".import --csv '%s' member" % path], capture_output=True, text=True)
        connection = sqlite3.connect(database)
        found = [list(row) for row in connection.execute("SELECT * FROM member ORDER BY rowid")]
        names = [column[1] for column in connection.execute("PRAGMA table_info(member)")]
        connection.close()
        agree(tally, "%s: sqlite3 .import reads every cell" % name, [names] + found, wanted)
        tally.check("%s: sqlite3 complains of nothing" % name, not done.stderr, done.stderr)


def moment(text):
    """A point in time of JSON as a sheet shows it, without a zone."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)


def as_sheet(rows, mark):
    """The cells that a workbook should have: dates are dates, and the last column is the mark."""
    place = COLUMNS.index("joined_at")
    return [[moment(cell) if column == place else cell or None for column, cell in enumerate(row)] + [mark]
            for row in rows]


def decoded(value):
    """A text without the escapes of ECMA-376, part 1, 22.9.2.19, which openpyxl leaves in texts inside cells."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


def sheet_cells(path):
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def check_xlsx(tally, workspace, rows):
    path, report = export(workspace, "all.xlsx", "--time-zone", "UTC")
    wanted = [COLUMNS + ["export_id"]] + as_sheet(rows, report["id"])
    cells, sheet = sheet_cells(path)
    cells = [[decoded(cell) for cell in row] for row in cells]
    agree(tally, "all.xlsx: openpyxl reads every cell", cells, wanted)
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    tally.check("all.xlsx: nothing is a formula", not formulas, formulas[:3])
    phones = [row[COLUMNS.index("phone")] for row in cells[1:]]
    tally.check("all.xlsx: telephone numbers are texts", all(isinstance(one, (str, type(None))) for one in phones))
    tally.check("all.xlsx: the heading stays in sight and filters",
                (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions),
                (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions))
    formats = {row[COLUMNS.index("joined_at")].number_format for row in sheet.iter_rows(min_row=2)}
    tally.check("all.xlsx: dates are shown as ISO 8601 writes them", formats == {"yyyy-mm-dd hh:mm:ss"}, formats)
    properties = {one.name: one.value for one in openpyxl.load_workbook(path).custom_doc_props.props}
    tally.check("all.xlsx: the export's id is among its properties", properties.get("Export ID") == report["id"], properties)
    tally.check("all.xlsx: only its owner reads it", stat.S_IMODE(path.stat().st_mode) == 0o600)
    return path, wanted


def office(folder, source, target, *options):
    """Lets LibreOffice make another file of one; returns it."""
    done = subprocess.run(
        ["soffice", "-env:UserInstallation=file://%s" % (folder / "profile"), "--headless", *options,
         "--convert-to", target, "--outdir", folder, source],
        capture_output=True, text=True, timeout=SOFFICE_SECONDS, env=dict(os.environ, HOME=str(folder)))
    made = folder / (source.stem + "." + target.split(":")[0])
    if not made.exists():
        raise SystemExit("LibreOffice made no %s: %s%s" % (made.name, done.stdout, done.stderr))
    return made


def check_office(tally, workspace, path, wanted, rows):
    folder = workspace.folder.parent / "office"
    folder.mkdir()
    # Comma, quotes, UTF-8; cells as they are shown.
    text = "Text - txt - csv (StarCalc):44,34,76"
    shown = [[cell.replace(microsecond=0).isoformat(" ") if isinstance(cell, datetime.datetime) else cell or ""
              for cell in row] for row in wanted]
    place = COLUMNS.index("joined_at")
    found = python_csv(office(folder, path, "csv:" + text))
    # LibreOffice shows a time rounded to the second, of which 0.789 is the next.
    for row, other in zip(found[1:], shown[1:]):
        near = abs(datetime.datetime.fromisoformat(row[place]) - datetime.datetime.fromisoformat(other[place]))
        if near <= datetime.timedelta(seconds=1):
            row[place] = other[place]
    agree(tally, "LibreOffice shows every cell of the workbook as text", found, shown)
    back, sheet = sheet_cells(office(folder, path, "xlsx"))
    for row, other in zip(back[1:], wanted[1:]):
        if isinstance(row[place], datetime.datetime) and abs(row[place] - other[place]) < datetime.timedelta(
                milliseconds=1):
            row[place] = other[place]
    agree(tally, "LibreOffice writes the workbook again with equal cells", back, wanted)
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    tally.check("LibreOffice finds no formula in the workbook", not formulas, formulas[:3])
    listing = workspace.folder.parent / "lists" / "plain.csv"
    cells, sheet = sheet_cells(office(folder, listing, "xlsx", "--infilter=" + text))
    formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    tally.check("LibreOffice finds no formula in the csv", not formulas, formulas[:3])
    phone = COLUMNS.index("phone")
    agree(tally, "LibreOffice takes the csv's telephone numbers for texts",
          [[row[phone]] for row in cells[1:]], [["'" + row[phone] if row[phone] else None] for row in rows])


def check_treatments(tally, workspace, rows):
    columns = ["phone:last4", "phone:masked", "phone:hash=key", "name:masked", "joined_at:day", "joined_at:month=Month",
               "joined_at:year", "home_store:name"]
    path, report = export(workspace, "treated.csv", "--time-zone", "UTC", columns=columns)
    cells = python_csv(path)
    tally.check("treated columns have headings of their own",
                cells[0] == ["phone_last4", "phone_masked", "key", "name_masked", "joined_at_day", "Month",
                             "joined_at_year", "home_store_name"], cells[0])
    at = {name: COLUMNS.index(name) for name in COLUMNS}
    plain = [[row[at["phone"]][-4:], row[at["joined_at"]][:10], row[at["joined_at"]][:7], row[at["joined_at"]][:4]]
             for row in rows]
    agree(tally, "last digits, days, months and years are those of the whole",
          [[row[0], row[4], row[5], row[6]] for row in cells[1:]], plain)
    phones = {row[at["phone"]] for row in rows if row[at["phone"]]}
    keys = [row[2] for row in cells[1:] if row[2]]
    tally.check("every number has a pseudonym of its own", len(set(keys)) == len(phones) and all(
        re.fullmatch("[0-9a-f]{32}", key) for key in keys), (len(set(keys)), len(phones)))
    whole = path.read_text(encoding="utf-8-sig")
    shown = [phone for phone in phones if phone in whole or phone[3:] in whole]
    tally.check("no whole number is in a treated list", not shown, shown[:3])
    again, _ = export(workspace, "again.csv", "--time-zone", "UTC", columns=columns)
    tally.check("the same order is the same list", again.read_bytes() == path.read_bytes())
    audit = json.loads(workspace.run("audit", "list", "--json"))
    entry = [one for one in audit["entries"] if report["id"] in json.dumps(one)]
    tally.check("the audit log tells of it by its id, with columns and no data",
                len(entry) == 1 and "phone:last4" in json.dumps(entry) and "Month" not in json.dumps(entry), entry)


def check_refusals(tally, workspace):
    lists = workspace.folder.parent / "lists"
    before = sorted(lists.iterdir())
    for options, status, words in [
            (["--columns", "nmae"], 64, "did you mean name?"), (["--columns", "phone:lats4"], 64, "did you mean last4?"),
            (["--columns", "gender:hash"], 64, "gender"), (["--columns", "phone:last4=phone"], 64, "import"),
            (["--language", "fr"], 64, "zh-Hans"), (["--time-zone", "Shanghai"], 64, "Asia/Shanghai"),
            (["--purpose", " "], 64, "purpose")]:
        done = workspace.attempt("member", "export", "-o", lists / "none.xlsx", *options)
        said = done.stderr.decode()
        tally.check("refused with %s" % " ".join(options), done.returncode == status and words in said, said)
    done = workspace.attempt("member", "export", "-o", lists / "all.xlsx")
    tally.check("a list that is there stays", done.returncode == 73, done.stderr.decode())
    done = workspace.attempt("member", "export", "-o", lists / "list.ods")
    tally.check("an unknown format is refused", done.returncode == 64 and b"xlsx" in done.stderr, done.stderr)
    tally.check("what is refused leaves nothing", sorted(lists.iterdir()) == before)


def check_orders(tally, workspace):
    """An order of the workspace, as a timer runs it."""
    orders = workspace.folder / "exports"
    orders.mkdir()
    text = """output: lists/letter-{date}.csv
purpose: marketing
columns: [member_id, "phone:last4=Tail"]
language: zh-Hans
"""
    (orders / "letter.yaml").write_text(text, encoding="utf-8")
    reports = [json.loads(workspace.run("member", "export", "--order", "letter", "--json")) for _ in range(2)]
    paths = [Path(report["path"]) for report in reports]
    tally.check("an order's list gets a name with its day, and a free one the next time",
                re.fullmatch(r"letter-\d{4}-\d\d-\d\d\.csv", paths[0].name)
                and paths[1].stem == paths[0].stem + "-2" and all(path.exists() for path in paths), paths)
    tally.check("an order's list is as the order says",
                python_csv(paths[0])[0] == ["会员编号", "Tail"] and reports[0]["left_out"] > 0, reports[0])
    (orders / "letter.yaml").write_text(text + "segment: tier >= platinum\n", encoding="utf-8")
    for options, status, words in [
            (["--order", "letter"], 65, "There is no tier \"platinum\""), (["--order", "none"], 66, "exports/none.yaml"),
            (["--order", "letter", "-o", "x.csv"], 64, "--order"), (["--order", "letter", "--bom"], 64, "--order"),
            ([], 64, "--output")]:
        done = workspace.attempt("member", "export", *options)
        said = done.stderr.decode()
        tally.check("refused with %s" % (" ".join(options) or "nothing"), done.returncode == status and words in said,
                    (done.returncode, said))
    tally.check("what is refused writes no list", len(list((workspace.folder / "lists").iterdir())) == 2)


def check_stopping(tally, workspace):
    """Ctrl-C while the rows come; the command may have been faster, and then it is tried again."""
    for name in ("stopped.csv", "stopped.jsonl", "stopped.xlsx"):
        folder = workspace.folder.parent / "stopping"
        folder.mkdir(exist_ok=True)
        for _ in range(20):
            process = subprocess.Popen(
                [BINARY, "member", "export", "-o", folder / name, *PURPOSE, "--workspace", workspace.folder, "--force"],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            while process.poll() is None and not any(one.name.endswith(".part") for one in folder.iterdir()):
                time.sleep(0.002)
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            said = process.communicate()[1].decode()
            if process.returncode == 130:
                break
            for one in folder.iterdir():
                one.unlink()
        tally.check("%s: stopped, it leaves nothing" % name, process.returncode == 130 and not list(folder.iterdir()),
                    (process.returncode, said, list(folder.iterdir())))


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        fill(workspace)
        rows, report = reference(workspace)
        tally.check("every member is in the list, in the order of ids",
                    report["written"] == len(rows) > 5000 - 10 + len(TROUBLE)
                    and [row[0] for row in rows] == sorted(row[0] for row in rows), (report, len(rows)))
        traps = {row[0]: row for row in rows if row[0].startswith("Z")}
        kept = [(traps["Z%05d" % number][1], traps["Z%05d" % number][-1]) for number in range(len(TROUBLE))]
        agree(tally, "what was imported is what comes out", kept, TROUBLE)
        check_csv(tally, workspace, rows)
        path, wanted = check_xlsx(tally, workspace, rows)
        check_office(tally, workspace, path, wanted, rows)
        check_treatments(tally, workspace, rows)
        check_refusals(tally, workspace)
        check_orders(tally, workspace)
        check_stopping(tally, workspace)
        workspace.check_doctor(tally)
    tally.exit()


sys.exit(main())
