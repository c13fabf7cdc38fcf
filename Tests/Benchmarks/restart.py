"""How soon a verifier is ready again after kill -9, with as many ledger rows as coupons.

The rows are copies of a real redemption, written past the server: the chain of hashes does not hold over them, which
only `doctor` looks at, and making them by redemptions would take the better part of an hour.
"""
import http.client
import signal
import sqlite3
import time
from dataclasses import dataclass

from load import Side, running, serve
from measuring import ROUNDS, at_most, require


@dataclass(frozen=True)
class Size:
    name: str
    rows: int
    seconds: float


# Long enough that the log of the database holds what was not yet written to its place.
LOAD_SECONDS = 4

MILLION = Size("1,000,000", 1_000_000, 1)
TEN_MILLION = Size("10,000,000", 10_000_000, 5)

# What differs between the copies of a row, by column; `n` counts them and `c` is a coupon that nobody used.
LEDGER = {
    "sequence": "n + :last", "previous_hash": "randomblob(32)", "hash": "randomblob(32)",
    "redemption": "'r' || printf('%025d', n)", "coupon": "c.key", "serial": "c.serial", "key": "'fill-' || n",
    "use": "1", "purchase": "NULL",
}
ANSWER = {"key": "'fill-' || n", "accepted_redemption": "'r' || printf('%025d', n)"}


def copies(database, table, template, changes, source, arguments):
    """Writes a copy of the newest row of a table for every row of `source`."""
    columns = [row[1] for row in database.execute("PRAGMA table_info(%s)" % table)]
    values = [changes.get(column, "t." + column) for column in columns]
    database.execute(
        "INSERT INTO %s (%s) SELECT %s FROM (%s) AS c CROSS JOIN (%s) AS t" % (
            table, ", ".join(columns), ", ".join(values), source, template), arguments)


def fill(path, rows):
    """Brings the ledger of a database that no server has open to so many rows, each of another coupon."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    last = database.execute("SELECT max(sequence) FROM ledger").fetchone()[0]
    missing = {"last": last, "missing": max(0, rows - last)}
    unused = (
        "SELECT row_number() OVER () AS n, key, serial FROM coupon WHERE uses_taken = 0 AND uses_allowed = 1"
        " LIMIT :missing")
    database.execute("BEGIN")
    copies(database, "ledger", "SELECT * FROM ledger ORDER BY sequence DESC LIMIT 1", LEDGER, unused, missing)
    copies(
        database, "answer", "SELECT * FROM answer WHERE accepted_redemption IS NOT NULL LIMIT 1", ANSWER, unused,
        missing)
    database.execute(
        "UPDATE coupon SET uses_taken = 1 WHERE (home, key) IN"
        " (SELECT home, coupon FROM ledger WHERE sequence > :last)", missing)
    database.execute("COMMIT")
    count = database.execute("SELECT count(*) FROM ledger").fetchone()[0]
    database.close()
    require(count >= rows, "the ledger has %d rows and not %d" % (count, rows))


def is_ready(server):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    finally:
        connection.close()


def seconds_to_ready(workspace):
    """Starts the server and asks until it says that it can write."""
    started = time.perf_counter()
    with running(serve(workspace)) as server:
        while not is_ready(server):
            time.sleep(0.001)
        return time.perf_counter() - started


def kill_under_load(workspace, codes, tokens):
    """Kills the server in the middle of a load."""
    with running(serve(workspace)) as server:
        load = Side(server, codes, tokens).begin("POST", "/v1/redemptions", 201, 0, 64, LOAD_SECONDS)
        time.sleep(LOAD_SECONDS / 2)
        require(load.poll() is None, "the load ended too early")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        load.communicate()


def measure(workspace, codes, tokens, size):
    """Fills the ledger, then kills and starts the server some times."""
    fill(workspace.folder / "data/tessera.db", size.rows)
    times = []
    for _ in range(ROUNDS):
        kill_under_load(workspace, codes, tokens)
        times.append(seconds_to_ready(workspace))
    return at_most(
        "ready after kill -9, %s coupons and ledger rows" % size.name, "s", sorted(times)[len(times) // 2],
        size.seconds)
