#!/usr/bin/env python3
"""Receivers fail, hang, redirect, talk without end and go away, and the server is killed; nothing is lost or disordered."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from receiver import Receiver  # noqa: E402
from support import BINARY, PURCHASE, Server, Tally, Workspace  # noqa: E402

ARTICLE = Path(__file__).resolve().parents[3] / "Sources/tessera/Tessera.docc/Webhooks.md"
PATIENT = ["good", "flaky", "steady", "slow"]
OTHERS = ["gone", "moved", "endless"]
COUPONS = 24
# A claim of a killed server ends after 30 seconds; then comes what it held.
PATIENCE_SECONDS = 120


def wait_until(condition, seconds=PATIENCE_SECONDS):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(.05)
    return True


def configure(workspace, urls):
    with open(workspace.folder / "tessera.yaml", "a", encoding="utf-8") as file:
        file.write("\nwebhooks:\n")
        for name, url in urls.items():
            file.write("  - {id: %s, url: \"%s\"}\n" % (name, url))


def secret(workspace, name, *more):
    return workspace.run("webhook", "secret", name, *more, "--quiet").strip()


def start(workspace):
    process = subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--workspace", workspace.folder], stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL)
    return process, Server(process)


def trade(server, token, codes, round_number):
    """Redeems every coupon and undoes every redemption: two events each."""
    for code in codes:
        key = "%s-%d" % (code, round_number)
        status, _, body = server.redeem(
            token, key, {"code": code, "amount": PURCHASE, "cashier": "Ms Nobody"})
        assert status == 201, (status, body)
        kind = "void" if round_number % 2 else "return"
        content = json.dumps({"kind": kind, "reason": "no reason of ours"}).encode()
        status, _, body = server.send(
            "POST", "/v1/redemptions/%s/reversals" % body["redemption"], content,
            Authorization="Bearer " + token, Idempotency_Key=key + "-undo", Content_Type="application/json")
        assert status == 201, (status, body)


def expected(server, token):
    """The ids of all events by coupon, in the order of the register."""
    queues = defaultdict(list)
    for row in server.ledger(token):
        queues[row["coupon"]].append("evt_" + row["id"])
    return queues


def is_ordered(receiver, name, queues):
    order = {event: place for place, event in enumerate(receiver.taken(name))}
    return all(
        [order[event] for event in queue if event in order] == sorted(order[e] for e in queue if e in order)
        for queue in queues.values())


def check_all_taken(tally, receiver, names, queues):
    wanted = {event for queue in queues.values() for event in queue}
    for name in names:
        done = wait_until(lambda: wanted <= set(receiver.taken(name)))
        tally.check(
            "%s took all %d events" % (name, len(wanted)), done, "%d are missing" % len(
                wanted - set(receiver.taken(name))))
        tally.check("%s took them in order for each coupon" % name, is_ordered(receiver, name, queues))


def check_bodies(tally, receiver):
    bodies = defaultdict(set)
    for name in list(receiver.messages):
        for message in receiver.messages[name]:
            bodies[message.id].add(message.body)
    tally.check("every attempt has the same body", all(len(found) == 1 for found in bodies.values()))
    text = b"".join(body for found in bodies.values() for body in found)
    tally.check("no message names the cashier or the reason", b"Nobody" not in text and b"of ours" not in text)
    kinds = {json.loads(body)["type"] for found in bodies.values() for body in found}
    wanted = {"redemption.redeemed", "redemption.voided", "redemption.returned"}
    tally.check("all three kinds were told", wanted <= kinds, kinds)
    tally.check("nothing was wrong with any message", not receiver.faults, receiver.faults[:3])


def check_misfits(tally, workspace, receiver):
    tally.check("a redirect is not followed", receiver.count("trap") == 0)
    tally.check("a redirect is tried again", receiver.count("moved") > 1, receiver.count("moved"))
    listed = {w["id"]: w for w in json.loads(workspace.run("webhook", "list", "--json"))["webhooks"]}
    tally.check("410 disables a webhook", listed["gone"]["state"] == "disabled", listed["gone"])
    done = wait_until(lambda: len(receiver.taken("endless")) >= 2 * COUPONS, 30)
    tally.check("an answer without end is an answer", done, listed["endless"])
    before = receiver.count("gone")
    workspace.run("webhook", "enable", "gone", "--quiet")
    tally.check(
        "an enabled webhook is told again", wait_until(lambda: receiver.count("gone") > before, 10))


def check_rotation(tally, workspace, receiver, server, token, code):
    old = receiver.secrets["good"][0]
    new = secret(workspace, "good", "--rotate")
    tally.check("a rotation makes another secret", new != old and new.startswith("whsec_"))
    receiver.secrets["good"] = [old, new]
    before = receiver.count("good")
    trade(server, token, [code], 90)
    tally.check("after a rotation messages go on", wait_until(lambda: receiver.count("good") >= before + 2, 10))
    tally.check(
        "and both secrets sign them",
        all(" " in m.headers["webhook-signature"] for m in receiver.messages["good"][before:]))


def check_history(tally, server, owner, queues):
    """Reads the history page by page."""
    ids, after = [], None
    while True:
        path = "/v1/events?limit=7" + ("&after=" + after if after else "")
        status, _, page = server.send("GET", path, Authorization="Bearer " + owner)
        if not tally.check("the history answers", status == 200, "%s %s" % (status, page)):
            return
        ids += [event["id"] for event in page["events"]]
        after = page.get("next")
        if after is None:
            break
    wanted = {event for queue in queues.values() for event in queue}
    tally.check("the history has every event once", len(ids) == len(set(ids)) and set(ids) == wanted)
    status, _, event = server.send("GET", "/v1/events/" + ids[0], Authorization="Bearer " + owner)
    states = {d["webhook"]: d["state"] for d in (event or {}).get("deliveries", [])}
    tally.check("and where each is", status == 200 and states.get("flaky") == "delivered", states)


def check_replay(tally, workspace, receiver, server, owner, queues):
    before = receiver.count("good")
    answer = json.loads(workspace.run("webhook", "replay", "good", "--all", "--json"))
    total = sum(len(queue) for queue in queues.values())
    tally.check("a replay names every event", answer["events"] == total, answer)
    tally.check(
        "and delivers each again under its id", wait_until(lambda: receiver.count("good") >= before + total, 60)
        and len({m.id for m in receiver.messages["good"][before:]}) == total)
    event = next(iter(queues.values()))[0]
    before = receiver.count("good")
    status, _, body = server.send(
        "POST", "/v1/events/%s/replays" % event, b'{"webhook":"good"}', Authorization="Bearer " + owner,
        Content_Type="application/json")
    tally.check(
        "one event is replayed over HTTP", (status, body) == (202, {"event": event, "webhooks": ["good"]})
        and wait_until(lambda: receiver.count("good") > before, 10), "%s %s" % (status, body))


def check_test_message(tally, workspace):
    done = workspace.attempt("webhook", "test", "good", "--json")
    tally.check("a test message is taken", done.returncode == 0, done.stdout + done.stderr)
    done = workspace.attempt("webhook", "test", "moved", "--json")
    answer = json.loads(done.stdout or b"{}")
    tally.check("one that is redirected is not", (done.returncode, answer.get("status")) == (1, 307), answer)


def check_log(tally, server_logs, words):
    text = "\n".join(line for log in server_logs for line in log)
    tally.check("failures are in the log", "will be repeated" in text)
    leaks = [word for word in words if word in text]
    tally.check("no code, secret or address is in the log", not leaks, leaks[:3])


class Article:
    """The receiver of the documentation, as it stands there."""

    def __init__(self, folder):
        source = re.search(r"```python\n(.*?)```", ARTICLE.read_text(encoding="utf-8"), re.DOTALL)[1]
        self.script = folder / "receiver.py"
        self.script.write_text(source, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.lines = []

    def start(self, key):
        self.process = subprocess.Popen(
            [sys.executable, "-B", str(self.script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=dict(os.environ, WEBHOOK_SECRET=key, PORT=str(self.port)))
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        for line in self.process.stdout:
            self.lines.append(line.split())

    def check(self, tally, queues):
        total = sum(len(queue) for queue in queues.values())
        done = wait_until(lambda: len(self.lines) >= total, 60)
        good = all(len(line) == 2 and line[1] in queues for line in self.lines)
        tally.check(
            "the article's receiver took every event once", done and good and len(self.lines) == total,
            "%d of %d, %s" % (len(self.lines), total, self.lines[-1:]))
        request = urllib.request.Request(
            "http://127.0.0.1:%d/" % self.port, data=b"{}", headers={
                "webhook-id": "evt_1", "webhook-timestamp": str(int(time.time())), "webhook-signature": "v1,AAAA"})
        try:
            status = urllib.request.urlopen(request, timeout=10).status
        except urllib.error.HTTPError as error:
            status = error.code
        tally.check("and refuses what we did not sign", status == 401, status)


def check_metrics(tally, server):
    with urllib.request.urlopen(server.url + "/metrics", timeout=10) as answer:
        text = answer.read().decode()
    for word in (
            'tessera_webhook_attempts_total{webhook="flaky",type="redemption.voided",outcome="retried"}',
            'tessera_webhook_pending_events{webhook="moved"}', "tessera_webhook_attempt_duration_seconds_bucket"):
        tally.check("the metrics have %s" % word.split("{")[0], word in text)


def main():
    tally = Tally()
    receiver = Receiver()
    with Workspace.temporary() as workspace:
        article = Article(workspace.folder.parent)
        urls = {name: "%s/%s" % (receiver.url, name) for name in PATIENT + OTHERS}
        urls["article"] = "http://127.0.0.1:%d/" % article.port
        configure(workspace, urls)
        receiver.secrets = {name: [secret(workspace, name)] for name in PATIENT + OTHERS}
        tally.check("every webhook has its own secret", len({s[0] for s in receiver.secrets.values()}) == 7)
        article.start(secret(workspace, "article"))
        token, owner = workspace.enrol(), (workspace.folder / "keys/owner.token").read_text().strip()
        codes = [row["code"] for row in workspace.issue(COUPONS)]
        secrets = [s for found in receiver.secrets.values() for s in found]

        process, server = start(workspace)
        trade(server, token, codes, 1)
        # Some of it is under way now.
        wait_until(lambda: receiver.count("steady") > COUPONS / 2, 30)
        process.send_signal(signal.SIGKILL)
        process.wait()
        logs = [server.log]
        taken = len(receiver.taken("steady"))
        tally.check("the server was killed in the middle", taken < 2 * COUPONS, "%d were taken" % taken)

        process, server = start(workspace)
        try:
            trade(server, token, codes[:4], 2)
            check_all_taken(tally, receiver, PATIENT, expected(server, token))
            check_misfits(tally, workspace, receiver)
            check_rotation(tally, workspace, receiver, server, token, codes[0])
            queues = expected(server, token)
            check_all_taken(tally, receiver, ["good", "flaky"], queues)
            check_history(tally, server, owner, queues)
            check_replay(tally, workspace, receiver, server, owner, queues)
            check_test_message(tally, workspace)
            check_bodies(tally, receiver)
            article.check(tally, queues)
            check_metrics(tally, server)
            started = time.monotonic()
            process.send_signal(signal.SIGTERM)
            tally.check("the server ends cleanly when asked", process.wait(30) == 0)
            tally.check("and soon", time.monotonic() - started < 20)
            logs.append(server.log)
            check_log(tally, logs, [*codes, *secrets, receiver.url])
        finally:
            article.process.kill()
            if process.poll() is None:
                process.kill()
        workspace.check_doctor(tally)
    tally.exit()


main()
