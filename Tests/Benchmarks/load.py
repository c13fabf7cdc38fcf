"""A running server under the load of wrk, and what comes of it."""
import contextlib
import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from measuring import require
from support import BINARY, Server

HERE = Path(__file__).resolve().parent
CONNECTIONS = 64
SECONDS = 4
# How many codes before the last one that was sent are not counted on as redeemed.
UNSETTLED = 16 * CONNECTIONS
# A till may send only so many requests a second; so many tills are never held back.
TILLS = 16


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw; all of its answers had the status that was expected."""

    # Answers a second.
    rate: float
    # Milliseconds.
    median: float
    p99: float


class Side:
    """One running server with the codes and tokens to ask it by."""

    def __init__(self, server, codes, tokens):
        self.server, self.tokens = server, tokens
        self.codes = Path(codes)
        with open(self.codes, encoding="utf-8") as file:
            self.count = sum(1 for _ in file)
        self.used = 0
        self.redeemed = 0
        # The coupons that are redeemed for certain. wrk makes the first request of a run only to look at it, and the
        # last ones, and slow ones before them, may have got no answer.
        self.settled = []
        self.runs = 0

    def redeem(self, connections=CONNECTIONS, seconds=SECONDS):
        """Redeems coupons that nobody used yet."""
        load, number, answers = self._run("POST", "/v1/redemptions", 201, self.used, connections, seconds)
        require(number <= self.count, "%d coupons do not last; make more" % self.count)
        self.settled.append((self.used + 1, number - UNSETTLED))
        self.used = number
        self.redeemed += answers
        return load

    def rate(self):
        """Redemptions a second."""
        return self.redeem().rate

    def refuse(self, connections=CONNECTIONS, seconds=SECONDS):
        """Sends coupons that were redeemed, each request under a new key."""
        codes = self.codes.read_text(encoding="utf-8").split()
        with self._listing([code for start, end in self.settled for code in codes[start:end]]) as used:
            return self._run("POST", "/v1/redemptions", 409, 0, connections, seconds, used)[0]

    def redeem_one(self, code, connections=CONNECTIONS, seconds=SECONDS):
        """Redeems one coupon again and again."""
        with self._listing([code]) as one:
            load, _, answers = self._run("POST", "/v1/redemptions", 201, 0, connections, seconds, one)
        self.redeemed += answers
        return load

    def idle(self, connections=CONNECTIONS, seconds=SECONDS):
        """Sends the same bytes to an endpoint that does nothing but answer JSON: the ceiling of the stack."""
        return self._run("GET", "/healthz", 200, 0, connections, seconds)[0]

    @contextlib.contextmanager
    def _listing(self, codes):
        listing = self.codes.with_name("some-" + self.codes.name)
        listing.write_text("".join("%s\n" % code for code in codes), encoding="utf-8")
        yield listing
        listing.unlink()

    def begin(self, method, path, status, skip, connections, seconds, codes=None):
        """Starts wrk; the load ends by itself."""
        self.runs += 1
        environment = dict(
            os.environ, CODES=str(codes or self.codes), TOKENS=" ".join(self.tokens), SKIP=str(skip),
            KEYS="load-%d-%d" % (os.getpid(), self.runs), METHOD=method, PATH_=path, EXPECT=str(status))
        return subprocess.Popen(
            ["wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds, "-s", HERE / "load.lua", self.server.url],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def _run(self, *arguments):
        """Returns what wrk measured, the number of the last code that it sent, and how many answers were right."""
        status = arguments[2]
        load = self.begin(*arguments)
        said, _ = load.communicate()
        require(load.returncode == 0, "wrk: " + said)
        words = next(line for line in said.splitlines() if line.startswith("RESULT ")).split()
        answers, other, other_status, number, microseconds, median, p99 = map(int, words[1:])
        require(other == 0, "%d of %d answers are not %d but such as %d" % (
            other, other + answers, status, other_status))
        require(answers > 0, "nothing was answered: " + said)
        return Load(answers / (microseconds / 1e6), median / 1e3, p99 / 1e3), number, answers


@contextlib.contextmanager
def running(command, environment=None):
    """A server, from its first word to its end."""
    process = subprocess.Popen(list(map(str, command)), env=environment, stderr=subprocess.PIPE)
    try:
        yield Server(process)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def serve(workspace):
    """The command of our server on a free port."""
    return [BINARY, "serve", "--port", "0", "--workspace", workspace.folder]


def free_port():
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def slow_disk(folder, microseconds):
    """The environment of a process whose syncs take so much longer."""
    library = Path(folder) / "slow_sync.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, HERE / "slow_sync.c", "-ldl"], check=True)
    return dict(os.environ, LD_PRELOAD=str(library), SLOW_SYNC_MICROSECONDS=str(microseconds))
