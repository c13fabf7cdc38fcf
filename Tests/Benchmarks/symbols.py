"""Symbols in memory, on one thread: the modules alone, and with a PNG file of one bit a pixel, ten pixels a module.

Ours: SymbolSpeed, a program on our libraries, built for any x86-64 and for processors with AVX2. Peer: libqrencode and
libpng at its defaults, called from C. Both make the symbols of 10,000 addresses of 85 upper-case characters, level M,
the mask chosen by penalty, and count their own processor time.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import symbol_checks
from measuring import Skipped, at_most, best_ratio, in_turns, require

COUNT = 10_000
LEVEL = "M"
PEERS = Path(__file__).resolve().parent / "peers"
ROUNDS = 5
# Of ours in a turn, so that a turn of either side takes seconds and none profits from a short quiet moment.
OUR_ROUNDS = 20

# How many bits the program's lanes have, which tells what it was compiled for.
AVX2_LANES = 256

# Goals that were set beforehand, by work and lanes.
BARS = {("matrix", 128): 25, ("matrix", AVX2_LANES): 50, ("png", 128): 40, ("png", AVX2_LANES): 40}
PNG_BYTES = 900

# Where the Makefile builds our side, and the lanes it must say it has.
BUILDS = {
    "x86-64": (os.environ.get("TESSERA_SYMBOL_SPEED", ".build-speed/release/SymbolSpeed"), 128),
    "AVX2": (os.environ.get("TESSERA_SYMBOL_SPEED_AVX2", ".build-speed-avx2/release/SymbolSpeed"), AVX2_LANES),
}


def has_avx2():
    """Whether this processor can run the second build."""
    try:
        return re.search(r"^flags\b.*\bavx2\b", Path("/proc/cpuinfo").read_text(), re.MULTILINE) is not None
    except OSError:
        return False


def make_list(folder):
    """Writes the peers' fixed list, a.txt."""
    subprocess.run([sys.executable, PEERS / "gen_inputs.py", str(COUNT)], check=True, cwd=folder)
    return folder / "a.txt"


def compile_peer(name, folder):
    """Compiles a C program of the peers as its own comment says."""
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libqrencode", "libpng"], check=True, capture_output=True, text=True)
    program = folder / name
    subprocess.run(
        ["cc", "-O2", "-o", program, PEERS / (name + ".c"), *flags.stdout.split()], check=True)
    return program


class Ours:
    """One build of SymbolSpeed."""

    def __init__(self, name, program, lanes, payloads):
        self.name, self.program, self.lanes, self.payloads = name, Path(program).resolve(), lanes, payloads
        # Of each kind of work, from all rounds: one, if they all did the same.
        self.sums = {"matrix": set(), "png": set()}
        self.mean_bytes = 0
        # The sum of the symbols that were checked.
        self.expected = None

    def output(self, command, *more, payloads=None):
        arguments = [self.program, command, LEVEL, payloads or self.payloads, *map(str, more)]
        return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout

    def rate(self, work):
        """Symbols a second of processor time, over some rounds."""
        seconds = 0
        for line in self.output(work, OUR_ROUNDS).splitlines():
            said = dict(field.split("=") for field in line.split())
            require(int(said["lanes"]) == self.lanes, "%s is compiled for %s bits" % (self.program, said["lanes"]))
            require(int(said["codes"]) == COUNT, "%s made %s symbols" % (self.program, said["codes"]))
            seconds += float(said["seconds"])
            self.sums[work].add(said["sum"])
            self.mean_bytes = max(self.mean_bytes, int(said["bytes"]) / COUNT)
        return OUR_ROUNDS * COUNT / seconds


def peer_rate(program, work, payloads):
    said = subprocess.run([program, work, LEVEL, payloads], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"(\d+) codes/s", said)[1])


def measure(work, what, builds, peer):
    """All builds and the peer in the same turns."""
    turns = {ours.name: lambda ours=ours: ours.rate(work) for ours in builds}
    turns["peer"] = lambda: peer_rate(peer, work, builds[0].payloads)
    rates = in_turns(turns, ROUNDS)
    for ours in builds:
        require(len(ours.sums[work]) == 1, "rounds of %s, %s, differ" % (work, ours.name))
        bar = BARS[work, ours.lanes]
        yield best_ratio("%s, %s" % (what, ours.name), "symbols/s", bar, rates[ours.name], rates["peer"])


def prepare(payloads, modules, folder):
    """The builds that can run here, checked."""
    for name, (program, lanes) in BUILDS.items():
        if lanes == AVX2_LANES and not has_avx2():
            continue
        require(Path(program).exists(), "no %s: `make symbol-speed` builds it" % program)
        ours = Ours(name, program, lanes, payloads)
        ours.expected = symbol_checks.check(ours, modules, folder)
        yield ours


def run():
    with tempfile.TemporaryDirectory(prefix="tessera-") as name:
        folder = Path(name)
        payloads = make_list(folder)
        peer = compile_peer("libqrencode_peer", folder)
        builds = list(prepare(payloads, compile_peer("libqrencode_modules", folder), folder))
        yield from measure("matrix", "encoded to modules", builds, peer)
        for ours in builds:
            require(ours.sums["matrix"] == {ours.expected}, "%s measures other symbols than were checked" % ours.name)
        yield from measure("png", "encoded and drawn as PNG", builds, peer)
        yield at_most("a PNG file in the mean", "bytes", max(ours.mean_bytes for ours in builds), PNG_BYTES)
        if len(builds) < len(BUILDS):
            yield Skipped("symbols, AVX2", "this processor has none")
