"""What the end-to-end checks share: the binary, a workspace, a running server, and the tally.

Nothing here knows how Tessera works inside: commands, files and HTTP only, as a user has them.
"""
import contextlib
import csv
import http.client
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from processes import kept_folder

BINARY = Path(os.environ.get("TESSERA_BINARY", ".build/debug/tessera")).resolve()

# The sample workspace's bearer coupon: 10.00 off a purchase of 50.00 or more, one use.
OFFER = "thank-you"
PURCHASE = {"amount": "80.00", "currency": "CNY"}
STORE = "SH01"

# A command that takes longer than this hangs.
COMMAND_SECONDS = 300
SERVER_START_SECONDS = 60


class Tally:
    """Prints one line per check and remembers whether any failed."""

    def __init__(self):
        self.failed = 0

    def check(self, name, holds, detail=""):
        """Records one check; the detail is printed only if it fails."""
        print("  ok    %s" % name if holds else "  FAIL  %s: %s" % (name, detail), flush=True)
        self.failed += not holds
        return holds

    def skip(self, name, reason):
        """Says aloud that something was not checked."""
        print("  SKIP  %s: %s" % (name, reason), flush=True)

    def exit(self):
        sys.exit(1 if self.failed else 0)


def allow_many_sockets(count=4096):
    """Raises the soft limit of open files, for this process and the server it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


class Workspace:
    """A workspace of the sample brand in a folder that disappears afterwards, and with it all who work in it."""

    def __init__(self, folder, storage=None):
        """`storage` is where the ledger lives, as in tessera.yaml; by default a file in the folder."""
        self.folder = Path(folder)
        self.environment = dict(os.environ, TESSERA_STORAGE=storage) if storage else dict(os.environ)

    @classmethod
    @contextlib.contextmanager
    def temporary(cls, storage=None):
        with kept_folder("tessera-") as folder:
            workspace = cls(Path(folder) / "brand", storage)
            workspace.initialise()
            yield workspace

    def initialise(self):
        command = [BINARY, "init", self.folder, "--quiet"]
        subprocess.run(
            command, check=True, env=self.environment, stdout=subprocess.DEVNULL, timeout=COMMAND_SECONDS)

    def attempt(self, *arguments, typed=None):
        """Runs a command and returns it completed, whatever its exit code."""
        command = [BINARY, *map(str, arguments), "--workspace", self.folder]
        return subprocess.run(
            command, env=self.environment, capture_output=True, timeout=COMMAND_SECONDS,
            input=None if typed is None else typed.encode())

    def run(self, *arguments, typed=None):
        """Runs a command that must succeed and returns its output as text."""
        done = self.attempt(*arguments, typed=typed)
        if done.returncode != 0:
            raise SystemExit("tessera %s: exit %d\n%s" % (
                " ".join(map(str, arguments)), done.returncode, done.stderr.decode(errors="replace")))
        return done.stdout.decode()

    def enrol(self, name="till"):
        """Enrols a terminal and returns its token."""
        return json.loads(self.run("terminal", "enrol", "--store", STORE, "--name", name, "--json"))["token"]

    def issue(self, count, batch="checked", uses=1):
        """Issues short coupons and returns the rows of their exported list."""
        self.run("batch", "issue", "--offer", OFFER, "--count", count, "--profile", "short", "--id", batch,
                 "--uses", uses, "--quiet")
        listing = self.folder.parent / ("%s.csv" % batch)
        self.run("batch", "export", batch, "-o", listing, "--quiet")
        with open(listing, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def check_doctor(self, tally):
        """The ledger and the balances must hold after whatever was done to them."""
        done = self.attempt("doctor")
        said = (done.stdout + done.stderr).decode(errors="replace")
        tally.check("doctor finds the workspace sound", done.returncode == 0, said)

    @contextlib.contextmanager
    def serving(self, tally):
        """Runs the server on a free port; afterwards it must end cleanly when asked."""
        with tempfile.TemporaryFile() as log:
            command = [BINARY, "serve", "--port", "0", "--workspace", self.folder]
            process = subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, stdout=log)
            try:
                yield Server(process)
                process.send_signal(signal.SIGTERM)
                code = process.wait(30)
                tally.check("the server ends cleanly when asked", code == 0, "exit %s" % code)
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()


class Server:
    """The address of a running server and a client that sends what no decent client would."""

    def __init__(self, process):
        self.process = process
        self.log = []
        self.listening = threading.Event()
        # Someone must read stderr, or the server stops when the pipe is full.
        threading.Thread(target=self._follow, args=(process.stderr,), daemon=True).start()
        if not self.listening.wait(SERVER_START_SECONDS):
            raise SystemExit("the server did not start:\n%s" % "\n".join(self.log))

    def _follow(self, stream):
        for line in stream:
            text = line.decode(errors="replace").rstrip()
            self.log.append(text)
            found = re.search(r"listening on http://([^:/\s]+):(\d+)", text)
            if found:
                self.host, self.port = found[1], int(found[2])
                self.listening.set()

    @property
    def url(self):
        return "http://%s:%d" % (self.host, self.port)

    def send(self, method, path, body=b"", **headers):
        """Sends one request and returns (status, headers, parsed JSON or None).

        The body is sent beside the reading: a server may answer and close before it has read all.
        """
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.connect()
        connection.putrequest(method, path)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        writer = threading.Thread(target=_send_all, args=(connection.sock, body), daemon=True)
        writer.start()
        response = connection.getresponse()
        content = response.read()
        connection.close()
        with contextlib.suppress(ValueError):
            return response.status, response.headers, json.loads(content)
        return response.status, response.headers, None

    def redeem(self, token, key, body):
        """Posts a redemption; `body` is bytes as they are, or anything that JSON can say."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send(
            "POST", "/v1/redemptions", content,
            Authorization="Bearer " + token, Idempotency_Key=key, Content_Type="application/json")

    def ledger(self, token):
        """The register's rows."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request("GET", "/v1/ledger", headers={"Authorization": "Bearer " + token})
        lines = connection.getresponse().read().decode().splitlines()
        connection.close()
        return [json.loads(line) for line in lines if line.strip()]


def _send_all(socket, body):
    with contextlib.suppress(OSError, ValueError):
        socket.sendall(body)


def has_command(name):
    return shutil.which(name) is not None
