#!/usr/bin/env python3
"""A thousand terminals that send one request under one key are one request."""
import asyncio
from collections import Counter

import aiohttp

from support import PURCHASE, Tally, Workspace, allow_many_sockets

REQUESTS = 1000
KEY = "one-key-for-all"


async def post(session, url, token, code):
    """One redemption; returns (status, whether the answer is a replay, body)."""
    headers = {"Authorization": "Bearer " + token, "Idempotency-Key": KEY}
    body = {"code": code, "amount": PURCHASE}
    async with session.post(url + "/v1/redemptions", json=body, headers=headers) as response:
        replayed = response.headers.get("Idempotent-Replayed") == "true"
        return response.status, replayed, await response.text()


async def all_at_once(url, token, code):
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=120)) as session:
        return await asyncio.gather(*[post(session, url, token, code) for _ in range(REQUESTS)])


def check_answers(tally, answers):
    statuses = Counter(status for status, _, _ in answers)
    tally.check("every answer is 201", statuses == {201: REQUESTS}, statuses)
    first = sum(not replayed for _, replayed, _ in answers)
    tally.check("one answer is the first, the others are replays of it", first == 1, "%d are no replay" % first)
    bodies = Counter(body for _, _, body in answers)
    tally.check("all answers are equal", len(bodies) == 1, "%d different bodies" % len(bodies))


def main():
    tally = Tally()
    allow_many_sockets()
    with Workspace.temporary() as workspace:
        token = workspace.enrol()
        code, other = (row["code"] for row in workspace.issue(2))
        with workspace.serving(tally) as server:
            check_answers(tally, asyncio.run(all_at_once(server.url, token, code)))
            rows = [row for row in server.ledger(token) if row["coupon"] == code]
            tally.check("the ledger has one redemption", len(rows) == 1, "%d rows" % len(rows))

            status, _, body = server.redeem(token, KEY, {"code": other, "amount": PURCHASE})
            reason = (body or {}).get("reason")
            tally.check(
                "the key of one coupon is refused for another", (status, reason) == (422, "key_reused"),
                "%s %s" % (status, reason))
            status, _, body = server.redeem(token, "a-new-key", {"code": other, "amount": PURCHASE})
            tally.check("and the other coupon is still good", status == 201, "%s %s" % (status, body))
        workspace.check_doctor(tally)
    tally.exit()


main()
