#!/usr/bin/env python3
"""Takes the primary of a PostgreSQL cluster away again and again under load; nothing may be lost or doubled.

In turn its postmaster and Patroni are killed, all its processes at once, or they are frozen until another took over.
"""
import json
import sys
from itertools import pairwise

import judging
from loads import Load
from nodes import cluster
from processes import Unavailable
from support import Tally, Workspace, allow_many_sockets
from trigger import Trigger
from verifiers import Front, Verifiers

# The last strike, after the last answer, is one more: what was acknowledged just before must have reached the standby.
LOAD = Load(
    "mix", uses=3, coupons=6000, clients=16, operations=36_000, hot=300, kill_every=6, kills=7, ready_seconds=240)
# Keeps a fast machine from being through with the load before the last strike.
LATENCY_SECONDS = 0.05


def pauses(folder):
    """For each kill under load the longest time without an answer to a redemption, in seconds."""
    events = [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]
    answered = sorted(event["end"] for event in events if event.get("outcome") in ("ok", "refused"))
    kills = [event["at"] for event in events if event["t"] == "kill" and event["at"] < answered[-1]]
    return [
        max(after - before for before, after in pairwise(answered) if begin <= after and before < end) / 1e9
        for begin, end in pairwise([*kills, answered[-1]])
    ]


def check(tally, servers, workspace):
    folder = workspace.folder.parent
    verifiers = Verifiers(workspace, folder / "verifiers.log")
    trigger = Trigger(
        servers.strike_primary, servers.revive_struck, lambda: servers.is_whole() and verifiers.are_ready())
    front, before = Front(verifiers.ports, LATENCY_SECONDS), servers.timeline()
    with verifiers.started(), front.listening() as port, trigger.listening() as (holder, ready_url):
        verdict = judging.run(workspace, folder, LOAD, judging.Target(port, holder, ready_url))
        tally.check("no acknowledged redemption is lost, none is doubled", verdict.word == "PASS",
                    "%s %s" % (verdict.word, verdict.said))
        tally.check("every strike made another server the primary",
                    servers.timeline() - before >= len(servers.struck) > LOAD.kills and not trigger.trouble,
                    "%s %s\n%s" % (servers.struck, trigger.trouble, servers.logs()))
        tally.check("the verifiers lived through it, and end cleanly", verifiers.end_cleanly(),
                    (folder / "verifiers.log").read_text(errors="replace")[-2000:])
    if verdict.figures:
        print("        " + judging.summary(verdict.figures), flush=True)
        print("        " + ", ".join(servers.struck + ["%s made anew" % name for name in servers.lost]))
        print("        seconds without an answer: " + " ".join("%.1f" % pause for pause in pauses(folder)))
    workspace.check_doctor(tally)


def main():
    tally = Tally()
    allow_many_sockets()
    try:
        with cluster() as servers, Workspace.temporary(servers.address) as workspace:
            check(tally, servers, workspace)
    except Unavailable as reason:
        sys.exit("cannot be checked here: %s" % reason)
    tally.exit()


main()
