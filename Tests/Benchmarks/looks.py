"""A brand's drawings against plain ones: the SVG documents of 1,000 symbols of a batch.

Both sides are ours: SymbolSpeed draws symbols that were made before, in processor time of its own. Branded is a gradient,
flowing modules, finder patterns of their own and a logo on 15 % of the symbol, in a symbol that was planned for it.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import best_ratio, in_turns, require
from symbols import BUILDS, PEERS

COUNT = 1_000
LEVEL = "M"
ROUNDS = 5
# A branded drawing may take five times as long as a plain one.
BAR = 1 / 5


def rate(program, look, payloads):
    """Drawings a second of processor time."""
    said = subprocess.run([program, look, LEVEL, payloads, "1"], check=True, capture_output=True, text=True).stdout
    fields = dict(field.split("=") for field in said.split())
    require(int(fields["codes"]) == COUNT, "%s drew %s symbols" % (program, fields["codes"]))
    return COUNT / float(fields["seconds"])


def run():
    program = Path(BUILDS["x86-64"][0]).resolve()
    require(program.exists(), "no %s: `make symbol-speed` builds it" % program)
    with tempfile.TemporaryDirectory(prefix="tessera-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, PEERS / "gen_inputs.py", str(COUNT)], check=True, cwd=folder)
        payloads = folder / "a.txt"
        rates = in_turns(
            {"ours": lambda: rate(program, "svg-branded", payloads), "peer": lambda: rate(program, "svg-plain", payloads)},
            ROUNDS)
    yield best_ratio("branded SVG drawings, plain ones the peer", "drawings/s", BAR, rates["ours"], rates["peer"])
