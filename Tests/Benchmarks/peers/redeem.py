#!/usr/bin/env python3
"""A verifier as most people would write it: aiohttp, SQLite, and one transaction for each request.

    redeem.py PORT DATABASE CODES TOKEN…

It keeps what ours promises: an answer is on disk before it is sent (WAL, synchronous=FULL), a coupon is redeemed once,
and a key that comes again with the same request gets the same answer. It checks the till's token. It has no campaigns,
conditions, stores, receipts or ledger's hash chain, so it does less for each request than ours.
"""
import datetime
import decimal
import hashlib
import json
import sqlite3
import sys
import uuid

from aiohttp import web

MINIMUM_SPEND = decimal.Decimal("50.00")


def open_database(path, codes):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(
        "CREATE TABLE coupon (code TEXT PRIMARY KEY, uses_taken INTEGER NOT NULL DEFAULT 0"
        " CHECK (uses_taken BETWEEN 0 AND 1)) STRICT, WITHOUT ROWID")
    database.execute(
        "CREATE TABLE ledger (id TEXT PRIMARY KEY, code TEXT NOT NULL REFERENCES coupon (code), terminal TEXT NOT NULL,"
        " amount TEXT NOT NULL, at TEXT NOT NULL) STRICT")
    database.execute(
        "CREATE TABLE answer (terminal TEXT, key TEXT, digest BLOB, status INTEGER, body TEXT,"
        " PRIMARY KEY (terminal, key)) STRICT")
    database.execute("BEGIN")
    database.executemany("INSERT INTO coupon (code) VALUES (?)", ((code,) for code in codes))
    database.execute("COMMIT")
    return database


def problem(status, reason):
    return status, json.dumps({"type": "about:blank", "status": status, "reason": reason})


class Verifier:
    def __init__(self, database, tokens):
        self.database = database
        self.terminals = {
            hashlib.sha256(token.encode()).digest(): "T%d" % number for number, token in enumerate(tokens)}

    def decide(self, terminal, request):
        """The status and body for a request that was not seen before; writes what changes."""
        row = self.database.execute("SELECT uses_taken FROM coupon WHERE code = ?", (request["code"],)).fetchone()
        if row is None:
            return problem(404, "unknown_code")
        if decimal.Decimal(request["amount"]["amount"]) < MINIMUM_SPEND:
            return problem(422, "below_minimum_spend")
        if row[0]:
            return problem(409, "already_redeemed")
        name, now = str(uuid.uuid4()), datetime.datetime.now(datetime.timezone.utc).isoformat()
        self.database.execute("UPDATE coupon SET uses_taken = uses_taken + 1 WHERE code = ?", (request["code"],))
        self.database.execute(
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?)",
            (name, request["code"], terminal, request["amount"]["amount"], now))
        return 201, json.dumps({
            "redemption": name, "outcome": "redeemed", "coupon": request["code"], "use": 1, "uses_left": 0,
            "benefit": {"amount": {"amount": "10.00", "currency": "CNY"}}, "redeemed_at": now})

    def redeem(self, terminal, key, content):
        """One transaction: the answer that the key already has, or a new one."""
        digest = hashlib.sha256(content).digest()
        self.database.execute("BEGIN IMMEDIATE")
        known = self.database.execute(
            "SELECT digest, status, body FROM answer WHERE terminal = ? AND key = ?", (terminal, key)).fetchone()
        if known:
            self.database.execute("ROLLBACK")
            return known[1:] if known[0] == digest else problem(422, "key_reused")
        status, body = self.decide(terminal, json.loads(content))
        self.database.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", (terminal, key, digest, status, body))
        self.database.execute("COMMIT")
        return status, body

    async def answer(self, request):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        terminal = self.terminals.get(hashlib.sha256(token.encode()).digest())
        if terminal is None:
            return web.Response(status=401)
        status, body = self.redeem(terminal, request.headers["Idempotency-Key"], await request.read())
        return web.Response(status=status, text=body, content_type="application/json")


def main():
    port, path, listing, *tokens = sys.argv[1:]
    with open(listing, encoding="utf-8") as file:
        verifier = Verifier(open_database(path, file.read().split()), tokens)
    application = web.Application()
    application.router.add_post("/v1/redemptions", verifier.answer)
    web.run_app(
        application, host="127.0.0.1", port=int(port), access_log=None,
        print=lambda _: print("listening on http://127.0.0.1:%s" % port, file=sys.stderr, flush=True))


if __name__ == "__main__":
    main()
