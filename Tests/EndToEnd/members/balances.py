#!/usr/bin/env python3
"""Points, stamps and stored value as another program reads their books: sqlite3 adds up what commands wrote.

Commands are killed at random moments and repeated with their keys: each must have happened once. Several at once must not
spend more than there is.
"""
import concurrent.futures
import json
import os
import random
import signal
import sqlite3
import subprocess
import time

from support import BINARY, Tally, Workspace

SEED = int(os.environ.get("TESSERA_TEST_SEED", "7"))
KILLED = 12
FOLLOWED = 40
# Twenty want seven of a hundred points each: fourteen can have them.
SPENDERS, PRICE, POINTS = 20, 7, 100


def spend_and_kill(workspace, key, seconds):
    """Spends a point, kills the command after a while, and returns whether it had ended by itself."""
    command = [BINARY, "points", "spend", "killed", "1", "--key", key, "--json", "--workspace", workspace.folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return ended


def kills(workspace, tally):
    """Whatever a killed command had done, the same key does it once."""
    chance = random.Random(SEED)
    workspace.run("member", "add", "--id", "killed", "--name", "K")
    workspace.run("points", "earn", "killed", "--points", POINTS)
    begun = time.monotonic()
    workspace.run("points", "spend", "killed", "1", "--key", "measured")
    seconds = time.monotonic() - begun
    ended = 0
    for number in range(KILLED):
        ended += spend_and_kill(workspace, "kill-%d" % number, chance.uniform(0.4, 1.6) * seconds)
    for _ in range(2):
        for number in range(KILLED):
            workspace.run("points", "spend", "killed", "1", "--key", "kill-%d" % number)
    left = json.loads(workspace.run("points", "show", "killed", "--json"))["balances"][0]["available"]
    tally.check(
        "%d commands killed (%d were through) and repeated took one point each (seed %d)" % (KILLED, ended, SEED),
        left == POINTS - 1 - KILLED, "%d points are left" % left)


def races(workspace, tally):
    """Processes that spend one balance at once never take more than there is."""
    workspace.run("member", "add", "--id", "raced", "--name", "R")
    workspace.run("points", "earn", "raced", "--points", POINTS)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        done = list(pool.map(
            lambda number: workspace.attempt("points", "spend", "raced", PRICE, "--key", "race-%d" % number),
            range(SPENDERS)))
    codes = sorted(one.returncode for one in done)
    wanted = [0] * (POINTS // PRICE) + [1] * (SPENDERS - POINTS // PRICE)
    tally.check("of %d spenders at once as many are served as there are points" % SPENDERS, codes == wanted, codes)


def trade(workspace):
    """A little of everything."""
    workspace.run("member", "add", "--id", "m1", "--name", "A")
    workspace.run("stamps", "add", "m1", "--card", "tea-ten", "--count", 3)
    entry = json.loads(workspace.run("value", "topup", "m1", "500.00", "--json"))["entry"]
    spent = json.loads(workspace.run("value", "spend", "m1", "128.50", "--json"))["entry"]
    workspace.run("points", "reverse", spent, "--amount", "28.50")
    workspace.run("value", "refund", entry, "--amount", "100.00")
    earned = json.loads(workspace.run("points", "earn", "m1", "--purchase", "999.00", "--json"))["entry"]
    workspace.run("points", "spend", "m1", 50)
    workspace.run("points", "reverse", earned)


def post(server, token, path, key, body):
    """One request of a till; returns status, headers and answer."""
    return server.send(
        "POST", path, json.dumps(body).encode(), Authorization="Bearer " + token, Idempotency_Key=key,
        Content_Type="application/json")


def tills(workspace, tally):
    """A till and commands share the books, and a till's retry after its answer was lost is done once."""
    workspace.run("member", "add", "--id", "served", "--name", "S")
    token = workspace.enrol()
    with workspace.serving(tally) as server:
        earn = "/v1/members/served/points/earnings"
        bodies = [{"purchase": {"amount": "100.00", "currency": "CNY"}}] * 20
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda one: post(server, token, earn, "till-1", one), bodies))
        tally.check(
            "20 requests of one key at once get one answer",
            {status for status, _, _ in answers} == {201} and len({one["entry"] for _, _, one in answers}) == 1, answers[:2])
        workspace.run("points", "spend", "served", 4)
        status, _, refusal = post(server, token, "/v1/members/served/points/spendings", "till-2", {"points": 7})
        tally.check("a till knows what a command spent", (status, refusal["available"]) == (409, 6), refusal)
        status, _, balances = server.send("GET", "/v1/members/served/balances", Authorization="Bearer " + token)
        shown = json.loads(workspace.run("points", "show", "served", "--json"))["balances"]
        mine = [one for one in balances["balances"] if one["unit"] == "points"]
        tally.check("a till and a command show the same", status == 200 and mine == shown, (balances, shown))


def follows(workspace, tally):
    """Redemptions earn by themselves, each once, though two servers on one database and a command read the register."""
    rules = workspace.folder / "program.yaml"
    rules.write_text(rules.read_text().replace("\npoints:\n", "\npoints:\n  at_redemption: {from: 2020-01-01}\n"))
    workspace.run("member", "add", "--id", "shopper", "--name", "S")
    token = workspace.enrol()
    codes = [row["code"] for row in workspace.issue(FOLLOWED, batch="followed")]
    amount = {"amount": "80.00", "currency": "CNY"}
    with workspace.serving(tally) as server, workspace.serving(tally) as other:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            done = list(pool.map(
                lambda number: (server, other)[number % 2].redeem(
                    token, "followed-%d" % number, {"code": codes[number], "amount": amount, "member": "shopper"})[2],
                range(FOLLOWED)))
        workspace.run("reverse", done[0]["redemption"], "--reason", "wrong tin", "--amount", "40.00")
        workspace.run("points", "follow")
    workspace.run("points", "follow")
    # 70.00 were paid: 7 points, of which a half, rounded down, went back once.
    left = json.loads(workspace.run("points", "show", "shopper", "--json"))["balances"][0]["available"]
    tally.check("%d redemptions earned once each" % FOLLOWED, left == FOLLOWED * 7 - 3, left)


def books(workspace, tally):
    """The tables, added up by another program."""
    with sqlite3.connect(workspace.folder / "data/tessera.db") as database:
        rows = lambda sql: database.execute(sql).fetchall()
        wrong = rows("SELECT entry, unit, sum(amount) FROM unit_posting GROUP BY home, entry, unit HAVING sum(amount) <> 0")
        tally.check("every entry's postings add up to zero in each unit", not wrong, wrong)
        units = rows("SELECT unit, sum(amount) FROM unit_posting WHERE member IS NOT NULL GROUP BY unit ORDER BY unit")
        lots = dict(rows("SELECT unit, sum(remaining) FROM unit_lot GROUP BY unit"))
        debts = dict(rows("SELECT unit, sum(amount) FROM unit_debt GROUP BY unit"))
        held = [(unit, lots.get(unit, 0) - debts.get(unit, 0)) for unit, _ in units]
        tally.check("lots less debts are what the postings say (%d units)" % len(units), units == held, (units, held))
        tally.check("what was spent of a reversed earning is owed", debts.get("points") == 50, debts)
        for statement in ["UPDATE unit_entry SET amount = 1", "DELETE FROM unit_posting"]:
            try:
                database.execute(statement)
                tally.check("nobody changes the ledger: %s" % statement, False, "it was done")
            except sqlite3.IntegrityError as refusal:
                tally.check("nobody changes the ledger: %s" % statement, "append-only" in str(refusal), refusal)


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        trade(workspace)
        kills(workspace, tally)
        races(workspace, tally)
        tills(workspace, tally)
        follows(workspace, tally)
        books(workspace, tally)
        workspace.check_doctor(tally)
    tally.exit()


if __name__ == "__main__":
    main()
