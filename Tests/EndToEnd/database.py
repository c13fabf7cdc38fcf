"""A PostgreSQL of our own that keeps what it acknowledges, on a socket in its own folder and nowhere else."""
import contextlib
import subprocess
import time

from processes import Unavailable, as_service, give_to_service, kept_folder, postgres_programs

START_SECONDS = 60


class Database:
    """A running server."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = programs

    def address(self, name):
        return "postgresql:///%s?host=%s&user=tessera" % (name, self.folder)

    def sql(self, text, name="postgres"):
        """Runs a statement and returns its rows, a line each."""
        done = subprocess.run(
            [self.programs / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", text, self.address(name)],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit("psql: %s" % done.stderr)
        return done.stdout.splitlines()

    def create(self, name):
        """Makes an empty database and returns its address."""
        self.sql("CREATE DATABASE %s" % name)
        return self.address(name)


@contextlib.contextmanager
def postgres():
    """Starts a server with the settings that it comes with: each commit is synced."""
    programs = postgres_programs()
    # The name is short: the path of a socket has room for about a hundred characters.
    with kept_folder("tpg-") as folder:
        give_to_service(folder)
        data, log = folder / "data", open(folder / "log", "wb")
        made = subprocess.run(
            as_service(programs / "initdb", "-D", data, "-U", "tessera", "-A", "trust", "-E", "UTF8",
                       "--locale=C.UTF-8", "--no-sync"), cwd=folder, stdout=log, stderr=log)
        if made.returncode != 0:
            raise Unavailable("initdb: %s" % (folder / "log").read_text())
        server = subprocess.Popen(
            as_service(programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="),
            cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_ready(programs, folder, server)
            yield Database(folder, programs)
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(2)


def wait_until_ready(programs, folder, server):
    end = time.monotonic() + START_SECONDS
    command = [programs / "pg_isready", "-q", "-h", folder, "-U", "tessera"]
    while subprocess.run(command).returncode != 0:
        if server.poll() is not None or time.monotonic() > end:
            raise Unavailable("PostgreSQL does not start: %s" % (folder / "log").read_text()[-2000:])
        time.sleep(0.1)
