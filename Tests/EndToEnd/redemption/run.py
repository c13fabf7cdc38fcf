#!/usr/bin/env python3
"""Tortures redemption while servers are killed again and again; each history must be exactly-once.

    run.py         a few loads, for `make test`
    run.py full    every load on every engine, for `make torture`; prints a table at the end
"""
import contextlib
import os
import sys

import judging
import loads
from database import postgres
from processes import Unavailable, free_port
from support import BINARY, Tally, Workspace, allow_many_sockets
from trigger import Trigger
from verifiers import Front, Verifiers

# How often a load is made longer because it was over before the last kill.
ATTEMPTS = 3
# With two verifiers, each must have had at least this part of the connections.
LEAST_SHARE = 0.1

SHORT = [
    ("SQLite", [loads.race(1)]),
    ("PostgreSQL", [loads.calm(3)]),
    ("two on PostgreSQL", [loads.mix(1000), loads.race(3)]),
]
FULL = [(system, loads.FULL) for system in ("SQLite", "PostgreSQL", "two on PostgreSQL")]


@contextlib.contextmanager
def one_verifier(workspace):
    """The server that torture.py starts and kills by itself."""
    port = free_port()
    serve = [BINARY, "serve", "--workspace", workspace.folder, "--port", port]
    yield judging.Target(port, serve, "http://127.0.0.1:%d/readyz" % port), lambda _: []


@contextlib.contextmanager
def two_verifiers(workspace):
    """Two servers that are killed in turn, behind a front."""
    both = Verifiers(workspace, workspace.folder.parent / "verifiers.log")
    trigger, front = Trigger(both.kill, both.start, both.are_ready), Front(both.ports)

    def complaints(verdict):
        """What is wrong besides the history."""
        writers = {row["writer"] for row in verdict.ledger}
        if len(writers) < 2 or min(front.given.values()) < LEAST_SHARE * sum(front.given.values()):
            yield "only one had work: connections %s, chains %s" % (front.given, writers)
        if not both.end_cleanly():
            yield "a server did not end cleanly when asked"
        yield from trigger.trouble

    with both.started(), front.listening() as port, trigger.listening() as (holder, ready_url):
        yield judging.Target(port, holder, ready_url), complaints


def torture(tally, system, load, storage):
    """One load on one system; returns its verdict."""
    verifiers = two_verifiers if system.startswith("two") else one_verifier
    with Workspace.temporary(storage()) as workspace, verifiers(workspace) as (target, complaints):
        verdict = judging.run(workspace, workspace.folder.parent, load, target)
        wrong = list(complaints(verdict)) if verdict.word == "PASS" else [verdict.said]
        if verdict.word == "INCONCLUSIVE":
            return verdict
        name = "%s: %s: the history is exactly-once" % (system, load)
        if tally.check(name, not wrong, "%s %s" % (verdict.word, "; ".join(wrong))):
            print("        " + judging.summary(verdict.figures), flush=True)
            workspace.check_doctor(tally)
        return verdict


def torture_long_enough(tally, system, load, storage):
    """Runs the load, with more tries if it was over too soon on a fast machine; returns its verdict."""
    for _ in range(ATTEMPTS):
        verdict = torture(tally, system, load, storage)
        if verdict.word != "INCONCLUSIVE":
            return verdict
        load = load.longer(2)
    tally.check("%s: %s: there is enough to judge" % (system, load), False, verdict.said)
    return verdict


def torture_all(tally, matrix, server):
    """Runs the loads; returns system, load and verdict of each."""
    names = ("torture%d" % number for number in range(1_000))

    def fresh_database():
        return server.create(next(names))

    return [
        (system, load, torture_long_enough(tally, system, load, fresh_database if "Postgre" in system else str))
        for system, every in matrix for load in every
    ]


def table(results):
    """What each system went through, as rows for the documentation."""
    names = ("keys", "calls", "unknown", "kill", "ledger_rows")
    rows = ["| system | loads | tries | requests | without an answer | kills | redeemed | verdict |", "|---" * 8 + "|"]
    for system in dict.fromkeys(system for system, _, _ in results):
        verdicts = [verdict for each, _, verdict in results if each == system]
        sums = [sum(verdict.figures[name] for verdict in verdicts if verdict.figures) for name in names]
        words = " ".join(sorted({verdict.word for verdict in verdicts}))
        rows.append("| %s | %d | %s | %s |" % (system, len(verdicts), " | ".join(map("{:,}".format, sums)), words))
    return "\n".join(rows)


def main():
    tally = Tally()
    allow_many_sockets()
    is_full = sys.argv[1:] == ["full"]
    matrix = FULL if is_full else SHORT
    try:
        with postgres() as server:
            results = torture_all(tally, matrix, server)
    except Unavailable as reason:
        if os.environ.get("CI"):
            tally.check("PostgreSQL is there", False, reason)
        tally.skip("torture on PostgreSQL", reason)
        results = torture_all(tally, [row for row in matrix if row[0] == "SQLite"], None)
    if is_full:
        print(table(results))
    tally.exit()


main()
