#!/usr/bin/env python3
"""Races 32 clients over 300 coupons while the server is killed again and again; the history must be exactly-once."""
import json
import shlex
import socket
import subprocess
import sys
from pathlib import Path

from support import BINARY, Tally, Workspace, allow_many_sockets

HERE = Path(__file__).resolve().parent
COUPONS = 300
CLIENTS = 32
TERMINALS = 4
# A run that met no crash, or no lost answer, proves nothing: the judge then says INCONCLUSIVE.
REQUIRED = "kill=5,resolved_after_unknown=20,inflight_at_kill=20,ok_within_50ms_before_kill=1"
# The only refusals that this race can cause.
REASONS = "used,key_conflict"


def free_port():
    """A port that is free now; the restarted server needs the same one each time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(port, tokens):
    """The description of our server for torture.py, with the port and the terminals filled in."""
    filled = json.loads((HERE / "tessera.json").read_text())
    filled["url"] = filled["url"].replace("$port", str(port))
    filled["terminals"] = tokens
    return filled


def torture(workspace, folder, port):
    """Runs the race; leaves history.jsonl and ledger.jsonl in the folder."""
    serve = [BINARY, "serve", "--workspace", workspace.folder, "--port", port]
    return subprocess.run([
        sys.executable, "-B", HERE / "peer/torture.py",
        "--config", folder / "tessera.json", "--coupons", folder / "coupons.csv",
        "--mode", "race", "--clients", str(CLIENTS), "--parallel-coupons", "4",
        "--start-cmd", shlex.join(map(str, serve)), "--ready-url", "http://127.0.0.1:%d/readyz" % port,
        "--kill-every", "0.7", "--max-kills", "8", "--final-kill",
        "--dup", ".2", "--hedge", ".1", "--abort", ".05", "--misuse", ".02",
        "--export-url", "http://127.0.0.1:%d/v1/ledger" % port,
        "--ledger", folder / "ledger.jsonl", "--history", folder / "history.jsonl",
        "--server-log", folder / "server.log",
    ], capture_output=True, text=True)


def judge(folder):
    """Asks check_history.py for its verdict."""
    return subprocess.run([
        sys.executable, "-B", HERE / "peer/check_history.py", folder / "history.jsonl", folder / "ledger.jsonl",
        "--limits", folder / "coupons.csv", "--strict-unknown", "--require", REQUIRED, "--reasons", REASONS,
    ], capture_output=True, text=True)


def main():
    tally = Tally()
    allow_many_sockets()
    with Workspace.temporary() as workspace:
        folder, port = workspace.folder.parent, free_port()
        tokens = [workspace.enrol("till %d" % number) for number in range(TERMINALS)]
        codes = [row["code"] for row in workspace.issue(COUPONS)]
        (folder / "coupons.csv").write_text("".join("%s,1\n" % code for code in codes))
        (folder / "tessera.json").write_text(json.dumps(configuration(port, tokens)))

        race = torture(workspace, folder, port)
        log = folder / "server.log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        if tally.check("the race ends", race.returncode == 0, race.stderr + tail):
            print("        " + race.stdout.strip())
            verdict = judge(folder)
            print("".join("        %s\n" % line for line in verdict.stdout.splitlines()), end="")
            tally.check("the history is exactly-once", verdict.returncode == 0, verdict.stderr or "see above")
            workspace.check_doctor(tally)
    tally.exit()


main()
