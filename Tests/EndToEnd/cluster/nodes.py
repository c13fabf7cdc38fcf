"""Three PostgreSQL servers under Patroni, and the etcd that they agree in, all on the loopback and never as root.

The settings are those that the article "Many verifiers" recommends.
"""
import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from processes import Unavailable, as_service, free_port, give_to_service, kept_folder, postgres_programs

NODES = 3
# The first server is made, and the others are copied from it.
BOOTSTRAP_SECONDS = 180
# Patroni's leader has 20 seconds to be heard of again; then the standby takes over.
FAILOVER_SECONDS = 120
# A server that is started again follows within seconds, or not at all.
REJOIN_SECONDS = 60
DATABASE = "tessera"

# The part of the settings that all servers share; kept in etcd. As in the article.
SHARED = {
    "ttl": 20, "loop_wait": 2, "retry_timeout": 5,
    "synchronous_mode": True, "synchronous_mode_strict": True,
    "postgresql": {
        "use_pg_rewind": True,
        "parameters": {"synchronous_commit": "on", "wal_log_hints": "on", "max_connections": 200},
    },
}


class Node:
    """One server and the Patroni that rules it."""

    def __init__(self, home, number, etcd):
        self.name = "node%d" % number
        self.home = home / self.name
        self.port, self.api_port = free_port(), free_port()
        self.patroni, self.is_frozen = None, False
        self.home.mkdir(mode=0o700)
        (self.home / "patroni.json").write_text(json.dumps(self._settings(etcd)))
        give_to_service(self.home, self.home / "patroni.json")

    def _settings(self, etcd):
        """Patroni's file: YAML, of which JSON is a part."""
        api = "127.0.0.1:%d" % self.api_port
        address = "127.0.0.1:%d" % self.port
        return {
            "scope": "tessera", "name": self.name, "etcd": {"hosts": [etcd]},
            "restapi": {"listen": api, "connect_address": api},
            "bootstrap": {"dcs": SHARED, "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}]},
            "postgresql": {
                "listen": address, "connect_address": address, "data_dir": str(self.home / "data"),
                "bin_dir": str(postgres_programs()), "pgpass": str(self.home / "pgpass"),
                "authentication": {
                    role: {"username": role} for role in ("superuser", "replication", "rewind")
                },
                "parameters": {"unix_socket_directories": str(self.home)},
                "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
            },
        }

    def start(self):
        with open(self.home / "patroni.log", "ab") as log:
            self.patroni = subprocess.Popen(
                as_service("patroni", self.home / "patroni.json"), cwd=self.home, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)

    def is_running(self):
        return self.patroni is not None and self.patroni.poll() is None and not self.is_frozen

    def die(self):
        """Kills the postmaster and Patroni; the server's other processes are to notice by themselves."""
        self._signal(signal.SIGKILL, [self.patroni.pid, self._postmaster()])

    def lose_power(self):
        """Kills everything at once."""
        self._signal(signal.SIGKILL, [self.patroni.pid])
        # What a killed one was about to start has then been started.
        while alive := working_in(self.home):
            self._signal(signal.SIGKILL, alive)

    def freeze(self):
        """Stops everything where it stands, as a virtual machine may that is moved; nobody is told."""
        self._signal(signal.SIGSTOP, [self.patroni.pid, *working_in(self.home)])
        self.is_frozen = True

    def revive(self):
        """Starts it again; or lets it go on where it stood, as the primary that it believes to be.

        What a frozen server wrote alone may keep it from following the new primary. It is then made anew from that, as
        its operator would do it.
        """
        if self.is_frozen:
            self._signal(signal.SIGCONT, working_in(self.home))
            self.is_frozen = False
            wait_for("the thawed server steps back", lambda: self._primary_status() == 503, FAILOVER_SECONDS)
            self.make_anew()
        if not self.is_running():
            self.start()

    def make_anew(self):
        """Makes it a copy of the primary."""
        self.lose_power()
        shutil.rmtree(self.home / "data")
        self.start()

    def is_primary(self):
        """Whether its own Patroni calls it the primary."""
        return self.is_running() and self._primary_status() == 200

    def _primary_status(self):
        """What Patroni answers to the question whether this is the primary: 200 or 503; `None` if nothing."""
        url = "http://127.0.0.1:%d/primary" % self.api_port
        try:
            return urllib.request.urlopen(url, timeout=2).status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return None

    def _postmaster(self):
        return int((self.home / "data/postmaster.pid").read_text().split()[0])

    def _signal(self, number, pids):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        if number == signal.SIGKILL:
            self.patroni.wait()


def working_in(folder):
    """The processes that work in the folder, as all do that its server started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if Path(os.readlink(entry / "cwd")).is_relative_to(folder):
                found.append(int(entry.name))
    return found


class Cluster:
    """The servers together."""

    def __init__(self, home, etcd):
        self.home = home
        self.nodes = [Node(home, number + 1, etcd) for number in range(NODES)]
        self.strikes = itertools.cycle([Node.die, Node.lose_power, Node.freeze])
        # What was done to whom.
        self.struck = []
        # Who had to be made anew without having been struck.
        self.lost = []

    @property
    def address(self):
        """Every server, as tessera.yaml would name them; the verifier finds the primary."""
        hosts = ",".join("127.0.0.1:%d" % node.port for node in self.nodes)
        return "postgresql://%s@%s/%s" % (DATABASE, hosts, DATABASE)

    def members(self):
        """What the servers say of each other: name to role, of those that run."""
        for node in self.nodes:
            if node.is_running():
                with contextlib.suppress(OSError, ValueError):
                    url = "http://127.0.0.1:%d/cluster" % node.api_port
                    with urllib.request.urlopen(url, timeout=2) as answer:
                        found = json.load(answer)["members"]
                    return {one["name"]: one["role"] for one in found if one["state"] in ("running", "streaming")}
        return {}

    def primary(self):
        """The primary, or `None`."""
        return next((node for node in self.nodes if node.is_primary()), None)

    def is_whole(self):
        """Whether there is a primary, a synchronous standby, and another standby."""
        return sorted(self.members().values()) == ["leader", "replica", "sync_standby"]

    def strike_primary(self):
        """Takes the primary away, in one way after the other."""
        primary = self.primary()
        if primary is None:
            raise RuntimeError("there is no primary to strike")
        strike = next(self.strikes)
        strike(primary)
        self.struck.append("%s of %s" % (strike.__name__, primary.name))

    def revive_struck(self):
        """Waits until another server took over, then revives the struck one: it becomes a standby.

        A thawed primary, before it steps back, may send the third server what it wrote alone. That one, too, then has
        to be made anew.
        """
        wait_for("another primary", lambda: self.primary() is not None, FAILOVER_SECONDS)
        for node in self.nodes:
            node.revive()
        if comes_true(self.is_whole, REJOIN_SECONDS):
            return
        members = self.members()
        for node in self.nodes:
            if members and node.name not in members:
                self.lost.append(node.name)
                node.make_anew()

    def timeline(self):
        """A number that grows by one each time that another server takes over."""
        return int(self.sql("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)")[0], 16)

    def sql(self, text, database="postgres"):
        """Runs a statement on the primary."""
        hosts = ",".join("127.0.0.1:%d" % node.port for node in self.nodes)
        address = "postgresql://superuser@%s/%s?target_session_attrs=read-write&connect_timeout=5" % (hosts, database)
        done = subprocess.run(
            [postgres_programs() / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", text, address],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError("psql: %s" % done.stderr)
        return done.stdout.splitlines()

    def logs(self):
        """The end of each Patroni's log, for a failure."""
        return "\n".join(
            "%s:\n%s" % (node.name, (node.home / "patroni.log").read_text(errors="replace")[-1500:])
            for node in self.nodes)


def wait_for(what, holds, seconds):
    if not comes_true(holds, seconds):
        raise RuntimeError("%s: not within %d s" % (what, seconds))


def comes_true(holds, seconds):
    """Waits for it; whether it came true in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


@contextlib.contextmanager
def etcd(home):
    """Yields the address of one etcd: it is the servers that die in this check.

    Patroni speaks etcd's older protocol with it. By the newer one, a frozen primary that wakes up takes the lead back
    from its successor without looking, in all versions before 3.0.3 (its pull request 2689); Debian 12 has 3.0.2.
    """
    client, peer = ("http://127.0.0.1:%d" % free_port() for _ in range(2))
    folder = home / "etcd"
    folder.mkdir(mode=0o700)
    give_to_service(home, folder)
    with open(home / "etcd.log", "wb") as log:
        process = subprocess.Popen(
            as_service("etcd", "--enable-v2", "--data-dir", folder, "--listen-client-urls", client,
                       "--advertise-client-urls", client, "--listen-peer-urls", peer,
                       "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=" + peer),
            cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    yield client.removeprefix("http://")
    process.kill()
    process.wait()


@contextlib.contextmanager
def cluster():
    """Makes the cluster and an empty database in it."""
    for program in ("etcd", "patroni"):
        if not shutil.which(program):
            raise Unavailable("%s is not installed" % program)
    with kept_folder("tcl-") as home, etcd(home) as agreed:
        made = Cluster(home, agreed)
        for node in made.nodes:
            node.start()
        try:
            wait_for("the cluster is whole", made.is_whole, BOOTSTRAP_SECONDS)
            made.sql("CREATE ROLE %s LOGIN" % DATABASE)
            made.sql("CREATE DATABASE %s OWNER %s" % (DATABASE, DATABASE))
            yield made
        except RuntimeError as problem:
            raise SystemExit("%s\n%s" % (problem, made.logs()))
