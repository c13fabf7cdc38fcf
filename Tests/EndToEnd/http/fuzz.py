#!/usr/bin/env python3
"""Sends what /openapi.json allows and what it does not; no answer is a fault, undescribed, or of another shape.

    fuzz.py            what fits into every run of the checks
    fuzz.py 2000       at least so many requests
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support import OFFER, STORE, Tally, Workspace

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "webhooks"))
from receiver import Receiver  # noqa: E402
# One seed: what failed once fails again, and a run that passed passes again.
SEED = 20_270_301
# Examples for each operation, which is some nine hundred requests: half a minute.
QUICK_EXAMPLES = 8
# So many requests come of an example for each operation, once there are many.
REQUESTS_AN_EXAMPLE = 30
# A till that sends many unknown codes is told to wait; so many tills never are.
TILLS = 24
COUPONS = 200
REDEEMED = 20
RESERVED = 20
PEOPLE = 20
MEMBERS = 10
# Events are handed out within moments.
DISPATCH_SECONDS = 30
# A path of the receiver that takes everything.
WEBHOOK = "good"
# What no schema can say: how many decimals a currency has, which reason a refusal has, that a sum is right. So good data
# may be refused by 400 or 422, and only that is not held against us.
EXCLUDED = "positive_data_acceptance"
# The address of a client is what the proxy in front says; so every request can come from another one.
PROXIES = {"TESSERA_SERVER_TRUSTED_PROXIES": "1"}


def prepare(workspace):
    """Tills, coupons, a placement and people: a fuzzer that knows only unknown names learns little."""
    tills = [workspace.enrol("till %d" % number) for number in range(TILLS)]
    codes = [row["code"] for row in workspace.issue(COUPONS)]
    workspace.run("batch", "issue", "--offer", OFFER, "--count", 20, "--profile", "signed", "--id", "signed", "--quiet")
    listing = workspace.folder.parent / "signed.csv"
    workspace.run("batch", "export", "signed", "-o", listing, "--quiet")
    tokens = re.findall(r"/t/([^,\s\"]+)", listing.read_text(encoding="utf-8-sig"), re.IGNORECASE)
    workspace.run(
        "placement", "add", "--id", "window", "--title", "Window", "--fixture", "window", "--store", STORE, "--quiet")
    people = [
        json.loads(workspace.run("token", "issue", "--role", "auditor", "--name", "auditor %d" % number, "--json"))["id"]
        for number in range(PEOPLE)]
    members = ["member-%d" % number for number in range(MEMBERS)]
    for member in members:
        workspace.run("member", "add", "--id", member, "--quiet")
    return {
        "members": members, "tills": tills, "codes": codes[REDEEMED + RESERVED:], "tokens": tokens, "placements": ["window"],
        "stores": [STORE], "people": people, "webhooks": [WEBHOOK]}


def add_webhook(workspace, receiver):
    """A webhook that takes what it is told, so that there are events."""
    with open(workspace.folder / "tessera.yaml", "a", encoding="utf-8") as file:
        file.write("\nwebhooks:\n  - {id: %s, url: \"%s/%s\"}\n" % (WEBHOOK, receiver.url, WEBHOOK))
    receiver.secrets[WEBHOOK] = [workspace.run("webhook", "secret", WEBHOOK, "--quiet").strip()]


def send(server, token, method, path, body=None, key=None):
    """One good request; returns what it is answered."""
    headers = {"Authorization": "Bearer " + token, "Content_Type": "application/json"}
    if key:
        headers["Idempotency_Key"] = key
    status, _, answer = server.send(method, path, json.dumps(body).encode() if body else b"", **headers)
    assert status in (200, 201), (status, answer)
    return answer


def use_some(workspace, server, known, owner):
    """Redemptions that can be reversed, reservations that can be settled, and the events and receipts of both."""
    listing = workspace.folder.parent / "checked.csv"
    codes = re.findall(r"^([0-9A-Z]{16}),", listing.read_text(encoding="utf-8-sig"), re.MULTILINE)
    purchase = {"amount": "80.00", "currency": "CNY"}
    known["redemptions"] = [
        server.redeem(known["tills"][0], "before-%d" % number, {"code": code, "amount": purchase})[2]["redemption"]
        for number, code in enumerate(codes[:REDEEMED])]
    till = known["tills"][0]
    known["reservations"] = [
        send(server, till, "POST", "/v1/reservations", {"code": code, "amount": purchase, "seconds": 1_800},
             "held-%d" % number)["reservation"]
        for number, code in enumerate(codes[REDEEMED:REDEEMED + RESERVED])]
    known["receipts"] = [
        receipt for redemption in known["redemptions"]
        for receipt in send(server, till, "GET", "/v1/redemptions/%s/receipts" % redemption)["receipts"]]
    known["entries"] = [
        send(server, till, "POST", "/v1/members/%s/%s" % (member, part), body, "%s-%s" % (part, member))["entry"]
        for member in known["members"]
        for part, body in [("points/earnings", {"points": 50}), ("value/top-ups", {"amount": purchase})]]
    end = time.monotonic() + DISPATCH_SECONDS
    while time.monotonic() < end and len(known.get("events", [])) < REDEEMED:
        page = send(server, owner, "GET", "/v1/events?limit=%d" % REDEEMED)
        known["events"] = [event["id"] for event in page["events"]]


def settings(owner, till):
    """schemathesis.toml: who may do what."""
    return '[auth.openapi.owner]\nbearer = "%s"\n[auth.openapi.terminal]\nbearer = "%s"\n' % (owner, till)


def fuzz(folder, server, known, examples):
    """Runs schemathesis; returns (exit code, what it said, how many requests it sent)."""
    (folder / "known.json").write_text(json.dumps(known))
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", folder / "schemathesis.toml", "run",
         server.url + "/openapi.json", "--checks", "all", "--exclude-checks", EXCLUDED, "--seed", str(SEED),
         "--max-examples", str(examples), "--no-color"],
        cwd=folder, capture_output=True, text=True,
        env=dict(os.environ, SCHEMATHESIS_HOOKS="fuzz_hooks", PYTHONPATH=str(HERE), KNOWN=str(folder / "known.json")))
    said = done.stdout + done.stderr
    sent = re.search(r"([\d,]+) generated", said)
    return done.returncode, said, int(sent[1].replace(",", "")) if sent else 0


def check(tally, folder, server, known, wanted):
    """Fuzzes until as many requests were sent as are wanted."""
    examples = max(QUICK_EXAMPLES, wanted // REQUESTS_AN_EXAMPLE)
    while True:
        code, said, sent = fuzz(folder, server, known, examples)
        if code != 0 or sent >= wanted:
            break
        examples *= 2
    tally.check("what /openapi.json says is true", code == 0, said)
    tally.check("%d requests were sent" % sent, sent >= max(wanted, 100), said)


def main():
    tally = Tally()
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with Workspace.temporary() as workspace, tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        folder = Path(folder)
        known = prepare(workspace)
        owner = (workspace.folder / "keys/owner.token").read_text().strip()
        (folder / "schemathesis.toml").write_text(settings(owner, known["tills"][0]))
        workspace.environment.update(PROXIES)
        receiver = Receiver()
        add_webhook(workspace, receiver)
        with workspace.serving(tally) as server:
            use_some(workspace, server, known, owner)
            tally.check("there is something of everything", all(known.values()), {k: len(v) for k, v in known.items()})
            check(tally, folder, server, known, wanted)
            answers = json.loads((folder / "answers.json").read_text())
            print("        answers: %s" % answers)
            met = {int(status) for status in answers}
            expected = {200, 201, 202, 204, 400, 401, 404, 409, 422}
            tally.check("answers of every kind were met", expected <= met, sorted(expected - met))
            tally.check("the log holds no trouble", not any("error" in line for line in server.log), server.log[-3:])
        workspace.check_doctor(tally)
    tally.exit()


main()
