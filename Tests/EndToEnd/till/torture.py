#!/usr/bin/env python3
"""Three tills and a server, a network that is cut and healed at random, and kill -9 for all of them, in seeded runs.

    torture.py             10 runs, or as many as TESSERA_TILL_RUNS says, from the seed in TESSERA_TEST_SEED
    torture.py SEED…       the runs with these seeds, as an earlier one has named them

Afterwards every leased use is one redemption, every use that was given twice is reported with both tills, whatever a
customer was given is in the register or among the losses, every entry of every journal is answered, and no till ever owed
more than its campaign allows.
"""
import json
import os
import queue
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from processes import free_port
from support import BINARY, OFFER, Server, Tally, Workspace
from till.network import Network

RUNS = int(os.environ.get("TESSERA_TILL_RUNS", "10"))
SEED = int(os.environ.get("TESSERA_TEST_SEED", "7"))
TILLS = 3
COUPONS = 10
STEPS = 30
# What each till may give until it has synchronised.
ALLOWED_USES = 3
ALLOWANCE = 'budget: "100000.00"\noffline:\n  uses_per_terminal: %d\n  amount: "25.00"\n  status_age: 24h\n\n' % ALLOWED_USES
# A till waits at most three seconds for its server; a machine that is busy with other checks takes longer to start one.
ANSWER_SECONDS = 90
# A till looks after five seconds whether its server is back.
HEALING_SECONDS = 60
GIVEN = "10.00 CNY off"


class Till:
    """`tessera terminal`, line by line, behind a network of its own."""

    def __init__(self, run, number, token):
        self.run, self.token = run, token
        self.network = Network(run.port)
        self.state = run.folder / ("till-%d" % number)
        self.leases = [word for code in run.random.sample(run.codes, run.random.randint(0, 4)) for word in ("--lease-code", code)]
        self.start()
        # A till that never had a network has nothing to go on with.
        while not (self.state / "journal").exists():
            time.sleep(0.05)

    def start(self):
        self.process = subprocess.Popen(
            [BINARY, "terminal", "--server", "http://127.0.0.1:%d" % self.network.port, "--state", self.state, "--lines",
             "--mute", "--quiet", *self.leases],
            env=dict(os.environ, TESSERA_TERMINAL_TOKEN=self.token), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, args=(self.process, self.lines), daemon=True).start()

    @staticmethod
    def read(process, lines):
        for line in process.stdout:
            lines.put(line.decode())
        lines.put(None)

    def write(self, code):
        self.process.stdin.write(b"%s 80.00\n" % code.encode())
        self.process.stdin.flush()

    def scan(self, code):
        """Whether the customer is given the coupon, as the till says."""
        self.write(code)
        return GIVEN in (self.hear() or "")

    def hear(self):
        """The till's next line; `None` at its end. A till that says nothing for so long is a finding."""
        try:
            return self.lines.get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            raise Silence("%s said nothing for %d s behind a %s network: %s" % (
                self.state.name, ANSWER_SECONDS, self.network.mode, self.where())) from None

    def where(self):
        """What the silent process is at, for whoever looks for the fault."""
        tasks = Path("/proc/%d/task" % self.process.pid)
        at = Counter((task / "wchan").read_text() for task in tasks.iterdir()) if tasks.exists() else "ended"
        tail = ["%(entry)d %(event)s" % entry for entry in self.journal()[-3:]]
        state = {path.name: round(time.time() - path.stat().st_mtime, 1) for path in self.state.iterdir()}
        return "threads %s, journal %s, files by age %s" % (at, tail, state)

    def kill(self):
        self.process.kill()
        self.process.wait()
        # What it said before it was killed, the cashier has read.
        said = []
        while (line := self.hear()) is not None:
            said.append(line)
        return sum(GIVEN in line for line in said)

    def journal(self):
        path = self.state / "journal"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def waits(self):
        """How many entries nobody has answered."""
        answered = {entry["key"] for entry in self.journal() if entry["event"] == "answered"}
        asked = {entry["key"] for entry in self.journal() if asks(entry)}
        return len(asked - answered)

    def end(self):
        self.process.stdin.close()
        self.process.wait(ANSWER_SECONDS)
        self.network.end()


class Silence(Exception):
    """A till that was scanned at and did not answer."""


def asks(entry):
    return entry["event"] in ("accepted", "voided") or entry["event"] == "refused" and entry["online"] == "unanswered"


class Run:
    """One seeded run: its own coupons and tills at the workspace's server."""

    def __init__(self, seed, shop):
        self.seed, self.random, self.shop = seed, random.Random(seed), shop
        self.port = shop.port
        self.folder = shop.workspace.folder.parent / ("run-%d" % seed)
        self.folder.mkdir()
        self.codes = shop.issue("run-%d" % seed)
        self.given = Counter()
        enrolled = [shop.enrol("till %d of %d" % (number, seed)) for number in range(TILLS)]
        self.names = [terminal for terminal, _ in enrolled]
        self.tills = [Till(self, number, token) for number, (_, token) in enumerate(enrolled)]

    def step(self):
        till = self.random.choice(self.tills)
        what = self.random.randrange(20)
        if what < 13:
            code = self.random.choice(self.codes)
            self.given[code] += till.scan(code)
        elif what < 17:
            till.network.set(self.random.choice(["whole", "whole", "cut", "deaf", "mute"]))
        elif what == 17:
            # In the middle of a scan, of which nobody knows what became.
            code = self.random.choice(self.codes)
            till.write(code)
            time.sleep(self.random.random() / 20)
            self.given[code] += till.kill()
            till.start()
        elif what == 18:
            till.kill()
            till.start()
        else:
            self.shop.kill()
            self.shop.serve()

    def heal(self):
        for till in self.tills:
            till.network.set("whole")
        ends = time.monotonic() + HEALING_SECONDS
        while any(till.waits() for till in self.tills) and time.monotonic() < ends:
            time.sleep(0.2)
        for till in self.tills:
            till.end()

    def stop(self):
        for till in self.tills:
            till.process.kill()
            till.network.end()

    def events(self):
        """What happened at all, so that nobody takes quiet runs for good ones."""
        happened = Counter(lost=len([loss for loss in self.shop.losses() if loss["terminal"] in self.names]))
        for till in self.tills:
            for entry in till.journal():
                if entry["event"] == "accepted":
                    happened["leased" if "lease" in entry else "allowed"] += 1
                elif entry["event"] == "refused" and entry["online"] == "unanswered":
                    happened["doubtful"] += 1
        return happened

    def faults(self):
        """What does not hold, in sentences."""
        entries = [entry for entry in self.shop.server.ledger(self.shop.owner) if entry["terminal"] in self.names]
        losses = [loss for loss in self.shop.losses() if loss["terminal"] in self.names]
        lost = {loss["key"] for loss in losses}
        found = []
        uses = Counter()
        for entry in entries:
            uses[entry["coupon"]] += 1 if entry["kind"] == "redemption" else -1
        found += ["coupon %s was redeemed %d times" % pair for pair in uses.items() if pair[1] > 1]
        redeemed = {entry["key"] for entry in entries if entry["kind"] == "redemption"}
        for till in self.tills:
            found += self.faults_of(till, redeemed, lost)
        found += ["a loss of %s names no other till" % loss["key"] for loss in losses
                  if loss["reason"] == "already_redeemed" and not loss.get("other")]
        # What no till's journal knows of was redeemed online.
        total = sum(uses.values()) + len(losses)
        if sum(self.given.values()) > total:
            found.append("%d uses were given, %d are known" % (sum(self.given.values()), total))
        return found

    def faults_of(self, till, redeemed, lost):
        answers, owed = {}, set()
        for entry in till.journal():
            if entry["event"] == "answered":
                answers[entry["key"]] = entry["answer"]
                owed.discard(entry["key"])
            elif entry["event"] == "accepted" and "lease" not in entry:
                owed.add(entry["key"])
                if len(owed) > ALLOWED_USES:
                    yield "%s owed %d uses" % (till.state.name, len(owed))
        for entry in till.journal():
            if not asks(entry):
                continue
            answer = answers.get(entry["key"])
            if answer is None:
                yield "entry %d of %s has no answer" % (entry["entry"], till.state.name)
            elif entry["event"] == "accepted" and "lease" in entry and answer != "redeemed":
                yield "leased use %s became %s" % (entry["key"], answer)
            elif entry["event"] == "accepted" and answer == "redeemed" and entry["key"] not in redeemed:
                yield "use %s is in no register" % entry["key"]
            elif entry["event"] == "accepted" and answer in ("conflict", "refused") and entry["key"] not in lost:
                yield "use %s became %s and is not reported" % (entry["key"], answer)


class Shop:
    """The workspace and its server, for all runs."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.port = free_port()
        self.owner = (workspace.folder / "keys/owner.token").read_text().strip()
        campaign = workspace.folder / "campaigns/packaging.yaml"
        campaign.write_text(re.sub(r"(?m)^offers:", ALLOWANCE + "offers:", campaign.read_text(), count=1))
        workspace.run("campaign", "apply", campaign)

    def serve(self):
        process = subprocess.Popen(
            [BINARY, "serve", "--port", str(self.port), "--workspace", self.workspace.folder], stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL)
        self.server = Server(process)
        return self.server.url

    def kill(self):
        self.server.process.kill()
        self.server.process.wait()

    def issue(self, batch):
        self.workspace.run("batch", "issue", "--offer", OFFER, "--count", COUPONS, "--profile", "signed", "--id", batch, "--quiet")
        listing = self.workspace.folder.parent / ("%s.jsonl" % batch)
        self.workspace.run("batch", "export", batch, "-o", listing, "--quiet")
        return [json.loads(line)["code"] for line in listing.read_text().splitlines()]

    def enrol(self, name):
        enrolled = json.loads(self.workspace.run("terminal", "enrol", "--store", "SH01", "--name", name, "--json"))
        return enrolled["terminal"], enrolled["token"]

    def losses(self):
        return json.loads(self.workspace.run("report", "offline", "--json"))["losses"]


def main():
    tally = Tally()
    drawn = random.Random(SEED)
    seeds = [int(word) for word in sys.argv[1:]] or [drawn.getrandbits(32) for _ in range(RUNS)]
    with Workspace.temporary() as workspace:
        shop = Shop(workspace)
        shop.serve()
        happened = Counter()
        for number, seed in enumerate(seeds):
            run = Run(seed, shop)
            try:
                for _ in range(STEPS):
                    run.step()
                run.heal()
                found = run.faults()
            except Silence as silence:
                found = [str(silence)]
                run.stop()
            happened += run.events() + Counter(given=sum(run.given.values()))
            if found:
                tally.check("run %d, seed %d" % (number + 1, run.seed), False, "; ".join(found))
        print("  %s" % dict(happened), flush=True)
        tally.check("%d runs of three tills: leased once, doubles reported, nothing lost, all answered" % len(seeds), not tally.failed)
        tally.check("there were leased uses, allowed ones and doubles",
                    all(happened[what] > 0 for what in ("given", "leased", "allowed", "lost")), str(happened))
        shop.kill()
        workspace.check_doctor(tally)
    tally.exit()


if __name__ == "__main__":
    main()
