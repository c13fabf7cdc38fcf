"""A PostgreSQL server of our own on the loopback, with the settings that it comes with: every commit is synced."""
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from load import free_port

# Half the memory that a small server has; the rest is as initdb writes it.
SHARED_BUFFERS = "512MB"


class Unavailable(Exception):
    """Why there is no PostgreSQL to measure."""


def programs():
    """The folder of the newest server programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if shutil.which("initdb"):
        return Path(shutil.which("initdb")).resolve().parent
    raise Unavailable("PostgreSQL's server programs are not installed")


def run(*command):
    """Runs a program as a user that PostgreSQL accepts: it refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(prefix + list(map(str, command)), capture_output=True, text=True, cwd="/")
    if done.returncode != 0:
        raise Unavailable("%s: %s" % (Path(command[0]).name, done.stderr.strip()))


@contextlib.contextmanager
def cluster():
    """Starts a cluster; yields the address of its database."""
    binaries = programs()
    with tempfile.TemporaryDirectory(prefix="tessera-postgres-") as folder:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data, port = Path(folder) / "data", free_port()
        run(binaries / "initdb", "-D", data, "-U", "tessera", "--auth=trust", "--encoding=UTF8", "--locale=C")
        options = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c shared_buffers=%s" % (
            port, folder, SHARED_BUFFERS)
        run(binaries / "pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log", "-o", options, "start")
        try:
            run(binaries / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "tessera", "tessera")
            yield "postgresql://tessera@127.0.0.1:%d/tessera" % port
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
