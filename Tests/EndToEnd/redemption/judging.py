"""One tortured run and its judgement, whatever the verifiers and their engine."""
import json
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from loads import REASONS
from processes import run_python

HERE = Path(__file__).resolve().parent
TERMINALS = 8
# A till gives up an answer after this time, and asks again.
TIMEOUT_SECONDS = 10
# A load that takes longer hangs.
MOST_SECONDS = 1200


@dataclass(frozen=True)
class Target:
    """What is tortured."""

    # Where tills connect.
    port: int
    # What torture.py starts and kills, and where it asks whether the start is over.
    start: list
    ready_url: str


@dataclass(frozen=True)
class Verdict:
    """What a run came to."""

    # PASS, FAIL, INCONCLUSIVE; or ERROR, if torture.py itself ended with one.
    word: str
    said: str
    # The rows of the register.
    ledger: tuple = ()
    # The numbers of torture.py and check_history.py.
    figures: dict = None


def prepare(workspace, folder, load, port):
    """Makes coupons, terminals and the description of our server for torture.py; returns a terminal's token."""
    tokens = [workspace.enrol("till %d" % number) for number in range(TERMINALS)]
    rows = workspace.issue(load.coupons, uses=load.uses)
    (folder / "coupons.csv").write_text("".join("%s,%d\n" % (row["code"], load.uses) for row in rows))
    filled = json.loads((HERE / "tessera.json").read_text())
    filled["url"] = filled["url"].replace("$port", str(port))
    filled["terminals"] = tokens
    (folder / "tessera.json").write_text(json.dumps(filled))
    return tokens[0]


def torture(workspace, folder, load, target, token):
    """Runs the load; leaves history.jsonl and ledger.jsonl in the folder."""
    export = run_python(HERE / "export.py", "http://127.0.0.1:%d/v1/ledger" % target.port)
    return subprocess.run([
        sys.executable, "-B", HERE / "peer/torture.py",
        "--config", folder / "tessera.json", "--coupons", folder / "coupons.csv", *load.options(),
        "--start-cmd", shlex.join(map(str, target.start)), "--ready-url", target.ready_url,
        "--ready-timeout", str(load.ready_seconds),
        "--export-cmd", shlex.join(export),
        "--ledger", folder / "ledger.jsonl", "--history", folder / "history.jsonl",
        "--server-log", folder / "server.log",
        "--timeout", str(TIMEOUT_SECONDS), "--max-seconds", str(MOST_SECONDS),
    ], capture_output=True, text=True, cwd=folder, env=dict(workspace.environment, TOKEN=token))


def judge(folder, load):
    """Asks check_history.py for its verdict."""
    done = subprocess.run([
        sys.executable, "-B", HERE / "peer/check_history.py", folder / "history.jsonl", folder / "ledger.jsonl",
        "--limits", folder / "coupons.csv", "--strict-unknown", "--require", load.required(),
        "--reasons", REASONS, "--json",
    ], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode in (0, 1, 2) else {"verdict": "ERROR", "said": done.stdout}


def run(workspace, folder, load, target):
    """Tortures and judges; the workspace has neither terminals nor coupons yet."""
    token = prepare(workspace, folder, load, target.port)
    done = torture(workspace, folder, load, target, token)
    if done.returncode != 0:
        log = folder / "server.log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        return Verdict("ERROR", done.stderr + tail)
    found = judge(folder, load)
    ledger = [json.loads(line) for line in (folder / "ledger.jsonl").read_text().splitlines() if line.strip()]
    figures = dict(json.loads(done.stdout), **found.get("coverage", {}))
    return Verdict(found["verdict"], explain(found), tuple(ledger), figures)


def explain(found):
    """Why a verdict is not PASS."""
    lines = ["%s: %d" % (name, len(texts)) for name, texts in found.get("violations", {}).items()]
    lines += [text for texts in found.get("violations", {}).values() for text in texts[:5]]
    return "; ".join(lines + found.get("too_little", []) + [found.get("said", "")])


def summary(figures):
    """The numbers worth a line."""
    return "%d keys, %d calls, %d without an answer, %d kills, %d redemptions, 0 stuck, %.0f s" % (
        figures["keys"], figures["calls"], figures["unknown"], figures["kill"], figures["ledger_rows"],
        figures["seconds"])
