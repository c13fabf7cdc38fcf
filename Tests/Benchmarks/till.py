"""What a cashier waits for: from the scan to the answer at `tessera terminal`, online and without a server, and one upload.

The bars are what a person and a queue feel, in numbers: nobody notices 20 ms, and a till that was offline for a day must not
keep the shop waiting when it is back.
"""
import http.client
import json
import os
import re
import subprocess
import sys
import time

from measuring import at_most, require
from processes import free_port
from support import BINARY, OFFER, Server, Workspace

# 20 ms without a server and 30 ms with one on the same machine, at the 99th percentile; one second for 10,000 scans.
OFFLINE_MILLISECONDS = 20
ONLINE_MILLISECONDS = 30
UPLOAD_SECONDS = 1
ONLINE_SCANS = 1_000
OFFLINE_SCANS = 10_000
PERCENTILE = 0.99
# So many scans are in the journal at the end, each a coupon of its own.
COUPONS = ONLINE_SCANS + OFFLINE_SCANS

# What the campaign lets each till give without the network.
ALLOWANCE = """
budget: "2000000.00"
offline:
  uses_per_terminal: %d
  amount: "1000000.00"
  status_age: 24h
""" % OFFLINE_SCANS


class Till:
    """`tessera terminal`, fed line by line as by a scanner."""

    def __init__(self, url, token, state):
        self.state = state
        self.process = subprocess.Popen(
            [BINARY, "terminal", "--server", url, "--state", state, "--lines", "--mute", "--quiet"],
            env=dict(os.environ, TESSERA_TERMINAL_TOKEN=token), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)

    def scan(self, code):
        """The answer to a code with a purchase, and how long it took in milliseconds."""
        started = time.perf_counter()
        self.process.stdin.write(b"%s 80.00\n" % code.encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode()
        return line, (time.perf_counter() - started) * 1_000

    def times(self, codes):
        times = []
        for code in codes:
            line, took = self.scan(code)
            require("10.00 CNY" in line, "a scan was answered with %r" % line)
            times.append(took)
        return sorted(times)

    def end(self):
        self.process.kill()
        self.process.wait()


def serve(workspace, port):
    process = subprocess.Popen(
        [BINARY, "serve", "--port", str(port), "--workspace", workspace.folder], stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL)
    return Server(process)


def prepare(workspace):
    """A campaign that lets tills err, and signed coupons; returns their codes."""
    campaign = workspace.folder / "campaigns/packaging.yaml"
    text = campaign.read_text()
    campaign.write_text(re.sub(r"(?m)^offers:", ALLOWANCE + "\noffers:", text, count=1))
    workspace.run("campaign", "apply", campaign)
    workspace.run("batch", "issue", "--offer", OFFER, "--count", COUPONS, "--profile", "signed", "--id", "tills", "--quiet")
    listing = workspace.folder.parent / "tills.jsonl"
    workspace.run("batch", "export", "tills", "-o", listing, "--quiet")
    return [json.loads(line)["code"] for line in listing.read_text().splitlines()]


def upload(port, token, lines):
    """One request with a whole journal; returns its answer and how long it took in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    connection.request("POST", "/v1/redemptions/uploads", body=lines, headers={
        "Authorization": "Bearer " + token, "Content-Type": "application/x-ndjson"})
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - started
    require(answer.status == 200, "the upload: %d %s" % (answer.status, body[:400]))
    return json.loads(body), took


def percentile(times):
    return times[min(len(times) - 1, int(len(times) * PERCENTILE))]


def run():
    with Workspace.temporary() as workspace:
        codes = prepare(workspace)
        token = workspace.enrol("counter")
        port = free_port()
        server = serve(workspace, port)
        require(server.url, "no server")
        state = workspace.folder.parent / "state"
        till = Till("http://127.0.0.1:%d" % port, token, state)
        try:
            online = till.times(codes[:ONLINE_SCANS])
            server.process.kill()
            server.process.wait()
            # The first scan waits for the server that is gone; it is not what is measured.
            till.times(codes[ONLINE_SCANS:ONLINE_SCANS + 1])
            offline = till.times(codes[ONLINE_SCANS + 1:])
        finally:
            till.end()
        yield at_most("till, scan to answer online, p99", "ms", percentile(online), ONLINE_MILLISECONDS)
        yield at_most("till, scan to answer offline, p99", "ms", percentile(offline), OFFLINE_MILLISECONDS)
        server = serve(workspace, port)
        require(server.url, "no server")
        lines = b"".join(line + b"\n" for line in (state / "journal").read_bytes().splitlines()[:OFFLINE_SCANS])
        document, took = upload(port, token, lines)
        redeemed = sum(answer["answer"] == "redeemed" for answer in document["answers"])
        require(redeemed >= OFFLINE_SCANS - 10, "%d of the uploaded scans stand" % redeemed)
        yield at_most("till, 10,000 scans in one upload", "s", took, UPLOAD_SECONDS)
        again, took = upload(port, token, lines)
        require(again["answers"] == document["answers"], "the same upload is answered otherwise")
        yield at_most("till, the same upload again", "s", took, UPLOAD_SECONDS)
        server.process.terminate()
        server.process.wait()


if __name__ == "__main__":
    sys.exit("run it by run.py till")
