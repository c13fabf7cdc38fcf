"""Programs that must not outlive a check, and the folder that they work in."""
import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

# PostgreSQL refuses to run as root; its package made this user.
SERVICE_USER = "postgres"

# Reads until the check ends, however it ends; then nothing that works in the folder may go on, and the folder goes.
# What a killed program started, it may have started in a group and session of its own: the folder is what they share.
KEEPER = """
trap '' INT TERM HUP
cd / || exit 1
read -r _
found=yes
while [ "$found" ]; do
    found=
    for process in /proc/[0-9]*; do
        case $(readlink "$process/cwd") in
            "$1"|"$1"/*) kill -KILL "${process#/proc/}" && found=yes && sleep 0.05;;
        esac
    done
done
rm -rf "$1"
"""


class Unavailable(Exception):
    """Why something cannot be checked here."""


@contextlib.contextmanager
def kept_folder(prefix):
    """A folder for programs that start their own; afterwards all that work in it are killed, and it is removed.

    Where there is no /proc, nobody is killed: there it is for whoever starts a program to end it.
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix)).resolve()
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", folder], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True)
    try:
        yield folder
    finally:
        keeper.stdin.close()
        keeper.wait()


def give_to_service(*paths):
    """Lets the programs of `as_service` write there."""
    if os.geteuid() != 0:
        return
    try:
        owner = pwd.getpwnam(SERVICE_USER)
    except KeyError:
        raise Unavailable("there is no user %s: PostgreSQL is not installed" % SERVICE_USER)
    for path in paths:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def as_service(*command):
    """The command as it is to be started: never as root."""
    words = list(map(str, command))
    if os.geteuid() != 0:
        return words
    return ["setpriv", "--reuid=" + SERVICE_USER, "--regid=" + SERVICE_USER, "--init-groups", *words]


def postgres_programs():
    """The folder of PostgreSQL's newest server programs; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if shutil.which("initdb"):
        return Path(shutil.which("initdb")).resolve().parent
    raise Unavailable("PostgreSQL's server programs are not installed")


def free_port():
    """A port that is free now, for a server that needs the same one each time it is started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_python(script, *arguments):
    """The command that runs one of our programs with this Python."""
    return [sys.executable, "-B", str(script), *map(str, arguments)]
