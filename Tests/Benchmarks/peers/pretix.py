#!/usr/bin/env python3
"""Measures pretix' check-in, the best-known service that redeems: `pretix.py FOLDER`.

    Needs PostgreSQL's and Redis' server programs, wrk, and network for pip; installing and filling takes minutes.

It installs pretix in FOLDER, gives it a PostgreSQL of its own with the settings that it comes with, makes an event with
20,000 paid orders of one ticket, and redeems them by POST /api/v1/organizers/bench/checkinrpc/redeem/ from 64 connections
with two gunicorn workers, each ticket once and with a nonce. Prints redemptions a second; recorded were 74 (pretix
2026.8.0, two processors). Then `TESSERA_PRETIX_RATE=… make bench ONLY=redeem` compares with what was measured here.
"""
import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "EndToEnd")]

import postgres  # noqa: E402
from load import free_port  # noqa: E402

VERSION = "2026.8.0"
ORDERS = 20_000
WORKERS = 2
CONNECTIONS = 64
SECONDS = 20
START_SECONDS = 120

CONFIGURATION = """
[pretix]
instance_name=bench
url=http://127.0.0.1:{port}
datadir={folder}/data
trust_x_forwarded_for=off
[database]
backend=postgresql
name=tessera
user=tessera
host=127.0.0.1
port={database}
[redis]
location=redis://127.0.0.1:{redis}/0
sessions=true
[celery]
broker=redis://127.0.0.1:{redis}/1
backend=redis://127.0.0.1:{redis}/2
[mail]
from=nobody@example.com
[django]
secret=for-a-measurement-only
debug=off
"""


def run(*command, **more):
    subprocess.run(list(map(str, command)), check=True, **more)


def install(folder):
    """A virtual environment with pretix and a server for it."""
    python = folder / "venv/bin/python"
    if not python.exists():
        run(sys.executable, "-m", "venv", folder / "venv")
    run(python, "-m", "pip", "install", "--quiet", "pretix==" + VERSION, "gunicorn")
    return python


@contextlib.contextmanager
def serving(python, environment, port):
    """gunicorn with two workers, until it answers."""
    process = subprocess.Popen(
        [python, "-m", "gunicorn", "pretix.wsgi", "--workers", str(WORKERS), "--bind", "127.0.0.1:%d" % port,
         "--log-level", "error"], env=environment)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen("http://127.0.0.1:%d/healthcheck/" % port, timeout=30).read()
                break
            if time.monotonic() > deadline:
                sys.exit("pretix does not answer")
            time.sleep(1)
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def redis():
    """A Redis that keeps nothing: pretix' cache, and the queue of what it does later, for which no worker runs."""
    port = free_port()
    process = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(30)


def measure(folder, port, skip):
    """Returns redemptions a second, every answer of which must be 201, and the number of the last ticket."""
    done = subprocess.run(
        ["wrk", "-t1", "-c%d" % CONNECTIONS, "-d%ds" % SECONDS, "--timeout", "30s", "-s", HERE / "pretix.lua",
         "http://127.0.0.1:%d" % port],
        env=dict(
            os.environ, TICKETS=str(folder / "tickets.txt"), TOKENS=str(folder / "tokens.txt"), SKIP=str(skip),
            LIST=(folder / "list.txt").read_text()),
        capture_output=True, text=True, check=True)
    redeemed, other, number, microseconds = map(int, done.stdout.split("RESULT ")[1].split())
    if other:
        sys.exit("%d of %d answers are not 201" % (other, other + redeemed))
    return redeemed / (microseconds / 1e6), number


def main():
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    python, port = install(folder), free_port()
    with postgres.cluster() as address, redis() as cache:
        database = address.rpartition(":")[2].partition("/")[0]
        configuration = folder / "pretix.cfg"
        configuration.write_text(CONFIGURATION.format(port=port, folder=folder, database=database, redis=cache))
        environment = dict(
            os.environ, PRETIX_CONFIG_FILE=str(configuration), DJANGO_SETTINGS_MODULE="pretix.settings",
            ORDERS=str(ORDERS), FOLDER=str(folder))
        run(python, "-m", "pretix", "migrate", "--verbosity", "0", env=environment, cwd=folder)
        run(python, "-m", "pretix", "shell", "-c", (HERE / "pretix_fill.py").read_text(), env=environment, cwd=folder)
        with serving(python, environment, port):
            _, used = measure(folder, port, 0)
            rate, _ = measure(folder, port, used)
            print("pretix %s: %.1f redemptions/s" % (VERSION, rate))


main()
