#!/usr/bin/env python3
"""What a careful engineer writes in an afternoon: coupons into SQLite and a CSV for the printing house.

    issue.py DATABASE CSV COUNT
    issue.py --find DATABASE CODE…    exits 1 if a code is not stored unused

A code is an HMAC of its serial, in Crockford's alphabet; what is stored is a keyed hash of it, as a copy of the
database must not be a list of valid codes.
"""
import csv
import hmac
import sqlite3
import sys

SECRET, LOOKUP = b"secret of the batch, 32 bytes...", b"key of the look-up, 32 bytes...."
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Ten bits, two characters at a time: half the steps of one by one.
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
HOME = 1 << 32
TRANSACTION = 5_000
COLUMNS = [
    "code", "url", "serial", "batch", "offer", "valid_until", "profile", "state", "uses_taken", "uses_allowed"]


def code(serial):
    """Sixteen characters, 80 bits."""
    bits = int.from_bytes(hmac.digest(SECRET, b"bench %d" % serial, "sha256")[:10], "big")
    return "".join([PAIRS[bits >> shift & 1023] for shift in range(70, -1, -10)])


def key(text):
    return int.from_bytes(hmac.digest(LOOKUP, text.encode(), "sha256")[:8], "big", signed=True)


def open_database(path):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    return database


def create(database):
    database.execute("CREATE TABLE batch (id TEXT PRIMARY KEY, count INTEGER, issued INTEGER)")
    database.execute(
        "CREATE TABLE coupon (home INTEGER NOT NULL, key INTEGER NOT NULL, batch INTEGER NOT NULL,"
        " serial INTEGER NOT NULL CHECK (serial >= 1),"
        " uses_taken INTEGER NOT NULL DEFAULT 0 CHECK (uses_taken BETWEEN 0 AND uses_allowed),"
        " uses_allowed INTEGER NOT NULL, holder TEXT, PRIMARY KEY (home, key)) STRICT, WITHOUT ROWID")


def issue(database, count):
    database.execute("INSERT INTO batch VALUES ('bench', ?, 0)", (count,))
    for first in range(1, count + 1, TRANSACTION):
        last = min(first + TRANSACTION, count + 1)
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT INTO coupon (home, key, batch, serial, uses_allowed) VALUES (?, ?, 1, ?, 1)",
            [(HOME, key(code(serial)), serial) for serial in range(first, last)])
        database.execute("UPDATE batch SET issued = ?", (last - 1,))
        database.execute("COMMIT")


def export(database, path):
    """Writes the list in the order of serials; codes are not stored, so they are made again."""
    used = dict(database.execute("SELECT serial, uses_taken FROM coupon WHERE batch = 1 AND uses_taken > 0"))
    (count,) = database.execute("SELECT issued FROM batch").fetchone()
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for serial in range(1, count + 1):
            text = code(serial)
            writer.writerow([
                text, "HTTPS://QR.QINGQUAN.CN/C/" + text, serial, "bench", "thank-you", "2027-12-31", "short",
                "issued", used.get(serial, 0), 1])


def main():
    if sys.argv[1] == "--find":
        database = open_database(sys.argv[2])
        found = [
            database.execute(
                "SELECT 1 FROM coupon WHERE home = ? AND key = ? AND uses_taken = 0", (HOME, key(text))).fetchone()
            for text in sys.argv[3:]]
        sys.exit(0 if all(found) else 1)
    database = open_database(sys.argv[1])
    create(database)
    issue(database, int(sys.argv[3]))
    export(database, sys.argv[2])


if __name__ == "__main__":
    main()
