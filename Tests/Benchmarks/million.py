"""The bars of a verifier with a million coupons: each a ratio of rates of one run, or a number where a till feels it.

Everything is sent by wrk with 64 connections that stay open, each request with a key of its own; server and load share
the machine's processors. Refusals, one coupon and the endpoint that does nothing take turns with the redemptions of
coupons drawn at random, so that whatever else the machine does falls on all of them.
"""
import contextlib
import os
import random
import tempfile
from pathlib import Path

import postgres
import restart
from load import CONNECTIONS, TILLS, Load, Side, running, serve, slow_disk
from measuring import ROUNDS, Skipped, at_least, at_most, in_turns, ratio, require
from support import OFFER, Workspace

COUPONS = 1_000_000
# One seed: every run draws the coupons in the same order.
SEED = 1_000_003
ONE_COUPON_USES = 1_000_000

# A redemption may cost as much again as an answer of the same server that does nothing.
NO_OP_BAR = 0.5
# pretix 2026.8.0 with two workers and 64 clients on two processors; peers/pretix.py measures it again.
PRETIX_RATE = float(os.environ.get("TESSERA_PRETIX_RATE", "74"))
PRETIX_BAR = 300
# All tills on one coupon wait for nobody: it is one row of the same group.
ONE_COUPON_BAR = 0.5
# A refused scan costs no more than a good one.
REFUSAL_BAR = 1.0
# PostgreSQL is for more verifiers, and must not be slower for one.
POSTGRES_BAR = 1.0

SLOW_SYNC_MICROSECONDS = 2_000
SLOW_RATE = 10_000
SLOW_P99_MILLISECONDS = 10
SLOW_MEDIAN_MILLISECONDS = 3


def shuffled(source, target, limit=None):
    """Writes the codes of an exported list in an order drawn at random, no more than `limit` of them."""
    with open(source, encoding="utf-8-sig") as file:
        place = file.readline().strip().split(",").index("code")
        codes = [line.split(",", place + 1)[place] for line in file]
    random.Random(SEED).shuffle(codes)
    target.write_text("".join("%s\n" % code for code in codes[:limit]), encoding="utf-8")


def issue(workspace, count, batch, uses=None):
    """Issues coupons; returns the file of their exported list."""
    more = ["--uses", uses] if uses else []
    workspace.run(
        "batch", "issue", "--offer", OFFER, "--count", count, "--profile", "short", "--id", batch, "--quiet", *more)
    listing = workspace.folder.parent / ("%s.csv" % batch)
    workspace.run("batch", "export", batch, "-o", listing, "--quiet")
    return listing


@contextlib.contextmanager
def prepared(count, storage=None):
    """A workspace with coupons: yields it with the file of their codes, in any order, and tills' tokens."""
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        workspace = Workspace(Path(folder) / "brand", storage=storage)
        workspace.initialise()
        codes = Path(folder) / "codes.txt"
        listing = issue(workspace, count, "load")
        shuffled(listing, codes, limit=COUPONS)
        listing.unlink()
        yield workspace, codes, [workspace.enrol("till %d" % number) for number in range(TILLS)]


def one_coupon(workspace):
    """The code of a coupon that may be used a million times."""
    listing = issue(workspace, 1, "one", uses=ONE_COUPON_USES)
    shuffled(listing, listing.with_suffix(".txt"))
    return listing.with_suffix(".txt").read_text(encoding="utf-8").strip()


def speeds(workspace, codes, tokens):
    """Redemptions beside refusals, one coupon, and no work at all, in turns."""
    one = one_coupon(workspace)
    with running(serve(workspace)) as server:
        side = Side(server, codes, tokens)
        side.redeem(seconds=1)
        rates = in_turns({
            "nothing": lambda: side.idle().rate, "redeemed": side.rate,
            "refused": lambda: side.refuse().rate, "one": lambda: side.redeem_one(one).rate})
    name = "redeem, 1,000,000 coupons, %d connections" % CONNECTIONS
    redeemed = rates["redeemed"]
    yield ratio(name + ", to an endpoint that does nothing", "answers/s", NO_OP_BAR, redeemed, rates["nothing"])
    yield ratio(name + ", to pretix as recorded", "redemptions/s", PRETIX_BAR, redeemed, [PRETIX_RATE] * ROUNDS)
    yield ratio("refusals, to redemptions", "answers/s", REFUSAL_BAR, rates["refused"], redeemed)
    yield ratio(
        "one coupon of 1,000,000 uses, to coupons at random", "redemptions/s", ONE_COUPON_BAR, rates["one"], redeemed)


def slow(workspace, codes, tokens):
    """A disk whose syncs take 2 ms longer: groups keep the rate, and nobody waits for two of them."""
    environment = slow_disk(workspace.folder.parent, SLOW_SYNC_MICROSECONDS)
    with running(serve(workspace), environment) as server:
        side = Side(server, codes, tokens)
        side.redeem(seconds=1)
        many = best([side.redeem() for _ in range(ROUNDS)])
        alone = best([side.redeem(connections=1) for _ in range(ROUNDS)])
    require(alone.median >= SLOW_SYNC_MICROSECONDS / 1e3, "an answer came before its sync")
    name = "redeem, syncs 2 ms slower, "
    yield at_least(name + "%d connections" % CONNECTIONS, "redemptions/s", many.rate, SLOW_RATE)
    yield at_most(name + "%d connections, p99" % CONNECTIONS, "ms", many.p99, SLOW_P99_MILLISECONDS)
    yield at_most(name + "1 connection, median", "ms", alone.median, SLOW_MEDIAN_MILLISECONDS)


def best(loads):
    """The median of each figure: one bad moment of the machine is not the program's."""
    middle = len(loads) // 2
    return Load(*(sorted(getattr(load, field) for load in loads)[middle] for field in ("rate", "median", "p99")))


def engines():
    """PostgreSQL beside SQLite, both on fresh data."""
    name = "redeem on PostgreSQL, to SQLite"
    try:
        with postgres.cluster() as address, prepared(COUPONS, address) as other, prepared(COUPONS) as own:
            with running(serve(own[0])) as first, running(serve(other[0]), other[0].environment) as second:
                sqlite, shared = Side(first, *own[1:]), Side(second, *other[1:])
                for side in (sqlite, shared):
                    side.redeem(seconds=1)
                rates = in_turns({"shared": shared.rate, "sqlite": sqlite.rate})
    except postgres.Unavailable as unavailable:
        return Skipped(name, str(unavailable))
    return ratio(name, "redemptions/s", POSTGRES_BAR, rates["shared"], rates["sqlite"])


def run():
    with prepared(COUPONS) as (workspace, codes, tokens):
        yield from speeds(workspace, codes, tokens)
    with prepared(COUPONS) as (workspace, codes, tokens):
        yield from slow(workspace, codes, tokens)
        yield restart.measure(workspace, codes, tokens, restart.MILLION)
    yield engines()
